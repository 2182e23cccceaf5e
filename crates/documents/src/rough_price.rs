//! The letter with a price for planning: price and availability for requests of the older rule, a
//! rough order of magnitude for those of the newer one. Neither can be accepted. A contractor's own
//! estimate and our worksheet do not travel in it.

use serde::{Deserialize, Serialize};
use terms::{Day, Usd};

use crate::{
    acknowledgement::{Item, Office},
    offer::Purchaser,
};

/// A letter with a price for planning. `None` prints as "not known".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoughPrice {
    /// The body that answers.
    pub office: Office,
    /// The buying government.
    pub purchaser: Purchaser,
    /// Who asked.
    pub requester: Option<String>,
    /// The purchaser's reference.
    pub reference: String,
    /// Our file.
    pub file: String,
    /// Date of the letter that is answered.
    pub signed_on: Option<Day>,
    /// Day it arrived: it decides which answer it gets.
    pub received_on: Day,
    /// What it is about.
    pub subject: String,
    /// What it asks for.
    pub items: Vec<Item>,
    /// Which answer it gets.
    pub answer: Answer,
    /// The rule that says so, with its citation.
    pub rule: String,
    /// The last day of the standard, where the rule sets one.
    pub answer_by: Option<Day>,
    /// The reviewed price; `None` while it is in work.
    pub price: Option<Price>,
}

/// Which answer a request for a price gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The older one.
    PriceAndAvailability,
    /// The newer one.
    RoughOrderOfMagnitude,
}

/// The reviewed price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Day of the letter.
    pub sent_on: Day,
    /// Its reference.
    pub reference: String,
    /// The estimate.
    pub estimate: Usd,
    /// On what it rests.
    pub basis: String,
}
