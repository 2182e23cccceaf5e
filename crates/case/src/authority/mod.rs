//! Authorisation by several bodies: steps in order, the bodies of one step side by side, each
//! with a decision, a justification, and conditions that later gates must see honoured.

pub mod decide_authorisation;
pub mod honour_condition;

use serde::{Deserialize, Serialize};
use terms::{Day, Desk};

pub use decide_authorisation::{BodyDecided, Decision, Gate};
pub use honour_condition::Honoured;

/// A body that must decide, and in which step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// The body.
    pub body: Desk,
    /// Step, from 1; the bodies of a step decide side by side.
    pub step: u32,
}

/// The bodies that decide on one document.
#[derive(Debug, Clone)]
pub struct Board {
    /// Since when.
    pub opened_on: Day,
    /// The bodies with their decisions.
    pub seats: Vec<(Seat, Option<(Day, BodyDecided)>)>,
}

/// A condition set by a body ("proviso"), with the gate that must see it honoured.
#[derive(Debug, Clone)]
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
        Self { opened_on: on, seats: seats.into_iter().map(|seat| (seat, None)).collect() }
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

    /// The last step.
    pub fn last_step(&self) -> u32 {
        self.seats.iter().map(|(seat, _)| seat.step).max().unwrap_or(0)
    }
}
