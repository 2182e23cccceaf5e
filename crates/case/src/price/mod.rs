//! Prices without a case: a quotation, one line in variants, or the surcharge through the years, as
//! an office asks before it writes an offer. Nothing is kept and no file is read or changed.

mod answer;
mod form;
mod history;
mod line;
mod payments;
mod reader;
pub mod sheet;
pub mod what_if;

use rules::{RateRow, Rates, Seen};
use serde_json::Value;
use terms::Day;

pub use answer::Summary;
pub use payments::schedule;

use crate::read::Wrong;

/// What a question about prices is answered with.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The figures; every amount is a text, so that none passes through a binary float.
    pub json: Value,
    /// Rows of doubtful confidence that made them, each once.
    pub doubts: Vec<Doubt>,
}

/// A rate that a person must confirm before it prices a real offer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Doubt {
    /// The row: `cas.2020`.
    pub id: String,
    /// What is charged.
    pub title: String,
    /// `low` or `demo`.
    pub confidence: &'static str,
    /// Where it comes from.
    pub citation: String,
}

/// Answers a question in one of its three forms: `lines`, a quotation; `line` with `variants`; or
/// `line_total` with `dates`. The form may also stand under `inputs`. Rates that are not given are
/// those of the pack, picked by the days that are given or else by `today`.
pub fn answer(asked: &Value, rates: &Rates, today: Day) -> Result<Answer, Vec<Wrong>> {
    let asked = asked.get("inputs").unwrap_or(asked);
    let mut used = Used::new(rates, today);
    let json = if asked.get("lines").is_some() {
        form::quotation(asked, &mut used)
    } else if asked.get("variants").is_some() {
        form::variants(asked, &mut used)
    } else if asked.get("line_total").is_some() {
        history::surcharges(asked, &mut used)
    } else {
        let sentence = "A price is asked with \"lines\" (a quotation), with \"line\" and \
                        \"variants\", or with \"line_total\" and \"dates\".";
        Err(vec![Wrong { field: String::new(), sentence: sentence.to_owned() }])
    };
    Ok(Answer { json: json?, doubts: used.doubts })
}

/// The rates of a pack, and which doubtful ones were used.
struct Used<'a> {
    rates: &'a Rates,
    today: Day,
    doubts: Vec<Doubt>,
}

impl<'a> Used<'a> {
    const fn new(rates: &'a Rates, today: Day) -> Self {
        Self { rates, today, doubts: Vec::new() }
    }

    /// Says that a row made a figure.
    fn tell(&mut self, row: &RateRow) {
        if row.confidence.is_doubtful() && self.doubts.iter().all(|doubt| doubt.id != row.id) {
            self.doubts.push(Doubt::of(row));
        }
    }
}

impl Doubt {
    fn of(row: &RateRow) -> Self {
        Self {
            id: row.id.clone(),
            title: row.title.clone(),
            confidence: row.confidence.word(),
            citation: row.citation.clone(),
        }
    }

    /// One sentence for a person.
    pub fn sentence(&self) -> String {
        let why = if self.confidence == Seen::Demo.word() {
            "is a placeholder"
        } else {
            "is from memory"
        };
        format!("{} ({}) {why}; confirm it before a real offer", self.id, self.title)
    }
}
