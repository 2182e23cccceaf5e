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
    help: "Keeps the law that stops the sale: enacted inside the period, or later while something \
           is still to be delivered.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("law", "Law", Input::Text(limits::LINE)),
        Field::must("on", "Day of enactment", Input::Day),
        Field::may("resolution", "Number of the resolution", Input::Text(limits::LINE)),
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
    /// The resolution that became law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<String>,
    /// Whether it was enacted inside the review period; `None` where no period is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_period: Option<bool>,
}

pub(crate) fn clear(act: &Cleared, now: &Situation<'_>) -> Result<Cleared, Refusal> {
    Refusal::unless_clear(now.not_in_future("day of the clearance", act.on))?;
    Ok(act.clone())
}

pub(crate) fn complete_review(
    file: &State,
    now: &Situation<'_>,
) -> Result<ReviewCompleted, Refusal> {
    let Some(notified) = &file.notified else {
        let sentence = "The sale is known from a public notice only; elapsed time proves nothing.";
        let remedy = "It stays notified until an offer is on record.";
        return Err(now.contradiction(sentence.to_owned(), remedy).into());
    };
    Ok(ReviewCompleted { period_ended: Some(notified.period_ends) })
}

pub(crate) fn disapprove(
    file: &State,
    act: &Disapproved,
    now: &Situation<'_>,
) -> Result<Disapproved, Refusal> {
    let early = file.day_nought().filter(|day| act.on < *day).map(|day| {
        now.contradiction(
            format!("It was delivered on {day}, after the law of {}.", act.on),
            "Correct the day: no law precedes the notification that it is against.",
        )
    });
    let known = |number: &String| {
        let mut all = file.resolutions.iter();
        all.any(|resolution| resolution.introduced.number.eq_ignore_ascii_case(number))
    };
    let unknown = act.resolution.as_ref().filter(|number| !known(number)).map(|number| {
        now.contradiction(
            format!("No resolution {number} is on record."),
            "Record its introduction first, or leave its number out.",
        )
    });
    let future = now.not_in_future("day of enactment", act.on);
    Refusal::unless_clear([early, unknown, future].into_iter().flatten())?;
    let within_period = file.notified.as_ref().map(|notified| act.on <= notified.period_ends);
    Ok(Disapproved { within_period, ..act.clone() })
}
