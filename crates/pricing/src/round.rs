//! The one place where money is rounded: once per charge per line, half away from zero, so that a
//! reversal is the exact mirror of its original.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use terms::{Rate, Usd};

use crate::Exact;

/// An amount times a rate, rounded to whole cents; `None` beyond the range of money.
pub fn share(amount: Usd, rate: Rate) -> Option<Usd> {
    Exact::from(amount).times(rate.into())?.cents()
}

/// Decimal dollars rounded to whole cents; `None` beyond the range of money.
pub fn cents(dollars: Decimal) -> Option<Usd> {
    let rounded = dollars.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.checked_mul(Decimal::ONE_HUNDRED)?.to_i64().map(Usd::from_cents)
}

/// Rounded to whole dollars, as an offer prints its summary.
pub fn dollars(amount: Usd) -> Usd {
    let whole = amount.decimal().round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    cents(whole).unwrap_or(amount)
}

/// Parts of an amount by whole weights that add up to it exactly: largest remainder first, ties
/// to the earlier part. Empty when the weights are empty or all nothing.
pub fn split(amount: Usd, weights: &[u32]) -> Vec<Usd> {
    let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if total == 0 {
        return Vec::new();
    }
    let whole = i128::from(amount.cents());
    let exact = |weight: u32| whole * i128::from(weight);
    let mut parts: Vec<i128> = weights.iter().map(|w| exact(*w).div_euclid(total)).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|i| std::cmp::Reverse(exact(weights[*i]).rem_euclid(total)));
    let missing = usize::try_from(whole - parts.iter().sum::<i128>()).unwrap_or(0);
    for i in by_remainder.into_iter().take(missing) {
        parts[i] += 1;
    }
    let back =
        |part: i128| Usd::from_cents(i64::try_from(part).expect("a part is within its whole"));
    parts.into_iter().map(back).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str) -> Usd {
        text.parse().unwrap()
    }

    #[test]
    fn halves_go_away_from_zero_on_both_sides() {
        let rate: Rate = "0.032".parse().unwrap();
        assert_eq!(share(usd("44034000.00"), rate), Some(usd("1409088.00")));
        assert_eq!(cents("0.005".parse().unwrap()), Some(usd("0.01")));
        assert_eq!(cents("-0.005".parse().unwrap()), Some(usd("-0.01")));
        assert_eq!(dollars(usd("12.50")), usd("13.00"));
    }

    proptest::proptest! {
        #[test]
        fn parts_add_up_and_differ_by_a_cent_at_most_from_their_share(
            amount in -1_000_000_000i64..1_000_000_000,
            weights in proptest::collection::vec(0u32..1_000, 1..12)
        ) {
            let parts = split(Usd::from_cents(amount), &weights);
            let total: u32 = weights.iter().sum();
            if total == 0 {
                proptest::prop_assert!(parts.is_empty());
            } else {
                let sum: Usd = parts.iter().copied().sum();
                proptest::prop_assert_eq!(sum, Usd::from_cents(amount));
                for (part, weight) in parts.iter().zip(&weights) {
                    let off = i128::from(part.cents()) * i128::from(total)
                        - i128::from(amount) * i128::from(*weight);
                    proptest::prop_assert!(off.abs() < i128::from(total));
                }
            }
        }
    }
}
