//! What is marked: nothing goes to a purchaser whom its marking excludes.

use rules::{Finding, Row};

use crate::{act::Check, marks::carried, papers::DocumentKind, sale, situation::Situation};

/// Before an offer goes to the purchaser.
pub const OFFER: &[Check<sale::State>] = &[Check {
    rule: "MARK-003",
    run: |case, now, row| mark_003((case, now), DocumentKind::Offer, row),
}];

/// Before a modification goes to the purchaser.
pub const SEND: &[Check<sale::State>] = &[Check {
    rule: "MARK-003",
    run: |case, now, row| mark_003((case, now), DocumentKind::Modification, row),
}];

fn mark_003((case, now): (&sale::State, &Situation<'_>), what: DocumentKind, row: &Row) -> Finding {
    let request = now.facts.request.as_ref().map(|(_, request)| &**request);
    carried::allowed(what, (case, request), (row, now))
}
