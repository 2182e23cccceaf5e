//! Revive an expired offer: an extension in writing, with the concurrence of the body that
//! countersigned. Otherwise only a restated offer can be accepted.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "revive-offer",
    thing: "revival",
    kind: Kind::Case,
    title: "Revive the expired offer",
    help: "Opens an expired offer again until a new date, because the purchaser asked for it in \
           writing and the body that countersigned concurs.",
    desks: &[Desk::AgencyApprover, Desk::CaseManager],
    fields: &[
        Field::must("until", "New expiration date", Input::Day),
        Field::must("request", "Reference of the purchaser's request", Input::Text(limits::LINE)),
        Field::may("concurrence", "Concurrence", Input::Text(limits::LINE))
            .hint("Who concurred, and the reference"),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The expired offer is open again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Revived {
    pub until: Day,
    pub request: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concurrence: Option<String>,
    pub reason: String,
}

pub(crate) fn decide(act: &Revived, now: &Situation<'_>) -> Result<Revived, Refusal> {
    let past = (act.until < now.today).then(|| {
        let sentence = format!("The new date {} is before today, {}.", act.until, now.today);
        now.contradiction(sentence, "Enter a day that is still to come.")
    });
    let alone = now.under("OED-006", |row| {
        let no = "Nobody concurred with opening the expired offer again.";
        Finding::under(row, Outcome::Refused, no)
            .remedy("Ask for the concurrence, or restate the offer.", ABOUT.desks)
    });
    let alone = alone.filter(|_| act.concurrence.is_none());
    Refusal::unless_clear(past.into_iter().chain(alone))?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &Revived) {
    case.offer.expires_on = Some(event.until);
    case.go(Stage::Offered);
}
