//! A file that was looked at, as the state of its kind.

use std::{fmt, ops::Deref, sync::Arc};

use crate::{File, cn, lor, office, purchaser, sale};

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

impl Seen<lor::State> {
    /// A request, where the file is one.
    pub fn request(file: &Arc<File>) -> Option<Self> {
        as_request(file)
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

/// The register, where the file is it.
pub(super) fn as_register(file: &Arc<File>) -> Option<Seen<office::State>> {
    Seen::of(file, |file| match file {
        File::Office(state) => Some(state),
        _ => None,
    })
}

/// A purchaser, where the file is one.
pub(super) fn as_purchaser(file: &Arc<File>) -> Option<Seen<purchaser::State>> {
    Seen::of(file, |file| match file {
        File::Purchaser(state) => Some(state),
        _ => None,
    })
}

/// A request, where the file is one.
pub(super) fn as_request(file: &Arc<File>) -> Option<Seen<lor::State>> {
    Seen::of(file, |file| match file {
        File::Request(state) => Some(state),
        _ => None,
    })
}

/// A case, where the file is one.
pub(super) fn as_case(file: &Arc<File>) -> Option<Seen<sale::State>> {
    Seen::of(file, |file| match file {
        File::Case(state) => Some(state),
        _ => None,
    })
}

/// A notification, where the file is one.
pub(super) fn as_notification(file: &Arc<File>) -> Option<Seen<cn::State>> {
    Seen::of(file, |file| match file {
        File::Notification(state) => Some(state),
        _ => None,
    })
}
