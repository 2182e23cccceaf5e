//! Record that everything was delivered and performed (SSC).

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    sale::{Stage, State},
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "complete-supply",
    thing: "supply-completion",
    kind: Kind::Case,
    title: "Record supply and services complete",
    help: "Every line was delivered and received, and every course completed. The closure clock \
           starts.",
    desks: &[Desk::CaseManager, Desk::Logistics],
    fields: &[Field::must("proof", "Line-by-line proof", Input::Long(limits::PARAGRAPH))],
};

/// Everything was delivered and performed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SupplyCompleted {
    /// Line-by-line proof.
    pub proof: String,
}

pub(crate) fn evolve(case: &mut State, on: Day) {
    case.supply_completed_on = Some(on);
    case.go(Stage::SupplyComplete);
}
