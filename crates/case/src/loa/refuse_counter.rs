//! Refuse a counter-offer: the offer stands as it was sent, until its expiration date.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    sale::{Stage, State},
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "refuse-counter-offer",
    thing: "counter-offer-refusal",
    kind: Kind::Case,
    title: "Refuse the counter-offer",
    help: "Tells the purchaser that the offer is not changed. It stays open as it was sent, until \
           its expiration date.",
    desks: &[Desk::CaseManager, Desk::AgencyApprover],
    fields: &[
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
        Field::must("reference", "Reference of the letter", Input::Text(limits::LINE)),
    ],
};

/// The counter-offer was refused.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CounterRefused {
    /// Why.
    pub reason: String,
    /// The letter.
    pub reference: String,
}

pub(crate) fn evolve(case: &mut State) {
    case.offer.counter = None;
    case.go(Stage::Offered);
}
