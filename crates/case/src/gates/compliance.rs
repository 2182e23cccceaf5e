//! What stops a case wherever it stands: open findings, open reviews, a suspension; and, before
//! the offer, areas of compliance that nobody has reviewed.

use rules::{Finding, Row};
use terms::Desk;

use super::{either, idle};
use crate::{
    act::Check,
    compliance::Area,
    sale::{Stage, State},
    situation::Situation,
};

/// Nothing is open that stops the case.
pub const CLEAR: &[Check<State>] = &[
    Check { rule: "COMP-001", run: comp_001 },
    Check { rule: "COMP-002", run: comp_002 },
    Check { rule: "WATCH-001", run: watch_001 },
    Check { rule: "SUSP-001", run: susp_001 },
];

/// Every area was reviewed.
fn comp_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    if crate::Decider::stage(case) == Stage::Notified {
        return idle(row, "The case is known from a notice only.");
    }
    let open: Vec<&str> = Area::ALL
        .iter()
        .filter(|area| !case.areas.iter().any(|review| review.area == **area))
        .map(|area| area.meaning())
        .collect();
    either(
        row,
        open.is_empty(),
        "Every area of compliance was reviewed.",
        format!("Not reviewed yet: {}.", open.join("; ")),
    )
    .remedy("Review each area.", &[Desk::Compliance])
}

/// No finding is open.
fn comp_002(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let open: Vec<String> = case
        .open_findings()
        .map(|f| format!("{} ({}: {})", f.number, f.finding.area.meaning(), f.finding.text))
        .collect();
    either(
        row,
        open.is_empty(),
        "No finding is open.",
        format!("Open findings: {}.", open.join("; ")),
    )
    .fact("open findings", open.len())
    .remedy("Resolve each finding.", &[Desk::Legal, Desk::State, Desk::TechnologySecurity])
}

/// No review of a change abroad is open.
fn watch_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let open: Vec<String> = case
        .open_reviews()
        .map(|r| format!("{} ({}, {})", r.number, r.raised.what.meaning(), r.raised.on))
        .collect();
    either(
        row,
        open.is_empty(),
        "No change abroad waits for a review.",
        format!("Open reviews of changes abroad: {}.", open.join("; ")),
    )
    .remedy("Close each review.", &[Desk::State, Desk::CountryDesk])
}

/// The case is not suspended.
fn susp_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let no = case.suspended.as_ref().map(|s| format!("Suspended by {}: {}", s.directive, s.reason));
    either(row, no.is_none(), "The case is not suspended.", no.unwrap_or_default())
        .remedy("Lift the suspension.", &[Desk::State, Desk::CountryDesk])
}
