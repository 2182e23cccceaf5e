//! The facts of a Letter of Request: what the record keeps of it, and the form that asks for them.

use serde::{Deserialize, Serialize};
use terms::{
    Day, PurchaserCode, Usd, coded,
    codes::{Channel, DeliveryTerm, Financing, ResponseType, TermsOfSale},
    limits::{LETTER, LINE, PARAGRAPH, QUANTITY},
};

use crate::act::{Field, Input, reads};

coded! {
    /// Who signed for the purchaser.
    pub enum Official "official" {
        /// A recognised official.
        Recognised = "recognised" "recognised official of the purchaser",
        /// Not yet checked.
        Unknown = "not-known" "not known",
        /// Somebody else.
        None = "not-an-official" "not an official of the purchaser",
    }
}

coded! {
    /// Whether something is known, and which way.
    pub enum Known "answer" {
        /// Yes.
        Yes = "yes" "yes",
        /// No.
        No = "no" "no",
        /// Not known.
        Unknown = "not-known" "not known",
    }
}

/// A Letter of Request, as far as it says something. What it does not say stays `None`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in FIELDS below")]
pub struct Letter {
    pub purchaser: PurchaserCode,
    pub requester: String,
    pub requester_address: String,
    pub reference: String,
    pub signed_on: Option<Day>,
    pub received_on: Day,
    pub channel: Channel,
    pub in_writing: bool,
    pub official: Official,
    pub language: String,
    #[serde(default)]
    pub addressees: Vec<Addressee>,
    pub response: ResponseType,
    pub subject: String,
    pub text: Option<String>,
    #[serde(default)]
    pub items: Vec<Item>,
    pub blanket_value: Option<Usd>,
    pub third_party: Option<String>,
    pub sme: Known,
    pub mde: Known,
    pub first_introduction: Known,
    pub country_team_assessment: Option<String>,
    pub release: Option<String>,
    pub mission: Option<String>,
    pub configuration: Option<String>,
    pub interoperability: Option<String>,
    pub needed_by: Option<Day>,
    pub delivery_place: Option<String>,
    pub support_period: Option<String>,
    pub spares: Option<String>,
    pub training: Option<String>,
    pub publications: Option<String>,
    pub test_equipment: Option<String>,
    pub facilities: Option<String>,
    pub services: Option<String>,
    pub software: Option<String>,
    pub communications_security: Option<String>,
    pub munitions: Option<String>,
    pub delivery_term: Option<DeliveryTerm>,
    pub forwarder: Option<String>,
    pub quality_assurance: Option<String>,
    pub warranty: Option<String>,
    pub offset: Known,
    pub sole_source: Option<String>,
    pub financing: Option<Financing>,
    pub terms_of_sale: Option<TermsOfSale>,
    pub ceiling: Option<Usd>,
    pub fiscal_year: Option<i64>,
    pub payment_wishes: Option<String>,
    pub expiration_wishes: Option<String>,
    pub end_use_site: Option<String>,
    pub site_security: Option<String>,
    pub contact_points: Option<String>,
}

/// An addressee of the letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Addressee {
    /// Organisation.
    pub organisation: String,
    /// Whether the copy is for action; otherwise it is for information.
    #[serde(default)]
    pub action: bool,
}

/// An article or service that the letter asks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub name: String,
    /// National stock number, model or part number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// How many; `None` when the letter does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
}

const ADDRESSEES: &[Field] = &[
    Field::must("organisation", "Organisation", Input::Text(LINE)),
    Field::may("action", "For action", Input::Flag),
];

const ITEMS: &[Field] = &[
    Field::must("name", "Article or service", Input::Text(LINE)),
    Field::may("model", "Stock number, model or part number", Input::Text(LINE)),
    Field::may("quantity", "Quantity", Input::Count(1, QUANTITY)),
];

const LETTER_SECTION: &str = "The letter";
const WANTED: &str = "What is wanted";
const RELEASE: &str = "Nature and release";
const NEED: &str = "Mission and need";
const PACKAGE: &str = "Support, training and services";
const MOVING: &str = "Delivery, transport and quality";
const MONEY: &str = "Money and terms";
const SITE: &str = "End use and contacts";

/// The form of the letter: SAMM C5 letter content, the criteria of Table C5.T3a and the groups of
/// the request guides.
pub const FIELDS: &[Field] = &[
    Field::must("purchaser", "Purchaser", Input::Id("BN", reads::<PurchaserCode>))
        .hint("Customer code of the country table")
        .under(LETTER_SECTION),
    Field::must("requester", "Originator", Input::Text(LINE))
        .hint("Ministry, service or organisation that asks, and who signed")
        .under(LETTER_SECTION),
    Field::must("requester_address", "Address of the originator", Input::Long(PARAGRAPH))
        .under(LETTER_SECTION),
    Field::must("reference", "Reference", Input::Text(LINE))
        .hint("The purchaser's own number, by which the letter can be traced")
        .under(LETTER_SECTION),
    Field::may("signed_on", "Date signed", Input::Day).under(LETTER_SECTION),
    Field::must("received_on", "Date received", Input::Day).under(LETTER_SECTION),
    Field::must("channel", "Channel", Input::Choice(Channel::OPTIONS)).under(LETTER_SECTION),
    Field::must("in_writing", "It came in writing", Input::Flag)
        .hint("A spoken request is first turned into a written record")
        .under(LETTER_SECTION),
    Field::must("official", "Signer", Input::Choice(Official::OPTIONS)).under(LETTER_SECTION),
    Field::must("language", "Language", Input::Text(LINE)).under(LETTER_SECTION),
    Field::may("addressees", "Addressees", Input::Records(ADDRESSEES)).under(LETTER_SECTION),
    Field::may("text", "Text of the letter", Input::Long(LETTER)).under(LETTER_SECTION),
    Field::must("subject", "Subject", Input::Text(LINE)).under(WANTED),
    Field::must("response", "Answer wanted", Input::Choice(ResponseType::OPTIONS)).under(WANTED),
    Field::may("items", "Articles and services", Input::Records(ITEMS)).under(WANTED),
    Field::may("blanket_value", "Value wanted, for a blanket order", Input::Money).under(WANTED),
    Field::may("third_party", "Third party that is no official", Input::Text(LINE))
        .hint("Anyone who acts for the purchaser without being its official")
        .under(WANTED),
    Field::must("sme", "Significant military equipment", Input::Choice(Known::OPTIONS))
        .under(RELEASE),
    Field::must("mde", "Major defense equipment", Input::Choice(Known::OPTIONS)).under(RELEASE),
    Field::must(
        "first_introduction",
        "First introduction of a capability",
        Input::Choice(Known::OPTIONS),
    )
    .under(RELEASE),
    Field::may("country_team_assessment", "Country team assessment", Input::Text(LINE))
        .hint("Number and date; write \"not required\" where none is needed")
        .under(RELEASE),
    Field::may("release", "Release decision", Input::Text(LINE))
        .hint("Present, requested (with date), or \"not required\"")
        .under(RELEASE),
    Field::may("mission", "Mission and need", Input::Long(PARAGRAPH)).under(NEED),
    Field::may("configuration", "Configuration", Input::Long(PARAGRAPH)).under(NEED),
    Field::may("interoperability", "Interoperability", Input::Long(PARAGRAPH)).under(NEED),
    Field::may("needed_by", "Needed by", Input::Day).under(NEED),
    Field::may("delivery_place", "Place of delivery", Input::Text(LINE)).under(NEED),
    Field::may("support_period", "Support period", Input::Text(LINE)).under(PACKAGE),
    Field::may("spares", "Spares", Input::Long(PARAGRAPH))
        .hint("Initial, follow-on, stock level agreement")
        .under(PACKAGE),
    Field::may("training", "Training", Input::Long(PARAGRAPH))
        .hint("Who, how many, language level, where")
        .under(PACKAGE),
    Field::may("publications", "Publications and technical data", Input::Long(PARAGRAPH))
        .under(PACKAGE),
    Field::may("test_equipment", "Test and support equipment", Input::Long(PARAGRAPH))
        .under(PACKAGE),
    Field::may("facilities", "Facilities", Input::Long(PARAGRAPH)).under(PACKAGE),
    Field::may("services", "Services", Input::Long(PARAGRAPH))
        .hint("Months; in or out of country")
        .under(PACKAGE),
    Field::may("software", "Software and cyber", Input::Long(PARAGRAPH)).under(PACKAGE),
    Field::may("communications_security", "Communications security", Input::Long(PARAGRAPH))
        .under(PACKAGE),
    Field::may("munitions", "Munitions and storage", Input::Long(PARAGRAPH)).under(PACKAGE),
    Field::may("delivery_term", "Delivery term", Input::Choice(DeliveryTerm::OPTIONS))
        .under(MOVING),
    Field::may("forwarder", "Freight forwarder", Input::Text(LINE)).under(MOVING),
    Field::may(
        "quality_assurance",
        "Quality assurance or source inspection",
        Input::Long(PARAGRAPH),
    )
    .under(MOVING),
    Field::may("warranty", "Warranty", Input::Long(PARAGRAPH)).under(MOVING),
    Field::must("offset", "Offset", Input::Choice(Known::OPTIONS)).under(MONEY),
    Field::may("sole_source", "Sole source and reason", Input::Long(PARAGRAPH)).under(MONEY),
    Field::may("financing", "Financing", Input::Choice(Financing::OPTIONS)).under(MONEY),
    Field::may("terms_of_sale", "Terms of sale wanted", Input::Choice(TermsOfSale::OPTIONS))
        .under(MONEY),
    Field::may("ceiling", "Budget ceiling", Input::Money).under(MONEY),
    Field::may("fiscal_year", "Fiscal year of the budget", Input::Count(YEAR_MIN, YEAR_MAX))
        .under(MONEY),
    Field::may("payment_wishes", "Payment schedule wishes", Input::Long(PARAGRAPH)).under(MONEY),
    Field::may("expiration_wishes", "Offer expiration wishes", Input::Text(LINE)).under(MONEY),
    Field::may("end_use_site", "Site of end use", Input::Text(LINE)).under(SITE),
    Field::may("site_security", "Security at the site", Input::Long(PARAGRAPH)).under(SITE),
    Field::may("contact_points", "Points of contact", Input::Long(PARAGRAPH)).under(SITE),
];

// Written as sums so that no number of four digits stands here that could be one of the law's.
const YEAR_MIN: i64 = 19 * 100 + 50;
const YEAR_MAX: i64 = 21 * 100;
