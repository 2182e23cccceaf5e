//! Checks on the end of a case.

use rules::{Finding, Row};
use terms::Desk;

use super::{either, idle};
use crate::{
    act::Check, closure::close::is_accelerated, execution::cancel::open_scopes, sale::State,
    situation::Situation,
};

/// Everything was delivered and performed.
pub const COMPLETE: &[Check<State>] =
    &[Check { rule: "SSC-001", run: ssc_001 }, Check { rule: "SSC-002", run: ssc_002 }];

/// Final reconciliation may begin.
pub const HOLD: &[Check<State>] = &[Check { rule: "CANC-001", run: canc_001 }];

/// The case may be closed for the time being.
pub const INTERIM: &[Check<State>] = &[Check { rule: "CLO-003", run: clo_003 }];

/// The case may be closed.
pub const CLOSE: &[Check<State>] = &[Check { rule: "CLO-001", run: clo_001 }];

/// Every line was received in full.
fn ssc_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let open: Vec<String> = case
        .agreed()
        .lines
        .iter()
        .filter_map(|line| {
            let (ordered, received) = (line.quantity?, case.received(&line.number));
            let short = received < ordered && !case.is_cancelled(&line.number);
            short.then(|| format!("line {} ({received} of {ordered})", line.number))
        })
        .collect();
    either(
        row,
        open.is_empty(),
        "Every line was received in full.",
        format!("Not received in full: {}.", open.join("; ")),
    )
    .remedy("Record the shipments and their receipts.", &[Desk::Logistics])
}

/// Every course was completed.
fn ssc_002(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let open: Vec<&str> = case
        .courses
        .iter()
        .filter(|course| course.completed.is_none())
        .map(|course| course.plan.title.as_str())
        .collect();
    either(
        row,
        open.is_empty(),
        "Every course was completed.",
        format!("Courses not completed: {}.", open.join("; ")),
    )
    .remedy("Complete each course.", &[Desk::Training])
}

/// The time for discrepancy reports has passed since supply complete.
fn clo_001(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let months = row.whole("months_after_ssc").unwrap_or_default();
    let Some(completed) = case.supply_completed_on else {
        return idle(row, "Supply is not complete.");
    };
    let first = completed.plus_months(months);
    either(
        row,
        first <= now.today,
        format!("{months} months have passed since {completed}."),
        format!("The case closes from {first} on, {months} months after {completed}."),
    )
    .fact("supply complete", completed)
    .fact("months", months)
    .remedy("Wait until that day.", &[Desk::Finance])
}

/// Every cancellation is settled.
fn canc_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    if case.cancellations.is_empty() {
        return idle(row, "Nothing was cancelled.");
    }
    let open = open_scopes(case);
    either(
        row,
        open.is_empty(),
        "Every cancellation is settled.",
        format!("Not settled: the cancellation of {}.", open.join(", ")),
    )
    .remedy("Settle what ending it did cost.", &[Desk::Finance, Desk::CaseManager])
}

/// The purchaser closes its cases under the accelerated procedure.
fn clo_003(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    either(
        row,
        is_accelerated(case, now),
        "The case is closed under the accelerated procedure.",
        "The purchaser does not take part in the accelerated procedure, and the case is not paid \
         with foreign military financing.",
    )
    .remedy(
        "Close the case for good once everything is settled, or record the purchaser's choice.",
        &[Desk::Comptroller],
    )
}
