//! Prices as JSON: each amount a text with two decimals.

use pricing::{Item, Line, Price, TooLarge, round, summarise};
use serde::Serialize;
use serde_json::{Map, Value};
use terms::Usd;

/// A line with its charges.
#[derive(Serialize)]
struct Priced {
    base_total: Usd,
    cas_base: Usd,
    cas: Parts,
    cas_total: Usd,
    nc_total: Usd,
    psc_total: Usd,
    line_total: Usd,
    unit_display: Usd,
    pch: Usd,
    transport: Usd,
    admin: Usd,
    all_in: Usd,
}

/// Contract administration by part; a line of an exempt programme has none.
#[derive(Default, Serialize)]
struct Parts {
    #[serde(skip_serializing_if = "Option::is_none")]
    qa: Option<Usd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cm: Option<Usd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audit: Option<Usd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oconus: Option<Usd>,
}

/// Blocks (8) to (13), exact and as an offer prints them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    #[serde(rename = "8_net_estimated_cost")]
    net: Usd,
    #[serde(rename = "9_packing_crating_handling")]
    packing: Usd,
    #[serde(rename = "10_administrative_charge")]
    administrative: Usd,
    #[serde(rename = "11_transportation")]
    transportation: Usd,
    #[serde(rename = "12_other")]
    other: Usd,
    #[serde(rename = "13_total_estimated_cost")]
    total: Usd,
    display_whole_dollars: Printed,
}

/// Whole dollars, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Printed {
    #[serde(rename = "8")]
    net: String,
    #[serde(rename = "9")]
    packing: String,
    #[serde(rename = "10")]
    administrative: String,
    #[serde(rename = "11")]
    transportation: String,
    #[serde(rename = "12")]
    other: String,
    #[serde(rename = "13_sum_of_displayed")]
    sum: String,
    #[serde(rename = "13_rounded_exact")]
    exact: String,
}

impl Summary {
    /// Adds priced lines up.
    pub(super) fn of(lines: &[(Line, Price)], other: Usd) -> Result<Self, TooLarge> {
        let sum = |of: fn(&Price) -> Usd| {
            Usd::total(lines.iter().map(|(_, price)| of(price))).ok_or(TooLarge)
        };
        let estimates = pricing::Estimates {
            packing: sum(|price| price.packing)?,
            transportation: sum(|price| price.transport)?,
            other,
        };
        let lines: Vec<Line> = lines.iter().map(|(line, _)| *line).collect();
        let exact = summarise(&lines, estimates)?;
        let printed = exact.printed();
        Ok(Self {
            net: exact.net,
            packing: exact.packing,
            administrative: exact.administrative,
            transportation: exact.transportation,
            other: exact.other,
            total: exact.total,
            display_whole_dollars: Printed {
                net: dollars(printed.net),
                packing: dollars(printed.packing),
                administrative: dollars(printed.administrative),
                transportation: dollars(printed.transportation),
                other: dollars(printed.other),
                sum: dollars(printed.total),
                exact: dollars(round::dollars(exact.total)),
            },
        })
    }
}

/// A priced line under its number.
pub(super) fn line(number: &str, item: &Item, price: &Price) -> Value {
    let mut line = Map::from_iter([("line".to_owned(), number.into())]);
    line.extend(figures(item, price));
    Value::Object(line)
}

/// A priced variant under its name, with what it changes.
pub(super) fn variant(
    name: Value,
    options: Map<String, Value>,
    item: &Item,
    price: &Price,
) -> Value {
    let mut variant = Map::from_iter([
        ("variant".to_owned(), name),
        ("options".to_owned(), Value::Object(options)),
    ]);
    variant.extend(figures(item, price));
    Value::Object(variant)
}

fn figures(item: &Item, price: &Price) -> Map<String, Value> {
    let cas = if item.exempt {
        Parts::default()
    } else {
        Parts {
            qa: Some(price.parts.quality),
            cm: Some(price.parts.management),
            audit: Some(price.parts.audit),
            oconus: item.overseas.then_some(price.parts.overseas),
        }
    };
    let priced = Priced {
        base_total: price.base,
        cas_base: price.procured,
        cas,
        cas_total: price.administration,
        nc_total: price.nonrecurring,
        psc_total: price.support,
        line_total: price.line,
        unit_display: price.unit,
        pch: price.packing,
        transport: price.transport,
        admin: price.surcharge,
        all_in: price.all,
    };
    match json(&priced) {
        Value::Object(figures) => figures,
        _ => Map::new(),
    }
}

/// A struct of texts as JSON.
pub(super) fn json(of: &impl Serialize) -> Value {
    serde_json::to_value(of).expect("texts and names are JSON")
}

/// An amount of whole dollars, without decimals.
fn dollars(amount: Usd) -> String {
    format!("{amount:#}").trim_end_matches(".00").to_owned()
}
