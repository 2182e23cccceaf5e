//! Approve the offer for the implementing agency (MILAP). The price is fixed here, and so is the
//! day on which the offer expires; from here on the document does not change.

use pricing::{Payment, Summary};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Version, limits};

use super::{
    Signature,
    expiration::{self, Wish},
    notes::{self, Chosen},
    price_line,
};
use crate::{
    act::{About, Field, Input},
    change::priced::{self, ChangePriced},
    decider::Told,
    refusal::Refusal,
    sale::{
        Stage, State,
        approvals::{self, CONTENT},
        value,
    },
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
    fields: &[
        CONTENT,
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
        Field::may("expires_on", "Another expiration date", Input::Day)
            .hint("Leave empty for the days of the rule"),
        Field::may("expires_reason", "Reason of another date", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Approves a draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Approve {
    /// Digest of the content that was shown.
    pub content: Option<String>,
    /// Remarks.
    pub remarks: Option<String>,
    /// Another expiration date than that of the rule.
    pub expires_on: Option<Day>,
    /// Why.
    pub expires_reason: Option<String>,
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
    /// Digest of the content that it was given to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// Why it expires on another day than that of the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_reason: Option<String>,
    /// What the change moves, where it is a change that was approved; one that is a modification
    /// has no day on which it expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangePriced>,
    /// The notes that the rules chose, as they read on that day; earlier approvals kept none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Chosen>,
}

pub(crate) fn decide(
    case: &State,
    act: &Approve,
    now: &Situation<'_>,
) -> Result<Approved, Refusal> {
    let content = approvals::shown(case, act.content.as_ref(), now)?;
    Refusal::unless_clear(price_line::stale(case, now))?;
    let priced = value::priced(case, now)?;
    let change = priced::decide(case, now)?;
    let wish = Wish { on: act.expires_on, reason: act.expires_reason.as_deref() };
    let expires_on = expiration::decide(case, wish, now)?;
    Ok(Approved {
        offer: case.offer.number,
        summary: priced.summary,
        payments: priced.payments,
        expires_on,
        content: Some(content),
        remarks: act.remarks.clone(),
        expires_reason: act.expires_reason.clone(),
        change,
        notes: notes::chosen(case, now),
    })
}

pub(crate) fn evolve(case: &mut State, event: &Approved, told: &Told<'_>) {
    let modification = matches!(case.version_in_work(), Version::Modification(_));
    case.offer.expires_on = Some(event.expires_on).filter(|_| !modification);
    case.offer.approved = Some(event.clone());
    case.offer.signatures = vec![Signature { by: told.by.clone(), on: told.on }];
    case.go(Stage::AgencyApproved);
}
