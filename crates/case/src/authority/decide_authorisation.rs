//! A body decides on the document before it.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use super::Condition;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

const CONDITIONS: &[Field] = &[
    Field::must("text", "Condition", Input::Long(limits::PARAGRAPH)),
    Field::must("before", "Must be honoured before", Input::Choice(Gate::OPTIONS)),
];

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "decide-authorisation",
    thing: "authorisations",
    kind: Kind::Case,
    title: "Decide for your body",
    help: "Keeps your body's decision with its justification and conditions. A condition stays \
           with the case and closes the named gate until it is honoured. A refusal sends the \
           document back to development.",
    desks: &[
        Desk::CountryDesk,
        Desk::Comptroller,
        Desk::Legal,
        Desk::TechnologySecurity,
        Desk::State,
    ],
    fields: &[
        Field::must("decision", "Decision", Input::Choice(Decision::OPTIONS)),
        Field::must("justification", "Justification", Input::Long(limits::PARAGRAPH)),
        Field::may("conditions", "Conditions", Input::Records(CONDITIONS)),
    ],
};

coded! {
    /// What a body decides.
    pub enum Decision "decision" {
        /// Approves.
        Approve = "approve" "approves",
        /// Refuses.
        Refuse = "refuse" "refuses; the document goes back to development",
    }
}

coded! {
    /// A gate before which a condition must be honoured.
    pub enum Gate "gate" {
        /// Offer.
        Offer = "offer" "the offer is countersigned",
        /// Implementation.
        Implementation = "implementation" "the case is implemented",
        /// Shipment.
        Shipment = "shipment" "anything is shipped",
        /// Training.
        Training = "training" "a student is enrolled",
    }
}

/// A body's decision as it is entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decide {
    /// Decision.
    pub decision: Decision,
    /// Justification.
    pub justification: String,
    /// Conditions.
    #[serde(default)]
    pub conditions: Vec<NewCondition>,
}

/// A condition as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCondition {
    /// What it asks.
    pub text: String,
    /// The gate that must see it honoured.
    pub before: Gate,
}

/// A body decided.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BodyDecided {
    /// The body.
    pub body: Desk,
    /// Decision.
    pub decision: Decision,
    /// Justification.
    pub justification: String,
    /// Conditions, numbered within the case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Numbered>,
}

/// A condition with its number in the case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Numbered {
    /// From 1.
    pub number: u32,
    /// The condition.
    pub condition: NewCondition,
}

pub(crate) fn decide(
    case: &State,
    act: &Decide,
    now: &Situation<'_>,
) -> Result<BodyDecided, Refusal> {
    let body = now.who.desk();
    let awaited = case.board.as_ref().map(super::Board::awaited).unwrap_or_default();
    let finding = (!awaited.contains(&body)).then(|| {
        let names: Vec<&str> = awaited.iter().map(|body| body.meaning()).collect();
        now.contradiction(
            format!(
                "The decision of {} is not awaited now; awaited are: {}.",
                body.meaning(),
                names.join(", ")
            ),
            "Wait for the step of this body, or decide at a desk that is awaited.",
        )
    });
    Refusal::unless_clear(finding)?;
    let first = u32::try_from(case.conditions.len()).unwrap_or(u32::MAX).saturating_add(1);
    let conditions = (first..).zip(act.conditions.clone());
    Ok(BodyDecided {
        body,
        decision: act.decision,
        justification: act.justification.clone(),
        conditions: conditions.map(|(number, condition)| Numbered { number, condition }).collect(),
    })
}

pub(crate) fn evolve(case: &mut State, event: &BodyDecided, told: &Told<'_>) {
    case.conditions.extend(event.conditions.iter().cloned().map(|new| Condition {
        number: new.number,
        body: event.body,
        text: new.condition.text,
        before: new.condition.before,
        honoured: None,
    }));
    if event.decision == Decision::Refuse {
        case.back_to_development();
        return;
    }
    let Some(board) = &mut case.board else { return };
    let last = board.last_step();
    let seat =
        board.seats.iter_mut().find(|(seat, decided)| seat.body == event.body && decided.is_none());
    if let Some((_, decided)) = seat {
        *decided = Some((told.on, event.clone()));
    }
    match board.step() {
        None => case.go(Stage::StateListed),
        Some(step) if step == last => case.go(Stage::Proposed),
        Some(_) => {}
    }
}
