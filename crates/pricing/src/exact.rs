//! Exact decimals with 38 digits. A product that would not fit is an error; nothing is rounded on
//! the way to the one place where a charge is (`round`).

use rust_decimal::Decimal;
use terms::{Rate, Usd};

/// A decimal number: `digits` divided by ten to the `scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    digits: i128,
    scale: u32,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self { digits: 0, scale: 0 };

    /// A sum; `None` beyond 38 digits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let digits = self.at(scale)?.checked_add(other.at(scale)?)?;
        Some(Self { digits, scale })
    }

    /// A difference; `None` beyond 38 digits.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { digits: other.digits.checked_neg()?, scale: other.scale })
    }

    /// A product; `None` beyond 38 digits.
    pub fn times(self, other: Self) -> Option<Self> {
        let digits = self.digits.checked_mul(other.digits)?;
        Some(Self { digits, scale: self.scale + other.scale })
    }

    /// Whole cents, half away from zero; `None` beyond the range of money.
    pub fn cents(self) -> Option<Usd> {
        let cents = match self.scale {
            0..=2 => self.at(2)?,
            scale => divide(self.digits, 10_i128.checked_pow(scale - 2)?),
        };
        i64::try_from(cents).ok().map(Usd::from_cents)
    }

    /// Whole cents of this number divided by another, half away from zero; `None` for a division
    /// by nothing or beyond the range of money.
    pub fn over(self, other: Self) -> Option<Usd> {
        let (mut over, mut under) = (self.digits, other.digits);
        if under == 0 {
            return None;
        }
        let places = i64::from(other.scale) + 2 - i64::from(self.scale);
        let shift = 10_i128.checked_pow(u32::try_from(places.unsigned_abs()).ok()?)?;
        if places < 0 {
            under = under.checked_mul(shift)?;
        } else {
            over = over.checked_mul(shift)?;
        }
        i64::try_from(divide(over, under)).ok().map(Usd::from_cents)
    }

    /// The next whole number from this one on; `None` beyond 64 bits.
    pub fn ceil(self) -> Option<i64> {
        let one = 10_i128.checked_pow(self.scale)?;
        let up = i128::from(self.digits.rem_euclid(one) != 0);
        i64::try_from(self.digits.div_euclid(one) + up).ok()
    }

    /// The smaller of two.
    pub fn min(self, other: Self) -> Option<Self> {
        Some(if self.minus(other)?.digits <= 0 { self } else { other })
    }

    /// Whether it is below nothing.
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// The digits at a scale that is not smaller than its own.
    fn at(self, scale: u32) -> Option<i128> {
        self.digits.checked_mul(10_i128.checked_pow(scale - self.scale)?)
    }
}

/// A quotient, half away from zero.
fn divide(over: i128, under: i128) -> i128 {
    let (whole, rest) = (over / under, over % under);
    let away = if (over < 0) == (under < 0) { 1 } else { -1 };
    let half = under.unsigned_abs() - under.unsigned_abs() / 2;
    if rest.unsigned_abs() >= half { whole + away } else { whole }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        Self { digits: decimal.mantissa(), scale: decimal.scale() }
    }
}

impl From<Rate> for Exact {
    fn from(rate: Rate) -> Self {
        rate.decimal().normalize().into()
    }
}

impl From<Usd> for Exact {
    fn from(amount: Usd) -> Self {
        Self { digits: i128::from(amount.cents()), scale: 2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse::<Decimal>().unwrap().into()
    }

    fn rounded(text: &str) -> String {
        format!("{:#}", exact(text).cents().unwrap())
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(rounded("0.005"), "0.01");
        assert_eq!(rounded("-0.005"), "-0.01");
        assert_eq!(rounded("0.00499999999999999999999999"), "0.00");
        assert_eq!(rounded("12"), "12.00");
    }

    #[test]
    fn a_quotient_is_rounded_once() {
        assert_eq!(exact("423800.00").over(exact("1000000")), Some(Usd::from_cents(42)));
        assert_eq!(exact("-1").over(exact("3")), Some(Usd::from_cents(-33)));
        assert_eq!(exact("1").over(exact("0.000")), None);
        assert_eq!(exact("0.125").over(exact("1")), Some(Usd::from_cents(13)));
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let large = exact("79228162514264337593543950335");
        assert_eq!(large.times(large), None);
        assert_eq!(large.cents(), None);
        assert!(exact("0.1").times(exact("0.3")).unwrap() == exact("0.03"));
    }

    proptest::proptest! {
        #[test]
        fn a_product_and_its_mirror_agree(
            a in -1_000_000_000i64..1_000_000_000,
            b in 0u32..1_000_000,
        ) {
            let rate = Exact { digits: i128::from(b), scale: 7 };
            let plus = Exact::from(Usd::from_cents(a)).times(rate).unwrap().cents().unwrap();
            let minus = Exact::from(Usd::from_cents(-a)).times(rate).unwrap().cents().unwrap();
            proptest::prop_assert_eq!(plus.cents(), -minus.cents());
        }
    }
}
