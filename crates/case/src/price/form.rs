//! Quotations and variants of a line, as they are asked.

use pricing::{Line, Price};
use serde_json::{Map, Value};
use terms::{Usd, limits};

use super::{
    Used, answer,
    line::{common, one},
    reader::Reader,
};
use crate::read::Wrong;

const QUOTATION: [&str; 8] = [
    "lines",
    "admin_rate",
    "other",
    "summary_lines",
    "signed",
    "accepted",
    "implemented",
    "reported",
];
const VARIANTS: [&str; 7] =
    ["line", "variants", "admin_rate", "signed", "accepted", "implemented", "reported"];
/// More lines than any offer has; it bounds what one question can cost.
const MANY: usize = limits::QUESTION;

/// Prices a quotation and adds its summary up.
pub(super) fn quotation(asked: &Value, used: &mut Used<'_>) -> Result<Value, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut rows = Vec::new();
    let mut other = Usd::ZERO;
    let mut named = Vec::new();
    if let Some(mut reader) = Reader::new(asked, "", &QUOTATION, &mut wrong) {
        let common = common(&mut reader, used);
        other = reader.money("other").unwrap_or_default();
        named = reader.texts("summary_lines");
        let lines = reader.list("lines");
        if lines.is_empty() || MANY < lines.len() {
            let most = MANY;
            reader.fault("lines", format!("A quotation has from 1 to {most} lines."));
        }
        for (i, line) in lines.iter().take(MANY).enumerate() {
            let path = format!("lines/{i}/");
            if let Some((item, price)) = one((line, &path), &common, used, &mut wrong) {
                let number = match line.get("line").and_then(Value::as_str) {
                    Some(number) => number.trim().to_owned(),
                    None => format!("{:03}", i + 1),
                };
                rows.push((number, item, price));
            }
        }
    }
    let absent = named.iter().enumerate().filter(|(_, name)| rows.iter().all(|r| r.0 != **name));
    for (i, name) in absent {
        let sentence = format!("\"{name}\" is no line of this quotation.");
        wrong.push(Wrong { field: format!("summary_lines/{i}"), sentence });
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let summed: Vec<(Line, Price)> = rows
        .iter()
        .filter(|row| named.is_empty() || named.contains(&row.0))
        .map(|(_, item, price)| {
            (Line { total: price.line, administrative: item.surcharge }, *price)
        })
        .collect();
    let summary = answer::Summary::of(&summed, other).map_err(|large| {
        vec![Wrong { field: "lines".to_owned(), sentence: format!("{large}.") }]
    })?;
    let key = if named.is_empty() {
        "summary".to_owned()
    } else {
        format!("summary_{}", named.join("_"))
    };
    let lines: Vec<Value> =
        rows.iter().map(|(number, item, price)| answer::line(number, item, price)).collect();
    let mut json = Map::new();
    json.insert("lines".to_owned(), Value::Array(lines));
    json.insert(key, answer::json(&summary));
    Ok(Value::Object(json))
}

/// Prices one line in several variants, each of which changes some of its fields.
pub(super) fn variants(asked: &Value, used: &mut Used<'_>) -> Result<Value, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut priced = Vec::new();
    if let Some(mut reader) = Reader::new(asked, "", &VARIANTS, &mut wrong) {
        reader.required("line", "The line");
        let common = common(&mut reader, used);
        let line = reader.get("line").and_then(Value::as_object).cloned().unwrap_or_default();
        let list = reader.list("variants");
        if list.is_empty() || MANY < list.len() {
            let most = MANY;
            reader.fault("variants", format!("There are from 1 to {most} variants."));
        }
        for (i, variant) in list.iter().take(MANY).enumerate() {
            let path = format!("variants/{i}/");
            let Some(changed) = variant.as_object() else {
                let sentence = format!("{variant} is not an object of fields.");
                wrong.push(Wrong { field: format!("variants/{i}"), sentence });
                continue;
            };
            let mut options = changed.clone();
            let name = options.remove("variant").unwrap_or_else(|| (i + 1).to_string().into());
            let mut whole = line.clone();
            whole.extend(options.clone());
            let whole = Value::Object(whole);
            if let Some((item, price)) = one((&whole, &path), &common, used, &mut wrong) {
                priced.push(answer::variant(name, options, &item, &price));
            }
        }
    }
    if wrong.is_empty() {
        Ok(Value::Object(Map::from_iter([("variants".to_owned(), Value::Array(priced))])))
    } else {
        Err(wrong)
    }
}
