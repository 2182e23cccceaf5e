//! The words by which papers name what is a seller's own: itself, its law, its instruments, and the
//! sheet that it prints on. They stand in the pack's own file.

use serde::Deserialize;

/// The words of a seller's papers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The seller inside a sentence: "the United States".
    pub seller: String,
    /// The law that it sells under, as it begins a sentence: "Under the Export Act".
    pub law: String,
    /// What it sells, in the plural: "defense articles and services".
    pub goods: String,
    /// Title of the offer.
    pub offer: String,
    /// Title of the letter by which a purchaser asks.
    pub request: String,
    /// On what a change is based that the seller makes of itself.
    pub review: String,
    /// The parts of money in which an offer is printed, in the plural: "dollars".
    pub units: String,
    /// The sign before an amount; the code of the currency where there is none.
    #[serde(default)]
    pub sign: Option<String>,
    /// The sheet: `us-letter` or `a4`.
    pub sheet: Sheet,
    /// Whose English is written: `US` or `GB`.
    pub region: Region,
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sheet {
    /// 216 by 279 mm.
    UsLetter,
    /// 210 by 297 mm.
    A4,
}

/// Whose English is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Region {
    /// American.
    Us,
    /// British.
    Gb,
}

impl Default for Wording {
    /// Words for a pack that says nothing of its papers: they name no nation.
    fn default() -> Self {
        let text = String::from;
        Self {
            seller: text("the seller"),
            law: text("Under its own law"),
            goods: text("goods and services"),
            offer: text("Offer"),
            request: text("Letter of Request"),
            review: text("review by the seller"),
            units: text("units"),
            sign: None,
            sheet: Sheet::A4,
            region: Region::Gb,
        }
    }
}
