//! Every real notice, judged a second time by a plain reading of the statute that knows nothing of
//! the program: numbers and memberships stand here by hand.

use app::{
    notices::{Said, check},
    pack::Law,
};
use serde_json::Value;

use crate::notices::public_file;

/// When a country became a member of NATO or of the plus-five; a day that is empty lies before
/// everything here.
const MEMBERS: &[(&str, &str)] = &[
    ("ALB", "2009-04-01"),
    ("AUS", ""),
    ("BEL", "1949-08-24"),
    ("BGR", "2004-03-29"),
    ("CAN", "1949-08-24"),
    ("HRV", "2009-04-01"),
    ("CZE", "1999-03-12"),
    ("DNK", "1949-08-24"),
    ("EST", "2004-03-29"),
    ("FIN", "2023-04-04"),
    ("FRA", "1949-08-24"),
    ("DEU", "1955-05-06"),
    ("GRC", "1952-02-18"),
    ("HUN", "1999-03-12"),
    ("ISL", "1949-08-24"),
    ("ISR", "2010-10-08"),
    ("ITA", "1949-08-24"),
    ("JPN", ""),
    ("KOR", "2008-10-15"),
    ("LVA", "2004-03-29"),
    ("LTU", "2004-03-29"),
    ("LUX", "1949-08-24"),
    ("MNE", "2017-06-05"),
    ("NLD", "1949-08-24"),
    ("NZL", ""),
    ("MKD", "2020-03-27"),
    ("NOR", "1949-08-24"),
    ("POL", "1999-03-12"),
    ("PRT", "1949-08-24"),
    ("ROU", "2004-03-29"),
    ("SVK", "2004-03-29"),
    ("SVN", "2004-03-29"),
    ("ESP", "1982-05-30"),
    ("SWE", "2024-03-07"),
    ("TUR", "1952-02-18"),
    ("GBR", "1949-08-24"),
];
/// What the statute says, as one line of text.
fn by_hand(notice: &Value) -> String {
    let text = |name: &str| notice[name].as_str().filter(|text| !text.is_empty());
    let day = text("date_delivered").or_else(|| text("date"));
    let country = text("purchaser_iso3");
    let Some((country, day)) = country.zip(day) else {
        return "none [null, null, null] null null null".to_owned();
    };
    let joined = MEMBERS.iter().find(|(iso, _)| *iso == country).map(|(_, from)| *from);
    let plus = joined.is_some_and(|from| from <= day);
    // Days of the form 2002-09-30 are in order as they are written.
    let (mde, total, construction, days) = match (plus, "2002-09-30" <= day) {
        (true, true) => (25_000_000, 100_000_000, 300_000_000, 15),
        (true, false) => (14_000_000, 50_000_000, 200_000_000, 15),
        (false, _) => (14_000_000, 50_000_000, 200_000_000, 30),
    };
    let over = |name: &str, limit: i64| notice[name].as_i64().map(|value| limit <= value);
    let required = match (over("mde_usd", mde), over("total_usd", total)) {
        (Some(true), _) | (_, Some(true)) => "true",
        (Some(false), Some(false)) => "false",
        _ => "null",
    };
    let offer = notice["paragraph"] == "36(b)(1)";
    let earliest = if offer { after(day, days + 1) } else { "null".to_owned() };
    let tier = if plus { "nato_plus" } else { "other" };
    format!("{tier} [{mde}, {total}, {construction}] {days} {required} {earliest}")
}

/// The civil day so many days after another, counted by hand over months and leap years.
fn after(day: &str, days: u32) -> String {
    let mut parts = day.split('-').map(|part| part.parse::<u32>().expect("a day"));
    let (mut year, mut month, mut date) = (
        parts.next().expect("a year"),
        parts.next().expect("a month"),
        parts.next().expect("a day of the month"),
    );
    for _ in 0..days {
        let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
        let last = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        date += 1;
        if last < date {
            (month, date) = (month + 1, 1);
        }
        if 12 < month {
            (year, month) = (year + 1, 1);
        }
    }
    format!("{year:04}-{month:02}-{date:02}")
}

/// The same line from what the program says.
fn by_program(said: &Said) -> String {
    let number = |n: Option<i64>| n.map_or("null".to_owned(), |n| n.to_string());
    let limits = [said.mde_limit_usd, said.total_limit_usd, said.design_construction_limit_usd];
    let limits: Vec<String> = limits.into_iter().map(number).collect();
    let required = said.required.map_or("null".to_owned(), |required| required.to_string());
    let earliest = said.earliest_offer.map_or("null".to_owned(), |day| day.to_string());
    let tier = said.tier.as_deref().unwrap_or("none");
    let days = number(said.formal_days.map(i64::from));
    format!("{tier} [{}] {days} {required} {earliest}", limits.join(", "))
}

#[test]
fn every_real_notice_is_judged_as_by_hand() {
    let Some(bytes) = public_file() else { return };
    let text = String::from_utf8(bytes).expect("the file is text");
    let checked = check(text.as_bytes(), &Law::carried().expect("the law"));
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(checked.items.len(), lines.len(), "one answer a line");
    let mut differ = Vec::new();
    for (line, said) in lines.iter().zip(&checked.items) {
        let notice: Value = serde_json::from_str(line).expect("a notice");
        assert_eq!(notice["id"], said.id.as_str());
        let (hand, program) = (by_hand(&notice), by_program(said));
        if hand != program {
            differ.push(format!("{}\n  by hand    {hand}\n  by program {program}", said.id));
        }
    }
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n"));
    println!("{} notices", lines.len());
}

#[test]
fn days_are_counted_over_leap_years_and_months() {
    assert_eq!(after("2024-02-20", 16), "2024-03-07");
    assert_eq!(after("2023-12-25", 31), "2024-01-25");
    assert_eq!(after("1900-02-20", 16), "1900-03-08");
}

/// Odd lines, and what is said of each: tier, whether required, and a code among the oddities.
#[test]
fn odd_lines_are_answered_with_what_is_odd() {
    let law = Law::carried().expect("the law");
    let rest =
        "\"paragraph\":\"36(b)(1)\",\"purchaser_iso3\":\"SGP\",\"date_delivered\":\"2026-02-20\"";
    let rows = [
        (rest.to_owned(), "other", "null", "total_missing"),
        (format!("{rest},\"total_usd\":-5"), "other", "null", "unreadable_value"),
        (
            format!("{rest},\"mde_usd\":14000000.5,\"total_usd\":1"),
            "other",
            "true",
            "mde_above_total",
        ),
        (format!("{rest},\"total_usd\":1e999"), "other", "null", "unreadable_value"),
        (format!("{rest},\"total_usd\":\"NaN\""), "other", "null", "unreadable_value"),
        (rest.replace("SGP", "XXX"), "none", "null", "purchaser_missing"),
        (rest.replace("SGP", "NPL"), "other", "null", "purchaser_missing"),
        (
            rest.replace("SGP", "NPL") + ",\"purchaser\":\"Nepal\"",
            "other",
            "null",
            "purchaser_not_in_table",
        ),
        (rest.replace("SGP", "NPL") + ",\"purchaser\":\"France\"", "none", "null", "items_missing"),
        (rest.replace("2026-02-20", "1975-12-31"), "other", "null", "no_rule_on_the_day"),
        (rest.replace("2026-02-20", "2026-02-30"), "none", "null", "unreadable_value"),
        (rest.replace("\"2026-02-20\"", "null"), "none", "null", "day_missing"),
        (rest.replace("\"2026-02-20\"", "20260220"), "none", "null", "unreadable_value"),
    ];
    for (line, tier, required, code) in rows {
        let checked = check(format!("{{\"id\":\"a\",{line}}}").as_bytes(), &law);
        let [said] = checked.items.as_slice() else { panic!("{line}: {:?}", checked.refused) };
        assert_eq!(said.tier.as_deref().unwrap_or("none"), tier, "{line}");
        let told = said.required.map_or("null".to_owned(), |required| required.to_string());
        assert_eq!(told, required, "{line}");
        assert!(said.anomalies.iter().any(|odd| odd == code), "{line}: {:?}", said.anomalies);
    }
}

#[test]
fn files_of_every_form_are_read() {
    let law = Law::carried().expect("the law");
    let line = "{\"id\":\"a\",\"purchaser_iso3\":\"SWE\",\"date\":\"2026-03-10\",\"total_usd\":1}";
    let other = line.replace("\"a\"", "\"b\"");
    let count = |bytes: &[u8]| {
        let checked = check(bytes, &law);
        (checked.items.len(), checked.refused.len())
    };
    assert_eq!(count(b""), (0, 0));
    assert_eq!(count(b"\n\r\n  \n"), (0, 0));
    assert_eq!(count(b"\xef\xbb\xbf"), (0, 0));
    assert_eq!(count(line.as_bytes()), (1, 0), "no line end at the end");
    assert_eq!(count(format!("\u{feff}{line}\r\n{other}\r\n").as_bytes()), (2, 0));
    let long = format!("{{\"id\":\"c\",\"description\":\"{}\"}}", "x".repeat(10_000_000));
    assert_eq!(count(format!("{line}\n{long}\n{other}\n").as_bytes()), (2, 1));
    assert_eq!(count(format!("{line}\n\u{0}\n{other}").as_bytes()), (2, 1));
}

#[test]
fn an_identifier_that_stands_twice_is_answered_twice_and_said_to_be_odd() {
    let law = Law::carried().expect("the law");
    let line = "{\"id\":\"a\",\"purchaser_iso3\":\"SWE\",\"date\":\"2026-03-10\",\"total_usd\":1}";
    let changed = line.replace(":1}", ":2}");
    let checked = check(format!("{line}\n{line}\n{changed}\n").as_bytes(), &law);
    assert_eq!((checked.items.len(), checked.refused.len()), (3, 0));
    let has = |at: usize, code: &str| checked.items[at].anomalies.iter().any(|odd| odd == code);
    assert!(!has(0, "line_repeated") && !has(0, "id_used_twice"));
    assert!(has(1, "line_repeated") && has(2, "id_used_twice"));
}
