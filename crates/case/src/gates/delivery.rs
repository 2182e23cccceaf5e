//! Checks on implementation, shipment, training and suspension.

use rules::{Finding, Outcome, Row};
use terms::{Desk, Usd};

use super::{either, offer::honoured};
use crate::{
    act::Check, authority::Gate, execution::inspect::InspectionResult, sale::State,
    situation::Situation,
};

/// Execution may begin.
pub const IMPLEMENT: &[Check<State>] = &[
    Check { rule: "IMPL-001", run: impl_001 },
    Check {
        rule: "AUTH-002",
        run: |case, now, row| honoured(case, row, (Gate::Implementation, now)),
    },
];

/// Execution may begin without the deposit.
pub const EMERGENCY: &[Check<State>] = &[
    Check { rule: "IMPL-003", run: impl_003 },
    Check {
        rule: "AUTH-002",
        run: |case, now, row| honoured(case, row, (Gate::Implementation, now)),
    },
];

/// Goods may leave.
pub const SHIP: &[Check<State>] = &[
    Check { rule: "QA-001", run: qa_001 },
    Check { rule: "AUTH-002", run: |case, now, row| honoured(case, row, (Gate::Shipment, now)) },
];

/// Students may be enrolled.
pub const TRAIN: &[Check<State>] =
    &[Check { rule: "AUTH-002", run: |case, now, row| honoured(case, row, (Gate::Training, now)) }];

/// It may be suspended.
pub const SUSPEND: &[Check<State>] = &[Check {
    rule: "SUSP-002",
    run: |case, _, row| {
        let free = case.suspended.is_none();
        either(row, free, "The case is not suspended.", "The case is already suspended.")
            .remedy("Nothing more is needed.", &[])
    },
}];

/// The suspension may be lifted.
pub const RESUME: &[Check<State>] = &[Check {
    rule: "SUSP-002",
    run: |case, _, row| {
        let held = case.suspended.is_some() || !case.stops.is_empty();
        either(row, held, "Something is suspended.", "The case is not suspended.")
            .remedy("Nothing needs to be lifted.", &[])
    },
}];

/// The initial deposit is here.
fn impl_001(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    if matches!(case.version_in_work(), terms::Version::Modification(_)) {
        return super::idle(row, "A modification asks for no deposit.");
    }
    let wanted = case.terms.as_ref().map(|terms| terms.initial_deposit).unwrap_or_default();
    let received: Usd = case.deposits.iter().map(|deposit| deposit.amount).sum();
    let money = |amount| now.pack.jurisdiction().money(amount);
    either(
        row,
        wanted <= received,
        format!("The initial deposit of {} is here.", money(wanted)),
        format!("{} of the initial deposit of {} are here.", money(received), money(wanted)),
    )
    .fact("initial deposit", wanted)
    .fact("received", received)
    .remedy("Record the purchaser's deposit.", &[Desk::Finance])
}

/// Somebody proposed it on a written request.
fn impl_003(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(proposed) = &case.emergency else {
        let no = "No emergency implementation was proposed on a written request.";
        return Finding::under(row, Outcome::Refused, no)
            .remedy("Let the finance director of the country propose it.", &[Desk::Comptroller]);
    };
    let money = now.pack.jurisdiction().money(case.missing_deposit());
    let yes = format!(
        "{} asked for it in writing ({}); {money} of the deposit are due by {}.",
        rules::capital(proposed.asked_by.meaning()),
        proposed.reference,
        proposed.deposit_due
    );
    Finding::under(row, Outcome::Satisfied, yes).fact("deposit due", proposed.deposit_due)
}

/// The newest inspection of every inspected line did not fail.
fn qa_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let newest = |line: &crate::loa::Line| {
        case.inspections.iter().rev().find(|inspection| inspection.line == line.number)
    };
    let failed: Vec<&str> = case
        .agreed()
        .lines
        .iter()
        .filter(|line| newest(line).is_some_and(|i| i.result == InspectionResult::Failed))
        .map(|line| line.number.as_str())
        .collect();
    if failed.is_empty() {
        return Finding::under(row, Outcome::Satisfied, "No inspection stands as failed.");
    }
    let sentence = format!("The newest inspection failed: line {}.", failed.join(", "));
    Finding::under(row, Outcome::Refused, sentence)
        .remedy("Mend the fault and inspect again.", &[Desk::Quality])
}
