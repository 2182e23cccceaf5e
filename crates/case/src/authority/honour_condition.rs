//! Record that a condition was honoured.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "honour-condition",
    thing: "honoured-conditions",
    kind: Kind::Case,
    title: "Record that a condition was honoured",
    help: "Keeps the evidence that a condition of a body was met. The body that set it records it.",
    desks: &[
        Desk::CountryDesk,
        Desk::Comptroller,
        Desk::Legal,
        Desk::TechnologySecurity,
        Desk::State,
    ],
    fields: &[
        Field::must("number", "Condition", Input::Count(1, limits::QUANTITY)),
        Field::must("evidence", "Evidence", Input::Long(limits::PARAGRAPH)),
        Field::may("file", "Evidence file", Input::Upload),
    ],
};

/// How a condition was honoured.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Honoured {
    /// The condition.
    pub number: u32,
    /// Evidence.
    pub evidence: String,
    /// Evidence file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

pub(crate) fn decide(
    case: &State,
    act: &Honoured,
    now: &Situation<'_>,
) -> Result<Honoured, Refusal> {
    let condition = case.conditions.iter().find(|c| c.number == act.number);
    let finding = match condition {
        Some(c) if c.honoured.is_some() => Some(now.contradiction(
            format!("Condition {} was already honoured.", c.number),
            "Nothing more is needed.",
        )),
        Some(c) if c.body != now.who.desk() => Some(now.contradiction(
            format!("Condition {} was set by {}.", c.number, now.pack.jurisdiction().desk(c.body)),
            "The body that set a condition records that it was honoured.",
        )),
        Some(_) => None,
        None => Some(now.contradiction(
            format!("Condition {} is not on record in this case.", act.number),
            "Name a condition of this case.",
        )),
    };
    Refusal::unless_clear(finding)?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &Honoured) {
    if let Some(condition) = case.conditions.iter_mut().find(|c| c.number == event.number) {
        condition.honoured = Some(event.clone());
    }
}
