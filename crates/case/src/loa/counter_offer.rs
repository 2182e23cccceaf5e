//! Record a counter-offer: the purchaser changed more than signature data.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Usd, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "counter-offer",
    thing: "counter-offers",
    kind: Kind::Case,
    title: "Record a counter-offer",
    help: "Keeps what the purchaser wants changed. The agency restates the offer, or the offer \
           ends; the purchaser may still accept it unchanged while it is open.",
    desks: &[Desk::PurchaserOfficial, Desk::CaseManager],
    fields: &[
        Field::must("received_on", "Date received", Input::Day),
        Field::must("reference", "Reference", Input::Text(limits::LINE)),
        Field::must("changes", "What is to change", Input::Long(limits::LETTER)),
        Field::may("value", "Value wanted", Input::Money),
    ],
};

/// What the purchaser wants changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CounterOffer {
    /// When it came.
    pub received_on: Day,
    /// The purchaser's reference.
    pub reference: String,
    /// What is to change.
    pub changes: String,
    /// Value wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Usd>,
}

pub(crate) fn decide(act: &CounterOffer, now: &Situation<'_>) -> Result<CounterOffer, Refusal> {
    Refusal::unless_clear(now.not_in_future("date of the counter-offer", act.received_on))?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &CounterOffer) {
    case.offer.counter = Some(event.clone());
    case.go(Stage::CounterOffer);
}
