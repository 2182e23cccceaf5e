//! Acknowledge a Letter of Request to the purchaser.

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
    name: "acknowledge",
    thing: "acknowledgement",
    kind: Kind::Request,
    title: "Acknowledge the letter",
    help: "Keeps that the purchaser was told of the receipt, and stops the acknowledgement clock.",
    desks: &[Desk::Intake, Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("on", "Day of the acknowledgement", Input::Day),
        Field::may("remarks", "Remarks to the purchaser", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The purchaser was told that the letter arrived.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// Day.
    pub on: Day,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

pub(crate) fn decide(
    file: &State,
    act: &Acknowledgement,
    now: &Situation<'_>,
) -> Result<Acknowledgement, Refusal> {
    let twice = file.acknowledged.as_ref().map(|earlier| {
        now.contradiction(
            format!("The letter was already acknowledged on {}.", earlier.on),
            "Nothing more is needed.",
        )
    });
    let future = now.not_in_future("day of the acknowledgement", act.on);
    Refusal::unless_clear(twice.into_iter().chain(future))?;
    Ok(act.clone())
}
