//! What is odd about a notice: what its own record says, and what is found by looking. Nothing is
//! corrected; each oddity is told with its reason and with the values.

mod checks;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use terms::{Day, Usd};

use crate::{Countries, Notice};

/// Something odd about a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// Code, stable.
    pub code: String,
    /// What is odd, as a sentence that quotes the values.
    pub sentence: String,
    /// Whether the source's own record says so; otherwise it was found by looking.
    pub printed: bool,
}

/// Days after which a printed notice counts as late.
const LAG_DAYS: i32 = 60;

/// Everything odd about one notice.
pub fn of(notice: &Notice, countries: &Countries) -> Vec<Anomaly> {
    let mut found: Vec<Anomaly> =
        notice.printed_anomalies.iter().map(|code| checks::printed(code)).collect();
    let mut put = |code: &str, sentence: String| {
        found.push(Anomaly { code: code.to_owned(), sentence, printed: false });
    };
    checks::unread(notice, &mut put);
    checks::number(notice, &mut put);
    checks::values(notice, &mut put);
    checks::items(notice, &mut put);
    checks::purchaser(notice, countries, &mut put);
    checks::designators(notice, countries, &mut put);
    checks::dates(notice, &mut put);
    checks::source(notice, &mut put);
    found
}

/// Everything odd between the notices of a file: the anomalies of each, in the same order.
pub fn across(notices: &[Notice]) -> Vec<Vec<Anomaly>> {
    let mut by_number: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_value: HashMap<(Day, Usd), Vec<usize>> = HashMap::new();
    for (at, notice) in notices.iter().enumerate() {
        if let Some(number) = &notice.transmittal {
            by_number.entry(number).or_default().push(at);
        }
        if let (Some(day), Some(total)) = (notice.date, notice.total) {
            by_value.entry((day, total)).or_default().push(at);
        }
    }
    let name =
        |at: &usize| notices[*at].purchaser.as_deref().unwrap_or("a purchaser that is not known");
    let mut found = vec![Vec::new(); notices.len()];
    let mut put = |at: usize, code: &str, sentence: String| {
        found[at].push(Anomaly { code: code.to_owned(), sentence, printed: false });
    };
    for (at, notice) in notices.iter().enumerate() {
        let others = |all: &[usize]| {
            all.iter().filter(|other| **other != at).map(name).collect::<Vec<_>>().join(", ")
        };
        let number = notice.transmittal.as_deref();
        if let Some((number, all)) = number.and_then(|n| Some((n, by_number.get(n)?)))
            && all.len() > 1
        {
            let others = others(all);
            put(
                at,
                "number_used_twice",
                format!("The number {number} also stands on a notice of {others}."),
            );
        }
        if let (Some(day), Some(total)) = (notice.date, notice.total)
            && let Some(all) = by_value.get(&(day, total)).filter(|all| all.len() > 1)
        {
            let others = others(all);
            put(
                at,
                "same_day_and_value",
                format!("A notice of {others} has the same day {day} and the same total {total}."),
            );
        }
        if let Some(amends) = &notice.amends
            && !by_number.contains_key(amends.as_str())
        {
            put(at, "amends_unknown", format!("It changes {amends}, which is not in this file."));
        }
    }
    found
}
