//! Close a case for the time being: the accelerated closure (ACCP) closes while some money is still
//! to be settled (code C2). A last closure follows.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::close::ClosureCode;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "close-interim",
    thing: "interim-closure",
    kind: Kind::Case,
    title: "Close for the time being",
    help: "Closes a case of a purchaser under the accelerated procedure while money is still to be \
           settled. The case is closed for good once everything is.",
    desks: &[Desk::Finance],
    fields: &[
        Field::must("certificate", "Closure certificate", Input::Text(limits::LINE)),
        Field::must("residue", "What is still to be settled", Input::Long(limits::PARAGRAPH)),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// An interim closure as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct CloseInterim {
    pub certificate: String,
    pub residue: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// The case was closed for the time being.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InterimClosed {
    /// What was recorded.
    pub close: CloseInterim,
    /// The code of the closure.
    pub code: ClosureCode,
    /// The target of the accelerated procedure, counted from supply complete, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Day>,
}

pub(crate) fn decide(
    case: &State,
    act: &CloseInterim,
    now: &Situation<'_>,
) -> Result<InterimClosed, Refusal> {
    let unsettled = super::close::unsettled(case, now);
    Refusal::unless_clear(unsettled)?;
    let training = case.shipments.is_empty() && !case.courses.is_empty();
    let name = if training { "training_months" } else { "months" };
    let months = now.row("CLO-002").and_then(|row| row.whole(name));
    let target = case.supply_completed_on.zip(months).map(|(on, months)| on.plus_months(months));
    Ok(InterimClosed { close: act.clone(), code: ClosureCode::Interim, target })
}

pub(crate) fn evolve(case: &mut State, event: &InterimClosed, on: Day) {
    case.closed_on = Some(on);
    case.interim = Some(event.clone());
    case.go(Stage::InterimClosed);
}
