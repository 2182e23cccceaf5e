//! The prices of a case, line by line and figure by figure, as its document stands.

use pricing::{TooLarge, round};
use serde::Serialize;
use terms::{LineNumber, Rate, Usd};

use crate::{
    loa::{BuildUp, Line, build_up::Applied},
    refusal::Refusal,
    sale::{State, value},
    situation::Situation,
};

/// The prices of a case.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// Its lines, by number.
    pub lines: Vec<LineSheet>,
    /// The estimated cost summary, exact.
    pub summary: pricing::Summary,
    /// Rows of doubtful rates that made the prices and that nobody has confirmed.
    pub unconfirmed: Vec<Applied>,
}

/// The price of a line.
#[derive(Debug, Clone, Serialize)]
pub struct LineSheet {
    /// Its number.
    pub number: LineNumber,
    /// What it is.
    pub description: String,
    /// How it was built up; `None` where quantity and unit cost were entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build_up: Option<BuildUp>,
    /// Its part of block (8); `None` while it is not known.
    pub line: Option<Usd>,
    /// Its part of block (9).
    pub packing: Usd,
    /// Its part of block (11).
    pub transport: Usd,
    /// Its administrative surcharge rate, which it keeps for life.
    pub surcharge_rate: Rate,
    /// Its part of block (10).
    pub surcharge: Usd,
}

/// The prices of the document in work, or of the one in force.
pub fn sheet(case: &State, now: &Situation<'_>) -> Result<Sheet, Refusal> {
    let summary = value::priced(case, now)?.summary;
    let rates = value::rates(case, now);
    let large = |TooLarge| {
        let sentence = "The lines add up to more than the record can hold.".to_owned();
        Refusal::from(now.contradiction(sentence, "Check quantities and unit costs."))
    };
    let lines: Result<Vec<LineSheet>, TooLarge> = case
        .lines
        .iter()
        .map(|line| {
            let rate = rates.iter().find(|rate| rate.line == line.number);
            one(line, rate.map(|rate| rate.rate).unwrap_or_default())
        })
        .collect();
    let lines = lines.map_err(large)?;
    Ok(Sheet { lines, summary, unconfirmed: unconfirmed(case, now) })
}

fn one(line: &Line, rate: Rate) -> Result<LineSheet, TooLarge> {
    let built = line.price.as_deref();
    let total = line.total();
    let surcharge = round::share(total.unwrap_or_default(), rate).ok_or(TooLarge)?;
    Ok(LineSheet {
        number: line.number.clone(),
        description: line.description.clone(),
        build_up: built.cloned(),
        line: total,
        packing: built.map(|built| built.packing).unwrap_or_default(),
        transport: built.map(|built| built.transport).unwrap_or_default(),
        surcharge_rate: rate,
        surcharge,
    })
}

/// Rows of doubtful rates behind the prices of a case that nobody has confirmed, each once.
pub fn unconfirmed(case: &State, now: &Situation<'_>) -> Vec<Applied> {
    let register = now.facts.register.as_ref();
    let confirmed = |applied: &Applied| {
        let row = now.pack.rates().by_id(&applied.id);
        row.is_some_and(|row| register.is_some_and(|seen| seen.has_confirmed(row)))
    };
    let mut rows: Vec<Applied> = Vec::new();
    for applied in case.lines.iter().filter_map(|l| l.price.as_ref()).flat_map(|p| p.doubtful()) {
        if !confirmed(applied) && rows.iter().all(|known| known.id != applied.id) {
            rows.push(applied.clone());
        }
    }
    rows
}
