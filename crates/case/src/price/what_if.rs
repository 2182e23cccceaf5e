//! What a case would cost if something were otherwise: other quantities, base prices, waivers or
//! days. The case itself is not touched.

use serde::{Deserialize, Serialize};
use serde_json::{Value, from_value};
use terms::{Day, LineNumber, Usd, limits};

use super::sheet::{self, Sheet};
use crate::{
    act::{Field, Input, reads},
    loa::{
        build_up::Charge,
        price_line::{self, WAIVED},
    },
    read::{Wrong, clean},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

const LINES: &[Field] = &[
    Field::must("number", "Line", Input::Id("001", reads::<LineNumber>)),
    Field::may("quantity", "Quantity", Input::Count(1, limits::QUANTITY)),
    Field::may("base_unit", "Base price of one", Input::Money)
        .hint("Of a line that was not built up, its unit cost"),
    WAIVED,
    Field::may("nonrecurring_waived", "Nonrecurring cost waived", Input::Flag),
];

/// What can be otherwise.
pub const FIELDS: &[Field] = &[
    Field::may("on", "Priced on", Input::Day).hint("By the rates of another day"),
    Field::may("lines", "Lines", Input::Records(LINES)),
];

/// What is otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WhatIf {
    /// By the rates of this day.
    pub on: Option<Day>,
    /// Lines that are otherwise.
    pub lines: Vec<LineOtherwise>,
}

/// What is otherwise about a line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LineOtherwise {
    /// The line.
    pub number: LineNumber,
    /// How many.
    #[serde(default)]
    pub quantity: Option<i64>,
    /// The price of one, without charges.
    #[serde(default)]
    pub base_unit: Option<Usd>,
    /// The parts of contract administration that are waived, in place of those that are.
    #[serde(default)]
    pub waived: Option<Vec<Charge>>,
    /// Whether nonrecurring cost is waived.
    #[serde(default)]
    pub nonrecurring_waived: bool,
}

/// The case as it is and as it would be.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// As it is.
    pub now: Sheet,
    /// As it would be.
    pub otherwise: Sheet,
    /// What the total would be more, or less.
    pub difference: Usd,
}

/// Reads a question; every fault is told.
pub fn read(asked: &Value) -> Result<WhatIf, Vec<Wrong>> {
    let fault = |sentence: String| vec![Wrong { field: String::new(), sentence }];
    from_value(clean(FIELDS, asked)?).map_err(|cause| fault(format!("{cause}.")))
}

/// Prices a case as it is and as it would be.
pub fn compare(case: &State, asked: &WhatIf, now: &Situation<'_>) -> Result<Compared, Refusal> {
    let then = Situation { today: asked.on.unwrap_or(now.today), ..*now };
    let mut other = case.clone();
    // The price of an approved offer is fixed; what it would be is figured from its lines.
    other.offer.approved = None;
    let absent = asked.lines.iter().filter(|line| case.line(&line.number).is_none()).map(|line| {
        let sentence = format!("Line {} is not in this case.", line.number);
        now.contradiction(sentence, "Name a line of the case.")
    });
    Refusal::unless_clear(absent)?;
    let mut found = Vec::new();
    for i in 0..other.lines.len() {
        let changed = asked.lines.iter().find(|line| line.number == other.lines[i].number);
        if let Err(refusal) = change(&mut other, i, changed, &then) {
            found.extend(refusal.findings);
        }
    }
    Refusal::unless_clear(found)?;
    let sheets = (sheet::sheet(case, now)?, sheet::sheet(&other, &then)?);
    let difference = sheets.1.summary.total.minus(sheets.0.summary.total).unwrap_or_default();
    Ok(Compared { now: sheets.0, otherwise: sheets.1, difference })
}

/// Changes a line and builds its price up anew.
fn change(
    other: &mut State,
    index: usize,
    asked: Option<&LineOtherwise>,
    then: &Situation<'_>,
) -> Result<(), Refusal> {
    let line = &mut other.lines[index];
    if let Some(quantity) = asked.and_then(|asked| asked.quantity) {
        line.quantity = Some(quantity);
    }
    let base = asked.and_then(|asked| asked.base_unit);
    let Some(built) = line.price.take() else {
        line.unit_cost = base.or(line.unit_cost);
        return Ok(());
    };
    let mut entered = built.entered;
    entered.base_unit = base.unwrap_or(entered.base_unit);
    if let Some(waived) = asked.and_then(|asked| asked.waived.clone()) {
        entered.waived = waived;
    }
    if asked.is_some_and(|asked| asked.nonrecurring_waived) {
        entered.nonrecurring_waiver = Some("if it were waived".to_owned());
    }
    let built = price_line::price(other, &entered, then)?;
    price_line::evolve(other, &built);
    Ok(())
}
