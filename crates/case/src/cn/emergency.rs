//! An emergency: the President certifies that the national security interest needs the sale at
//! once. The wait is waived; the certification with its detailed justification is still sent.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "certify-emergency",
    thing: "emergency-certification",
    kind: Kind::Notification,
    title: "Record the certification of an emergency",
    help: "Keeps that an emergency exists which asks for the sale at once. The review period is \
           waived; the certification and its detailed justification are still sent, and the offer \
           leaves no earlier than they do.",
    desks: &[Desk::State, Desk::Legislative],
    fields: &[
        Field::must("on", "Day of the certification", Input::Day),
        Field::must("certified_by", "Certified by", Input::Text(limits::LINE)),
        Field::must("interest", "National security interest", Input::Long(limits::PARAGRAPH)),
        Field::must("justification", "Detailed justification", Input::Long(limits::LETTER)),
        Field::may("reference", "Reference", Input::Text(limits::LINE)),
    ],
};

/// An emergency was certified.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Emergency {
    pub on: Day,
    pub certified_by: String,
    pub interest: String,
    pub justification: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

pub(crate) fn decide(act: &Emergency, now: &Situation<'_>) -> Result<Emergency, Refusal> {
    Refusal::unless_clear(now.not_in_future("day of the certification", act.on))?;
    Ok(act.clone())
}
