//! A body decides on the document before it.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use super::{Board, Condition};
use crate::{
    act::{About, Field, Input},
    decider::Told,
    duties,
    refusal::Refusal,
    sale::{
        Stage, State,
        approvals::{self, CONTENT},
    },
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
        Field::may("state", "State of approval", Input::Text(limits::LINE))
            .hint("The step that you decide in, where the rule names it; the present one if empty"),
        Field::must("decision", "Decision", Input::Choice(Decision::OPTIONS)),
        Field::must("justification", "Justification", Input::Long(limits::PARAGRAPH)),
        Field::may("conditions", "Conditions", Input::Records(CONDITIONS)),
        CONTENT,
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
    /// The state of approval that was seen.
    #[serde(default)]
    pub state: Option<String>,
    /// Decision.
    pub decision: Decision,
    /// Justification.
    pub justification: String,
    /// Conditions.
    #[serde(default)]
    pub conditions: Vec<NewCondition>,
    /// Digest of the content that was shown.
    pub content: Option<String>,
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
    /// Digest of the content that it was given to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
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
    let awaited = case.board.as_ref().map(Board::awaited).unwrap_or_default();
    let finding = (!awaited.contains(&body)).then(|| {
        let bodies = now.pack.jurisdiction();
        let names: Vec<&str> = awaited.iter().map(|body| bodies.desk(*body)).collect();
        now.contradiction(
            format!(
                "The decision of {} is not awaited now; awaited are: {}.",
                bodies.desk(body),
                names.join(", ")
            ),
            "Wait for the step of this body, or decide at a desk that is awaited.",
        )
    });
    let present = case.board.as_ref().and_then(Board::state);
    let elsewhere = act.state.as_deref().filter(|state| Some(*state) != present).map(|state| {
        let stands = case.document_standing();
        now.contradiction(
            format!("The document stands at \"{stands}\", and not at \"{state}\"."),
            "Look at the file as it stands now, and decide in that state.",
        )
    });
    let again = case.board.as_ref().and_then(|board| spoken(board, body, now));
    Refusal::unless_clear(finding.into_iter().chain(elsewhere).chain(again))?;
    let content = Some(approvals::shown(case, act.content.as_ref(), now)?);
    let first = u32::try_from(case.conditions.len()).unwrap_or(u32::MAX).saturating_add(1);
    let conditions = (first..).zip(act.conditions.clone());
    Ok(BodyDecided {
        body,
        decision: act.decision,
        justification: act.justification.clone(),
        conditions: conditions.map(|(number, condition)| Numbered { number, condition }).collect(),
        content,
    })
}

/// A member of a body, and whoever acts for them, has one voice.
fn spoken(board: &Board, body: Desk, now: &Situation<'_>) -> Option<Finding> {
    let sides = duties::sides(now);
    let me = now.who.person();
    let mine = std::iter::once(me.clone()).chain(duties::behalf(&ABOUT, now));
    let mine: Vec<String> = mine.collect();
    let one = |side: &String| mine.iter().any(|person| sides.one(person, side));
    let voices = board.voices.iter().filter(|voice| voice.body == body);
    let voice = voices.into_iter().find(|voice| voice.side.iter().any(one))?;
    let side = voice.side.join(" for ");
    now.under("DUTY-002", |row| {
        let sentence = format!("{side} has spoken for this body already; a side has one voice.");
        Finding::under(row, Outcome::Refused, sentence)
            .fact("person", &me)
            .remedy("Another member of the body decides.", &[body])
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
    let Some(board) = &mut case.board else { return };
    let side = std::iter::once(told.by.person()).chain(told.behalf.iter().cloned()).collect();
    if board.hear(event, side, told.on) {
        case.back_to_development();
        return;
    }
    let last = board.last_step();
    match board.step() {
        None => case.go(Stage::StateListed),
        Some(step) if step == last => case.go(Stage::Proposed),
        Some(_) => {}
    }
}
