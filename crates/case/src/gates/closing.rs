//! Checks on the end of a case.

use rules::{Finding, Row};
use terms::Desk;

use super::{either, idle};
use crate::{act::Check, sale::State, situation::Situation};

/// Everything was delivered and performed.
pub const COMPLETE: &[Check<State>] =
    &[Check { rule: "SSC-001", run: ssc_001 }, Check { rule: "SSC-002", run: ssc_002 }];

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
            let short = received < ordered;
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
