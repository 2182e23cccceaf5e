//! What stands in the way of an act before its arguments are known: desk, people, stage, gates, and
//! the statements that rules ask for; and what a waiver opens.

use std::fmt::Write as _;

use rules::{Finding, Row};

use crate::{Check, act::Act, decider::Decider, duties, gates, situation::Situation};

/// Desk, people, stage and gates of an act, and whether its own decision may be asked: only where
/// the file is there and stands where the act can be done.
pub(super) fn ready<S: Decider>(
    state: &S,
    act: &Act<S>,
    now: &Situation<'_>,
) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let stage = stage(state, act, now);
    let can_decide = stage.as_ref().is_none_or(|finding| !finding.refuses());
    findings.extend(stage);
    if !can_decide {
        findings.extend(state.besides(act.about.name, now));
    }
    findings.extend(duties::findings(&act.about, &state.head().hands, now));
    if can_decide {
        findings.extend(gates_of(state, act, now));
    }
    (findings, can_decide)
}

/// What the gates of an act say of a file as it stands, with the statements that rules ask for, and
/// what a waiver opens.
pub(super) fn gates_of<S: Decider>(state: &S, act: &Act<S>, now: &Situation<'_>) -> Vec<Finding> {
    let gates: &[&[Check<S>]] = act.gate;
    let mut findings: Vec<Finding> =
        gates.iter().flat_map(|gate| gates::run(gate, state, now)).collect();
    findings.extend(gates::attested::asked(state, (act.about.kind, act.about.name), now));
    gates::waived::apply(&mut findings, &state.head().statements, act.about.name, now);
    findings
}

/// Whether a file's page offers the act.
pub(super) fn is_shown<S: Decider>(state: &S, act: &Act<S>) -> bool {
    let there = S::ALWAYS_THERE || state.head().exists();
    let goes_on = act.opens && there && act.stages.contains(&state.stage());
    (act.opens != there || goes_on) && !(act.opens && act.made_whole)
}

fn stage<S: Decider>(state: &S, act: &Act<S>, now: &Situation<'_>) -> Option<Finding> {
    let exists = state.head().exists();
    let right = match (act.opens, exists) {
        _ if S::ALWAYS_THERE => true,
        (true, _) if act.made_whole => true,
        (true, false) => true,
        (true, true) => act.stages.contains(&state.stage()),
        (false, false) => false,
        (false, true) => {
            let stands = |at: S::Stage| act.stages.contains(&at);
            act.stages.is_empty() || stands(state.stage()) || state.also_at().is_some_and(stands)
        }
    };
    let at = state.stage();
    now.under("STAGE-001", |row: &Row| {
        if right {
            let yes = format!("The file stands at \"{at}\", where this can be done.");
            return Finding::under(row, rules::Outcome::Satisfied, yes);
        }
        let (no, remedy) = match (act.opens, exists) {
            (true, true) => {
                (format!("{} is already open.", now.file), "Choose another number.".to_owned())
            }
            (false, false) => (
                format!("No file {} is on record.", now.file),
                "Open the file first, or correct its number.".to_owned(),
            ),
            _ => (elsewhere(at, act.stages), "Bring the file to that stage first.".to_owned()),
        };
        Finding::under(row, rules::Outcome::Refused, no).fact("stage", at).remedy(remedy, &[])
    })
}

/// Where a file stands, and where the act is done.
fn elsewhere<T: std::fmt::Display>(at: T, stages: &[T]) -> String {
    let mut told = format!("The file stands at \"{at}\"; this is done at ");
    for (place, stage) in stages.iter().enumerate() {
        let between = if place == 0 { "" } else { ", " };
        // Writing to a text cannot fail.
        let _ = write!(told, "{between}\"{stage}\"");
    }
    told.push('.');
    told
}

/// Keys of the rows that were held against the file.
pub(super) fn used(findings: &[Finding]) -> Vec<String> {
    let mut rows: Vec<String> = findings
        .iter()
        .filter(|finding| finding.outcome != rules::Outcome::NotApplicable)
        .map(|finding| finding.rule.to_string())
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
