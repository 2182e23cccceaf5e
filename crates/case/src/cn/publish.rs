//! Read a public notice in. The facts are kept as the notice prints them, with what is odd about
//! them; nothing is corrected and nothing is guessed. Reading the same content again changes
//! nothing; other content makes a new version.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use terms::{Day, Desk, FileId, Kind, PurchaserCode, StreamId, Usd};

use super::{Event, State};
use crate::{
    act::About,
    decider::{Decider, Outcome},
    loa::{Line, open_from_notice::OpenedFromNotice},
    lor::letter::Known,
    purchaser::{self, Registered},
    sale,
    situation::Situation,
};

/// How the act describes itself. It has no form: a notice comes from a file, through the import.
pub const ABOUT: About = About {
    name: "publish",
    thing: "publication",
    kind: Kind::Notification,
    title: "Read a public notice in",
    help: "Keeps a public notice of a sale with its source. It is done by the import of a file.",
    desks: &[Desk::Administrator, Desk::Intake],
    fields: &[],
};

/// A public notice, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the certification's own; see process, f.2")]
pub struct Published {
    pub notice: String,
    pub case: FileId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transmittal: Option<String>,
    pub paragraph: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchaser_printed: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchaser: Option<PurchaserCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mde: Option<Usd>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Usd>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Usd>,
    pub description: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<PublishedItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub designators: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_cases: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commission: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contractor: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_basis: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_on: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anomalies: Vec<Anomaly>,
    /// The whole record as it was read, so that nothing is lost.
    pub record: Value,
    /// SHA-256 of the record, by which a repeat is known from a new version.
    pub digest: String,
}

/// An item of a public notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedItem {
    /// Name.
    pub name: String,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Whether the notice lists it as major defense equipment.
    pub mde: Known,
    /// What else is printed of it: "up to", "20 installed, 3 spares".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// Something odd about a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// Code.
    pub code: String,
    /// What is odd, as a sentence.
    pub sentence: String,
    /// Whether the source itself says so, or the import found it.
    pub printed: bool,
}

pub(crate) fn decide(file: &State, act: &Published, now: &Situation<'_>) -> Outcome {
    let case = StreamId::new(Kind::Case, act.case.clone());
    if let Some(known) = &file.published {
        // A repeat is an outcome without events: reading a file again changes nothing.
        if known.digest == act.digest && known.anomalies == act.anomalies {
            return Outcome::default();
        }
        let revised = sale::Event::RevisedFromNotice(opened(act, now));
        return Outcome::from(Event::Corrected(act.clone())).and(case, revised);
    }
    let opened = sale::Event::OpenedFromNotice(opened(act, now));
    let mut outcome = Outcome::from(Event::Published(act.clone())).and(case, opened);
    if let Some(country) = &now.facts.country
        && now.facts.purchaser.as_ref().is_none_or(|p| !p.head().exists())
    {
        let registered = purchaser::Event::Registered(Registered {
            code: country.code.clone(),
            name: country.name.clone(),
            fictional: country.fictional,
            remarks: Some(format!("Known from the public notice {}.", act.notice)),
        });
        let stream = StreamId::new(Kind::Purchaser, (&country.code).into());
        outcome = outcome.and(stream, registered);
    }
    if let Some(code) = &act.purchaser {
        let known = purchaser::Event::CaseOpened(purchaser::CaseOpened { case: act.case.clone() });
        outcome = outcome.and(StreamId::new(Kind::Purchaser, code.into()), known);
    }
    outcome
}

fn opened(act: &Published, now: &Situation<'_>) -> OpenedFromNotice {
    OpenedFromNotice {
        notification: now.file.clone(),
        purchaser: act.purchaser.clone(),
        nickname: nickname(act),
        description: act.description.clone(),
        agency: act.agency.clone(),
        ceiling: act.total,
        lines: lines(act),
    }
}

/// The first words of the description, as a name for lists.
fn nickname(act: &Published) -> String {
    const WORDS: usize = 6;
    let words: Vec<&str> = act.description.split_whitespace().take(WORDS).collect();
    if words.is_empty() { act.notice.clone() } else { words.join(" ") }
}

/// The items as lines 001, 002 …; prices and codes are not known from a notice.
fn lines(act: &Published) -> Vec<Line> {
    let numbered = (1..).zip(&act.items).filter_map(|(i, item): (u32, _)| {
        let number = format!("{i:03}").parse().ok()?;
        Some(Line {
            number,
            description: item.name.clone(),
            generic_code: None,
            masl: None,
            sme: Known::Unknown,
            mde: item.mde,
            condition: None,
            record_mark: None,
            quantity: item.quantity,
            unit: None,
            unit_cost: None,
            source: None,
            months: None,
            assistance: None,
            release: None,
            term: None,
            requirements: Vec::new(),
            notes: item.remark.clone(),
            flags: Vec::new(),
            price: None,
        })
    });
    numbered.collect()
}
