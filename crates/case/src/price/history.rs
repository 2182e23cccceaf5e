//! The administrative surcharge through the years, on one amount; and the small case management
//! line that once topped it up.

use rules::RateRow;
use serde::Serialize;
use serde_json::{Map, Value};
use terms::{Day, Rate, Usd, limits};

use super::{Used, answer, reader::Reader};
use crate::read::Wrong;

const FIELDS: [&str; 3] = ["line_total", "dates", "scml_nets"];
/// More days than anyone asks at once.
const MANY: usize = limits::QUESTION;
/// Kinds of articles and services that had rates of their own, in the order in which a day that is
/// asked again is answered.
const KINDS: [(&str, &str); 2] =
    [("standard", "administrative"), ("nonstandard", "administrative-nonstandard")];

/// The small case management line of a case.
#[derive(Serialize)]
struct SmallCase {
    net: Usd,
    admin: Usd,
    scml: Usd,
    admin_plus_scml: Usd,
}

/// The surcharge of an amount on each day; a day that stands twice asks for the non-standard rate
/// the second time, where there was one.
pub(super) fn surcharges(asked: &Value, used: &mut Used<'_>) -> Result<Value, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut json = Map::new();
    if let Some(mut reader) = Reader::new(asked, "", &FIELDS, &mut wrong) {
        let total = reader.money("line_total").unwrap_or_default();
        let days = days(&mut reader);
        let nets = nets(&mut reader);
        let key = format!("admin_on_{}", format!("{total:#}").replace('.', "_"));
        let mut rows = Vec::new();
        for (i, day) in days.iter().enumerate() {
            let again = days.iter().take(i).filter(|earlier| *earlier == day).count();
            if let Some(row) = surcharge(used, total, (*day, again), &key) {
                rows.push(row);
            } else {
                let sentence = format!("No surcharge of {day} is on record.");
                reader.fault(&format!("dates/{i}"), sentence);
            }
        }
        json.insert("rows".to_owned(), Value::Array(rows));
        if !nets.is_empty() {
            let lines = nets.iter().map(|net| small_case(used, *net)).collect::<Option<Vec<_>>>();
            match lines {
                Some(lines) => drop(json.insert("scml".to_owned(), answer::json(&lines))),
                None => reader.fault("scml_nets", "The amounts are too large, or no row holds."),
            }
        }
    }
    if wrong.is_empty() { Ok(Value::Object(json)) } else { Err(wrong) }
}

fn days(reader: &mut Reader<'_, '_>) -> Vec<Day> {
    let mut days = Vec::new();
    let texts = reader.texts("dates");
    if texts.is_empty() || MANY < texts.len() {
        let most = MANY;
        reader.fault("dates", format!("There are from 1 to {most} days."));
    }
    for (i, text) in texts.iter().take(MANY).enumerate() {
        if let Ok(day) = text.parse() {
            days.push(day);
        } else {
            let sentence = format!("\"{text}\" is not a day; write 2026-10-05.");
            reader.fault(&format!("dates/{i}"), sentence);
        }
    }
    days
}

fn nets(reader: &mut Reader<'_, '_>) -> Vec<Usd> {
    let mut nets = Vec::new();
    for (i, text) in reader.texts("scml_nets").iter().take(MANY).enumerate() {
        let net = text.parse::<Usd>().ok();
        if let Some(net) = net.filter(|net| net.is_bearable() && !net.is_negative()) {
            nets.push(net);
        } else {
            let sentence = format!("\"{text}\" is not an amount; write 50000.00.");
            reader.fault(&format!("scml_nets/{i}"), sentence);
        }
    }
    nets
}

fn surcharge(
    used: &mut Used<'_>,
    total: Usd,
    (day, again): (Day, usize),
    key: &str,
) -> Option<Value> {
    let rates = used.rates;
    let kinds: Vec<(&str, &RateRow)> =
        KINDS.iter().filter_map(|(kind, charge)| Some((*kind, rates.on(charge, day)?))).collect();
    let (kind, row) = *kinds.get(again % kinds.len().max(1))?;
    used.tell(row);
    let rate = row.value("share");
    let on = pricing::round::share(total, rate)?;
    let texts = [
        ("date", day.to_string()),
        ("basis", row.trigger.word().to_owned()),
        ("kind", kind.to_owned()),
        ("rate", rate.to_string()),
        (key, format!("{on:#}")),
    ];
    Some(Value::Object(texts.into_iter().map(|(k, v)| (k.to_owned(), v.into())).collect()))
}

/// Tops the surcharge of a case up to the least that a case had to bring.
fn small_case(used: &mut Used<'_>, net: Usd) -> Option<SmallCase> {
    let rates = used.rates;
    let row = rates.all().iter().rfind(|row| row.charge == "small-case")?;
    used.tell(row);
    let rate: Rate = rates.on("administrative", row.from?)?.value("share");
    let admin = pricing::round::share(net, rate)?;
    let minimum = pricing::Exact::from(row.value("minimum")).cents()?;
    let scml = minimum.minus(admin)?.max(Usd::ZERO);
    Some(SmallCase { net, admin, scml, admin_plus_scml: admin.plus(scml)? })
}
