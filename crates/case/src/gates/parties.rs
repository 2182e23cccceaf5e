//! Parties to a shipment: they are screened when they are named and again before each release.

use rules::{Finding, Outcome, Row};
use terms::{Desk, Kind};

use super::{attested, idle};
use crate::{Decider, act::Check, sale::State, situation::Situation};

/// Parties that may take over what leaves.
pub const RELEASE: &[Check<State>] = &[Check { rule: "SANC-010", run: sanc_010 }];

/// The forwarder was screened, and not only before an earlier shipment.
fn sanc_010(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let finding = attested::held(case, Kind::Case, now, row);
    let last = case.shipments.iter().map(|shipment| shipment.shipped.ship.shipped_on).max();
    let said = case.head().statements.newest(&row.id);
    let (Some(last), Some(said)) = (last, said) else { return finding };
    if finding.outcome != Outcome::Satisfied || last <= said.what.on {
        return finding;
    }
    let Some(asked) = &row.attestation else { return idle(row, "The row asks for no statement.") };
    let sentence = format!(
        "The parties were screened on {}, before the shipment of {last}; each release is screened \
         anew.",
        said.what.on
    );
    let desks: &[Desk] = &asked.roles;
    Finding::under(row, Outcome::Refused, sentence)
        .remedy("Screen the parties again, and state what was found.", desks)
}
