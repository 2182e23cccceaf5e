//! Eligibility and bars, asked again on the day of every gate (SAMM C4; gate order b.7).

use rules::{Finding, Row};
use terms::Desk;

use super::either;
use crate::{act::Check, lor, sale, situation::Situation};

/// May the purchaser of a case buy today?
pub const CASE: &[Check<sale::State>] = &[
    Check { rule: "ELIG-001", run: |_, now, row| elig_001(now, row) },
    Check { rule: "ELIG-002", run: |_, now, row| elig_002(now, row) },
];

/// May the purchaser of a request buy today?
pub const REQUEST: &[Check<lor::State>] = &[
    Check { rule: "ELIG-001", run: |_, now, row| elig_001(now, row) },
    Check { rule: "ELIG-002", run: |_, now, row| elig_002(now, row) },
];

const REMEDY: &str = "Record a determination that covers today, with its evidence.";

/// The purchaser holds a determination for today that says yes.
fn elig_001(now: &Situation<'_>, row: &Row) -> Finding {
    let file = now.facts.purchaser.as_ref();
    let determination = file.and_then(|file| file.determination(now.today));
    let name = file.map_or("The purchaser", |file| file.name());
    let (eligible, said) = match determination {
        Some(d) if d.eligible => (true, String::new()),
        Some(d) => (false, format!("{name} was determined not eligible: {}", d.reasons)),
        None => (false, format!("No determination covers {} for {name}.", now.today)),
    };
    let yes = format!("{name} is eligible on {}.", now.today);
    let finding = either(row, eligible, yes, said).fact("day", now.today);
    let finding = match determination {
        Some(d) => finding.fact("determination", &d.basis).fact("valid from", d.valid_from),
        None => finding,
    };
    if eligible { finding } else { finding.remedy(REMEDY, &[Desk::State, Desk::CountryDesk]) }
}

/// The purchaser gave the undertakings on use, transfer and security.
fn elig_002(now: &Situation<'_>, row: &Row) -> Finding {
    let file = now.facts.purchaser.as_ref();
    let given = file.and_then(|file| file.determination(now.today)).is_some_and(|d| d.undertakings);
    let finding = either(
        row,
        given,
        "The undertakings on use, transfer and security are on record.",
        "The undertakings on use, transfer and security are not on record for today.",
    );
    if given { finding } else { finding.remedy(REMEDY, &[Desk::State, Desk::CountryDesk]) }
}
