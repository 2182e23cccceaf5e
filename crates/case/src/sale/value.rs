//! What a case is worth: priced from its lines and terms by the rates of the day, or as approved.

use pricing::{Estimates, Payment, Summary};
use terms::{Rate, Usd};

use super::State;
use crate::{lor::letter::Known, refusal::Refusal, situation::Situation};

/// The price of a case.
#[derive(Debug, Clone)]
pub struct Priced {
    /// Estimated cost summary.
    pub summary: Summary,
    /// Payment schedule; empty before terms are set.
    pub payments: Vec<Payment>,
    /// The part of major defense equipment in the total, with its surcharge.
    pub mde: Usd,
}

/// Prices the case as it stands: the approved price where there is one, else by today's rates.
/// Lines without a price count as nothing; a draft says so by what is missing of each line.
pub fn priced(case: &State, now: &Situation<'_>) -> Result<Priced, Refusal> {
    let too_large = || {
        let sentence = "The lines add up to more than the record can hold.".to_owned();
        Refusal::from(now.contradiction(sentence, "Check quantities and unit costs."))
    };
    let rate = administrative(now);
    let line = |total| pricing::Line { total, administrative: rate };
    let total_of = |line: &crate::loa::Line| line.total().unwrap_or_default();
    let lines: Vec<pricing::Line> = case.lines.iter().map(|l| line(total_of(l))).collect();
    let major: Vec<pricing::Line> = case
        .lines
        .iter()
        .filter(|line| line.mde == Known::Yes)
        .map(|l| line(total_of(l)))
        .collect();
    let estimates = case.terms.as_ref().map_or_else(Estimates::default, |terms| Estimates {
        packing: terms.packing,
        transportation: terms.transportation,
        other: terms.other,
    });
    let mde = pricing::summarise(&major, Estimates::default()).map_err(|_| too_large())?.total;
    if let Some(approved) = &case.offer.approved {
        let (summary, payments) = (approved.summary, approved.payments.clone());
        return Ok(Priced { summary, payments, mde });
    }
    let summary = pricing::summarise(&lines, estimates).map_err(|_| too_large())?;
    if !summary.total.is_bearable() {
        return Err(too_large());
    }
    let payments = case.terms.as_ref().map(|terms| {
        let deposit = terms.initial_deposit;
        pricing::schedule(summary.total, deposit, terms.first_payment, terms.quarters)
    });
    Ok(Priced { summary, payments: payments.unwrap_or_default(), mde })
}

/// The administrative surcharge rate of today; a line keeps the rate at which it is accepted.
fn administrative(now: &Situation<'_>) -> Rate {
    let row = now.pack.on("ADMIN-001", now.today);
    row.and_then(|row| row.rate("surcharge_rate")).unwrap_or_default()
}
