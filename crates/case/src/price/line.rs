//! A line of a quotation, as it is asked: which charges it bears, and by which rates.

use pricing::{
    Exact, Item, Price,
    quotation::{self, Administration, Tiered, Waived},
};
use rules::{RateDays, RateRow};
use serde_json::Value;
use terms::{Rate, codes::SourceCode};

use super::{Used, reader::Reader};
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
/// What holds for every line of a question.
pub(super) struct Common {
    days: RateDays,
    surcharge: Option<Rate>,
}

/// Reads what holds for every line.
pub(super) fn common(reader: &mut Reader<'_, '_>, used: &Used<'_>) -> Common {
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
pub(super) fn one(
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
