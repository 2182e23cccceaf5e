//! A line of an offer, and adding one.

use serde::{Deserialize, Serialize};
use terms::{
    Desk, Kind, LineNumber, Usd, coded,
    codes::{Assistance, DeliveryTerm, OfferRelease, SourceCode},
    limits,
};

use super::BuildUp;
use crate::{
    act::{About, Field, Input, reads},
    lor::letter::Known,
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ADD: About = About {
    name: "add-line",
    thing: "lines",
    kind: Kind::Case,
    title: "Add a line",
    help: "Adds a line to the draft. Quantity times unit cost is the line's total.",
    desks: &[Desk::CaseManager],
    fields: FIELDS,
};

/// The form of a line: columns 1 to 7 of the offer.
pub const FIELDS: &[Field] = &[
    Field::must("number", "Line", Input::Id("001", reads::<LineNumber>)),
    Field::must("description", "Description", Input::Long(limits::PARAGRAPH)),
    Field::may("generic_code", "Generic code", Input::Text(GENERIC)),
    Field::may("masl", "MASL line", Input::Text(MASL)).hint("Stock number or I-number"),
    Field::must("sme", "Significant military equipment", Input::Choice(Known::OPTIONS)),
    Field::must("mde", "Major defense equipment", Input::Choice(Known::OPTIONS)),
    Field::may("condition", "Condition code", Input::Text(CONDITION)),
    Field::may("record_mark", "Program of record", Input::Choice(RecordMark::OPTIONS)),
    Field::may("quantity", "Quantity", Input::Count(1, limits::QUANTITY)),
    Field::may("unit", "Unit of issue", Input::Text(UNIT)),
    Field::may("unit_cost", "Unit cost", Input::Money),
    Field::may("source", "Source code", Input::Choice(SourceCode::OPTIONS)),
    Field::may("months", "Months", Input::Text(MONTHS))
        .hint("Lead time or months of service; a range may be given"),
    Field::may("assistance", "Type of assistance", Input::Choice(Assistance::OPTIONS)),
    Field::may("release", "Offer release code", Input::Choice(OfferRelease::OPTIONS)),
    Field::may("term", "Delivery term code", Input::Choice(DeliveryTerm::OPTIONS)),
    Field::may("requirements", "Requirements it meets", Input::Many("1", whole))
        .hint("Numbers of requirements of this case"),
    Field::may("notes", "Note numbers", Input::Text(limits::LINE)),
    Field::may("flags", "Marks of release", Input::Many("comsec", reads::<Flag>))
        .hint("comsec, electronic-warfare, identification, c4isr, night-vision, crewless, missile, construction, long-lead"),
];

// Widths of the printed columns.
const GENERIC: usize = 3;
const MASL: usize = 13;
const CONDITION: usize = 2;
const UNIT: usize = 4;
const MONTHS: usize = 20;

fn whole(text: &str) -> Result<(), terms::Unreadable> {
    text.parse::<u32>().map(drop).map_err(|_| {
        terms::Unreadable::new("requirement", text, "is not the number of a requirement")
    })
}

coded! {
    /// Whether the seller's own forces have the item as a program of record (DSCA 21-50).
    pub enum RecordMark "mark of record" {
        /// It is one.
        Of = "POR" "a program of record",
        /// It is none.
        Not = "NPOR" "not a program of record",
    }
}

coded! {
    /// What sends a line to a release authority of its own, or to a rule of its own.
    pub enum Flag "mark of release" {
        /// COMSEC.
        Comsec = "comsec" "communications security",
        /// EW.
        ElectronicWarfare = "electronic-warfare" "electronic warfare",
        /// IFF.
        Identification = "identification" "identification of friend or foe",
        /// C4ISR.
        Command = "c4isr" "command, control and surveillance",
        /// Night vision.
        NightVision = "night-vision" "night vision",
        /// UAS.
        Crewless = "crewless" "aircraft without crew",
        /// MTCR Category I.
        Missile = "missile" "Category I of the missile regime",
        /// Construction.
        Construction = "construction" "design and construction services",
        /// Long lead.
        LongLead = "long-lead" "long-lead items, ordered before the total is notified",
    }
}

/// A line of an offer. What is not known yet is `None`; an offer is approved only when nothing of
/// a line that it needs is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Number, `001` or `001a`.
    pub number: LineNumber,
    /// Description.
    pub description: String,
    /// Generic code, 3 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generic_code: Option<String>,
    /// MASL line, 13 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub masl: Option<String>,
    /// Significant military equipment.
    pub sme: Known,
    /// Major defense equipment.
    pub mde: Known,
    /// Condition code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Whether it is a program of record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_mark: Option<RecordMark>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Unit of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Unit cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_cost: Option<Usd>,
    /// Source code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceCode>,
    /// Months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<String>,
    /// Type of assistance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistance: Option<Assistance>,
    /// Offer release code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<OfferRelease>,
    /// Delivery term code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<DeliveryTerm>,
    /// Numbers of the requirements that it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<String>,
    /// Note numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What sends the line to a release authority of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// How its price was built up, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Box<BuildUp>>,
}

impl Line {
    /// As it was built up, else quantity times unit cost; `None` while one of them is not known or
    /// the product is beyond the range of money.
    pub fn total(&self) -> Option<Usd> {
        match &self.price {
            Some(price) => Some(price.line),
            None => self.unit_cost?.times(self.quantity?),
        }
    }

    /// What an approved offer needs and the line does not say.
    pub fn missing(&self) -> Vec<&'static str> {
        let needed = [
            ("quantity", self.quantity.is_some()),
            ("unit cost", self.unit_cost.is_some()),
            ("unit of issue", self.unit.is_some()),
            ("source code", self.source.is_some()),
            ("type of assistance", self.assistance.is_some()),
            ("offer release code", self.release.is_some()),
            ("delivery term code", self.term.is_some()),
            ("major defense equipment: yes or no", self.mde != Known::Unknown),
        ];
        needed.into_iter().filter(|(_, given)| !given).map(|(name, _)| name).collect()
    }
}

pub(crate) fn decide(case: &State, act: &Line, now: &Situation<'_>) -> Result<Line, Refusal> {
    let twice = case.line(&act.number).map(|_| {
        now.contradiction(
            format!("Line {} is already there.", act.number),
            "Give the next free number, or change the line.",
        )
    });
    let retired = case.retired(&act.number).map(|version| {
        now.contradiction(
            format!("Line {} was deleted by {version}; a number is used once.", act.number),
            "Give the next free number.",
        )
    });
    let found = twice.into_iter().chain(retired);
    Refusal::unless_clear(found.chain(faults(case, act, now)))?;
    Ok(act.clone())
}

/// What contradicts itself in a line: an unknown requirement, codes that do not go together, an
/// amount beyond the range of money.
pub(crate) fn faults(case: &State, line: &Line, now: &Situation<'_>) -> Vec<rules::Finding> {
    let mut found = Vec::new();
    for number in &line.requirements {
        if !case.requirements.iter().any(|r| r.number.to_string() == *number) {
            let sentence = format!("Requirement {number} is not on record in this case.");
            found.push(now.contradiction(sentence, "Define the requirement, or name another."));
        }
    }
    if let (Some(source), Some(assistance)) = (line.source, line.assistance)
        && assistance.fits(source) == Some(false)
    {
        let sentence = format!(
            "Source code {source} ({}) does not go with type of assistance {assistance} ({}).",
            source.meaning(),
            assistance.meaning()
        );
        found.push(now.contradiction(sentence, "Correct one of the two codes."));
    }
    if line.unit_cost.is_some_and(Usd::is_negative) {
        let sentence = format!("Line {} has a unit cost below nothing.", line.number);
        found.push(now.contradiction(sentence, "Enter what one unit costs."));
    }
    let both = line.unit_cost.is_some() && line.quantity.is_some();
    if both && !line.total().is_some_and(Usd::is_bearable) {
        let sentence = format!("The total of line {} is more than can be held.", line.number);
        found.push(now.contradiction(sentence, "Check the quantity and the unit cost."));
    }
    found
}

pub(crate) fn evolve(case: &mut State, event: &Line) {
    case.lines.push(event.clone());
    case.lines.sort_by(|a, b| a.number.cmp(&b.number));
}
