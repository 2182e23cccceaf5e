//! Define a requirement: what it is, how it is judged, and where it must fit.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use crate::{
    act::{About, Field, Input},
    sale::State,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "define-requirement",
    thing: "requirements",
    kind: Kind::Case,
    title: "Define a requirement",
    help: "Keeps one thing that the purchaser needs and how everyone will know that it was met. \
           Every requirement must be traced to a line before the offer is approved.",
    desks: &[Desk::CaseManager, Desk::SecurityCooperation, Desk::PurchaserOfficial],
    fields: &[
        Field::must("what", "What is needed", Input::Long(limits::PARAGRAPH)),
        Field::must("standard", "Performance standard", Input::Long(limits::PARAGRAPH)),
        Field::must("environment", "Operating environment", Input::Long(limits::PARAGRAPH)),
        Field::may("existing", "Existing capability", Input::Long(limits::PARAGRAPH)),
        Field::may("interoperability", "Interoperability", Input::Long(limits::PARAGRAPH)),
        Field::may("upgrade_path", "Upgrade path", Input::Long(limits::PARAGRAPH)),
        Field::must("priority", "Priority", Input::Choice(Priority::OPTIONS)),
        Field::must("acceptance", "Acceptance criterion", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// How much a requirement matters.
    pub enum Priority "priority" {
        /// Must.
        Essential = "essential" "the sale has no use without it",
        /// Should.
        Important = "important" "the sale loses much without it",
        /// Could.
        Desirable = "desirable" "wanted if it fits",
    }
}

/// A requirement as it is entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DefineRequirement {
    /// What is needed.
    pub what: String,
    /// Performance standard.
    pub standard: String,
    /// Operating environment.
    pub environment: String,
    /// Existing capability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<String>,
    /// Interoperability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interoperability: Option<String>,
    /// Upgrade path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upgrade_path: Option<String>,
    /// Priority.
    pub priority: Priority,
    /// Acceptance criterion.
    pub acceptance: String,
}

/// A requirement with its number in the case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Requirement {
    /// From 1.
    pub number: u32,
    /// What was entered.
    pub requirement: DefineRequirement,
}

pub(crate) fn decide(case: &State, act: &DefineRequirement) -> Requirement {
    let number = u32::try_from(case.requirements.len()).unwrap_or(u32::MAX).saturating_add(1);
    Requirement { number, requirement: act.clone() }
}
