//! Which other files a decision needs, and the facts made of them. The shell reads the files; what
//! is read and what becomes of it is said here once, for every shell.

mod seen;

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;
use terms::{CaseId, FileId, Kind, PurchaserCode, StreamId};

pub use seen::Seen;
use seen::{as_case, as_notification, as_purchaser, as_register, as_request};

use crate::{
    Decider, File, office, purchaser, sale,
    situation::{Facts, Party},
};

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
    let mut wanted = vec![office::register_stream()];
    wanted.extend(case.map(|file| stream(Kind::Case, file)));
    wanted.extend(request_of(asked, known).map(|file| stream(Kind::Request, file)));
    wanted.extend(
        purchaser_of(asked, known).map(|code| stream(Kind::Purchaser, FileId::from(&code))),
    );
    wanted.extend(parties_of(asked, known).iter().map(|code| stream(Kind::Purchaser, code.into())));
    let related = related_to(asked, known);
    if let File::Case(case) = asked.file {
        let others = related.iter().filter_map(|file| case_at(file, known));
        let all = others.chain([case]).flat_map(|case| &case.notifications);
        wanted.extend(all.map(|linked| stream(Kind::Notification, linked.file.clone())));
    }
    let named = notifications_named(asked).chain(parent_of(asked));
    wanted.extend(named.map(|file| stream(Kind::Notification, file)));
    wanted.extend(related.into_iter().map(|file| stream(Kind::Case, file)));
    if let File::Purchaser(purchaser) = asked.file {
        wanted.extend(purchaser.cases.iter().map(|case| stream(Kind::Case, case.clone())));
    }
    wanted.retain(|stream| stream != asked.stream && !known.contains_key(stream));
    wanted
}

/// The facts, from the files that `needs` asked for. Country and sandbox are the shell's to add.
pub fn gather(asked: Asked<'_>, known: &Known) -> Facts {
    let notification = |file: FileId| {
        let state = known.get(&stream(Kind::Notification, file.clone()))?;
        Some((file, as_notification(state)?))
    };
    let related: Vec<(FileId, Seen<sale::State>)> = related_to(asked, known)
        .into_iter()
        .filter_map(|file| {
            let state = known.get(&stream(Kind::Case, file.clone()))?;
            Some((file, as_case(state)?))
        })
        .collect();
    let notifications: Vec<FileId> = match asked.file {
        File::Case(case) => {
            let own = case.notifications.iter().map(|linked| linked.file.clone());
            let others = related.iter().flat_map(|(_, case)| &case.notifications);
            let others = others.map(|linked| linked.file.clone());
            others.chain(own).collect()
        }
        _ => notifications_named(asked).collect(),
    };
    let party = |code: PurchaserCode| {
        let file = known.get(&stream(Kind::Purchaser, FileId::from(&code))).and_then(as_purchaser);
        Party { code, country: None, file }
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
        notifications: notifications.into_iter().filter_map(notification).collect(),
        parent: parent_of(asked).and_then(notification),
        related,
        parties: parties_of(asked, known).into_iter().map(party).collect(),
        register: register(asked, known),
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
        File::Request(request) => request.purchaser().cloned(),
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

/// The register, also where it is the file itself that is acted on.
fn register(asked: Asked<'_>, known: &Known) -> Option<Seen<office::State>> {
    let stream = office::register_stream();
    if *asked.stream == stream {
        return as_register(&Arc::new(asked.file.clone()));
    }
    known.get(&stream).and_then(as_register)
}

fn case_of(asked: Asked<'_>, known: &Known) -> Option<FileId> {
    match asked.file {
        File::Notification(notification) => {
            let of_parent = || {
                let parent = known.get(&stream(Kind::Notification, parent_of(asked)?))?;
                as_notification(parent)?.case.clone()
            };
            let own = notification.case.clone();
            own.or_else(|| argument(asked, "case")).or_else(of_parent)
        }
        File::Support(_) => Some(asked.stream.file.clone()),
        _ => None,
    }
}

/// The notification that a report is on, or would be.
fn parent_of(asked: Asked<'_>) -> Option<FileId> {
    let File::Notification(notification) = asked.file else { return None };
    let own = notification.report.as_ref().map(|report| report.drafted.given.parent.clone());
    own.or_else(|| argument(asked, "parent"))
}

/// The notifications that a draft would take the place of.
fn notifications_named(asked: Asked<'_>) -> impl Iterator<Item = FileId> {
    match asked.file {
        File::Notification(notification) => {
            let prepared = notification.prepared.as_ref();
            let own = prepared.and_then(|prepared| prepared.given.supersedes.clone());
            own.into_iter().chain(argument(asked, "supersedes"))
        }
        _ => None.into_iter().chain(None),
    }
}

/// The case that is asked about, or that a notification belongs to.
fn case_asked<'a>(asked: Asked<'a>, known: &'a Known) -> Option<(FileId, &'a sale::State)> {
    if let File::Case(case) = asked.file {
        return Some((asked.stream.file.clone(), case));
    }
    let File::Notification(_) = asked.file else { return None };
    let file = case_of(asked, known)?;
    let case = case_at(&file, known)?;
    Some((file, case))
}

fn case_at<'a>(file: &FileId, known: &'a Known) -> Option<&'a sale::State> {
    known.get(&stream(Kind::Case, file.clone())).and_then(case_state)
}

/// Other cases that count with the case: those of its programme, and those of its request.
fn related_to(asked: Asked<'_>, known: &Known) -> Vec<FileId> {
    let Some((own, case)) = case_asked(asked, known) else { return Vec::new() };
    let programme = case.programme.as_ref().zip(case.purchaser()).and_then(|(joined, code)| {
        let purchaser = as_purchaser(known.get(&stream(Kind::Purchaser, code.into()))?)?;
        purchaser.programmes.get(&joined.programme).cloned()
    });
    let request = request_of(asked, known)
        .and_then(|file| Some(as_request(known.get(&stream(Kind::Request, file))?)?.cases.clone()));
    let mut all: Vec<FileId> =
        programme.into_iter().flatten().chain(request.into_iter().flatten()).collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|file| *file != own);
    all
}

/// Who takes part in the case besides its purchaser, and who would by the act.
pub fn parties_of(asked: Asked<'_>, known: &Known) -> Vec<PurchaserCode> {
    let Some((_, case)) = case_asked(asked, known) else { return Vec::new() };
    let named = ["participant", "beneficiary"].into_iter().filter_map(|name| argument(asked, name));
    let own = case.purchaser();
    let mut all: Vec<PurchaserCode> = case.others().cloned().chain(named).collect();
    all.retain(|code| own != Some(code));
    all.sort_unstable();
    all.dedup();
    all
}

fn request_of(asked: Asked<'_>, known: &Known) -> Option<FileId> {
    if let File::Notification(_) = asked.file {
        let (_, case) = case_asked(asked, known)?;
        return match &case.opened.as_ref()?.source {
            sale::Source::Request(file) => Some(file.clone()),
            sale::Source::Notice(_) => None,
        };
    }
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
