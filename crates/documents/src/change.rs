//! An amendment or a modification: the changed case as an offer has it, and what the change moves.
//! Every difference arrives reckoned; nothing is compared or added up here.

use serde::{Deserialize, Serialize};
use terms::{Day, LineNumber, Usd, Version};

use crate::{
    Nation,
    offer::{Meaning, Offer, Signature},
};

/// A change of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The changed case, with the signatures of the change.
    #[serde(flatten)]
    pub offer: Offer,
    /// What it moves, and why.
    pub change: Moves,
}

/// What a change moves, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    /// The version that it changes.
    pub against: Version,
    /// On what it is based: a letter of the purchaser, or the Government's own review.
    pub based_on: String,
    /// Why it is made.
    pub reason: String,
    /// Whether it alters what the purchaser agreed to get, as declared.
    pub alters_scope: bool,
    /// Why it does or does not.
    pub scope_statement: String,
    /// Whether the whole changed case is printed, which replaces the earlier print.
    pub restated: bool,
    /// Lines by what became of them.
    pub lines: Vec<LineChange>,
    /// Terms that differ.
    pub terms: Vec<FieldChange>,
    /// Blocks (8) to (13).
    pub blocks: Vec<BlockChange>,
    /// The payment schedule.
    pub payments: Vec<PaymentChange>,
    /// Who signed for the receipt of a modification.
    pub receipt: Signature,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each word says itself")]
pub enum LineStatus {
    Added,
    Changed,
    Deleted,
    Unchanged,
}

/// A line in two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineChange {
    /// Number.
    pub number: LineNumber,
    /// What became of it.
    pub status: LineStatus,
    /// Description.
    pub description: String,
    /// Quantity.
    pub quantity: Counts,
    /// Total cost.
    pub total: Amounts,
    /// Fields that differ, of a line that is in both versions.
    pub fields: Vec<FieldChange>,
}

/// A number in two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Before.
    pub previous: Option<i64>,
    /// What is added.
    pub change: i64,
    /// After.
    pub revised: Option<i64>,
}

/// An amount in two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// Before.
    pub previous: Option<Usd>,
    /// What is added.
    pub change: Usd,
    /// After.
    pub revised: Option<Usd>,
}

/// A field in two versions, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// What it is.
    pub label: String,
    /// Before.
    pub previous: String,
    /// After.
    pub revised: String,
}

/// A block of the estimated cost summary in two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockChange {
    /// Its number: `(8)`.
    pub block: String,
    /// What it is.
    pub label: String,
    /// What it holds.
    pub amounts: Amounts,
}

/// A payment in two schedules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentChange {
    /// The day it is due; `None` for what is due with acceptance.
    pub due: Option<Day>,
    /// What is due.
    pub amounts: Amounts,
}

impl Change {
    /// Its title, which also names the PDF.
    pub(crate) fn title(&self, nation: &Nation) -> String {
        let name = match self.offer.version {
            Version::Amendment(number) => format!("Amendment {number}"),
            Version::Modification(number) => format!("Modification {number}"),
            Version::Basic => "Basic offer".to_owned(),
        };
        let restated = match self.offer.number {
            0 | 1 => String::new(),
            number => format!(", offer {number}"),
        };
        format!("{name} to {} {}{restated}", nation.offer, self.offer.case)
    }

    /// The codes that its lines use, where it prints them.
    pub(crate) fn legend(&self) -> Vec<Meaning> {
        if self.change.restated { self.offer.legend() } else { Vec::new() }
    }
}
