//! What people say where recorded data cannot decide: statements under a rule, with evidence, and
//! waivers by the authority that a rule names. Every kind of file that has gates keeps both.

pub mod attest;
pub mod desks;
pub mod owed;
pub mod waive;

use rules::Pack;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use terms::{Actor, Day, Desk, Kind};

pub use attest::Attestation;
pub use owed::Owed;
pub use waive::Waiver;

use crate::decider::Told;

/// Statements and waivers of a file, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Statements {
    /// Statements under rules; the newest under a rule counts.
    pub attested: Vec<Said<Attestation>>,
    /// Waivers; the newest of a rule and an act counts.
    pub waived: Vec<Said<Waiver>>,
}

/// What was said, by whom, and the day on which it was recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Said<T> {
    /// What was said.
    pub what: T,
    /// Who said it.
    pub by: Actor,
    /// The day of the record.
    pub recorded: Day,
}

impl<T: Clone> Said<T> {
    fn of(what: &T, told: &Told<'_>) -> Self {
        Self { what: what.clone(), by: told.by.clone(), recorded: told.on }
    }
}

impl Statements {
    /// Keeps a statement.
    pub(crate) fn attest(&mut self, what: &Attestation, told: &Told<'_>) {
        self.attested.push(Said::of(what, told));
    }

    /// Keeps a waiver.
    pub(crate) fn waive(&mut self, what: &Waiver, told: &Told<'_>) {
        self.waived.push(Said::of(what, told));
    }

    /// The newest statement under a rule: by its own day, and of one day the one recorded last.
    pub fn newest(&self, rule: &str) -> Option<&Said<Attestation>> {
        let of_rule = self.attested.iter().filter(|said| said.what.rules.iter().any(|r| r == rule));
        of_rule.max_by_key(|said| said.what.on)
    }

    /// The newest waiver of a rule for an act, while it holds.
    pub fn waiver(&self, rule: &str, act: &str, on: Day) -> Option<&Said<Waiver>> {
        let names = |said: &&Said<Waiver>| {
            said.what.rule == rule && said.what.acts.iter().any(|name| name == act)
        };
        let newest = self.waived.iter().rev().find(names)?;
        (newest.what.from <= on && on <= newest.what.until).then_some(newest)
    }
}

/// The desk that makes a statement or records a waiver when nobody says who acts: the one that the
/// rule names first.
pub fn usual_desk(act: &str, arguments: &Value, pack: &Pack) -> Option<Desk> {
    let named = match act {
        "attest" => arguments.get("rules")?.get(0)?,
        "waive" => arguments.get("rule")?,
        _ => return None,
    };
    let row = pack.history(named.as_str()?.trim()).last()?;
    let desks = match act {
        "attest" => &row.attestation.as_ref()?.roles,
        _ => &row.waiver.as_ref()?.desks,
    };
    desks.first().copied()
}

/// The word of a rule for the file that keeps its statements.
pub(crate) fn kept_on(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.word() == word)
}
