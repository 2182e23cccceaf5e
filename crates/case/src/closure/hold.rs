//! Set the closure hold: the case takes no more changes.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    sale::{Stage, State},
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "hold",
    thing: "hold",
    kind: Kind::Case,
    title: "Set the closure hold",
    help: "Final reconciliation begins: the case takes no more change documents.",
    desks: &[Desk::Comptroller],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// The closure hold was set.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Held {
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

pub(crate) fn evolve(case: &mut State, on: Day) {
    case.held_on = Some(on);
    case.go(Stage::ClosureHold);
}
