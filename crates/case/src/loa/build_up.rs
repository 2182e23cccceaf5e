//! How the price of a line comes about: every charge with what it is figured on, the rate and its
//! row, so that any figure can be traced to its source years later without the pack of its day.

mod rows;

use pricing::{TooLarge, quotation};
use rules::{RateDays, RateRow};
use serde::{Deserialize, Serialize};
use terms::{
    Day, Usd, coded,
    codes::{DeliveryTerm, Financing, SourceCode},
};

use self::rows::Rows;
use super::price_line::PriceLine;
use crate::situation::Situation;

coded! {
    /// What is charged.
    pub enum Charge "charge" {
        /// Base.
        Base = "base" "base price",
        /// Contract administration.
        Quality = "cas-quality" "contract administration: quality assurance",
        /// Contract administration.
        Management = "cas-management" "contract administration: management",
        /// Contract administration.
        Audit = "cas-audit" "contract administration: audit",
        /// Contract administration.
        Overseas = "cas-overseas" "contract administration overseas",
        /// Nonrecurring cost.
        Nonrecurring = "nonrecurring" "nonrecurring cost",
        /// Programme support.
        Support = "support" "programme support charge",
        /// Block (9).
        Packing = "packing" "packing, crating and handling",
        /// Block (11).
        Transport = "transport" "transportation",
    }
}

/// One figure of a line's price with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What is charged.
    pub charge: Charge,
    /// The amount.
    pub amount: Usd,
    /// How it is figured, in words and numbers.
    pub formula: String,
    /// The rows of rates that made it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<Applied>,
    /// Why nothing is charged, where something would be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spared: Option<String>,
}

/// A row of rates as it was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The row: `cas.2020`.
    pub id: String,
    /// The day that picked it.
    pub on: Day,
    /// What kind of day that was.
    pub trigger: String,
    /// Where it stands.
    pub citation: String,
    /// How far its figure was seen.
    pub confidence: String,
}

/// The price of a line as it was built up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildUp {
    /// What was entered.
    pub entered: PriceLine,
    /// How many, when it was priced.
    pub quantity: i64,
    /// Where it comes from.
    pub source: SourceCode,
    /// How far it is delivered.
    pub term: DeliveryTerm,
    /// The line with everything inside it: its part of block (8).
    pub line: Usd,
    /// What one seems to cost; for display alone.
    pub unit: Usd,
    /// Its part of block (9).
    pub packing: Usd,
    /// Its part of block (11).
    pub transport: Usd,
    /// Every figure, in the order of the build-up.
    pub figures: Vec<Figure>,
}

impl BuildUp {
    /// Whether it still fits a line: a line of another quantity, source or delivery term, or whose
    /// unit cost was entered by hand, is priced anew.
    pub fn fits(&self, line: &super::Line) -> bool {
        line.quantity == Some(self.quantity)
            && line.source == Some(self.source)
            && line.term == Some(self.term)
            && line.unit_cost == Some(self.unit)
    }

    /// Rows of doubtful confidence that made it, each once.
    pub fn doubtful(&self) -> impl Iterator<Item = &Applied> {
        let all = || self.figures.iter().flat_map(|figure| &figure.rates);
        all().enumerate().filter_map(move |(i, applied)| {
            let doubtful = ["low", "demo"].contains(&applied.confidence.as_str());
            let first = all().take(i).all(|earlier| earlier.id != applied.id);
            (doubtful && first).then_some(applied)
        })
    }
}

/// What a line is, besides what is entered for its price.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bought {
    pub quantity: i64,
    pub source: SourceCode,
    pub term: DeliveryTerm,
    /// Where the money comes from; a grant bears no nonrecurring cost.
    pub financing: Option<Financing>,
    /// The days that rates go by.
    pub days: RateDays,
}

/// Why a line cannot be priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unpriced {
    /// A charge has no row on that day.
    NoRate(String),
    /// A sum beyond the range of money.
    TooLarge(TooLarge),
}

/// Builds the price of a line up.
pub(crate) fn build(
    entered: &PriceLine,
    bought: Bought,
    now: &Situation<'_>,
) -> Result<BuildUp, Unpriced> {
    let rows = Rows::of(entered, &bought, now)?;
    let item = rows.item(entered, &bought);
    let price = quotation::price(&item).map_err(Unpriced::TooLarge)?;
    Ok(BuildUp {
        entered: entered.clone(),
        quantity: bought.quantity,
        source: bought.source,
        term: bought.term,
        line: price.line,
        unit: price.unit,
        packing: price.packing,
        transport: price.transport,
        figures: rows.figures(entered, &bought, &price),
    })
}

impl Applied {
    fn of(row: &RateRow, days: &RateDays) -> Option<Self> {
        let (trigger, on) = days.picked(row.trigger)?;
        Some(Self {
            id: row.id.clone(),
            on,
            trigger: trigger.word().to_owned(),
            citation: row.citation.clone(),
            confidence: row.confidence.word().to_owned(),
        })
    }
}
