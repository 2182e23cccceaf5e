//! Whose paper it is: the seller's words for itself, its law, its instruments and its money, and
//! the sheet that it prints on. A paper names no nation but the one that it was given.

use serde::{Deserialize, Serialize};
use terms::coded;

coded! {
    /// A sheet of paper.
    pub enum Sheet "sheet" {
        /// 216 by 279 mm.
        UsLetter = "us-letter" "US letter",
        /// 210 by 297 mm.
        A4 = "a4" "A4",
    }
}

coded! {
    /// Whose English is written.
    pub enum Region "region" {
        /// American.
        Us = "US" "American English",
        /// British.
        Gb = "GB" "British English",
    }
}

/// The nation that sells, as its papers name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nation {
    /// Inside a sentence: "the United States".
    pub seller: String,
    /// The law that it sells under, as it begins a sentence.
    pub law: String,
    /// What it sells, in the plural.
    pub goods: String,
    /// Title of the offer.
    pub offer: String,
    /// Title of the letter by which a purchaser asks.
    pub request: String,
    /// What its legislature is told with, as a heading.
    pub notification: String,
    /// Its money.
    pub currency: Currency,
    /// The sheet that it prints on.
    pub sheet: Sheet,
    /// The region whose English is written.
    pub region: Region,
    /// An invented nation: its papers are for training, and say so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invented: bool,
}

/// Money as papers write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// Three capital letters.
    pub code: String,
    /// The sign before an amount; the code where there is none.
    pub sign: Option<String>,
    /// The name, in the plural.
    pub name: String,
    /// The parts in which an offer is printed, in the plural.
    pub units: String,
}

impl Default for Nation {
    /// The nation of records that were printed before a paper named one.
    fn default() -> Self {
        let text = String::from;
        Self {
            seller: text("the United States"),
            law: text(
                "Under the Arms Export Control Act (22 U.S.C. 2751 and the sections after it)",
            ),
            goods: text("defense articles and services"),
            offer: text("Letter of Offer and Acceptance"),
            request: text("Letter of Request"),
            notification: text("Congressional notification"),
            currency: Currency {
                code: text("USD"),
                sign: Some(text("$")),
                name: text("US dollars"),
                units: text("dollars"),
            },
            sheet: Sheet::UsLetter,
            region: Region::Us,
            invented: false,
        }
    }
}
