//! Whether a pack fits the program: the record does not start under a law of which it knows half.

use rules::{Governing, Pack, Row};
use terms::{Desk, Marking};

use super::{attested, checked};
use crate::{
    authority::decide_authorisation, cn, loa::notes, lor, marks, purchaser, sale, support,
};

/// Rules without which no record can be kept, in whatever nation: the order of stages, desks and
/// two persons, a record that does not contradict itself, the bodies, and the expiration date.
pub const FOUNDATION: &[&str] =
    &["AUTH-001", "DUTY-001", "DUTY-002", "FILE-001", "OED-001", "STAGE-001"];

/// Rules that are asked where no file is at hand, so that the day of the act alone can govern.
const WITHOUT_A_FILE: &[&str] =
    &["DUTY-001", "DUTY-002", marks::BY_KIND, marks::carried::BEFORE_NOTIFICATION];

/// Why a pack does not fit; empty when it does.
pub fn faults(pack: &Pack) -> Vec<String> {
    let nation = pack.jurisdiction();
    let known = |rule: &str| pack.history(rule).next().is_some();
    let wanted = if nation.whole { checked() } else { FOUNDATION.to_vec() };
    let mut faults: Vec<String> = wanted
        .into_iter()
        .filter(|rule| !known(rule))
        .map(|rule| format!("the program checks rule {rule}, and the pack has no row for it"))
        .collect();
    for tier in nation.tiers.iter().filter(|tier| !known(&tier.rule)) {
        faults.push(format!("tier {} names {}, of which there is no row", tier.code, tier.rule));
    }
    for (kind, stages) in &nation.stages {
        let options = options(kind);
        let added = if kind == "case" { states(pack) } else { Vec::new() };
        let unknown = stages.keys().filter(|code| {
            !options.iter().any(|(known, _)| known == code)
                && !added.iter().any(|(known, _)| known == code)
        });
        faults.extend(unknown.map(|code| format!("\"{code}\" is no stage of a {kind}")));
    }
    for row in pack.rows() {
        let lacking = attested::faults(row).into_iter().chain(bearing(row));
        faults.extend(lacking.map(|fault| format!("{} lacks {fault}", row.key())));
    }
    faults.extend(pack.history("AUTH-001").flat_map(|row| {
        let bodies = row.words("steps").into_iter().flat_map(str::split_whitespace);
        bodies
            .filter(|body| !may_decide(body))
            .map(|body| format!("\"{body}\" decides on no offer"))
    }));
    faults.extend(states_of_approval(pack));
    faults.extend(without_a_file(pack));
    faults
}

/// Rules whose day no file tells where they are asked.
fn without_a_file(pack: &Pack) -> impl Iterator<Item = String> {
    let rows = WITHOUT_A_FILE.iter().filter_map(|rule| pack.history(rule).next());
    rows.filter(|row| row.governing() != [Governing::Act]).map(|row| {
        let day = row.governed_by();
        format!("{} is asked where no file tells {day}; write governed_by = \"act\"", row.key())
    })
}

/// What a row of notes or of markings lacks.
fn bearing(row: &Row) -> Vec<String> {
    if row.id.starts_with(notes::ROWS) {
        return notes::faults(row);
    }
    let texts = row.params.keys().filter_map(|kind| row.text(kind));
    let unread = texts.filter(|text| row.id == marks::BY_KIND && text.parse::<Marking>().is_err());
    unread.map(|text| format!("a marking, in place of \"{text}\"")).collect()
}

/// The states that a pack adds to a case while its bodies decide, in the order of their steps:
/// code and meaning.
pub fn states(pack: &Pack) -> Vec<(&str, &str)> {
    let mut all: Vec<(&str, &str)> = Vec::new();
    // The newest row first: its steps are the ones that most files meet.
    let rows: Vec<_> = pack.history("AUTH-001").collect();
    for code in rows.iter().rev().flat_map(|row| row.words("states")) {
        if !all.iter().any(|(known, _)| *known == code) {
            all.push((code, pack.jurisdiction().stage("case", code, "")));
        }
    }
    all
}

/// The states that a pack adds within a stage: those of the last step within `proposed`, the ones
/// before it within `in-review`.
pub fn states_within(pack: &Pack, stage: &str) -> Vec<String> {
    let (before, last) = (sale::Stage::InReview.code(), sale::Stage::Proposed.code());
    let mut all = Vec::new();
    for row in pack.history("AUTH-001") {
        let states = row.words("states");
        let Some((final_one, earlier)) = states.split_last() else { continue };
        if stage == last {
            all.push((*final_one).to_owned());
        } else if stage == before {
            all.extend(earlier.iter().map(|state| (*state).to_owned()));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// What is wrong with the states that a pack adds: each step has one, no stage has its code, and
/// the pack says what it means.
fn states_of_approval(pack: &Pack) -> Vec<String> {
    let mut faults = Vec::new();
    for row in pack.history("AUTH-001").filter(|row| !row.words("states").is_empty()) {
        let (states, steps) = (row.words("states"), row.words("steps"));
        if states.len() != steps.len() {
            let (named, wanted) = (states.len(), steps.len());
            faults.push(format!("{} names {named} states for {wanted} steps", row.key()));
        }
        for state in states {
            if sale::Stage::CODES.contains(&state) {
                faults.push(format!("\"{state}\" is a stage of every case, and no state to add"));
            } else if pack.jurisdiction().stage("case", state, "").is_empty() {
                faults.push(format!("\"{state}\" has no meaning in [stages.case]"));
            }
        }
    }
    faults
}

fn may_decide(body: &str) -> bool {
    let body = body.split_once(':').map_or(body, |(body, _)| body);
    body.parse::<Desk>().is_ok_and(|desk| decide_authorisation::ABOUT.desks.contains(&desk))
}

fn options(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "purchaser" => purchaser::Stage::OPTIONS,
        "request" => lor::Stage::OPTIONS,
        "case" => sale::Stage::OPTIONS,
        "notification" => cn::Stage::OPTIONS,
        "support" => support::Stage::OPTIONS,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_without_a_file_goes_by_the_day_of_the_act() {
        let row = |day: &str| {
            format!(
                "[[rule]]\nid = \"DUTY-001\"\ntitle = \"t\"\nrule = \"r\"\nkind = \"law\"\n\
                 governed_by = \"{day}\"\ncitation = \"c\"\nread_on = \"2026-11-22\"\n\
                 confidence = \"confirmed\"\n"
            )
        };
        let of = |day: &str| faults(&Pack::read(&[("rows.toml", &row(day))]).unwrap());
        let named = |faults: &[String]| faults.iter().any(|fault| fault.starts_with("DUTY-001 is"));
        assert!(named(&of("shipped")) && !named(&of("act")), "{:?}", of("shipped"));
    }

    fn faults_of(own: &str) -> Vec<String> {
        let own = format!(
            "name = \"marle\"\ntitle = \"t\"\nseller = \"Marle\"\n{own}\n\
             [currency]\ncode = \"MRK\"\nname = \"marks\"\nminor_units = 2\n\
             [legislature]\nname = \"the Diet\"\ndelivered_to = \"the clerk\"\n\
             cleared_by = \"the chair\"\nnotification = \"Submission\"\n\
             [[tier]]\ncode = \"all\"\nname = \"all\"\nrule = \"CN-001\"\n\
             [stages.case]\nthrone = \"on the throne\"\n"
        );
        let row = "[[rule]]\nid = \"AUTH-001\"\ntitle = \"t\"\nrule = \"r\"\nkind = \"law\"\n\
                   governed_by = \"act\"\ncitation = \"c\"\nread_on = \"2026-11-22\"\nconfidence = \"confirmed\"\n\
                   [rule.params]\nsteps = [\"legal auditor\", \"state\"]\n";
        faults(&Pack::read(&[("pack.toml", &own), ("rows.toml", row)]).unwrap())
    }

    #[test]
    fn every_fault_of_a_pack_is_told() {
        let found = faults_of("");
        let tells = |words: &str| found.iter().any(|fault| fault.contains(words));
        assert!(tells("rule STAGE-001") && !tells("rule AUTH-001") && !tells("rule SSC-001"));
        assert!(tells("tier all names CN-001, of which there is no row"), "{found:?}");
        assert!(tells("\"throne\" is no stage of a case"), "{found:?}");
        assert!(tells("\"auditor\" decides on no offer"), "{found:?}");
        let whole = faults_of("whole = true");
        assert!(whole.iter().any(|fault| fault.contains("rule SSC-001")), "{whole:?}");
    }
}
