//! What a case is worth: priced from its lines and terms by the rates of the day, or as approved.

use pricing::{Estimates, Payment, Summary};
use rules::Governing;
use terms::{Rate, Usd};

use super::State;
use crate::{
    change::{View, surcharge::LineRate},
    loa::{Line, line::Flag},
    lor::letter::Known,
    refusal::Refusal,
    situation::Situation,
};

/// The price of a case.
#[derive(Debug, Clone)]
pub struct Priced {
    /// Estimated cost summary.
    pub summary: Summary,
    /// Payment schedule; empty before terms are set.
    pub payments: Vec<Payment>,
    /// The part of major defense equipment in the total, with its surcharge.
    pub mde: Usd,
    /// The part of design and construction services in the total, with its surcharge.
    pub construction: Usd,
}

/// Prices the document of a case that is in work, else the one in force: the approved price where
/// there is one, else by today's rates. Lines without a price count as nothing; a draft says so by
/// what is missing of each line.
pub fn priced(case: &State, now: &Situation<'_>) -> Result<Priced, Refusal> {
    of(case, case.document(), now)
}

/// Prices a document of a case.
pub fn of(case: &State, document: View<'_>, now: &Situation<'_>) -> Result<Priced, Refusal> {
    let too_large = || {
        let sentence = "The lines add up to more than the record can hold.".to_owned();
        Refusal::from(now.contradiction(sentence, "Check quantities and unit costs."))
    };
    let today = administrative(now);
    let line = |line: &Line| pricing::Line {
        total: line.total().unwrap_or_default(),
        administrative: kept(case, line, now).unwrap_or(today),
    };
    let lines: Vec<pricing::Line> = document.lines.iter().map(line).collect();
    let major: Vec<pricing::Line> =
        document.lines.iter().filter(|l| l.mde == Known::Yes).map(line).collect();
    let estimates = estimates(document).ok_or_else(too_large)?;
    let works = |l: &&Line| l.flags.contains(&Flag::Construction);
    let works: Vec<pricing::Line> = document.lines.iter().filter(works).map(line).collect();
    let alone = |lines: &[pricing::Line]| {
        pricing::summarise(lines, Estimates::default()).map(|s| s.total).map_err(|_| too_large())
    };
    let (mde, construction) = (alone(&major)?, alone(&works)?);
    if let Some(approved) = &document.offer.approved {
        let (summary, payments) = (approved.summary, approved.payments.clone());
        return Ok(Priced { summary, payments, mde, construction });
    }
    let summary = pricing::summarise(&lines, estimates).map_err(|_| too_large())?;
    if !summary.total.is_bearable() {
        return Err(too_large());
    }
    let payments = document.terms.map(|terms| {
        let deposit = terms.initial_deposit;
        pricing::schedule(summary.total, deposit, terms.first_payment, terms.quarters)
    });
    Ok(Priced { summary, payments: payments.unwrap_or_default(), mde, construction })
}

/// What the terms estimate for the whole case, and what the lines bring that were built up.
fn estimates(document: View<'_>) -> Option<Estimates> {
    let terms = document.terms.map_or_else(Estimates::default, |terms| Estimates {
        packing: terms.packing,
        transportation: terms.transportation,
        other: terms.other,
    });
    let built = document.lines.iter().filter_map(|line| line.price.as_ref());
    built.into_iter().try_fold(terms, |sum, price| {
        Some(Estimates {
            packing: sum.packing.plus(price.packing)?,
            transportation: sum.transportation.plus(price.transport)?,
            other: sum.other,
        })
    })
}

/// The administrative surcharge rate of each line of the document in work.
pub fn rates(case: &State, now: &Situation<'_>) -> Vec<LineRate> {
    let today = administrative(now);
    let rate = |line: &Line| LineRate {
        line: line.number.clone(),
        rate: kept(case, line, now).unwrap_or(today),
    };
    case.lines.iter().map(rate).collect()
}

/// The administrative surcharge rate of today; a line keeps the rate at which it is accepted.
pub fn administrative(now: &Situation<'_>) -> Rate {
    // An offer that is priced today is approved today at the earliest.
    let row = now.with(Governing::Approved, now.today).row("ADMIN-001");
    row.and_then(|row| row.rate("surcharge_rate")).unwrap_or_default()
}

/// The rate that a line has from the version that an open change starts from; `None` for a line
/// that is new.
fn kept(case: &State, line: &Line, now: &Situation<'_>) -> Option<Rate> {
    let previous = &case.change()?.previous;
    previous.view().line(&line.number)?;
    let approved = previous.offer.approved.as_ref()?;
    let told = approved.change.as_ref().and_then(|change| {
        change.rates.iter().find(|rate| rate.line == line.number).map(|rate| rate.rate)
    });
    // The basic offer tells no rates: they are those of the day on which it was approved.
    told.or_else(|| {
        let on = previous.offer.signatures.first()?.on;
        now.with(Governing::Approved, on).row("ADMIN-001")?.rate("surcharge_rate")
    })
}
