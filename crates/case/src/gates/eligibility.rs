//! Eligibility and bars, asked again on the day of every gate (SAMM C4; gate order b.7).

use rules::{Finding, Outcome, Row};
use terms::Desk;

use super::{either, idle};
use crate::{Decider, act::Check, lor, purchaser::Determination, sale, situation::Situation};

/// May the purchaser of a case buy today?
pub const CASE: &[Check<sale::State>] = &[
    Check { rule: "ELIG-001", run: |_, now, row| elig_001(now, row) },
    Check { rule: "ELIG-002", run: |_, now, row| elig_002(now, row) },
    Check {
        rule: "ELIG-003",
        run: |case, now, row| {
            let reviewed: Vec<u32> = case.reviews.iter().map(|r| r.raised.change).collect();
            elig_003(now, row, &reviewed)
        },
    },
];

/// May the purchaser of a request buy today?
pub const REQUEST: &[Check<lor::State>] = &[
    Check { rule: "ELIG-001", run: |_, now, row| elig_001(now, row) },
    Check { rule: "ELIG-002", run: |_, now, row| elig_002(now, row) },
    Check { rule: "ELIG-003", run: |_, now, row| elig_003(now, row, &[]) },
];

const REMEDY: &str = "Record a determination that covers today, with its evidence.";
const WHO: &[Desk] = &[Desk::State, Desk::CountryDesk];

/// Somebody whose eligibility counts: the purchaser, or who takes part besides it.
struct Buyer<'a> {
    name: String,
    determination: Option<&'a Determination>,
}

fn purchaser<'a>(now: &'a Situation<'_>) -> Buyer<'a> {
    let file = now.facts.purchaser.as_ref();
    let name = file.map_or("The purchaser", |file| file.name());
    let determination = file.and_then(|file| file.determination(now.today));
    Buyer { name: name.to_owned(), determination }
}

fn others<'a>(now: &'a Situation<'_>) -> impl Iterator<Item = Buyer<'a>> {
    now.facts.parties.iter().map(|party| {
        let listed = party.country.as_ref().map_or(party.code.as_str(), |country| &country.name);
        let determination = party.file.as_ref().and_then(|file| file.determination(now.today));
        Buyer { name: listed.to_owned(), determination }
    })
}

/// The purchaser, and everybody who takes part, holds a determination for today that says yes.
fn elig_001(now: &Situation<'_>, row: &Row) -> Finding {
    let buyer = purchaser(now);
    let refused = |buyer: &Buyer<'_>| match buyer.determination {
        Some(d) if d.eligible => None,
        Some(d) => Some(format!("{} was determined not eligible: {}", buyer.name, d.reasons)),
        None => Some(format!("No determination covers {} for {}.", now.today, buyer.name)),
    };
    let more: Vec<Buyer<'_>> = others(now).collect();
    let said: Vec<String> = std::iter::once(&buyer).chain(&more).filter_map(refused).collect();
    let yes = match more.len() {
        0 => format!("{} is eligible on {}.", buyer.name, now.today),
        n => format!("{} and {n} more are eligible on {}.", buyer.name, now.today),
    };
    let finding = either(row, said.is_empty(), yes, said.join(" ")).fact("day", now.today);
    let finding = match buyer.determination {
        Some(d) => finding.fact("determination", &d.basis).fact("valid from", d.valid_from),
        None => finding,
    };
    let finding = more.iter().fold(finding, |finding, other| match other.determination {
        Some(d) => finding.fact(&format!("determination of {}", other.name), &d.basis),
        None => finding,
    });
    if said.is_empty() { finding } else { finding.remedy(REMEDY, WHO) }
}

/// The purchaser, and everybody who takes part, gave the undertakings on use, transfer and
/// security.
fn elig_002(now: &Situation<'_>, row: &Row) -> Finding {
    let given = |buyer: &Buyer<'_>| buyer.determination.is_some_and(|d| d.undertakings);
    let missing: Vec<String> =
        others(now).filter(|other| !given(other)).map(|other| other.name).collect();
    if given(&purchaser(now)) && missing.is_empty() {
        let yes = "The undertakings on use, transfer and security are on record.";
        return Finding::under(row, Outcome::Satisfied, yes);
    }
    let of = if missing.is_empty() { String::new() } else { format!(" of {}", missing.join(", ")) };
    let no =
        format!("The undertakings{of} on use, transfer and security are not on record for today.");
    Finding::under(row, Outcome::Refused, no).remedy(REMEDY, WHO)
}

/// Every change in the purchaser's country was looked at: by a statement or a determination that is
/// not older, or by the review that the change raised on the case.
fn elig_003(now: &Situation<'_>, row: &Row, reviewed: &[u32]) -> Finding {
    let Some(file) = now.facts.purchaser.as_ref() else {
        return idle(row, "No file of the purchaser is on record.");
    };
    let stated = file.head().statements.attested.iter().map(|said| said.what.on).max();
    let determined = file.determination(now.today).map(|d| d.valid_from);
    let looked = stated.max(determined);
    let unseen = file.changes.iter().rev().find(|noted| {
        let later = looked.is_none_or(|looked| looked < noted.change.on);
        later && !reviewed.contains(&noted.number)
    });
    let Some(noted) = unseen else {
        let yes = "State looked at the purchaser after every change in its country.";
        return Finding::under(row, Outcome::Satisfied, yes);
    };
    let no = format!(
        "{} changed on {} ({}), and State has not looked at it since.",
        file.name(),
        noted.change.on,
        noted.change.what.meaning()
    );
    let remedy = "State what was found under the bars again, or record a new determination.";
    Finding::under(row, Outcome::Refused, no).remedy(remedy, &[Desk::State])
}
