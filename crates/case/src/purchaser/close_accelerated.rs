//! Record whether a purchaser closes its cases under the accelerated procedure, and from when. It
//! chooses so for all of them; one that gets foreign military financing has no choice.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::State;
use crate::act::{About, Field, Input};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "choose-closure",
    thing: "closure-choices",
    kind: Kind::Purchaser,
    title: "Record the choice of closure",
    help: "Keeps whether the purchaser takes part in the accelerated closure of its cases, from \
           which day on, and where that is written.",
    desks: &[Desk::Comptroller, Desk::CountryDesk],
    fields: &[
        Field::must("accelerated", "Takes part in the accelerated procedure", Input::Flag),
        Field::must("from", "From", Input::Day),
        Field::must("basis", "Where it is written", Input::Text(limits::LINE)),
    ],
};

/// A purchaser chose how its cases are closed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClosureChosen {
    /// Whether the accelerated procedure is taken.
    pub accelerated: bool,
    /// From which day on.
    pub from: Day,
    /// Where it is written.
    pub basis: String,
}

impl State {
    /// Whether its cases are closed under the accelerated procedure on a day: the choice that
    /// begins last before it, and of two on one day the later record.
    pub fn closes_accelerated(&self, on: Day) -> bool {
        let begun = self.closure_choices.iter().filter(|choice| choice.from <= on);
        begun.max_by_key(|choice| choice.from).is_some_and(|choice| choice.accelerated)
    }
}
