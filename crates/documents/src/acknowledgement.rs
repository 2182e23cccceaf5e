//! The acknowledgement of a Letter of Request: what arrived, what is missing, what comes next.

use serde::{Deserialize, Serialize};
use terms::{Day, codes::ResponseType};

use crate::offer::Purchaser;

/// An acknowledgement. `None` prints as "not known".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// The body that writes.
    pub office: Office,
    /// The buying government.
    pub purchaser: Purchaser,
    /// Who asked for it.
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
    /// The answer it wants.
    pub response: Option<ResponseType>,
    /// What it asks for.
    pub items: Vec<Item>,
    /// How complete it is; `None` before it was evaluated.
    pub completeness: Option<Completeness>,
    /// Questions to the purchaser.
    pub questions: Vec<Question>,
    /// What happens next.
    pub next_step: Option<String>,
    /// Clocks that run.
    pub clocks: Vec<Clock>,
    /// Remarks to the purchaser.
    pub remarks: Option<String>,
}

/// The body that writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Name.
    pub name: Option<String>,
    /// Address, with line breaks.
    pub address: Option<String>,
    /// Point of contact.
    pub contact: Option<String>,
}

/// An article or service that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub name: String,
    /// Stock number, model or part number; `None` where the letter gives none.
    pub model: Option<String>,
    /// How many.
    pub quantity: Option<i64>,
}

/// How complete a letter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// Points that apply and are met.
    pub met: u32,
    /// Points that apply.
    pub of: u32,
    /// Whole per cent.
    pub percent: u32,
    /// Points that work cannot start without.
    pub missing_to_start: Vec<String>,
    /// Points that an offer cannot be priced without.
    pub missing_to_price: Vec<String>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// By when an answer is asked for, where a day was set.
    pub by: Option<Day>,
}

/// A clock that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What is due.
    pub name: String,
    /// The day.
    pub due: Option<Day>,
    /// Identifier of the rule that sets it; `None` where no rule does.
    pub rule: Option<String>,
}
