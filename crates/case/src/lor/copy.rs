//! Record that a copy of the letter was passed on: a request that is likely to need a notification
//! reaches the agency that runs sales within so many days of its date.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "send-copy",
    thing: "copies",
    kind: Kind::Request,
    title: "Record that a copy was passed on",
    help: "Keeps when a copy of the letter went to the agency that runs sales, and stops that \
           clock where one runs.",
    desks: &[Desk::Intake, Desk::CaseManager],
    fields: &[
        Field::must("sent_on", "Day sent", Input::Day),
        Field::must("sent_to", "Sent to", Input::Text(limits::LINE)),
        Field::may("reference", "Reference", Input::Text(limits::LINE)),
    ],
};

/// A copy was passed on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CopySent {
    /// When.
    pub sent_on: Day,
    /// To whom.
    pub sent_to: String,
    /// Reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

pub(crate) fn decide(
    file: &State,
    act: &CopySent,
    now: &Situation<'_>,
) -> Result<CopySent, Refusal> {
    let future = now.not_in_future("day of the copy", act.sent_on);
    let signed = file.letter.as_ref().and_then(|letter| letter.signed_on);
    let early = signed.filter(|signed| act.sent_on < *signed).map(|signed| {
        now.contradiction(
            format!("The letter was signed on {signed}, after {}.", act.sent_on),
            "Correct the day.",
        )
    });
    Refusal::unless_clear(future.into_iter().chain(early))?;
    Ok(act.clone())
}
