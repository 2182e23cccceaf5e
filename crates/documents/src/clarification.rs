//! The request for clarification: what a Letter of Request lacks, what is asked, by whom it can be
//! answered, and by which day.

use serde::{Deserialize, Serialize};
use terms::Day;

use crate::{acknowledgement::Office, offer::Purchaser};

/// A request for clarification. `None` prints as "not known".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarification {
    /// The body that asks.
    pub office: Office,
    /// The buying government.
    pub purchaser: Purchaser,
    /// Who asked for the sale.
    pub requester: Option<String>,
    /// The purchaser's reference.
    pub reference: String,
    /// Our file.
    pub file: String,
    /// Date of the letter.
    pub signed_on: Option<Day>,
    /// Day it arrived.
    pub received_on: Day,
    /// What it is about.
    pub subject: String,
    /// Which round of questions it is, from 1.
    pub round: u32,
    /// The day on which the questions were asked.
    pub asked_on: Day,
    /// By when an answer is asked for; `None` where no day was set.
    pub answer_by: Option<Day>,
    /// The questions.
    pub questions: Vec<Question>,
    /// Points of the checklist that the letter does not meet.
    pub missing: Vec<Missing>,
    /// To whom the days are charged until the answer.
    pub charged_to: String,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Who can answer it.
    pub owner: String,
}

/// A point of the checklist that the letter does not meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The point.
    pub point: String,
    /// Before what it is needed: "work can start".
    pub before: String,
    /// Who brings it.
    pub owner: String,
}
