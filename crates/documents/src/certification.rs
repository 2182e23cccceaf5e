//! The package that AECA section 36(b)(1) asks for: letter of transmittal, numbered certification,
//! justification, annex on sensitive technology, statement on offsets; the report on a sale that
//! grew; and of a notice read from a public source, what is odd in that source.

use serde::{Deserialize, Serialize};
use terms::{Day, Usd, coded};

coded! {
    /// What of a package is printed.
    #[derive(Default)]
    pub enum Part "part of a package" {
        /// Everything but the statement on offsets, which is confidential.
        #[default]
        Package = "package" "notification",
        /// Letter.
        Letter = "letter" "letter of transmittal",
        /// Fields (i) to (viii).
        Certification = "certification" "certification",
        /// Justification.
        Justification = "justification" "policy justification",
        /// Annex.
        Annex = "annex" "annex on the sensitivity of technology",
        /// Offsets.
        Offset = "offset" "statement on offsets",
    }
}

/// A notification. `None` prints as "not known". Identifiers are texts, because public notices
/// print some that no form of ours admits, and a notice prints as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Certification {
    /// What of the package is printed.
    #[serde(default)]
    pub part: Part,
    /// The letter with which it is sent, or will be.
    #[serde(default)]
    pub letter: Option<Letter>,
    /// Transmittal number.
    pub transmittal: Option<String>,
    /// Paragraph of section 36(b) under which it is made, as printed.
    pub paragraph: String,
    /// The transmittal that it changes; `None` where it changes none.
    pub amends: Option<String>,
    /// (i) Prospective purchaser.
    pub purchaser: Option<String>,
    /// (ii) Value of major defense equipment.
    pub mde: Option<Usd>,
    /// (ii) Value of everything else.
    pub other: Option<Usd>,
    /// (ii) Total.
    pub total: Option<Usd>,
    /// (iii) What is sold, in a sentence.
    pub description: Option<String>,
    /// (iii) Items, in the order of the notice; printed by whether they are major.
    pub items: Vec<Item>,
    /// (iii) Funding source.
    pub funding: Option<String>,
    /// (iv) Implementing agency.
    pub agency: Option<String>,
    /// (iv) Case designators.
    pub designators: Vec<String>,
    /// (v) Prior related cases.
    pub prior_cases: Option<String>,
    /// (vi) Sales commission, fee or the like.
    pub commission: Option<String>,
    /// (vii) Sensitive technologies, each described in the annex.
    pub technologies: Vec<Technology>,
    /// (vii) What is said of sensitivity as a whole.
    pub sensitivity: Option<String>,
    /// (viii) Day on which the report was delivered to Congress.
    pub delivered_on: Option<Day>,
    /// Policy justification.
    pub justification: Justification,
    /// The certified emergency under which the wait is waived.
    #[serde(default)]
    pub emergency: Option<Emergency>,
    /// What a report says of growth; `None` where it is no report.
    #[serde(default)]
    pub growth: Option<Growth>,
    /// Corrections that were sent afterwards.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// The public source it was read from; `None` for one of our own.
    pub source: Option<Source>,
}

/// A letter of transmittal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Who signs and sends it.
    pub sender: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// To whom, one each.
    pub addressees: Vec<String>,
    /// Who publishes a notice of the sale after the delivery.
    pub publisher: Option<String>,
}

/// A certified emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// When it was certified.
    pub on: Day,
    /// By whom.
    pub certified_by: String,
    /// The national security interest.
    pub interest: String,
    /// The detailed justification.
    pub justification: String,
}

/// What a report says of a sale that grew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Growth {
    /// When the notification that it changes was delivered.
    pub certified_on: Option<Day>,
    /// What changes.
    pub changes: String,
    /// What that means.
    pub significance: String,
    /// Why.
    pub justification: String,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was sent.
    pub on: Day,
    /// What is corrected.
    pub field: String,
    /// As it was sent.
    pub printed: String,
    /// As it should read.
    pub reads: String,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Name.
    pub name: String,
    /// How many.
    pub quantity: Option<i64>,
    /// Major defense equipment.
    pub mde: Option<bool>,
    /// What else is said of it: "up to", "20 installed, 3 spares".
    pub remark: Option<String>,
}

/// A sensitive technology of the annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Technology {
    /// Name.
    pub name: String,
    /// Description.
    pub description: Option<String>,
    /// Highest classification.
    pub classification: Option<String>,
    /// What would happen if it were lost.
    pub harm: Option<String>,
    /// The finding on its release.
    pub release: Option<String>,
    /// What the purchaser committed itself to.
    pub protection: Option<String>,
}

/// The policy justification, in the parts in which the record keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Justification {
    /// The justification: what was asked for, and why it is in the interest.
    pub text: Option<String>,
    /// The purchaser's need, and its ability to absorb what it gets.
    #[serde(default)]
    pub need: Option<String>,
    /// Effect on readiness and on the region.
    pub effect: Option<String>,
    /// Principal contractors.
    pub contractors: Option<String>,
    /// Whether an offset is proposed.
    pub offset: Option<String>,
    /// The offset itself, which is confidential and stands in a statement of its own.
    #[serde(default)]
    pub offset_text: Option<String>,
    /// People to be sent, how many and for how long.
    pub personnel: Option<String>,
    /// Determination on the qualitative military edge; `None` where the law asks for none or
    /// none is on record.
    pub edge: Option<String>,
    /// The further statement that the law asks for of this purchaser.
    #[serde(default)]
    pub statement: Option<String>,
    /// Users, and how long the programme runs.
    #[serde(default)]
    pub programme: Option<String>,
}

/// A public source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Address.
    pub address: Option<String>,
    /// Date of the source.
    pub dated: Option<Day>,
    /// What that date is the date of.
    pub date_basis: Option<String>,
    /// What is odd.
    pub anomalies: Vec<Anomaly>,
    /// What else the source says, name and value as it gives them; values that could not be read
    /// as what they should be stand here too.
    pub others: Vec<Fact>,
    /// Its text as printed, as far as it was read.
    pub printed: Option<String>,
}

/// A fact of a public source, as it gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

/// Something odd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// Code.
    pub code: String,
    /// A sentence.
    pub sentence: String,
    /// Whether it stands in the source; otherwise the reading found it.
    pub printed: bool,
}
