//! What to look at in one notice, a function for each part of it.

use terms::{CaseId, Transmittal, Usd};

use super::{Anomaly, LAG_DAYS};
use crate::{
    Countries, Notice,
    notice::{Item, Paragraph},
};

/// An oddity that the source's own record names, with a sentence where the code is known.
pub(super) fn printed(code: &str) -> Anomaly {
    let (word, detail) = code.split_once(':').unwrap_or((code, ""));
    let known = match word {
        "date_not_seen" => "The day of the notice was not seen.",
        "url_not_seen" => "The address of the source was not seen.",
        "purchaser_not_seen" => "The purchaser was not seen.",
        "publication_day_not_seen" => "The day of publication was not seen.",
        "transmittal_shared_with_another_notice" => "The number was printed on another notice too.",
        "transmittal_differs_from_file_name" => {
            "The number in the text is another than in the file's name"
        }
        "corrected_after_publication" => "The notice was corrected after it was published.",
        "change_report_numbered_like_a_new_offer" => {
            "A change report carries a number like that of a new offer."
        }
        "zero_mde_printed_without_unit" => {
            "Major defense equipment is printed as nought, without a unit."
        }
        "page_break_inside_value_table" => "A page break falls inside the table of values.",
        "portion_marks_in_labels" => "Labels carry portion marks.",
        "two_case_designators" => "Two case designators are printed.",
        "funding_source_absent" => "No funding source is printed.",
        _ => "",
    };
    let sentence = match (known, detail) {
        ("", _) => format!("The source's record says: {}.", code.replace('_', " ")),
        (known, "") => known.to_owned(),
        (known, detail) => format!("{known}: {detail}."),
    };
    Anomaly { code: code.to_owned(), sentence, printed: true }
}

pub(super) fn unread(notice: &Notice, put: &mut impl FnMut(&str, String)) {
    for (name, value) in &notice.unread {
        let expected = if name.ends_with("_usd") { "an exact amount" } else { "a date" };
        put(
            "unreadable_value",
            format!("{name} is {value}, which is not {expected}; it is kept as it came."),
        );
    }
}

pub(super) fn number(notice: &Notice, put: &mut impl FnMut(&str, String)) {
    let kind = notice.kind();
    if kind == Paragraph::Other {
        put(
            "paragraph_unknown",
            format!(
                "The paragraph \"{}\" is none of section 36(b) that is known.",
                notice.paragraph
            ),
        );
    } else if !notice.paragraph_is_plain() {
        put("paragraph_misprinted", format!("The statute is printed as \"{}\".", notice.paragraph));
    }
    let Some(number) = &notice.transmittal else {
        return put("transmittal_missing", "No transmittal number is printed.".to_owned());
    };
    let Ok(read) = number.parse::<Transmittal>() else {
        return put(
            "transmittal_malformed",
            format!("The number \"{number}\" is not of the form YY-NN or YY-digit-letter."),
        );
    };
    let (year, rest) = read.as_str().split_once('-').unwrap_or_default();
    let letter = rest.bytes().any(|byte| byte.is_ascii_alphabetic());
    match kind {
        Paragraph::Offer if letter => {
            put(
                "number_of_other_kind",
                format!("A new offer carries {number}, a number of the form of change reports."),
            );
        }
        Paragraph::Growth | Paragraph::Enhancement if !letter => {
            put(
                "number_of_other_kind",
                format!("A change report carries {number}, a number of the form of new offers."),
            );
        }
        _ => {}
    }
    let day = notice.delivered_on.or(notice.date);
    if let Some(day) = day {
        let fiscal = format!("{:02}", day.fiscal_year().rem_euclid(100));
        let calendar = format!("{:02}", day.year().rem_euclid(100));
        if year != fiscal && year != calendar {
            put(
                "number_of_another_year",
                format!(
                    "The number {number} begins with {year}; the day {day} is of fiscal year {fiscal} and calendar year {calendar}."
                ),
            );
        } else if year != calendar {
            put(
                "number_of_fiscal_year",
                format!("The number {number} counts the fiscal year; the day is {day}."),
            );
        }
    }
}

pub(super) fn values(notice: &Notice, put: &mut impl FnMut(&str, String)) {
    let offer = notice.kind() == Paragraph::Offer;
    match notice.total {
        None if offer => put("total_missing", "No total is printed.".to_owned()),
        Some(Usd::ZERO) => put("total_zero", "The total is nought.".to_owned()),
        _ => {}
    }
    if let (Some(mde), Some(other), Some(total)) = (notice.mde, notice.other, notice.total)
        && mde.plus(other) != Some(total)
    {
        put(
            "total_does_not_add_up",
            format!(
                "Major defense equipment {mde} and other {other} do not add up to the total {total}."
            ),
        );
    }
    if let (Some(mde), Some(total)) = (notice.mde, notice.total)
        && total < mde
    {
        put(
            "mde_above_total",
            format!("Major defense equipment {mde} is above the total {total}."),
        );
    }
    if notice.mde == Some(Usd::ZERO) {
        put("mde_zero", "Major defense equipment is nought.".to_owned());
    }
}

pub(super) fn items(notice: &Notice, put: &mut impl FnMut(&str, String)) {
    for item in &notice.items {
        parts_of(item, put);
    }
    let without = notice.items.iter().filter(|item| item.quantity.is_none()).count();
    if without > 0 {
        put(
            "quantity_missing",
            format!("{without} of {} items have no quantity.", notice.items.len()),
        );
    }
    let mut names: Vec<&str> = notice.items.iter().map(|item| item.name.as_str()).collect();
    names.sort_unstable();
    let twice = names.iter().zip(names.iter().skip(1)).find(|(a, b)| a == b);
    if let Some((name, _)) = twice {
        put("item_twice", format!("The item \"{name}\" stands twice."));
    }
    if notice.items.is_empty() && notice.kind() == Paragraph::Offer {
        put("items_missing", "No item is listed.".to_owned());
    }
    let listed = notice.items.iter().any(|item| item.mde == Some(true));
    let said = notice.items.iter().any(|item| item.mde.is_some());
    if said && !listed && notice.mde.is_some_and(|mde| mde > Usd::ZERO) {
        put(
            "mde_without_item",
            "Major defense equipment has a value, and no item is listed as such.".to_owned(),
        );
    }
}

fn parts_of(item: &Item, put: &mut impl FnMut(&str, String)) {
    let Some(quantity) = item.quantity else { return };
    let (installed, spares) = (item.installed.unwrap_or(0), item.spares.unwrap_or(0));
    let parts = installed.saturating_add(spares);
    let both = item.installed.is_some() && item.spares.is_some();
    if quantity < parts || (both && parts != quantity) {
        put(
            "parts_do_not_add_up",
            format!(
                "\"{}\": {installed} installed and {spares} spares are {parts}, not {quantity}.",
                item.name
            ),
        );
    }
    if quantity == 0 {
        put("quantity_zero", format!("\"{}\" has the quantity nought.", item.name));
    }
}

pub(super) fn purchaser(
    notice: &Notice,
    countries: &Countries,
    put: &mut impl FnMut(&str, String),
) {
    let Some(name) = &notice.purchaser else {
        return put("purchaser_missing", "No purchaser is named.".to_owned());
    };
    let by_name = countries.by_name(name);
    let iso = notice.purchaser_iso3.as_deref();
    let by_iso = iso.and_then(|iso| countries.by_iso3(iso));
    match (by_name, by_iso) {
        (None, None) => put(
            "purchaser_not_in_table",
            format!("\"{name}\" is not in the country table; the customer code stays unknown."),
        ),
        (None, Some(row)) => put(
            "purchaser_name_unknown",
            format!("\"{name}\" is no name that the country table has for {}.", row.name),
        ),
        (Some(a), Some(b)) if a.iso3 != b.iso3 => put(
            "purchaser_contradicts_code",
            format!(
                "\"{name}\" is {}, and the code {} is {}.",
                a.name,
                iso.unwrap_or_default(),
                b.name
            ),
        ),
        (Some(row), _) if row.name != *name => {
            put(
                "purchaser_other_name",
                format!("\"{name}\" is {} in the country table.", row.name),
            );
        }
        (Some(_), None) if iso.is_some() => put(
            "purchaser_code_unknown",
            format!("The code {} is not in the country table.", iso.unwrap_or_default()),
        ),
        _ => {}
    }
}

pub(super) fn designators(
    notice: &Notice,
    countries: &Countries,
    put: &mut impl FnMut(&str, String),
) {
    let code = notice.purchaser.as_deref().and_then(|name| countries.by_name(name)?.code.clone());
    if notice.designators.len() > 1 {
        put(
            "designators_several",
            format!(
                "{} case designators are named: {}.",
                notice.designators.len(),
                notice.designators.join(", ")
            ),
        );
    }
    for designator in &notice.designators {
        let Ok(case) = designator.parse::<CaseId>() else {
            put("designator_malformed", format!("\"{designator}\" is not of the form CC-I-DDD."));
            continue;
        };
        if let Some(code) = &code
            && case.purchaser() != *code
        {
            put(
                "designator_of_another",
                format!("{designator} begins with another code than the purchaser's, {code}."),
            );
        }
        let agency = match notice.agency.as_deref() {
            Some("Army") => Some('B'),
            Some("Navy") => Some('P'),
            Some("Air Force") => Some('D'),
            _ => None,
        };
        if let Some(letter) = agency.filter(|letter| *letter != case.agency()) {
            put(
                "designator_of_other_agency",
                format!(
                    "{designator} names agency {}, and {} is {letter}.",
                    case.agency(),
                    notice.agency.as_deref().unwrap_or_default()
                ),
            );
        }
    }
}

pub(super) fn dates(notice: &Notice, put: &mut impl FnMut(&str, String)) {
    match (notice.date, notice.delivered_on) {
        (None, None) => put(
            "day_missing",
            "No day is known: neither that of the source nor that of delivery.".to_owned(),
        ),
        (Some(date), Some(delivered)) if date < delivered => {
            put(
                "published_before_delivery",
                format!("The source is of {date}, before the delivery on {delivered}."),
            );
        }
        (Some(date), Some(delivered)) if LAG_DAYS < delivered.days_until(date) => {
            let lag = delivered.days_until(date);
            put(
                "published_late",
                format!(
                    "The source is of {date}, {lag} calendar days after the delivery on {delivered}."
                ),
            );
        }
        _ => {}
    }
    let kind = notice.kind();
    let change = matches!(kind, Paragraph::Growth | Paragraph::Enhancement | Paragraph::Correction);
    match &notice.amends {
        None if change => {
            put("amends_missing", "A change report does not say what it changes.".to_owned());
        }
        Some(amends) if kind == Paragraph::Offer => {
            put("amends_on_offer", format!("A new offer says that it changes {amends}."));
        }
        _ => {}
    }
}

pub(super) fn source(notice: &Notice, put: &mut impl FnMut(&str, String)) {
    match notice.source_url.as_deref() {
        None => put("source_missing", "No address of the source is given.".to_owned()),
        Some(url) if !url.starts_with("https://") => {
            put(
                "source_not_https",
                format!("The address \"{url}\" is not one that is protected on its way."),
            );
        }
        Some(_) => {}
    }
    if notice.description.is_empty() {
        put("description_missing", "No description is given.".to_owned());
    }
}
