//! The Estimated Cost Summary of an offer, blocks (8) to (13).

use serde::{Deserialize, Serialize};
use terms::{Rate, Usd};

use crate::round;

/// What a line brings to the summary.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Line total with everything above the line inside.
    pub total: Usd,
    /// The line's administrative surcharge rate; a line keeps it for life.
    pub administrative: Rate,
}

/// Blocks of the summary that an officer estimates for the whole case.
#[derive(Debug, Clone, Copy, Default)]
pub struct Estimates {
    /// (9) packing, crating and handling.
    pub packing: Usd,
    /// (11) transportation.
    pub transportation: Usd,
    /// (12) other.
    pub other: Usd,
}

/// The Estimated Cost Summary, exact to the cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// (8) net estimated cost.
    pub net: Usd,
    /// (9) packing, crating and handling.
    pub packing: Usd,
    /// (10) administrative charge.
    pub administrative: Usd,
    /// (11) transportation.
    pub transportation: Usd,
    /// (12) other.
    pub other: Usd,
    /// (13) total estimated cost.
    pub total: Usd,
}

/// A sum beyond the range of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the amounts add up to more than the record can hold")]
pub struct TooLarge;

/// Adds the blocks up. The administrative charge is figured line by line on block (8) content, at
/// each line's own rate, and rounded once a line.
pub fn summarise(lines: &[Line], estimates: Estimates) -> Result<Summary, TooLarge> {
    let net = Usd::total(lines.iter().map(|line| line.total)).ok_or(TooLarge)?;
    let charges: Option<Vec<Usd>> =
        lines.iter().map(|line| round::share(line.total, line.administrative)).collect();
    let administrative = Usd::total(charges.ok_or(TooLarge)?).ok_or(TooLarge)?;
    let Estimates { packing, transportation, other } = estimates;
    let total =
        Usd::total([net, packing, administrative, transportation, other]).ok_or(TooLarge)?;
    Ok(Summary { net, packing, administrative, transportation, other, total })
}

impl Summary {
    /// As an offer prints it: each block in whole dollars, and a total that is the sum of what is
    /// printed. It may differ from the exact total by up to two dollars.
    #[must_use]
    pub fn printed(&self) -> Self {
        let parts = [self.net, self.packing, self.administrative, self.transportation, self.other]
            .map(round::dollars);
        let [net, packing, administrative, transportation, other] = parts;
        let total = parts.into_iter().sum();
        Self { net, packing, administrative, transportation, other, total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str) -> Usd {
        text.parse().unwrap()
    }

    #[test]
    fn the_surcharge_is_figured_line_by_line() {
        let rate = |text: &str| text.parse().unwrap();
        let lines = [
            Line { total: usd("1000.05"), administrative: rate("0.032") },
            Line { total: usd("1000.05"), administrative: rate("0.035") },
        ];
        let estimates = Estimates { packing: usd("10.40"), ..Estimates::default() };
        let summary = summarise(&lines, estimates).unwrap();
        assert_eq!(summary.net, usd("2000.10"));
        assert_eq!(summary.administrative, usd("67.00"));
        assert_eq!(summary.total, usd("2077.50"));
        assert_eq!(summary.printed().total, usd("2077.00"));
    }

    #[test]
    fn a_sum_beyond_the_range_is_refused() {
        let line = Line { total: Usd::from_cents(i64::MAX), administrative: Rate::default() };
        assert_eq!(summarise(&[line, line], Estimates::default()), Err(TooLarge));
    }
}
