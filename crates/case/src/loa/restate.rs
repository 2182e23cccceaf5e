//! Restate an offer: the next offer begins as a draft of the last, and every approval of the last
//! one is void.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    sale::State,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "restate",
    thing: "restatements",
    kind: Kind::Case,
    title: "Restate the offer",
    help: "Begins the next offer from the present one. Approvals, reviews by counsel and the \
           countersignature of the present one are void; lines and terms can be changed again.",
    desks: &[Desk::CaseManager],
    fields: &[Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH))],
};

/// Restates an offer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Restate {
    /// Why.
    pub reason: String,
}

/// The next offer began.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Restated {
    /// Its number.
    pub offer: u32,
    /// Why.
    pub reason: String,
}

pub(crate) fn decide(case: &State, act: &Restate) -> Restated {
    Restated { offer: case.offer.number.saturating_add(1), reason: act.reason.clone() }
}

pub(crate) fn evolve(case: &mut State, event: &Restated) {
    case.back_to_development();
    case.offer.number = event.offer;
}
