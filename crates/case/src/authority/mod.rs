//! Authorisation by several bodies: steps in order, the bodies of one step side by side, each
//! with a decision, a justification, and conditions that later gates must see honoured.

pub mod decide_authorisation;
pub mod honour_condition;

use serde::{Deserialize, Serialize};
use terms::{Day, Desk};

pub use decide_authorisation::{BodyDecided, Decision, Gate};
pub use honour_condition::Honoured;

use crate::sale::Stage;

/// A body that must decide, and in which step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// The body.
    pub body: Desk,
    /// Step, from 1; the bodies of a step decide side by side.
    pub step: u32,
    /// How many of its members must approve; one person decides for a body without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
    /// The state of approval of the step, where the rule names one: the pack says what it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// A body of several members that decides by so many of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quorum {
    /// How many must approve.
    pub needed: u32,
    /// How many members it has.
    pub members: u32,
}

/// The voice of one member of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The body.
    pub body: Desk,
    /// Who decided, and on whose behalf: they have one voice together.
    pub side: Vec<String>,
    /// Whether they approved.
    pub approves: bool,
}

/// The bodies that decide on one document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Board {
    /// Since when.
    pub opened_on: Day,
    /// The bodies with their decisions.
    pub seats: Vec<(Seat, Option<(Day, BodyDecided)>)>,
    /// The voices so far.
    pub voices: Vec<Voice>,
}

/// A condition set by a body ("proviso"), with the gate that must see it honoured.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Condition {
    /// Number within the case, from 1.
    pub number: u32,
    /// The body that set it.
    pub body: Desk,
    /// What it asks.
    pub text: String,
    /// The gate that does not open before it is honoured.
    pub before: Gate,
    /// How it was honoured.
    pub honoured: Option<Honoured>,
}

impl Board {
    /// Opens a board.
    pub fn opened(seats: Vec<Seat>, on: Day) -> Self {
        let seats = seats.into_iter().map(|seat| (seat, None)).collect();
        Self { opened_on: on, seats, voices: Vec::new() }
    }

    /// Takes in the voice of a member. The body has approved once its quorum has, and has refused
    /// once its quorum cannot be reached any more: then this says so.
    fn hear(&mut self, event: &BodyDecided, side: Vec<String>, on: Day) -> bool {
        let (body, approves) = (event.body, event.decision == Decision::Approve);
        self.voices.push(Voice { body, side, approves });
        let voices = self.voices.iter().filter(|voice| voice.body == body);
        let (yes, no): (Vec<_>, Vec<_>) = voices.partition(|voice| voice.approves);
        let (yes, no) = (yes.len(), no.len());
        let open =
            |(seat, decided): &&mut (Seat, Option<_>)| seat.body == body && decided.is_none();
        let Some((seat, decided)) = self.seats.iter_mut().find(open) else { return !approves };
        let Quorum { needed, members } = seat.quorum.unwrap_or(Quorum { needed: 1, members: 1 });
        if needed as usize <= yes {
            *decided = Some((on, event.clone()));
        }
        (members as usize) < needed as usize + no
    }

    /// The step that decides now; `None` when every body has approved.
    pub fn step(&self) -> Option<u32> {
        self.seats.iter().filter(|(_, decided)| decided.is_none()).map(|(seat, _)| seat.step).min()
    }

    /// The bodies whose decision is awaited now.
    pub fn awaited(&self) -> Vec<Desk> {
        let step = self.step();
        let waits =
            |(seat, decided): &&(Seat, Option<_>)| decided.is_none() && Some(seat.step) == step;
        self.seats.iter().filter(waits).map(|(seat, _)| seat.body).collect()
    }

    /// The state of approval in which the document waits, where its step has one.
    pub fn state(&self) -> Option<&str> {
        let step = self.step()?;
        let seat = self.seats.iter().find(|(seat, _)| seat.step == step);
        seat.and_then(|(seat, _)| seat.state.as_deref())
    }

    /// The last step.
    pub fn last_step(&self) -> u32 {
        self.seats.iter().map(|(seat, _)| seat.step).max().unwrap_or(0)
    }
}

/// Where a document stands: the state of approval that the pack adds while its bodies decide, else
/// its stage.
pub(crate) fn state_of(stage: Stage, board: Option<&Board>) -> &str {
    let deciding = matches!(stage, Stage::InReview | Stage::Proposed);
    board.filter(|_| deciding).and_then(Board::state).unwrap_or_else(|| stage.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(decision: Decision) -> BodyDecided {
        BodyDecided {
            body: Desk::State,
            decision,
            justification: "In order".to_owned(),
            conditions: Vec::new(),
            content: None,
        }
    }

    fn heard(quorum: Option<Quorum>, voices: &[Decision]) -> (bool, bool) {
        let on: Day = "2026-10-05".parse().unwrap();
        let mut board =
            Board::opened(vec![Seat { body: Desk::State, step: 1, quorum, state: None }], on);
        let mut refused = false;
        for (i, voice) in voices.iter().enumerate() {
            refused = board.hear(&decided(*voice), vec![format!("member-{i}")], on);
        }
        (board.step().is_none(), refused)
    }

    #[test]
    fn a_body_decides_by_its_quorum() {
        use Decision::{Approve, Refuse};
        let two_of_three = Some(Quorum { needed: 2, members: 3 });
        assert_eq!(heard(two_of_three, &[Approve]), (false, false));
        assert_eq!(heard(two_of_three, &[Approve, Refuse]), (false, false));
        assert_eq!(heard(two_of_three, &[Approve, Refuse, Approve]), (true, false));
        assert_eq!(heard(two_of_three, &[Refuse, Refuse]), (false, true));
        assert_eq!(heard(None, &[Approve]), (true, false));
        assert_eq!(heard(None, &[Refuse]), (false, true));
    }
}
