//! Which rules the program checks, and which stories tell each of them. A rule that nobody tells
//! of, and a check without a row, is a fault that the build finds.

use std::collections::BTreeSet;

use rules::{Held, Pack, Row, RowKind};
use terms::Day;

use crate::{
    gates,
    script::{Expected, Script, Step},
};

/// A story, by its name.
#[derive(Debug, Clone, Copy)]
pub struct Story<'a> {
    /// Its name: `cn/thirty-days`.
    pub name: &'a str,
    /// Its steps.
    pub script: &'a Script,
}

/// How a rule is covered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Covered {
    /// The rule.
    pub rule: String,
    /// Its title; empty where the pack has no row.
    pub title: String,
    /// Whether it is checked.
    pub state: State,
    /// Stories in which it lets an act pass, or its number is used.
    pub passing: Vec<String>,
    /// Stories in which it refuses an act, or is noted.
    pub refusing: Vec<String>,
    /// What is missing; empty when nothing is.
    pub missing: Vec<String>,
}

/// Whether a rule is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A check of the program holds it.
    Checked,
    /// A role states what it found, and gates ask for the statement.
    Attested,
    /// It says what a word means; nothing is asked of a file.
    Definition,
    /// It is owed outside the gates of this record.
    Duty,
    /// A pending bill: shown, never enforced.
    Proposal,
    /// The pack has a row, and no check holds it.
    NotChecked,
    /// A check holds it, and the pack has no row.
    NoRow,
}

/// Rules of which a story cannot tell one side, and where that side is told instead.
pub const ELSEWHERE: &[(&str, &str)] = &[
    ("CN-012", "it is printed on papers; the tests of the papers read it"),
    ("CODE-002", "it refuses outside a sandbox, where no story can set the clock"),
    (
        "SENT-001",
        "the order of stages refuses first, so that only an odd record can be refused; a test \
         folds one",
    ),
    (
        "TECH-001",
        "no request becomes actionable without a release, so that only an older record \
      can be refused; a test folds one",
    ),
];

/// One line of a story that tells of a rule.
struct Telling<'a> {
    rule: &'a str,
    story: &'a str,
    on: Day,
    side: Side,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Passing,
    Refusing,
    /// The rule has no row on that day.
    Absent,
}

/// Every rule of the pack and every check of the program, with the stories that tell of it.
pub fn coverage(pack: &Pack, stories: &[Story<'_>]) -> Vec<Covered> {
    let tellings: Vec<Telling<'_>> = stories.iter().flat_map(tellings).collect();
    let checked = gates::checked();
    let mut rules: Vec<&str> = pack.ids();
    rules.extend(&checked);
    rules.extend(tellings.iter().map(|telling| telling.rule));
    rules.sort_unstable();
    rules.dedup();
    rules.into_iter().map(|rule| covered(pack, &checked, &tellings, rule)).collect()
}

fn covered(pack: &Pack, checked: &[&str], tellings: &[Telling<'_>], rule: &str) -> Covered {
    let rows: Vec<&Row> = pack.history(rule).collect();
    let state = state(&rows, checked.contains(&rule));
    let of_rule: Vec<&Telling<'_>> = tellings.iter().filter(|t| t.rule == rule).collect();
    let mut covered = Covered {
        rule: rule.to_owned(),
        title: rows.last().map(|row| row.title.clone()).unwrap_or_default(),
        state,
        passing: names(&of_rule, Side::Passing),
        refusing: names(&of_rule, Side::Refusing),
        missing: Vec::new(),
    };
    covered.missing = missing(&covered, &rows, &of_rule);
    covered
}

/// The newest row says how a rule is held; a rule that a check of the program names is checked.
fn state(rows: &[&Row], checked: bool) -> State {
    match rows.last().map(|row| row.held()) {
        None => State::NoRow,
        Some(Held::Proposal) => State::Proposal,
        Some(Held::Attestation) => State::Attested,
        Some(_) if checked => State::Checked,
        Some(Held::Definition) => State::Definition,
        Some(Held::Duty) => State::Duty,
        Some(Held::Check) => State::NotChecked,
    }
}

fn names(tellings: &[&Telling<'_>], side: Side) -> Vec<String> {
    let of_side = tellings.iter().filter(|telling| telling.side == side);
    let mut names: Vec<String> = of_side.map(|telling| telling.story.to_owned()).collect();
    names.dedup();
    names
}

fn missing(covered: &Covered, rows: &[&Row], tellings: &[&Telling<'_>]) -> Vec<String> {
    match covered.state {
        State::Proposal | State::Definition | State::Duty => return Vec::new(),
        State::NoRow => return vec!["a row in the pack".to_owned()],
        State::NotChecked => return vec!["a check".to_owned()],
        State::Checked | State::Attested => {}
    }
    let faults: Vec<String> = rows.iter().flat_map(|row| gates::attested::faults(row)).collect();
    if !faults.is_empty() {
        return faults;
    }
    if ELSEWHERE.iter().any(|(rule, _)| *rule == covered.rule) {
        return Vec::new();
    }
    let mut missing = Vec::new();
    if gates::USED_IN_ACTS.contains(&covered.rule.as_str()) {
        // The rule gives an act its number, or holds arguments: two stories tell of it.
        if covered.passing.len() + covered.refusing.len() < 2 {
            missing.push("two stories that tell of it".to_owned());
        }
    } else {
        if covered.passing.is_empty() {
            missing.push("a story in which it lets an act pass".to_owned());
        }
        if covered.refusing.is_empty() {
            missing.push("a story in which it refuses or is noted".to_owned());
        }
        let stories: BTreeSet<&String> = covered.passing.iter().chain(&covered.refusing).collect();
        if stories.len() == 1 {
            missing.push("a second story".to_owned());
        }
    }
    missing.extend(sides(rows).into_iter().filter_map(|(from, until)| {
        let within = |on: Day| from.is_none_or(|f| f <= on) && until.is_none_or(|u| on < u);
        if tellings.iter().any(|telling| within(telling.on)) {
            return None;
        }
        let begins = from.map(|from| format!(" from {from}")).unwrap_or_default();
        let ends = until.map(|until| format!(" before {until}")).unwrap_or_default();
        Some(format!("a story on a day{begins}{ends}"))
    }));
    missing
}

/// The stretches of time between the days on which a rule changes: from, and before.
fn sides(rows: &[&Row]) -> Vec<(Option<Day>, Option<Day>)> {
    let mut changes: Vec<Day> = rows
        .iter()
        .filter(|row| row.kind != RowKind::Proposal)
        .flat_map(|row| [row.from, row.until.map(|until| until.plus_days(1))])
        .flatten()
        .collect();
    changes.sort_unstable();
    changes.dedup();
    let begins = std::iter::once(None).chain(changes.iter().copied().map(Some));
    let ends = changes.iter().copied().map(Some).chain(std::iter::once(None));
    begins.zip(ends).collect()
}

/// Every line of a story that names a rule, on the day of its act.
fn tellings<'a>(story: &Story<'a>) -> Vec<Telling<'a>> {
    let mut on = None;
    let mut found = Vec::new();
    for (_, step) in &story.script.steps {
        let told = match step {
            Step::When(deed) => {
                on = Some(deed.on);
                None
            }
            Step::Then(expected) => expected.rule().map(|rule| (rule, side(expected))),
            Step::Says(said) => said.by.as_deref().map(|rule| (rule, Side::Passing)),
            Step::Given { .. } | Step::Until(_) | Step::Stage(..) | Step::Ledger(..) => None,
        };
        if let (Some(on), Some((rule, side))) = (on, told) {
            found.push(Telling { rule, story: story.name, on, side });
        }
    }
    found
}

const fn side(expected: &Expected) -> Side {
    match expected {
        Expected::Refused(..) | Expected::Noted(..) => Side::Refusing,
        Expected::Absent(_) => Side::Absent,
        Expected::Satisfied(..)
        | Expected::Unnoted(_)
        | Expected::Events(_)
        | Expected::Invalid(_) => Side::Passing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "
[[rule]]
id = \"SSC-001\"
title = \"t\"
rule = \"r\"
kind = \"law\"
from = \"2020-01-01\"
governed_by = \"act\"
citation = \"c\"
read_on = \"2026-11-22\"
confidence = \"confirmed\"
";

    fn missing_with(stories: &[&str]) -> Vec<String> {
        let pack = Pack::read(&[("one.toml", ROWS)]).unwrap();
        let scripts: Vec<Script> =
            stories.iter().map(|story| Script::read(story).unwrap()).collect();
        let names = ["a/story", "a/second", "a/third"];
        let stories: Vec<Story<'_>> =
            names.into_iter().zip(&scripts).map(|(name, script)| Story { name, script }).collect();
        let all = coverage(&pack, &stories);
        all.into_iter().find(|covered| covered.rule == "SSC-001").unwrap().missing
    }

    #[test]
    fn a_rule_wants_both_sides_and_a_story_beside_each_change() {
        let deed = "when 2021-01-01 case/BN-P-LCB complete-supply\n";
        assert_eq!(missing_with(&[deed]).len(), 4);
        let refused = format!("{deed}then refused SSC-001\n");
        let satisfied = format!("{deed}then satisfied SSC-001\n");
        let both = format!("{refused}{satisfied}");
        let day = "a story on a day before 2020-01-01";
        assert_eq!(missing_with(&[&both]), ["a second story", day]);
        assert_eq!(missing_with(&[&refused, &satisfied]), [day]);
        let before = "when 2019-12-31 case/BN-P-LCB complete-supply\nthen absent SSC-001\n";
        assert!(missing_with(&[&refused, &satisfied, before]).is_empty());
    }

    #[test]
    fn a_story_of_a_rule_without_a_row_is_found() {
        let pack = Pack::read(&[("one.toml", ROWS)]).unwrap();
        let script = Script::read("when 2021-01-01 case/A-B-C x\nthen refused NO-001").unwrap();
        let all = coverage(&pack, &[Story { name: "a/story", script: &script }]);
        let covered = all.iter().find(|covered| covered.rule == "NO-001").unwrap();
        assert_eq!(covered.missing, ["a row in the pack"]);
    }
}
