//! Payment schedules without a case, from what is spent in each month.

use std::collections::BTreeMap;

use pricing::{
    Month,
    requirement::{Instalment, Needs, Terms, Unschedulable, instalments},
};
use serde::Serialize;
use serde_json::{Map, Value};
use terms::{Day, Usd};

use super::{answer, reader::Reader};
use crate::read::Wrong;

const FIELDS: [&str; 6] = [
    "accepted",
    "implemented",
    "case_value",
    "monthly_expenditure",
    "termination_liability_month_end",
    "sblc_amount",
];

#[derive(Serialize)]
struct Standard {
    due: String,
    covers: String,
    statement: String,
    cumulative_expenditure: Usd,
    tl_reserve: Usd,
    requirement: Usd,
    payment: Usd,
    cumulative_payment: Usd,
}

#[derive(Serialize)]
struct RiskAssessed {
    due: String,
    expenditure_through: Month,
    peak_tl: Usd,
    requirement: Usd,
    payment: Usd,
    cumulative_payment: Usd,
}

#[derive(Serialize)]
struct WithCredit {
    due: String,
    tl_reserve: Usd,
    covered_by_sblc: Usd,
    cash_tl: Usd,
    payment: Usd,
    cumulative_payment: Usd,
}

/// The schedule under each way to secure termination liability: cash by period, risk assessed, and
/// with a standby letter of credit where one is given. The question may stand under `inputs`.
pub fn schedule(asked: &Value) -> Result<Value, Vec<Wrong>> {
    let asked = asked.get("inputs").unwrap_or(asked);
    let mut wrong = Vec::new();
    let Some(mut reader) = Reader::new(asked, "", &FIELDS, &mut wrong) else { return Err(wrong) };
    for (name, label) in [
        ("implemented", "The day of implementation"),
        ("case_value", "The value of the case"),
        ("monthly_expenditure", "What is spent in each month"),
    ] {
        reader.required(name, label);
    }
    let implemented = reader.day("implemented");
    if let (Some(accepted), Some(implemented)) = (reader.day("accepted"), implemented)
        && implemented < accepted
    {
        let sentence = format!("{implemented} is before the acceptance on {accepted}.");
        reader.fault("implemented", sentence);
    }
    let value = reader.money("case_value");
    let spent = months(&mut reader, "monthly_expenditure");
    let liability = months(&mut reader, "termination_liability_month_end");
    let credit = reader.money("sblc_amount");
    let (Some(implemented), Some(value), true) = (implemented, value, wrong.is_empty()) else {
        return Err(wrong);
    };
    let needs = Needs { implemented, value, spent, liability };
    made(&needs, credit).map_err(|cause| {
        let field = match cause {
            Unschedulable::Unequal { .. } => "case_value",
            Unschedulable::Nothing
            | Unschedulable::Negative { .. }
            | Unschedulable::TooLarge(_)
            | Unschedulable::TooLong { .. } => "monthly_expenditure",
        };
        vec![Wrong { field: field.to_owned(), sentence: format!("{}.", capital(&cause)) }]
    })
}

fn capital(cause: &Unschedulable) -> String {
    rules::capital(&cause.to_string()).into_owned()
}

fn made(needs: &Needs, credit: Option<Usd>) -> Result<Value, Unschedulable> {
    let standard: Vec<Standard> =
        instalments(needs, Terms::Standard)?.into_iter().map(Standard::of).collect();
    let raps: Vec<RiskAssessed> =
        instalments(needs, Terms::RiskAssessed)?.into_iter().map(RiskAssessed::of).collect();
    let mut json = Map::new();
    json.insert("standard".to_owned(), answer::json(&standard));
    json.insert("raps".to_owned(), answer::json(&raps));
    if let Some(amount) = credit {
        let with: Vec<WithCredit> =
            instalments(needs, Terms::Credit(amount))?.into_iter().map(WithCredit::of).collect();
        json.insert("with_sblc".to_owned(), answer::json(&with));
    }
    Ok(Value::Object(json))
}

/// Amounts by month.
fn months(reader: &mut Reader<'_, '_>, name: &str) -> BTreeMap<Month, Usd> {
    let mut months = BTreeMap::new();
    let Some(given) = reader.get(name) else { return months };
    let Some(fields) = given.as_object() else {
        reader.fault(name, "The months are an object such as {\"2026-02\": \"60000.00\"}.");
        return months;
    };
    for (key, value) in fields {
        let month = key.parse::<Month>();
        let amount = match value {
            Value::String(text) => text.parse::<Usd>().ok(),
            Value::Number(number) => number.as_i64().and_then(Usd::from_dollars),
            _ => None,
        };
        match (month, amount.filter(|amount| amount.is_bearable())) {
            (Ok(month), Some(amount)) => drop(months.insert(month, amount)),
            (Err(_), _) => {
                let sentence = format!("\"{key}\" is no month; write 2026-02.");
                reader.fault(&format!("{name}/{key}"), sentence);
            }
            (_, None) => {
                let sentence = format!("{value} is not an amount; write \"60000.00\".");
                reader.fault(&format!("{name}/{key}"), sentence);
            }
        }
    }
    months
}

fn due(day: Option<Day>) -> String {
    day.map_or_else(|| "initial deposit".to_owned(), |day| day.to_string())
}

impl Standard {
    fn of(made: Instalment) -> Self {
        let statement = made
            .statement
            .map_or_else(|| "with acceptance".to_owned(), |day| format!("statement {day}"));
        Self {
            due: due(made.due),
            covers: format!("{}..{}", made.from, made.until),
            statement,
            cumulative_expenditure: made.spent,
            tl_reserve: made.liability,
            requirement: made.requirement,
            payment: made.payment,
            cumulative_payment: made.cumulative,
        }
    }
}

impl RiskAssessed {
    fn of(made: Instalment) -> Self {
        Self {
            due: due(made.due),
            expenditure_through: made.through,
            peak_tl: made.liability,
            requirement: made.requirement,
            payment: made.payment,
            cumulative_payment: made.cumulative,
        }
    }
}

impl WithCredit {
    fn of(made: Instalment) -> Self {
        Self {
            due: due(made.due),
            tl_reserve: made.liability,
            covered_by_sblc: made.covered,
            cash_tl: made.cash,
            payment: made.payment,
            cumulative_payment: made.cumulative,
        }
    }
}
