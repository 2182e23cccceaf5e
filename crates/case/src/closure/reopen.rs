//! Reopen a closed case, because a cost came late, money goes back, or something was wrong. Closed
//! is inactive, not erased: the closure stays in the record.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use crate::{
    act::{About, Field, Input},
    sale::{Stage, State},
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "reopen",
    thing: "reopening",
    kind: Kind::Case,
    title: "Reopen the case",
    help: "Opens a closed case for a late adjustment, with the reason and who approved it. It is \
           closed again once the adjustment is made.",
    desks: &[Desk::Finance, Desk::CaseManager],
    fields: &[
        Field::must("cause", "Cause", Input::Choice(Cause::OPTIONS)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
        Field::must("authority", "Approved by", Input::Text(limits::LINE)),
        Field::must("reference", "Reference of the approval", Input::Text(limits::LINE)),
    ],
};

coded! {
    /// Why a closed case is reopened.
    pub enum Cause "cause" {
        /// Cost.
        Cost = "late-cost" "a cost came late",
        /// Refund.
        Refund = "refund" "money goes back",
        /// Error.
        Error = "error" "something was wrong",
    }
}

/// The case was reopened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Reopened {
    pub cause: Cause,
    pub reason: String,
    pub authority: String,
    pub reference: String,
}

pub(crate) fn evolve(case: &mut State, event: &Reopened) {
    case.reopenings.push(event.clone());
    case.closed = None;
    case.go(Stage::Reopened);
}
