//! Extend an offer before it expires.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "extend-offer",
    thing: "extensions",
    kind: Kind::Case,
    title: "Extend the offer",
    help: "Sets a later expiration date because the purchaser asked for it in writing before the \
           offer expired.",
    desks: &[Desk::AgencyApprover, Desk::CaseManager],
    fields: &[
        Field::must("until", "New expiration date", Input::Day),
        Field::must("request", "Reference of the purchaser's request", Input::Text(limits::LINE)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The offer stays open longer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Extension {
    /// The new last day.
    pub until: Day,
    /// The purchaser's letter.
    pub request: String,
    /// Why.
    pub reason: String,
}

pub(crate) fn decide(
    case: &State,
    act: &Extension,
    now: &Situation<'_>,
) -> Result<Extension, Refusal> {
    let earlier = case.offer.expires_on.filter(|expires| act.until <= *expires).map(|expires| {
        now.contradiction(
            format!("The new date {} is not after the present one, {expires}.", act.until),
            "Enter a later date.",
        )
    });
    Refusal::unless_clear(earlier)?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &Extension) {
    case.offer.expires_on = Some(event.until);
}
