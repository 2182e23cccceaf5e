//! Confirm a rate whose figure was not read in its source: until a person has, every price that
//! it made carries a mark.

use std::collections::BTreeMap;

use rules::RateRow;
use serde::{Deserialize, Serialize};
use terms::{Actor, Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "confirm-rate",
    thing: "rate-confirmations",
    kind: Kind::Office,
    title: "Confirm a rate",
    help: "Says that a rate from memory, or one that stands for a figure nobody had read, is right, \
           and where that was read. Prices lose its mark; a rate with other figures is another one.",
    desks: &[Desk::Comptroller, Desk::Finance],
    fields: &[
        Field::must("rate", "Rate", Input::Text(limits::LINE)).hint("Its name, such as cas.2020"),
        Field::must("evidence", "Where it was read", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Confirms a rate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConfirmRate {
    /// The row.
    pub rate: String,
    /// Where it was read.
    pub evidence: String,
}

/// A rate was confirmed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RateConfirmed {
    /// The row.
    pub rate: String,
    /// Where it was read.
    pub evidence: String,
    /// Its figures, by name.
    pub values: BTreeMap<String, String>,
}

/// A confirmation as the register keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Confirmation {
    /// What was confirmed.
    pub confirmed: RateConfirmed,
    /// By whom.
    pub by: Actor,
    /// When.
    pub on: Day,
}

pub(super) fn decide(
    office: &State,
    act: &ConfirmRate,
    now: &Situation<'_>,
) -> Result<RateConfirmed, Refusal> {
    let Some(row) = now.pack.rates().by_id(&act.rate) else {
        let sentence = format!("\"{}\" is no row of the table of rates.", act.rate);
        return Err(now.contradiction(sentence, "Name a row as a price names it.").into());
    };
    let sound = (!row.confidence.is_doubtful()).then(|| {
        let sentence = format!("{} was read in its source; it carries no mark.", row.id);
        now.contradiction(sentence, "Nothing is to be done.")
    });
    let twice = office.has_confirmed(row).then(|| {
        now.contradiction(format!("{} is confirmed already.", row.id), "Nothing is to be done.")
    });
    Refusal::unless_clear(sound.into_iter().chain(twice))?;
    Ok(RateConfirmed { rate: row.id.clone(), evidence: act.evidence.clone(), values: figures(row) })
}

pub(super) fn evolve(office: &mut State, event: &RateConfirmed, told: &Told<'_>) {
    office.rates.push(Confirmation { confirmed: event.clone(), by: told.by.clone(), on: told.on });
}

fn figures(row: &RateRow) -> BTreeMap<String, String> {
    row.values.iter().map(|(name, value)| (name.clone(), value.to_string())).collect()
}

impl State {
    /// Whether a person has confirmed a row with these figures.
    pub fn has_confirmed(&self, row: &RateRow) -> bool {
        let figures = figures(row);
        self.rates
            .iter()
            .any(|known| known.confirmed.rate == row.id && known.confirmed.values == figures)
    }
}
