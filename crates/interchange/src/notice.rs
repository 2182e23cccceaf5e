//! The facts of one public notice of an arms sale (AECA section 36(b)), as printed. What a notice
//! does not print is `None`; nothing is corrected.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use terms::{Day, Usd};

/// A public notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Identifier of the record, in the file that it came from.
    pub id: String,
    /// Transmittal number as printed.
    pub transmittal: Option<String>,
    /// Paragraph of section 36(b), as printed.
    pub paragraph: String,
    /// Purchaser, as the record names it.
    pub purchaser: Option<String>,
    /// ISO 3166-1, three letters.
    pub purchaser_iso3: Option<String>,
    /// Major defense equipment.
    pub mde: Option<Usd>,
    /// Everything else.
    pub other: Option<Usd>,
    /// Total.
    pub total: Option<Usd>,
    /// Description.
    pub description: String,
    /// Items.
    pub items: Vec<Item>,
    /// Implementing agency.
    pub agency: Option<String>,
    /// Case designators.
    pub designators: Vec<String>,
    /// Prior related cases; `None` where the notice says nothing of them.
    pub prior_cases: Option<Vec<String>>,
    /// Sales commission.
    pub commission: Option<String>,
    /// Funding source.
    pub funding: Option<String>,
    /// Day of the source.
    pub date: Option<Day>,
    /// What that day is.
    pub date_basis: Option<String>,
    /// Day of delivery to Congress.
    pub delivered_on: Option<Day>,
    /// The transmittal that it changes.
    pub amends: Option<String>,
    /// Kind of source.
    pub source_kind: Option<String>,
    /// Address of the source.
    pub source_url: Option<String>,
    /// Principal contractor.
    pub contractor: Option<String>,
    /// What is odd about the source, by its own record.
    pub printed_anomalies: Vec<String>,
    /// Fields that could not be read as what they should be, as they came: name and value.
    pub unread: Map<String, Value>,
    /// Every other field, as it came, so that nothing is lost.
    pub rest: Map<String, Value>,
}

/// An item of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Name.
    pub name: String,
    /// How many.
    pub quantity: Option<i64>,
    /// Whether the source lists it as major defense equipment; `None` where it does not say.
    pub mde: Option<bool>,
    /// Whether the quantity is a ceiling.
    pub up_to: bool,
    /// How many of them are installed.
    pub installed: Option<i64>,
    /// How many of them are spares.
    pub spares: Option<i64>,
}

/// What a paragraph of section 36(b) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paragraph {
    /// 36(b)(1): an offer.
    Offer,
    /// 36(b)(5)(A): a higher capability before delivery.
    Enhancement,
    /// 36(b)(5)(C): growth of an earlier notice.
    Growth,
    /// A repair of the print.
    Correction,
    /// Anything else.
    Other,
}

impl Notice {
    /// What its paragraph is, read through the ways in which it is misprinted.
    pub fn kind(&self) -> Paragraph {
        let text: String =
            self.paragraph.to_lowercase().replace("(u)", "").split_whitespace().collect();
        // A small L was printed for the digit, and a six for the letter.
        let text = text.replace("(l)", "(1)").replace("36(6)", "36(b)").replace("section", "");
        match text.trim_start_matches("s.") {
            "36(b)(1)" => Paragraph::Offer,
            "36(b)(5)(a)" => Paragraph::Enhancement,
            "36(b)(5)(c)" => Paragraph::Growth,
            "correction" => Paragraph::Correction,
            _ => Paragraph::Other,
        }
    }

    /// Whether the paragraph is printed as the statute writes it.
    pub fn paragraph_is_plain(&self) -> bool {
        ["36(b)(1)", "36(b)(5)(A)", "36(b)(5)(C)", "correction"].contains(&self.paragraph.as_str())
    }
}

impl Item {
    /// What is printed of it besides name and quantity.
    pub fn remark(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.up_to {
            parts.push("up to".to_owned());
        }
        parts.extend(self.installed.map(|count| format!("{count} installed")));
        parts.extend(self.spares.map(|count| format!("{count} spares")));
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
