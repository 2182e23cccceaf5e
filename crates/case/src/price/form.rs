//! Quotations and variants of a line, as they are asked.

use pricing::{
    Exact, Item, Line, Price,
    quotation::{self, Administration, Tiered, Waived},
};
use rules::{RateDays, RateRow};
use serde_json::{Map, Value};
use terms::{Rate, Usd, codes::SourceCode, limits};

use super::{Used, answer, reader::Reader};
use crate::read::Wrong;

/// The days that a question may give, for itself or for a line.
const DAYS: [&str; 4] = ["signed", "accepted", "implemented", "reported"];
const LINE: [&str; 20] = [
    "line",
    "desc",
    "qty",
    "base_unit",
    "source",
    "procurement_fraction",
    "wcf",
    "pch",
    "dtc",
    "dtc_rate",
    "nc_unit",
    "nc_waived",
    "psc_rate",
    "cas_waived",
    "cas_exempt",
    "oconus",
    "admin_rate",
    "accepted",
    "implemented",
    "reported",
];
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
const MOST: usize = limits::QUESTION;

/// What holds for every line of a question.
struct Common {
    days: RateDays,
    surcharge: Option<Rate>,
}

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
        if lines.is_empty() || MOST < lines.len() {
            reader.fault("lines", format!("A quotation has from 1 to {MOST} lines."));
        }
        for (i, line) in lines.iter().take(MOST).enumerate() {
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
        if list.is_empty() || MOST < list.len() {
            reader.fault("variants", format!("There are from 1 to {MOST} variants."));
        }
        for (i, variant) in list.iter().take(MOST).enumerate() {
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

fn common(reader: &mut Reader<'_, '_>, used: &Used<'_>) -> Common {
    let mut days = RateDays { priced: Some(used.today), ..RateDays::default() };
    read_days(reader, &mut days);
    Common { days, surcharge: reader.share("admin_rate") }
}

fn read_days(reader: &mut Reader<'_, '_>, days: &mut RateDays) {
    for name in DAYS {
        let day = reader.day(name);
        let slot = match name {
            "signed" => &mut days.signed,
            "accepted" => &mut days.accepted,
            "implemented" => &mut days.implemented,
            _ => &mut days.reported,
        };
        *slot = day.or(*slot);
    }
}

/// Reads and prices a line; `None` where something about it is wrong.
fn one(
    (asked, path): (&Value, &str),
    common: &Common,
    used: &mut Used<'_>,
    wrong: &mut Vec<Wrong>,
) -> Option<(Item, Price)> {
    let before = wrong.len();
    let item = {
        let mut reader = Reader::new(asked, path, &LINE, wrong)?;
        item(&mut reader, common, used)
    };
    if wrong.len() != before {
        return None;
    }
    match quotation::price(&item) {
        Ok(price) => Some((item, price)),
        Err(large) => {
            let field = path.trim_end_matches('/').to_owned();
            wrong.push(Wrong { field, sentence: format!("The line is too large: {large}.") });
            None
        }
    }
}

fn item(reader: &mut Reader<'_, '_>, common: &Common, used: &mut Used<'_>) -> Item {
    for (name, label) in [("qty", "The quantity"), ("base_unit", "The price of one")] {
        reader.required(name, label);
    }
    reader.required("source", "The source");
    let mut days = common.days;
    read_days(reader, &mut days);
    let given = reader.decimal("qty");
    if given.is_some_and(Exact::is_zero) {
        reader.fault("qty", "The quantity is above nothing.");
    }
    let quantity = given.unwrap_or(Exact::ZERO);
    let unit = reader.decimal("base_unit").unwrap_or(Exact::ZERO);
    let source = source(reader);
    let given = reader.share("procurement_fraction").map(Exact::from);
    let procured = match (source, given) {
        (SourceCode::Mixed, None) => share(used, "cas-procured-share", &days).into(),
        (_, given) => given.unwrap_or(Exact::ZERO),
    };
    let exempt = reader.flag("cas_exempt");
    let bears = matches!(source, SourceCode::Procurement | SourceCode::Mixed) && !exempt;
    let administration = administration(used, &days, bears);
    let fund = reader.flag("wcf");
    let packed = reader.flag("pch") && source == SourceCode::Stock && !fund;
    let free = reader.flag("nc_waived");
    let charged = reader.decimal("nc_unit").filter(|_| !free);
    let surcharge = reader.share("admin_rate").or(common.surcharge);
    Item {
        quantity,
        unit,
        source,
        procured,
        exempt,
        overseas: reader.flag("oconus"),
        waived: waived(reader),
        administration,
        nonrecurring: charged.unwrap_or(Exact::ZERO),
        support: reader.share("psc_rate").unwrap_or_default(),
        packing: if packed { packing(used, &days) } else { None },
        transport: transport(reader, used, &days, fund),
        surcharge: surcharge.unwrap_or_else(|| share(used, "administrative", &days)),
    }
}

fn source(reader: &mut Reader<'_, '_>) -> SourceCode {
    let expected = format!("is none of the sources {}", SourceCode::CODES.join(", "));
    reader.read("source", &expected).unwrap_or(SourceCode::Stock)
}

fn waived(reader: &mut Reader<'_, '_>) -> Waived {
    let mut waived = Waived::default();
    for (i, part) in reader.texts("cas_waived").iter().enumerate() {
        match part.as_str() {
            "qa" => waived.quality = true,
            "cm" => waived.management = true,
            "audit" => waived.audit = true,
            "oconus" => waived.overseas = true,
            other => {
                let sentence = format!("\"{other}\" is none of: qa, cm, audit, oconus.");
                reader.fault(&format!("cas_waived/{i}"), sentence);
            }
        }
    }
    waived
}

/// The row of a charge, told as used.
fn row<'a>(used: &mut Used<'a>, charge: &str, days: &RateDays) -> Option<&'a RateRow> {
    let row = used.rates.of(charge, days)?;
    used.tell(row);
    Some(row)
}

fn share(used: &mut Used<'_>, charge: &str, days: &RateDays) -> Rate {
    row(used, charge, days).map(|row| row.value("share")).unwrap_or_default()
}

fn administration(used: &mut Used<'_>, days: &RateDays, bears: bool) -> Administration {
    let row = if bears { row(used, "cas", days) } else { None };
    row.map_or_else(Administration::default, |row| Administration {
        quality: row.value("quality"),
        management: row.value("contract_management"),
        audit: row.value("audit"),
        overseas: row.value("overseas"),
    })
}

fn packing(used: &mut Used<'_>, days: &RateDays) -> Option<Tiered> {
    let row = row(used, "packing", days)?;
    let value = |name| Exact::from(row.value(name));
    Some(Tiered { tier: value("tier"), below: value("below"), above: value("above") })
}

/// The share of the delivery term, as given or as on record.
fn transport(
    reader: &mut Reader<'_, '_>,
    used: &mut Used<'_>,
    days: &RateDays,
    fund: bool,
) -> Option<Tiered> {
    let term = reader.text("dtc");
    let given = reader.share("dtc_rate");
    let rate = match (given, term) {
        (Some(rate), _) => rate,
        (None, None) => return None,
        (None, Some(term)) => {
            let charge = format!("transport-{term}{}", if fund { "-fund" } else { "" });
            let plain = format!("transport-{term}");
            let found = row(used, &charge, days).or_else(|| row(used, &plain, days));
            let Some(found) = found else {
                let sentence =
                    format!("No rate of delivery term \"{term}\" is on record; give dtc_rate.");
                reader.fault("dtc", sentence);
                return None;
            };
            found.value("share")
        }
    };
    if Exact::from(rate).is_zero() {
        return None;
    }
    let row = row(used, "transport-tier", days)?;
    Tiered::falling(row.value("tier").into(), rate.into(), row.value("above").into())
}
