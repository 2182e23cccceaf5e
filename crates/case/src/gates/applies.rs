//! Which sales a row that asks for a statement concerns: by how they are paid, by what is sold, by
//! who buys. The word stands in the row; here stands what it means.

use rules::{Attestation, Row};
use terms::{
    LineNumber,
    codes::{Financing, OfferRelease},
};

use super::attested::Sale;
use crate::{
    loa::line::Flag,
    lor::letter::Known,
    participants::{Monitoring, Participant},
    scope::join_programme::Part,
};

/// A word of a row, what it means, and whether it fits a sale.
struct Of(&'static str, &'static str, fn(&Sale<'_>) -> bool);

const WORDS: &[Of] = &[
    Of("assistance", "sales that are paid with assistance", |sale| {
        matches!(sale.financing(), Some(Financing::Grant | Financing::Loan))
    }),
    Of("significant-equipment", "significant or major equipment", |sale| {
        let asked = sale.letter.is_some_and(|l| l.sme == Known::Yes || l.mde == Known::Yes);
        asked || lines(sale, |line| line.sme == Known::Yes || line.mde == Known::Yes)
    }),
    Of("sole-source", "sales from a source that the purchaser named", |sale| {
        let named = sale.letter.and_then(|letter| letter.sole_source.as_deref());
        named.is_some_and(|text| !text.to_lowercase().starts_with("none"))
    }),
    Of("service-months", "lines of services by the month", |sale| {
        lines(sale, |line| line.unit.as_deref() == Some("MO"))
    }),
    Of("forwarder", "sales that a freight forwarder carries", |sale| {
        let accepted = sale.case.and_then(|case| case.accepted.as_ref());
        accepted.is_some_and(|accepted| accepted.signature.forwarder.is_some())
    }),
    Of("notice-of-availability", "lines that wait for a notice of availability", |sale| {
        lines(sale, |line| {
            matches!(line.release, Some(OfferRelease::NoticeThenShip | OfferRelease::NoticeAndWait))
        })
    }),
    Of("missile", "lines of Category I of the missile regime", |sale| {
        flagged(sale, &[Flag::Missile])
    }),
    Of("missile-with-crew", "lines of Category I that are no aircraft without crew", |sale| {
        let crewless = |line: &crate::loa::Line| line.flags.contains(&Flag::Crewless);
        lines(sale, |line| line.flags.contains(&Flag::Missile) && !crewless(line))
    }),
    Of("crewless-aircraft", "lines of aircraft without crew", |sale| {
        flagged(sale, &[Flag::Crewless])
    }),
    Of("sensitive", "lines that go to a release authority of their own", |sale| {
        let own = [
            Flag::Comsec,
            Flag::ElectronicWarfare,
            Flag::Identification,
            Flag::Command,
            Flag::NightVision,
            Flag::Crewless,
        ];
        flagged(sale, &own)
    }),
    Of("long-lead", "lines of long-lead items", |sale| flagged(sale, &[Flag::LongLead])),
    Of("long-lead-case", "cases of long-lead items before the whole is notified", |sale| {
        let part = sale.case.and_then(|case| case.programme.as_ref()).map(|known| known.part);
        part == Some(Part::LongLead)
    }),
    Of("enhanced-monitoring", "participants whose inventories are monitored by number", |sale| {
        let watched =
            |who: &Participant| matches!(who.monitoring, Monitoring::Enhanced | Monitoring::ByLead);
        sale.case.is_some_and(|case| case.participants.iter().any(watched))
    }),
    Of("nonrecurring", "lines that bear nonrecurring cost", |sale| lines(sale, bears_nonrecurring)),
    Of("warranty", "sales of which the letter asks for a warranty", |sale| {
        let asked = sale.letter.and_then(|letter| letter.warranty.as_deref());
        asked.is_some_and(|text| !text.to_lowercase().starts_with("none"))
    }),
    Of("controlled", "cases with a part that is controlled", |sale| {
        let marked = |set: &crate::marks::Set| set.marking.is_controlled();
        sale.case.is_some_and(|case| case.marks.set.iter().any(marked))
    }),
];

/// Why a row does not concern a sale; `None` when it does.
pub fn not_to(row: &Row, asked: &Attestation, sale: &Sale<'_>) -> Option<String> {
    let named = row.words("purchasers");
    let buys = sale.purchaser.is_some_and(|code| named.contains(&code.as_str()));
    if !named.is_empty() && !buys {
        return Some("It concerns other purchasers.".to_owned());
    }
    let word = asked.of.as_deref()?;
    let of = WORDS.iter().find(|of| of.0 == word);
    // An unknown word is a fault of the pack that coverage tells; it asks of everybody till then.
    let of = of.filter(|of| !of.2(sale))?;
    Some(format!("It concerns only {}.", of.1))
}

/// What a word means, where it fits a sale.
pub fn fits(word: &str, sale: &Sale<'_>) -> Option<&'static str> {
    WORDS.iter().find(|of| of.0 == word).filter(|of| of.2(sale)).map(|of| of.1)
}

/// The lines of a case that a word is about; none where it is about the whole case.
pub fn lines_of(word: &str, case: &crate::sale::State) -> Vec<LineNumber> {
    let is: fn(&crate::loa::Line) -> bool = match word {
        "nonrecurring" => bears_nonrecurring,
        "long-lead" => |line| line.flags.contains(&Flag::LongLead),
        _ => return Vec::new(),
    };
    case.lines.iter().filter(|line| is(line)).map(|line| line.number.clone()).collect()
}

fn bears_nonrecurring(line: &crate::loa::Line) -> bool {
    let price = line.price.as_ref();
    price.is_some_and(|price| {
        price.entered.nonrecurring.is_some() && price.entered.nonrecurring_waiver.is_none()
    })
}

/// Whether the program knows a word.
pub fn knows(word: &str) -> bool {
    WORDS.iter().any(|of| of.0 == word)
}

fn lines(sale: &Sale<'_>, is: impl Fn(&crate::loa::Line) -> bool) -> bool {
    sale.case.is_some_and(|case| case.lines.iter().any(is))
}

fn flagged(sale: &Sale<'_>, flags: &[Flag]) -> bool {
    lines(sale, |line| line.flags.iter().any(|flag| flags.contains(flag)))
}
