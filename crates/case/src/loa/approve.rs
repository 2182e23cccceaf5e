//! Approve the offer for the implementing agency (MILAP). The price is fixed here, and so is the
//! day on which the offer expires; from here on the document does not change.

use pricing::{Payment, Summary};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::Signature;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    sale::{Stage, State, value},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "approve",
    thing: "approval",
    kind: Kind::Case,
    title: "Approve for the agency",
    help: "Approves the draft for the implementing agency (MILAP). Prices and the offer's \
           expiration date are fixed; the document is immutable from here on, and a correction \
           makes a new one.",
    desks: &[Desk::AgencyApprover],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// Approves a draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Approve {
    /// Remarks.
    pub remarks: Option<String>,
}

/// The agency approved the draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Approved {
    /// Number of the offer within the version, from 1.
    pub offer: u32,
    /// Estimated cost summary, exact.
    pub summary: Summary,
    /// Payment schedule.
    pub payments: Vec<Payment>,
    /// The last day on which the offer can be accepted, in calendar days from today.
    pub expires_on: Day,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

pub(crate) fn decide(
    case: &State,
    act: &Approve,
    now: &Situation<'_>,
) -> Result<Approved, Refusal> {
    let priced = value::priced(case, now)?;
    let days = now.pack.on("OED-001", now.today).and_then(|row| row.whole("days_from_milap"));
    let Some(days) = days else {
        let sentence = "No rule says how long an offer stays open today.".to_owned();
        return Err(now.contradiction(sentence, "Add a row OED-001 for today to the pack.").into());
    };
    Ok(Approved {
        offer: case.offer.number,
        summary: priced.summary,
        payments: priced.payments,
        expires_on: now.today.plus_days(days),
        remarks: act.remarks.clone(),
    })
}

pub(crate) fn evolve(case: &mut State, event: &Approved, told: &Told<'_>) {
    case.offer.expires_on = Some(event.expires_on);
    case.offer.approved = Some(event.clone());
    case.offer.signatures = vec![Signature { by: told.by.clone(), on: told.on }];
    case.go(Stage::AgencyApproved);
}
