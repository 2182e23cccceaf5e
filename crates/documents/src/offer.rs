//! The Letter of Offer and Acceptance: what its pages say, block by block. Amounts arrive reckoned
//! and rounded; nothing is added up here.

use serde::{Deserialize, Serialize};
use terms::{
    CaseId, Day, LineNumber, PurchaserCode, Transmittal, Usd, Version,
    codes::{Assistance, DeliveryTerm, Financing, OfferRelease, SourceCode, TermsOfSale},
};

/// A Letter of Offer and Acceptance. `None` prints as "not known".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Case identifier.
    pub case: CaseId,
    /// Version of the document.
    pub version: Version,
    /// Number of the offer within the version, from 1; a restated offer is the next one.
    pub number: u32,
    /// The body that offers, as it is to be named.
    pub seller: String,
    /// The buying government.
    pub purchaser: Purchaser,
    /// The purchaser's references that the offer is based on, oldest first.
    pub references: Vec<Reference>,
    /// Case description.
    pub description: String,
    /// Nickname.
    pub nickname: Option<String>,
    /// What is due with acceptance.
    pub initial_deposit: Option<Usd>,
    /// Terms of sale; a case may mix them.
    pub terms: Vec<Term>,
    /// Congressional notifications: `None` is not known, an empty list is that none applies.
    pub transmittals: Option<Vec<Transmittal>>,
    /// The last day to accept.
    pub expires_on: Option<Day>,
    /// Who signs for the seller.
    pub signature: Signature,
    /// Who countersigns for the seller.
    pub countersignature: Signature,
    /// What the purchaser enters when it accepts.
    pub acceptance: Acceptance,
    /// Lines, by number.
    pub lines: Vec<Line>,
    /// Estimated cost summary.
    pub summary: Summary,
    /// Estimated payments; the first is the initial deposit.
    pub payments: Vec<Payment>,
    /// Notes.
    pub notes: Vec<Note>,
    /// Provisos under which bodies agreed to the offer.
    pub conditions: Vec<Condition>,
    /// The office's authorised standard terms; `None` prints a summary in plain words that says
    /// that it stands in their place.
    pub standard_terms: Option<Vec<Section>>,
    /// Whose text the authorised terms are.
    #[serde(default)]
    pub authorised: Option<Authorised>,
}

/// The buying government.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchaser {
    /// Customer code.
    pub code: PurchaserCode,
    /// Name.
    pub name: Option<String>,
    /// Address, with line breaks.
    pub address: Option<String>,
}

/// A letter of the purchaser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The purchaser's own number.
    pub reference: String,
    /// Its date.
    pub dated: Option<Day>,
}

/// Terms of sale, with the part of the case that they cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Terms of sale.
    pub terms: TermsOfSale,
    /// Where the money comes from.
    pub financing: Option<Financing>,
    /// The part they cover; `None` where they cover the whole case.
    pub amount: Option<Usd>,
}

/// A signature for the seller. What is not there yet is left to be signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Agency.
    pub agency: Option<String>,
    /// Typed name.
    pub name: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Date signed.
    pub signed_on: Option<Day>,
}

/// What the purchaser enters. What is not there yet is left to be filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Who signed, with agency, title and date.
    pub signature: Signature,
    /// Mark-for code.
    pub mark_for: Option<String>,
    /// Freight forwarder code.
    pub forwarder: Option<String>,
    /// Procuring agency code.
    pub procuring_agency: Option<String>,
    /// Name and address of the paying office.
    pub paying_office: Option<String>,
}

/// A line, columns (1) to (7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// (1) Number.
    pub number: LineNumber,
    /// (2) Description.
    pub description: String,
    /// (2) Generic code.
    pub generic_code: Option<String>,
    /// (2) Line of the articles and services list.
    pub masl: Option<String>,
    /// (2) Significant military equipment.
    pub sme: Option<bool>,
    /// Major defense equipment.
    pub mde: Option<bool>,
    /// (2) Condition code.
    pub condition: Option<String>,
    /// (2) Mark of a program of record: `POR` or `NPOR`; `None` where the line has none.
    #[serde(default)]
    pub record_mark: Option<String>,
    /// (2) Numbers of the notes that concern it; `None` where none does.
    pub notes: Option<String>,
    /// (3) How many.
    pub quantity: Option<i64>,
    /// (3) Unit of issue; `XX` for a line that has only a value.
    pub unit: Option<String>,
    /// (4a) Unit cost.
    pub unit_cost: Option<Usd>,
    /// (4b) Total cost.
    pub total: Option<Usd>,
    /// (5) Source code.
    pub source: Option<SourceCode>,
    /// (5) Months.
    pub months: Option<String>,
    /// (5) Type of assistance.
    pub assistance: Option<Assistance>,
    /// (6) Offer release code.
    pub release: Option<OfferRelease>,
    /// (7) Delivery term code.
    pub term: Option<DeliveryTerm>,
    /// Requirements that it meets.
    pub requirements: Vec<Requirement>,
}

/// A requirement to which a line is traced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Number.
    pub number: String,
    /// A few words.
    pub title: Option<String>,
}

/// The estimated cost summary, blocks (8) to (13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// (8) Net estimated cost.
    pub net: Block,
    /// (9) Packing, crating and handling.
    pub packing: Block,
    /// (10) Administrative charge.
    pub administrative: Block,
    /// (11) Transportation.
    pub transportation: Block,
    /// (12) Other.
    pub other: Block,
    /// (13) Total estimated cost.
    pub total: Block,
}

/// A block of the summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// To the cent.
    pub exact: Option<Usd>,
    /// In whole dollars, as the offer prints it.
    pub printed: Option<Usd>,
}

/// A payment of the estimated schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The day it is due; `None` for what is due with acceptance.
    pub due: Option<Day>,
    /// What is due.
    pub amount: Usd,
    /// What has been asked for up to and with this payment.
    pub cumulative: Usd,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Number.
    pub number: String,
    /// Title.
    pub title: String,
    /// Lines that it concerns; `None` where it concerns the whole case.
    pub lines: Option<String>,
    /// Text.
    pub text: String,
}

/// A proviso under which a body agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The body.
    pub body: String,
    /// What must be met.
    pub text: String,
    /// Before what it must be met, where that was set: "anything is shipped".
    pub before: Option<String>,
    /// Whether the record says that it was met.
    pub honoured: bool,
}

/// A section of the standard terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Title.
    pub title: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
}

/// Whose authorised text the standard terms are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorised {
    /// The office.
    pub office: String,
    /// Reference of the authorisation.
    pub reference: String,
    /// The first day on which an offer that is approved prints it.
    pub starts: Day,
}

/// A code that the line table uses, with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Meaning {
    column: &'static str,
    code: &'static str,
    words: &'static str,
}

impl Offer {
    /// The codes that its lines use, in the order of the code lists.
    pub(crate) fn legend(&self) -> Vec<Meaning> {
        let used = |column, options: &'static [(&str, &str)], of: fn(&Line) -> Option<&str>| {
            let codes: Vec<&str> = self.lines.iter().filter_map(of).collect();
            let known = options.iter().filter(move |(code, _)| codes.contains(code));
            known.map(move |(code, words)| Meaning { column, code, words })
        };
        let source =
            used("(5) Source code, SC", SourceCode::OPTIONS, |l| l.source.map(SourceCode::code));
        let assistance = used("(5) Type of assistance, TA", Assistance::OPTIONS, |l| {
            l.assistance.map(Assistance::code)
        });
        let release = used("(6) Offer release code", OfferRelease::OPTIONS, |l| {
            l.release.map(OfferRelease::code)
        });
        let term = used("(7) Delivery term code", DeliveryTerm::OPTIONS, |l| {
            l.term.map(DeliveryTerm::code)
        });
        source.chain(assistance).chain(release).chain(term).collect()
    }
}
