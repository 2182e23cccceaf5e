//! Money as whole cents, and rates as exact decimals. Nothing here rounds: rounding has its own
//! room (`pricing::round`).

use std::{fmt, iter::Sum, str::FromStr};

use rust_decimal::Decimal;

use crate::{Unreadable, as_text, limits};

/// An amount in the currency of the rule pack, held as whole cents. It is called after the
/// currency of the usual pack; a pack whose currency has no hundredths is refused.
///
/// Range: about ±92 thousand million million dollars (`i64` cents). Arithmetic that would leave the
/// range answers `None` or stops the program; it never wraps. Serialized as a string with two
/// decimals (`"16000000.00"`), because a JSON number may pass through a binary float.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Usd(i64);

/// A rate as an exact decimal: 3.2 % is `0.032`. Serialized as a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rate(Decimal);

const CENTS_PER_DOLLAR: i64 = 100;
const EXPECTED: &str =
    "is not an amount; write digits with at most two decimals, such as 16,000,000.00";

impl Usd {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From whole cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// From whole dollars; `None` beyond the range.
    pub fn from_dollars(dollars: i64) -> Option<Self> {
        dollars.checked_mul(CENTS_PER_DOLLAR).map(Self)
    }

    /// Whole cents.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The exact decimal in dollars, for calculation.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// `None` beyond the range.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// `None` beyond the range.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Exact product with a whole number; `None` beyond the range.
    pub fn times(self, quantity: i64) -> Option<Self> {
        self.0.checked_mul(quantity).map(Self)
    }

    /// Whether the record takes it as one amount: neither above nor below what sums can bear.
    pub const fn is_bearable(self) -> bool {
        let largest = limits::AMOUNT.saturating_mul(CENTS_PER_DOLLAR);
        -largest <= self.0 && self.0 <= largest
    }

    /// Below nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Adds up; `None` beyond the range.
    pub fn total(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

/// INVARIANT: callers add amounts that were each checked on the way in, so that a sum beyond the
/// range is a bug; it stops the program rather than wrap.
impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self::total(amounts).expect("a sum of checked amounts stays within the range of money")
    }
}

/// Digits with separators of thousands and two decimals: `16,000,000.00`. The plain form without
/// separators is `{:#}`.
impl fmt::Display for Usd {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        let (dollars, rest) = (cents / 100, cents % 100);
        if out.alternate() {
            return write!(out, "{sign}{dollars}.{rest:02}");
        }
        let digits = dollars.to_string();
        let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(out, "{sign}{grouped}.{rest:02}")
    }
}

impl FromStr for Usd {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let bad = || Unreadable::new("amount", text, EXPECTED);
        let trimmed = text.trim();
        let (negative, rest) = match trimmed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let rest = rest.strip_prefix('$').unwrap_or(rest);
        let (whole, decimals) = rest.split_once('.').unwrap_or((rest, ""));
        let dollars: i64 = digits(&ungroup(whole).ok_or_else(bad)?).ok_or_else(bad)?;
        let cents: i64 = match decimals.len() {
            0 if !rest.ends_with('.') => 0,
            1 => digits(decimals).ok_or_else(bad)? * 10,
            2 => digits(decimals).ok_or_else(bad)?,
            _ => return Err(bad()),
        };
        let total = dollars
            .checked_mul(CENTS_PER_DOLLAR)
            .and_then(|d| d.checked_add(cents))
            .ok_or_else(bad)?;
        Ok(Self(if negative { -total } else { total }))
    }
}

/// Takes the separators of thousands out, and refuses them in any other place (`1,6` is not 16).
fn ungroup(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return Some(whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let well_formed = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    well_formed.then(|| whole.replace(',', ""))
}

fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl serde::Serialize for Usd {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&format_args!("{self:#}"))
    }
}

impl<'de> serde::Deserialize<'de> for Usd {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Rate {
    /// From an exact decimal (0.032 for 3.2 %).
    pub const fn new(rate: Decimal) -> Self {
        Self(rate)
    }

    /// The exact decimal.
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// The rate in per cent without trailing zeroes, for people: `3.2 %`.
    pub fn percent(self) -> String {
        format!("{} %", (self.0 * Decimal::ONE_HUNDRED).normalize())
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.normalize())
    }
}

impl FromStr for Rate {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        Decimal::from_str_exact(text.trim()).map(Self).map_err(|_| {
            Unreadable::new("rate", text, "is not a decimal rate; write 0.032 for 3.2 %")
        })
    }
}

as_text!(Rate);

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, cents: Option<i64>) {
        assert_eq!(text.parse::<Usd>().ok().map(Usd::cents), cents, "{text}");
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        check("16,000,000.00", Some(1_600_000_000));
        check("16000000", Some(1_600_000_000));
        check("$0.5", Some(50));
        check("-12.34", Some(-1_234));
        check(" 7 ", Some(700));
    }

    #[test]
    fn amounts_that_could_mean_two_things_are_refused() {
        for text in ["", "-", "1.234", "1,6", "16.", "1e6", "1,0000", "abc", "1 000", ",100"] {
            check(text, None);
        }
        check("92233720368547758.08", None);
    }

    #[test]
    fn a_message_quotes_the_value_and_says_how_to_mend_it() {
        let said = "16M".parse::<Usd>().unwrap_err().to_string();
        assert_eq!(said, format!("amount: \"16M\" {EXPECTED}"));
    }

    proptest::proptest! {
        #[test]
        fn printing_and_reading_agree(cents in i64::MIN + 1..i64::MAX) {
            let amount = Usd::from_cents(cents);
            proptest::prop_assert_eq!(amount.to_string().parse::<Usd>().unwrap(), amount);
            proptest::prop_assert_eq!(format!("{amount:#}").parse::<Usd>().unwrap(), amount);
        }
    }
}
