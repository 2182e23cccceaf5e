//! Record whether a purchaser may buy: the determination of AECA section 3 and what supports it.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "determine-eligibility",
    thing: "eligibility",
    kind: Kind::Purchaser,
    title: "Record an eligibility determination",
    help: "Keeps whether the purchaser may buy, on what evidence, for which reasons and for which \
           days. Eligibility is asked again at every gate, on the day of that gate.",
    desks: &[Desk::State, Desk::CountryDesk],
    fields: &[
        Field::must("eligible", "The purchaser is eligible", Input::Flag),
        Field::must("basis", "Basis", Input::Text(limits::LINE))
            .hint("Determination, with its date and number where known"),
        Field::must("evidence", "Evidence", Input::Long(limits::PARAGRAPH)),
        Field::must("reasons", "Reasons", Input::Long(limits::PARAGRAPH)),
        Field::must(
            "undertakings",
            "Undertakings given on use, transfer and security",
            Input::Flag,
        )
        .hint("Agreement not to transfer or change use without consent, and to protect"),
        Field::must("valid_from", "Valid from", Input::Day),
        Field::may("valid_until", "Valid until", Input::Day).hint("Leave empty when it is open"),
    ],
};

/// Whether a purchaser may buy, for a period.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Determination {
    /// Whether it may.
    pub eligible: bool,
    /// What it rests on.
    pub basis: String,
    /// Evidence.
    pub evidence: String,
    /// Reasons.
    pub reasons: String,
    /// Whether the undertakings on use, transfer and security were given.
    pub undertakings: bool,
    /// First day.
    pub valid_from: Day,
    /// Last day; open when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
}

pub(crate) fn decide(act: &Determination, now: &Situation<'_>) -> Result<Determination, Refusal> {
    let backwards = act.valid_until.filter(|until| *until < act.valid_from).map(|until| {
        now.contradiction(
            format!("The determination ends on {until}, before it begins on {}.", act.valid_from),
            "Correct one of the two days.",
        )
    });
    Refusal::unless_clear(backwards)?;
    Ok(act.clone())
}
