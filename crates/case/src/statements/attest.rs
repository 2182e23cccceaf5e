//! State what was found under a rule that recorded data cannot decide.

use rules::{Finding, Governing, Outcome, Row};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Unreadable, limits};

use super::kept_on;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself on a kind of file; the desk that usually does it stands first.
pub const fn about(kind: Kind, desks: &'static [Desk]) -> About {
    About {
        name: "attest",
        thing: "attestations",
        kind,
        title: "State what was found under a rule",
        help: "Some rules cannot be decided from what is recorded. The role that the rule names \
               says what it found, on which day and on what evidence; the gates that ask for the \
               rule read the newest statement.",
        desks,
        fields: FIELDS,
    }
}

const FIELDS: &[Field] = &[
    Field::must("rules", "Rules", Input::Many("SANC-001", rule))
        .hint("Those of this file that ask for a statement"),
    Field::must("met", "The rule is met", Input::Flag).hint("Nothing under it stands in the way"),
    Field::must("found", "What was found", Input::Long(limits::PARAGRAPH)),
    Field::must("evidence", "Evidence", Input::Text(limits::LINE))
        .hint("Letter, list with its date, or number of the record that was looked at"),
    Field::may("file", "Evidence file", Input::Upload),
    Field::must("on", "Day of the statement", Input::Day),
];

/// The form of an identifier of a rule.
pub(super) fn rule(text: &str) -> Result<(), Unreadable> {
    let told = || Unreadable::new("rule", text, "is not the identifier of a rule, as CN-001");
    let (group, number) = text.split_once('-').ok_or_else(told)?;
    let formed = !group.is_empty()
        && group.bytes().all(|b| b.is_ascii_uppercase())
        && number.len() == 3
        && number.bytes().all(|b| b.is_ascii_digit());
    formed.then_some(()).ok_or_else(told)
}

/// A statement under one rule or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// The rules.
    pub rules: Vec<String>,
    /// Whether they are met.
    pub met: bool,
    /// What was found.
    pub found: String,
    /// What it rests on.
    pub evidence: String,
    /// The evidence itself, by its digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The day of the statement.
    pub on: Day,
}

pub(crate) fn decide(
    kind: Kind,
    act: &Attestation,
    now: &Situation<'_>,
) -> Result<Attestation, Refusal> {
    let early = now.not_in_future("day of the statement", act.on);
    let mut found: Vec<Finding> = early.into_iter().collect();
    let stated = now.with(Governing::Stated, act.on);
    found.extend(act.rules.iter().filter_map(|rule| refused(kind, rule, &stated)));
    Refusal::unless_clear(found)?;
    Ok(act.clone())
}

/// The row under which a statement is made: that of its day, or else the newest that asks for one.
fn row_of<'a>(rule: &str, now: &Situation<'a>) -> Option<&'a Row> {
    let asks = |row: &&Row| row.attestation.is_some();
    let of_day = now.row(rule).filter(asks);
    of_day.or_else(|| now.pack.history(rule).filter(asks).last())
}

fn refused(kind: Kind, rule: &str, now: &Situation<'_>) -> Option<Finding> {
    let row = row_of(rule, now);
    let Some((row, asked)) = row.and_then(|row| Some((row, row.attestation.as_ref()?))) else {
        let sentence = format!("{rule} asks for no statement.");
        return Some(now.contradiction(sentence, "Name a rule that asks for one."));
    };
    if kept_on(&asked.file) != Some(kind) {
        let sentence = format!(
            "{rule} is stated on the file of the {}, not of the {}.",
            asked.file,
            kind.word()
        );
        return Some(now.contradiction(sentence, "Make the statement on that file."));
    }
    let desk = now.who.desk();
    if asked.roles.contains(&desk) {
        return None;
    }
    now.under("DUTY-001", |duty| {
        let sentence = format!(
            "The {} does not state {rule} ({}).",
            now.pack.jurisdiction().desk(desk),
            row.title
        );
        Finding::under(duty, Outcome::Refused, sentence)
            .fact("desk", desk)
            .remedy("Ask one of these desks to state it.", &asked.roles)
    })
}
