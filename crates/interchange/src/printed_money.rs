//! Amounts as notices print them: `$ 0`, `$0 million`, `$82.50 million`, `$1.0210 billion`,
//! `$1.1B`, `150000000`. Read exactly, by decimal, or not at all.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use terms::Usd;

/// Words and letters that multiply.
const UNITS: &[(&str, i64)] = &[
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("b", 1_000_000_000),
];

/// Reads an amount; `None` when it is none, is below nothing, has parts of a cent, or is beyond
/// what an amount of the record may be, so that no sum of a portfolio can overflow.
pub fn read(text: &str) -> Option<Usd> {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("us").unwrap_or(&text).trim_start();
    let text = text.strip_prefix('$').or(text.strip_prefix("usd")).unwrap_or(text).trim();
    let (number, unit) = UNITS
        .iter()
        .find_map(|(word, unit)| Some((text.strip_suffix(word)?.trim_end(), *unit)))
        .unwrap_or((text, 1));
    let plain = ungrouped(number)?;
    let value = if plain.contains('e') {
        Decimal::from_scientific(&plain).ok()?
    } else {
        Decimal::from_str_exact(&plain).ok()?
    };
    let cents = value.checked_mul(Decimal::from(unit))?.checked_mul(Decimal::ONE_HUNDRED)?;
    let whole = cents.is_integer() && !cents.is_sign_negative() || cents.is_zero();
    let cents = whole.then(|| cents.to_i64()).flatten().map(Usd::from_cents);
    cents.filter(|amount| amount.is_bearable())
}

/// Takes separators of thousands out, where they stand as such.
fn ungrouped(number: &str) -> Option<String> {
    let begins = number.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if !begins {
        return None;
    }
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    if !whole.contains(',') {
        return Some(number.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let right = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let plain = whole.replace(',', "");
    right.then(|| if rest.is_empty() { plain } else { format!("{plain}.{rest}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, dollars: Option<&str>) {
        let expected = dollars.map(|text| text.parse::<Usd>().unwrap());
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn amounts_as_notices_print_them() {
        check("$ 0", Some("0"));
        check("$0 million", Some("0"));
        check("$82.50 million", Some("82,500,000"));
        check("$1.0210 billion", Some("1,021,000,000"));
        check("$1.1B", Some("1,100,000,000"));
        check("$78.032 million", Some("78,032,000"));
        check("US$ 3.5 million", Some("3,500,000"));
        check("150000000", Some("150,000,000"));
        check("1.5e8", Some("150,000,000"));
        check("$1000 billion", Some("1,000,000,000,000"));
        check("$1,250,000.50", Some("1,250,000.50"));
    }

    #[test]
    fn what_is_no_exact_amount_is_not_read() {
        for text in [
            "",
            "$",
            "million",
            "-5",
            "$ -5 million",
            "1.001",
            "$0.000000001 million",
            "1,5 million",
            "about 5 million",
            "5 to 6 million",
            "99999999999999999999",
            "$1,000,000,000,000.01",
            "$1001 billion",
            "NaN",
            "1e400",
            "0x10",
        ] {
            check(text, None);
        }
    }

    proptest::proptest! {
        #[test]
        fn whole_cents_survive_every_spelling(cents in 0i64..1_000_000_000_000) {
            let amount = Usd::from_cents(cents);
            proptest::prop_assert_eq!(read(&amount.to_string()), Some(amount));
            let million = Decimal::new(cents, 8);
            let text = format!("${million} million");
            proptest::prop_assert_eq!(read(&text), Some(amount));
        }
    }
}
