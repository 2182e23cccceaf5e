//! Checks on the offer and on its acceptance.

use rules::{Finding, Outcome, Row};
use terms::{Day, Desk};

use super::{either, idle};
use crate::{act::Check, authority::Gate, sale::State, situation::Situation};

const AGENCY: &[Desk] = &[Desk::CaseManager, Desk::AgencyApprover];

/// The offer may leave.
pub const OFFER: &[Check<State>] = &[
    Check { rule: "OED-006", run: oed_006 },
    Check { rule: "AUTH-002", run: |case, now, row| honoured(case, row, (Gate::Offer, now)) },
];

/// The offer may be extended.
pub const EXTEND: &[Check<State>] = &[Check { rule: "OED-003", run: oed_003 }];

/// The offer may be accepted: what can be told before the signature is seen.
pub const ACCEPT: &[Check<State>] = &[Check { rule: "SENT-001", run: sent_001 }];

/// There is time left to accept.
fn oed_006(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(expires) = case.offer.expires_on else {
        return idle(row, "The offer has no expiration date yet.");
    };
    either(
        row,
        now.today <= expires,
        format!("The offer can be accepted until {expires}."),
        format!("The offer expired on {expires}, before it could be sent."),
    )
    .remedy("Restate the offer: a new approval sets a new expiration date.", AGENCY)
}

/// It has not expired yet.
fn oed_003(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let expires = case.offer.expires_on.unwrap_or(now.today);
    either(
        row,
        now.today <= expires,
        format!("The offer is open until {expires}."),
        format!("The offer expired on {expires}; an expired offer is not extended."),
    )
    .remedy("Restate the offer.", AGENCY)
}

/// It was sent.
fn sent_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    match (case.offer.offered_on, case.offer.expires_on) {
        (Some(sent), Some(expires)) => Finding::under(
            row,
            Outcome::Satisfied,
            format!("The offer was sent on {sent}; it can be signed until {expires}."),
        ),
        _ => Finding::under(row, Outcome::Refused, "The offer was not sent.")
            .remedy("Send the offer first.", AGENCY),
    }
}

/// Every condition that a body set for a gate is honoured.
pub fn honoured(case: &State, row: &Row, (gate, now): (Gate, &Situation<'_>)) -> Finding {
    let bodies = now.pack.jurisdiction();
    let open: Vec<String> = case
        .conditions
        .iter()
        .filter(|c| c.before == gate && c.honoured.is_none())
        .map(|c| format!("{} of {} (\"{}\")", c.number, bodies.desk(c.body), c.text))
        .collect();
    either(
        row,
        open.is_empty(),
        format!("Every condition set before {} is honoured.", gate.meaning()),
        format!("Not honoured yet: condition {}.", open.join("; condition ")),
    )
    .remedy(
        "The body that set a condition records that it was honoured.",
        &[Desk::CountryDesk, Desk::Comptroller, Desk::Legal, Desk::TechnologySecurity, Desk::State],
    )
}

/// The signature is in time: a late signature is no acceptance.
pub fn in_time(case: &State, signed: Day, now: &Situation<'_>) -> Option<Finding> {
    let expires = case.offer.expires_on.filter(|expires| *expires < signed)?;
    now.under("OED-006", |row| {
        Finding::under(
            row,
            Outcome::Refused,
            format!("The offer expired on {expires}; it was signed on {signed}."),
        )
        .remedy("The purchaser may ask for a restated offer.", AGENCY)
    })
}

/// An official of the purchaser signed.
pub fn signed_by_official(official: bool, now: &Situation<'_>) -> Option<Finding> {
    let refused = now.under("ELIG-005", |row| {
        Finding::under(row, Outcome::Refused, "The signer is not a recognised official.")
            .remedy("Let an official of the purchaser sign.", &[Desk::PurchaserOfficial])
    });
    refused.filter(|_| !official)
}

/// Nothing but signature data was changed.
pub fn unchanged(unchanged: bool, now: &Situation<'_>) -> Option<Finding> {
    let refused = now.under("OFFER-001", |row| {
        Finding::under(row, Outcome::Refused, "The purchaser changed more than signature data.")
            .remedy("Record it as a counter-offer.", AGENCY)
    });
    refused.filter(|_| !unchanged)
}
