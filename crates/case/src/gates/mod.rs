//! Checks of rules, grouped by gate. Each is a function named by the row that it holds against a
//! file; a gate is a list of them, and all its findings are told.

pub mod applies;
pub mod attested;
pub mod change;
pub mod closing;
pub mod compliance;
pub mod delivery;
pub mod drafting;
pub mod eligibility;
pub mod fit;
pub mod marks;
pub mod notification;
pub mod offer;
pub mod package;
pub mod participants;
pub mod parties;
pub mod purchaser;
pub mod request;
pub mod support;
pub mod waived;

pub use fit::{faults, states, states_within};
use rules::{Finding, Outcome, Row};

use crate::{act::Check, situation::Situation};

/// Holds every check of a gate against a file, each by the row of the day that governs it. A rule
/// without a row for that day asks nothing.
pub fn run<S>(gate: &[Check<S>], file: &S, now: &Situation<'_>) -> Vec<Finding> {
    let held = |check: &Check<S>| now.under(check.rule, |row| (check.run)(file, now, row));
    gate.iter().filter_map(held).collect()
}

/// Runs a gate as a review: facts of life cannot be refused, so that what would refuse is noted.
pub fn review<S>(gate: &[Check<S>], file: &S, now: &Situation<'_>) -> Vec<Finding> {
    let mut findings = run(gate, file, now);
    findings.retain(Finding::refuses);
    for finding in &mut findings {
        finding.outcome = Outcome::Noted;
    }
    findings
}

/// Satisfied or refused, with a sentence for each.
fn either(row: &Row, passes: bool, yes: impl Into<String>, no: impl Into<String>) -> Finding {
    if passes {
        Finding::under(row, Outcome::Satisfied, yes)
    } else {
        Finding::under(row, Outcome::Refused, no)
    }
}

/// The rule asks nothing of this file.
fn idle(row: &Row, why: impl Into<String>) -> Finding {
    Finding::under(row, Outcome::NotApplicable, why)
}

/// Every rule that a check in the program holds, by id: what coverage compares with the pack.
pub fn checked() -> Vec<&'static str> {
    fn ids<S>(gate: &[Check<S>]) -> impl Iterator<Item = &'static str> {
        gate.iter().map(|check| check.rule)
    }
    let mut all: Vec<&str> = ids(eligibility::CASE)
        .chain(ids(eligibility::REQUEST))
        .chain(ids(purchaser::KNOWN))
        .chain(ids(request::INTAKE))
        .chain(ids(request::ACTIONABLE))
        .chain(ids(request::COMPLETE))
        .chain(ids(drafting::OPEN))
        .chain(ids(drafting::APPROVE))
        .chain(ids(package::PACKAGE))
        .chain(ids(compliance::CLEAR))
        .chain(ids(change::OPEN))
        .chain(ids(change::APPROVE))
        .chain(ids(change::OFFER))
        .chain(ids(change::SEND))
        .chain(ids(offer::OFFER))
        .chain(ids(offer::EXTEND))
        .chain(ids(offer::ACCEPT))
        .chain(ids(notification::PREPARE))
        .chain(ids(notification::CLEAR))
        .chain(ids(notification::OFFER))
        .chain(ids(notification::LAW))
        .chain(ids(notification::SHIP))
        .chain(ids(participants::OFFER))
        .chain(ids(notification::NOTIFY))
        .chain(ids(notification::REVIEW))
        .chain(ids(delivery::IMPLEMENT))
        .chain(ids(delivery::EMERGENCY))
        .chain(ids(delivery::SHIP))
        .chain(ids(parties::RELEASE))
        .chain(ids(delivery::TRAIN))
        .chain(ids(delivery::SUSPEND))
        .chain(ids(delivery::RESUME))
        .chain(ids(closing::COMPLETE))
        .chain(ids(closing::HOLD))
        .chain(ids(closing::INTERIM))
        .chain(ids(closing::CLOSE))
        .chain(ids(support::OPEN))
        .chain(ids(marks::OFFER))
        .chain(USED_IN_ACTS.iter().copied())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Rules whose numbers or words an act reads itself, with no yes or no of their own, and rules
/// that hold an act's arguments rather than the file.
pub const USED_IN_ACTS: &[&str] = &[
    "ADMIN-001",
    "APPR-001",
    "AUTH-001",
    "CHG-003",
    "CLO-002",
    "CLO-004",
    "CN-006",
    "CN-007",
    "CN-012",
    "CN-015",
    "DEV-001",
    "DEV-002",
    "DEV-003",
    "DEV-004",
    "DEV-005",
    "DEV-009",
    "DEV-010",
    "DLV-001",
    "DUTY-001",
    "DUTY-002",
    "DUTY-003",
    "ELIG-005",
    "FILE-001",
    "HOLD-001",
    "IMPL-002",
    "LOR-004",
    "LOR-008",
    "MARK-001",
    "OED-001",
    "OED-002",
    "OED-004",
    "OED-006",
    "OFFER-001",
    "PEN-001",
    "PNA-001",
    "PNA-002",
    "PNA-003",
    "REV-001",
    "STAGE-001",
    "TPT-005",
    "TECH-002",
    "TECH-003",
    "VERS-002",
];
