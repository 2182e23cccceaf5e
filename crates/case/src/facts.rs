//! Which other files a decision needs, and the facts made of them. The shell reads the files; what
//! is read and what becomes of it is said here once, for every shell.

use std::{collections::BTreeMap, fmt, ops::Deref, sync::Arc};

use serde_json::Value;
use terms::{CaseId, FileId, Kind, PurchaserCode, StreamId};

use crate::{Decider, File, cn, lor, purchaser, sale, situation::Facts};

/// Files that were read so far, by stream. A file without events is there, and empty.
pub type Known = BTreeMap<StreamId, Arc<File>>;

/// What is asked of which file.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The stream of the file.
    pub stream: &'a StreamId,
    /// The file.
    pub file: &'a File,
    /// The arguments of the act; null when none are known yet.
    pub arguments: &'a Value,
}

/// The streams that are needed and not known yet. Ask again after reading them: a case that was
/// just read may name its request.
pub fn needs(asked: Asked<'_>, known: &Known) -> Vec<StreamId> {
    let case = case_of(asked, known);
    let mut wanted: Vec<StreamId> = case.into_iter().map(|file| stream(Kind::Case, file)).collect();
    wanted.extend(request_of(asked, known).map(|file| stream(Kind::Request, file)));
    wanted.extend(
        purchaser_of(asked, known).map(|code| stream(Kind::Purchaser, FileId::from(&code))),
    );
    if let File::Case(case) = asked.file {
        let linked = case.notifications.iter().map(|n| stream(Kind::Notification, n.file.clone()));
        wanted.extend(linked);
    }
    if let File::Purchaser(purchaser) = asked.file {
        wanted.extend(purchaser.cases.iter().map(|case| stream(Kind::Case, case.clone())));
    }
    wanted.retain(|stream| stream != asked.stream && !known.contains_key(stream));
    wanted
}

/// The facts, from the files that `needs` asked for. Country and sandbox are the shell's to add.
pub fn gather(asked: Asked<'_>, known: &Known) -> Facts {
    let notification = |linked: &sale::Linked| {
        let file = linked.file.clone();
        let state = known.get(&stream(Kind::Notification, file.clone()))?;
        Some((file, as_notification(state)?))
    };
    let notifications = match asked.file {
        File::Case(case) => case.notifications.iter().filter_map(notification).collect(),
        _ => Vec::new(),
    };
    let purchaser = purchaser_of(asked, known)
        .and_then(|code| known.get(&stream(Kind::Purchaser, FileId::from(&code))))
        .and_then(as_purchaser);
    Facts {
        purchaser,
        request: request_of(asked, known).and_then(|file| {
            let state = known.get(&stream(Kind::Request, file.clone()))?;
            Some((file, as_request(state)?))
        }),
        case: case_of(asked, known).and_then(|file| {
            let state = known.get(&stream(Kind::Case, file.clone()))?;
            Some((file, as_case(state)?))
        }),
        notifications,
        open_cases: match asked.file {
            File::Purchaser(purchaser) => open_cases(purchaser, known),
            _ => Vec::new(),
        },
        ..Facts::default()
    }
}

/// The purchaser that a file or the arguments name.
pub fn purchaser_of(asked: Asked<'_>, known: &Known) -> Option<PurchaserCode> {
    let from_file = match asked.file {
        File::Purchaser(_) => asked.stream.file.as_str().parse().ok(),
        File::Request(request) => request.letter.as_ref().map(|letter| letter.purchaser.clone()),
        File::Case(case) => case.purchaser().cloned(),
        File::Notification(_) | File::Support(_) => case_of(asked, known)
            .and_then(|file| known.get(&stream(Kind::Case, file)))
            .and_then(|file| case_state(file)?.purchaser().cloned()),
        File::Office(_) => None,
    };
    let named = || argument::<PurchaserCode>(asked, "purchaser");
    let opening = || argument::<CaseId>(asked, "case").map(|case| case.purchaser());
    from_file.or_else(named).or_else(|| opening().filter(|_| asked.stream.kind == Kind::Case))
}

fn case_of(asked: Asked<'_>, _: &Known) -> Option<FileId> {
    match asked.file {
        File::Notification(notification) => {
            notification.case.clone().or_else(|| argument(asked, "case"))
        }
        File::Support(_) => Some(asked.stream.file.clone()),
        _ => None,
    }
}

fn request_of(asked: Asked<'_>, _: &Known) -> Option<FileId> {
    match asked.file {
        File::Case(case) => match case.opened.as_ref().map(|opened| &opened.source) {
            Some(sale::Source::Request(file)) => Some(file.clone()),
            Some(sale::Source::Notice(_)) => None,
            None => argument(asked, "request"),
        },
        _ => None,
    }
}

fn open_cases(purchaser: &purchaser::State, known: &Known) -> Vec<FileId> {
    let open = |file: &&FileId| {
        let case = known.get(&stream(Kind::Case, (*file).clone())).and_then(case_state);
        case.is_some_and(|case| case.stage().is_open())
    };
    purchaser.cases.iter().filter(open).cloned().collect()
}

fn argument<T: std::str::FromStr>(asked: Asked<'_>, name: &str) -> Option<T> {
    asked.arguments.get(name)?.as_str()?.trim().parse().ok()
}

const fn stream(kind: Kind, file: FileId) -> StreamId {
    StreamId::new(kind, file)
}

fn case_state(file: &Arc<File>) -> Option<&sale::State> {
    match &**file {
        File::Case(state) => Some(state),
        _ => None,
    }
}

/// The state of a file that was read. It is shared with whoever else holds the file, because a
/// purchaser's file names all its cases, and every act on any of them looks into it.
pub struct Seen<S> {
    file: Arc<File>,
    state: fn(&File) -> Option<&S>,
}

impl<S> Seen<S> {
    /// The state in a file; `None` when the file is of another kind.
    fn of(file: &Arc<File>, state: fn(&File) -> Option<&S>) -> Option<Self> {
        state(file)?;
        Some(Self { file: Arc::clone(file), state })
    }
}

impl<S> Deref for Seen<S> {
    type Target = S;

    fn deref(&self) -> &S {
        (self.state)(&self.file).expect("INVARIANT: its kind was looked at when it was made")
    }
}

impl<S> Clone for Seen<S> {
    fn clone(&self) -> Self {
        Self { file: Arc::clone(&self.file), state: self.state }
    }
}

impl<S: fmt::Debug> fmt::Debug for Seen<S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(out)
    }
}

fn as_purchaser(file: &Arc<File>) -> Option<Seen<purchaser::State>> {
    Seen::of(file, |file| match file {
        File::Purchaser(state) => Some(state),
        _ => None,
    })
}

fn as_request(file: &Arc<File>) -> Option<Seen<lor::State>> {
    Seen::of(file, |file| match file {
        File::Request(state) => Some(state),
        _ => None,
    })
}

fn as_case(file: &Arc<File>) -> Option<Seen<sale::State>> {
    Seen::of(file, |file| match file {
        File::Case(state) => Some(state),
        _ => None,
    })
}

fn as_notification(file: &Arc<File>) -> Option<Seen<cn::State>> {
    Seen::of(file, |file| match file {
        File::Notification(state) => Some(state),
        _ => None,
    })
}
