//! What a certification must say before it is sent, and when it may be published.

use rules::{Finding, Governing, Outcome, Row};
use terms::{Day, Desk};

use super::{SENDER, either, idle};
use crate::{cn, lor::letter::Known, situation::Situation};

const DRAFTING: &[Desk] = &[Desk::CountryDesk, Desk::CaseManager, Desk::Legislative];

/// Whether a row that names purchasers names that of a notification.
fn names_purchaser(file: &cn::State, row: &Row) -> bool {
    let codes = row.words("purchasers");
    let purchaser = file.prepared.as_ref().map(|prepared| prepared.purchaser.as_str());
    purchaser.is_some_and(|purchaser| codes.contains(&purchaser))
}

/// A certification for the region says what it means for the military edge of Israel.
pub fn cn_013(file: &cn::State, _: &Situation<'_>, row: &Row) -> Finding {
    if !names_purchaser(file, row) {
        return idle(row, "The purchaser is not of the region.");
    }
    let edge = file.prepared.as_ref().and_then(|prepared| prepared.given.edge.as_ref());
    either(
        row,
        edge.is_some(),
        "The determination on the qualitative military edge stands in the draft.",
        "The draft lacks the determination on the qualitative military edge.",
    )
    .remedy("Draft it anew with the determination.", DRAFTING)
}

/// It says whether an offset is proposed.
pub fn cn_014(file: &cn::State, _: &Situation<'_>, row: &Row) -> Finding {
    let offset = file.prepared.as_ref().map_or(Known::Unknown, |prepared| prepared.given.offset);
    let said = match offset {
        Known::Yes => "The draft says that an offset is proposed.",
        Known::No => "The draft says that no offset is proposed.",
        Known::Unknown => "",
    };
    either(
        row,
        offset != Known::Unknown,
        said,
        "The draft does not say whether an offset is proposed.",
    )
    .remedy("Ask the purchaser, and draft it anew.", DRAFTING)
}

/// A certification for some purchasers carries one more statement.
pub fn cn_016(file: &cn::State, _: &Situation<'_>, row: &Row) -> Finding {
    if !names_purchaser(file, row) {
        return idle(row, "No further statement is asked of this purchaser.");
    }
    let statement = file.prepared.as_ref().and_then(|prepared| prepared.given.statement.as_ref());
    either(
        row,
        statement.is_some(),
        "The further statement on this purchaser stands in the draft.",
        "The draft lacks the further statement that the law asks for of this purchaser.",
    )
    .remedy("Draft it anew with the statement.", DRAFTING)
}

/// Nothing is published before the delivery.
pub fn published_after_delivery(
    delivered: Option<Day>,
    on: Day,
    now: &Situation<'_>,
) -> Option<Finding> {
    let governed = now.with(Governing::Published, on).by("CN-015")?;
    let early = delivered.is_none_or(|day| on < day);
    early.then(|| {
        let row = governed.row;
        let told = delivered.map_or("not at all".to_owned(), |day| format!("on {day}"));
        let sentence = format!("It was delivered {told}; nothing is published before, as on {on}.");
        let finding = Finding::under(row, Outcome::Refused, sentence);
        governed.told(finding.remedy("Correct the day.", SENDER))
    })
}
