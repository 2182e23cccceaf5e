//! Receive a Letter of Request. A letter that arrived did arrive: nothing refuses it. The intake
//! rules run as a review, and their findings ride inside the event.

use rules::{Finding, Governing};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind};

use super::{
    State, checklist,
    letter::{FIELDS, Known, Letter},
};
use crate::{act::About, clocks, gates, refusal::Refusal, situation::Situation};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "receive",
    thing: "receipt",
    kind: Kind::Request,
    title: "Receive a Letter of Request",
    help: "Registers a letter with everything that it says. What it does not say stays unknown; \
           the completeness score names what is missing. Two clocks start: to acknowledge it, and \
           to pass a copy on when a notification is likely.",
    desks: &[Desk::Intake, Desk::CaseManager, Desk::CountryDesk, Desk::PurchaserOfficial],
    fields: FIELDS,
};

/// A letter was received.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Received {
    /// What it says.
    pub letter: Letter,
    /// How complete it is.
    pub completeness: checklist::Completeness,
    /// What the intake rules found; they refuse nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// The last day to acknowledge it, in calendar days, where a rule sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledge_by: Option<Day>,
    /// The last day to pass a copy on, where a notification is likely and a rule says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_by: Option<Day>,
}

pub(crate) fn decide(
    early: &State,
    act: &Letter,
    now: &Situation<'_>,
) -> Result<Received, Refusal> {
    let other = early.purchaser().filter(|code| **code != act.purchaser).map(|code| {
        now.contradiction(
            format!("The need was stated by {code}; the letter comes from {}.", act.purchaser),
            "Receive the letter as a request of its own.",
        )
    });
    let signed = act.signed_on.and_then(|on| now.not_in_future("date of signature", on));
    let received = now.not_in_future("date of receipt", act.received_on);
    Refusal::unless_clear(signed.into_iter().chain(received).chain(other))?;
    let mut letter = act.clone();
    letter.addressees.sort_by_key(|addressee| !addressee.action);
    let now = &now.with(Governing::LorReceived, act.received_on);
    let acknowledge_by = now.row("LOR-004").and_then(|row| {
        clocks::last_day(row, "acknowledge_days", act.received_on, &now.calendars())
    });
    let copy_by = now.row("LOR-005").and_then(|row| {
        let signed = letter.signed_on.filter(|_| letter.mde == Known::Yes)?;
        clocks::last_day(row, "days_from_lor", signed, &now.calendars())
    });
    // The checks read the letter as the file would hold it.
    let file = State { letter: Some(letter.clone()), ..State::default() };
    let findings = gates::review(gates::request::INTAKE, &file, now);
    let completeness = checklist::completeness(&letter);
    Ok(Received { letter, completeness, findings, acknowledge_by, copy_by })
}

pub(crate) fn evolve(file: &mut State, event: &Received) {
    file.letter = Some(event.letter.clone());
    file.completeness = Some(event.completeness.clone());
    file.findings.clone_from(&event.findings);
    file.acknowledge_by = event.acknowledge_by;
    file.copy_by = event.copy_by;
}
