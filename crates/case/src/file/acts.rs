//! The acts of every kind of file, asked by name.

use terms::{Actor, Desk, FileId, Kind};

use super::File;
use crate::{About, Decider, cn, lor, office, purchaser, sale, support};

/// The acts of a kind of file, as they describe themselves.
pub fn acts(kind: Kind) -> Vec<&'static About> {
    fn of<S: Decider>() -> Vec<&'static About> {
        S::ACTS.iter().map(|act| &act.about).collect()
    }
    match kind {
        Kind::Purchaser => of::<purchaser::State>(),
        Kind::Request => of::<lor::State>(),
        Kind::Case => of::<sale::State>(),
        Kind::Notification => of::<cn::State>(),
        Kind::Support => of::<support::State>(),
        Kind::Office => of::<office::State>(),
        Kind::Audit => Vec::new(),
    }
}

/// The desk that an act is done at when nobody says who acts: the one whose duty it is.
pub fn usual_actor(file: &File, kind: Kind, act: &str) -> Actor {
    let board = match file {
        File::Case(case) if act == "decide-authorisation" => case.board.as_ref(),
        _ => None,
    };
    let awaited = board.and_then(|board| board.awaited().first().copied());
    let about = acts(kind).into_iter().find(|about| about.name == act);
    let usual = about.and_then(|about| about.desks.first().copied());
    Actor::at(awaited.or(usual).unwrap_or(Desk::Administrator))
}

/// Whether an act opens its file.
pub fn opens(kind: Kind, act: &str) -> bool {
    fn of<S: Decider>(name: &str) -> bool {
        S::ACTS.iter().any(|act| act.about.name == name && act.opens)
    }
    match kind {
        Kind::Purchaser => of::<purchaser::State>(act),
        Kind::Request => of::<lor::State>(act),
        Kind::Case => of::<sale::State>(act),
        Kind::Notification => of::<cn::State>(act),
        Kind::Support => of::<support::State>(act),
        Kind::Audit => true,
        Kind::Office => false,
    }
}

/// Whether a kind of file is always there and needs no act that opens it.
pub fn always_there(kind: Kind) -> bool {
    matches!(kind, Kind::Office)
}

/// The file number of a new request: customer code, two digits of the year, number.
pub fn request_number(purchaser: &str, year: i16, number: u32) -> Option<FileId> {
    format!("{purchaser}-{:02}-{number:04}", year.rem_euclid(100)).parse().ok()
}
