//! Informal clearance, the end of the formal period, and disapproval by law.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the informal clearance describes itself.
pub const CLEAR: About = About {
    name: "clear",
    thing: "clearance",
    kind: Kind::Notification,
    title: "Record the informal clearance",
    help: "Keeps that the committees' leaders cleared the sale in the tiered review. It is a \
           clearance and not a timer: it has no legal length.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("on", "Day of the clearance", Input::Day),
        Field::must("by", "Cleared by", Input::Text(limits::LINE)),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How the end of the period describes itself.
pub const COMPLETE_REVIEW: About = About {
    name: "complete-review",
    thing: "review-completion",
    kind: Kind::Notification,
    title: "Record the end of the review period",
    help: "The period passed and no law against the sale was enacted. It allows the offer; it does \
           not prove a sale.",
    desks: &[Desk::Legislative, Desk::CountryDesk],
    fields: &[],
};

/// How a disapproval describes itself.
pub const DISAPPROVE: About = About {
    name: "disapprove",
    thing: "disapproval",
    kind: Kind::Notification,
    title: "Record a disapproval",
    help: "Keeps the law that stops the sale.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("law", "Law", Input::Text(limits::LINE)),
        Field::must("on", "Day of enactment", Input::Day),
    ],
};

/// The committees cleared the sale informally.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cleared {
    /// When.
    pub on: Day,
    /// By whom.
    pub by: String,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// The period passed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReviewCompleted {
    /// The last day of the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_ended: Option<Day>,
}

/// A law against the sale was enacted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Disapproved {
    /// The law.
    pub law: String,
    /// When it was enacted.
    pub on: Day,
}

pub(crate) fn clear(act: &Cleared, now: &Situation<'_>) -> Result<Cleared, Refusal> {
    Refusal::unless_clear(now.not_in_future("day of the clearance", act.on))?;
    Ok(act.clone())
}

pub(crate) fn complete_review(file: &State) -> ReviewCompleted {
    ReviewCompleted { period_ended: file.notified.as_ref().map(|n| n.period_ends) }
}

pub(crate) fn disapprove(act: &Disapproved, now: &Situation<'_>) -> Result<Disapproved, Refusal> {
    Refusal::unless_clear(now.not_in_future("day of enactment", act.on))?;
    Ok(act.clone())
}
