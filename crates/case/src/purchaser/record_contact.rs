//! Record a contact with a prospective purchaser, before or beside any letter.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, codes::Channel, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "record-contact",
    thing: "contacts",
    kind: Kind::Purchaser,
    title: "Record a contact",
    help: "Keeps who was met, through which channel, what was asked, and how the interest and the \
           capability of the purchaser are judged. No price or date may be promised in a contact.",
    desks: &[Desk::SecurityCooperation, Desk::Intake, Desk::CountryDesk, Desk::CaseManager],
    fields: &[
        Field::must("on", "Day of the contact", Input::Day),
        Field::must("channel", "Channel", Input::Choice(Channel::OPTIONS)),
        Field::must("counterpart", "Who was met", Input::Text(limits::LINE))
            .hint("Office and name of the purchaser's side"),
        Field::must("asked", "What was asked", Input::Long(limits::PARAGRAPH)),
        Field::must("interest", "Interest", Input::Choice(Interest::OPTIONS)),
        Field::must("capability", "Capability assessment", Input::Long(limits::PARAGRAPH))
            .hint("The gap that the purchaser sees, and its means to operate and sustain"),
        Field::may("next_step", "Next step", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// How far a purchaser's interest goes.
    pub enum Interest "interest" {
        /// Asks in general.
        Exploratory = "exploratory" "asks in general",
        /// States a need.
        Need = "stated-need" "states a need",
        /// Has money.
        Funded = "funded" "states a need and has funds",
        /// Will write.
        Letter = "letter-announced" "announces a Letter of Request",
    }
}

/// A contact with a purchaser.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Contact {
    /// Day.
    pub on: Day,
    /// Channel.
    pub channel: Channel,
    /// Who was met.
    pub counterpart: String,
    /// What was asked.
    pub asked: String,
    /// How far the interest goes.
    pub interest: Interest,
    /// Capability assessment.
    pub capability: String,
    /// Next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
}

pub(crate) fn decide(act: &Contact, now: &Situation<'_>) -> Result<Contact, Refusal> {
    Refusal::unless_clear(now.not_in_future("day of the contact", act.on))?;
    Ok(act.clone())
}
