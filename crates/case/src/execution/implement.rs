//! Implement the case: deposit received and the case set in every system.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Usd, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

const SYSTEMS: &[Field] = &[Field::must("name", "System", Input::Text(limits::LINE))];

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "implement",
    thing: "implementation",
    kind: Kind::Case,
    title: "Implement the case",
    help: "Execution may begin. The initial deposit must be here, and the case must be set as \
           implemented in each system that the rule names. Authority is issued for the accepted \
           value.",
    desks: &[Desk::CaseManager, Desk::Finance],
    fields: &[Field::must("systems", "Systems in which the case is set", Input::Records(SYSTEMS))
        .hint("Development, finance, performance reporting and service system, by name")],
};

/// A system in which the case is set.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct System {
    /// Its name.
    pub name: String,
}

/// Implements a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Implement {
    /// Systems in which the case is set.
    pub systems: Vec<System>,
}

/// The case was implemented.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Implemented {
    /// Systems in which the case is set.
    pub systems: Vec<System>,
    /// Authority issued: the accepted value.
    pub authority: Usd,
    /// The last day of the first annual review, where a rule sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Day>,
}

pub(crate) fn decide(
    case: &State,
    act: &Implement,
    now: &Situation<'_>,
) -> Result<Implemented, Refusal> {
    let wanted = now.row("IMPL-002").and_then(|row| row.whole("systems"));
    let wanted = usize::try_from(wanted.unwrap_or(1)).unwrap_or(1);
    let few = (act.systems.len() < wanted).then(|| {
        now.under("IMPL-002", |row| {
            let given = act.systems.len();
            rules::Finding::under(
                row,
                rules::Outcome::Refused,
                format!("The case is set in {given} of the {wanted} systems."),
            )
            .remedy("Set the case in every system and name each one.", ABOUT.desks)
        })
    });
    Refusal::unless_clear(few.flatten())?;
    let authority = case.accepted.as_ref().map(|accepted| accepted.value).unwrap_or_default();
    let review_by = super::hold_review::next_by(now.today, now);
    Ok(Implemented { systems: act.systems.clone(), authority, review_by })
}

pub(crate) fn evolve(case: &mut State, event: &Implemented, on: Day) {
    case.implemented_on.get_or_insert(on);
    case.implemented = Some(event.clone());
    case.go(Stage::Implemented);
}
