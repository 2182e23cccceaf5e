//! Raise a finding.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use super::{Area, Resolved, Severity};
use crate::{
    act::{About, Field, Input},
    sale::State,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "raise-finding",
    thing: "findings",
    kind: Kind::Case,
    title: "Raise a finding",
    help: "Keeps a fault found in an area of compliance. While it is open, approval, \
           countersignature, offer, implementation and shipment are refused.",
    desks: &[Desk::Compliance, Desk::TechnologySecurity, Desk::State, Desk::Legal],
    fields: &[
        Field::must("area", "Area", Input::Choice(Area::OPTIONS)),
        Field::must("severity", "Severity", Input::Choice(Severity::OPTIONS)),
        Field::must("text", "What was found", Input::Long(limits::PARAGRAPH)),
        Field::must("evidence", "Evidence", Input::Long(limits::PARAGRAPH)),
        Field::may("file", "Evidence file", Input::Upload),
    ],
};

/// A finding as it is entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RaiseFinding {
    /// Area.
    pub area: Area,
    /// Severity.
    pub severity: Severity,
    /// What was found.
    pub text: String,
    /// Evidence.
    pub evidence: String,
    /// Evidence file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A finding with its number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FindingRaised {
    /// From 1.
    pub number: u32,
    /// What was entered.
    pub finding: RaiseFinding,
}

/// A finding as the case shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Raised {
    /// From 1.
    pub number: u32,
    /// What was entered.
    pub finding: RaiseFinding,
    /// How it was resolved.
    pub resolved: Option<Resolved>,
}

pub(crate) fn decide(case: &State, act: &RaiseFinding) -> FindingRaised {
    let number = u32::try_from(case.findings.len()).unwrap_or(u32::MAX).saturating_add(1);
    FindingRaised { number, finding: act.clone() }
}

pub(crate) fn evolve(case: &mut State, event: &FindingRaised) {
    let FindingRaised { number, finding } = event.clone();
    case.findings.push(Raised { number, finding, resolved: None });
}
