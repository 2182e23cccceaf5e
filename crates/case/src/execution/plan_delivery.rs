//! Plan the delivery: milestones with days and places. A new plan replaces the last one.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, LineNumber, limits};

use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

const MILESTONES: &[Field] = &[
    Field::must("name", "Milestone", Input::Text(limits::LINE)),
    Field::must("line", "Line", Input::Id("001", reads::<LineNumber>)),
    Field::must("due", "Due", Input::Day),
    Field::must("place", "Place", Input::Text(limits::LINE)),
];

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "plan-delivery",
    thing: "delivery-plans",
    kind: Kind::Case,
    title: "Plan the delivery",
    help: "Sets the milestones of delivery with their days and places. A new plan replaces the \
           last one, which stays in the record.",
    desks: &[Desk::Logistics, Desk::CaseManager],
    fields: &[Field::must("milestones", "Milestones", Input::Records(MILESTONES))],
};

/// A delivery plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    /// Milestones.
    pub milestones: Vec<Milestone>,
}

/// A milestone of the delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// What it is.
    pub name: String,
    /// The line.
    pub line: LineNumber,
    /// When.
    pub due: Day,
    /// Where.
    pub place: String,
}

pub(crate) fn decide(case: &State, act: &Plan, now: &Situation<'_>) -> Result<Plan, Refusal> {
    let unknown =
        act.milestones.iter().filter(|m| case.agreed().line(&m.line).is_none()).map(|m| {
            now.contradiction(
                format!("Line {} of the milestone \"{}\" is not in this case.", m.line, m.name),
                "Name a line of the case.",
            )
        });
    Refusal::unless_clear(unknown)?;
    Ok(act.clone())
}
