//! Take a position, or answer one. Each change of side begins a new round.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, Usd, limits};

use super::{Side, Subject, Topic};
use crate::{
    act::{About, Field, Input},
    decider::Told,
    sale::State,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "take-position",
    thing: "positions",
    kind: Kind::Case,
    title: "Record a position",
    help: "Keeps what one side proposes on a topic. The answer of the other side begins the next \
           round. A topic must be agreed before the offer is approved.",
    desks: &[Desk::CaseManager, Desk::PurchaserOfficial, Desk::Legal],
    fields: &[
        Field::must("subject", "Topic", Input::Choice(Subject::OPTIONS)),
        Field::must("side", "Side", Input::Choice(Side::OPTIONS)),
        Field::must("text", "Position", Input::Long(limits::PARAGRAPH)),
        Field::may("amount", "Amount", Input::Money),
    ],
};

/// A position as it is entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TakePosition {
    /// Topic.
    pub subject: Subject,
    /// Side.
    pub side: Side,
    /// What it proposes.
    pub text: String,
    /// An amount, where it names one.
    pub amount: Option<Usd>,
}

/// A position with its round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Topic.
    pub subject: Subject,
    /// Round of the topic, from 1.
    pub round: u32,
    /// Side.
    pub side: Side,
    /// What it proposes.
    pub text: String,
    /// An amount, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Usd>,
}

pub(crate) fn decide(case: &State, act: &TakePosition) -> Position {
    let topic = case.topics.iter().find(|topic| topic.subject == act.subject);
    let last = topic.and_then(|topic| topic.positions.last()).map(|(_, position)| position);
    let round = last.map_or(1, |last| last.round + u32::from(last.side != act.side));
    let TakePosition { subject, side, text, amount } = act.clone();
    Position { subject, round, side, text, amount }
}

pub(crate) fn evolve(case: &mut State, event: &Position, told: &Told<'_>) {
    let said = (told.on, event.clone());
    match case.topics.iter_mut().find(|topic| topic.subject == event.subject) {
        Some(topic) => {
            topic.positions.push(said);
            topic.agreed = None;
        }
        None => {
            case.topics.push(Topic { subject: event.subject, positions: vec![said], agreed: None });
        }
    }
}
