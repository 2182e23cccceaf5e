//! Checks on opening a support file.

use rules::Row;

use super::either;
use crate::{act::Check, decider::Decider, sale::Stage, situation::Situation, support::State};

/// The case is in execution or delivered.
pub const OPEN: &[Check<State>] = &[Check { rule: "SUP-001", run: sup_001 }];

fn sup_001(_: &State, now: &Situation<'_>, row: &Row) -> rules::Finding {
    let case = now.facts.case.as_ref();
    let stage = case.map(|(_, case)| case.stage());
    let supported = matches!(
        stage,
        Some(Stage::Implemented | Stage::SupplyComplete | Stage::ClosureHold | Stage::Closed)
    );
    let no = stage.map_or_else(
        || format!("No case {} is on record.", now.file),
        |stage| format!("The case is at \"{stage}\": {}.", stage.meaning()),
    );
    either(row, supported, "The case is in execution or delivered.", no)
        .remedy("Open support under the number of a case that is implemented.", &[])
}
