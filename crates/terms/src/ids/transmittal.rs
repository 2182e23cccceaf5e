//! The number under which Congress is told.

use std::{fmt, str::FromStr};

use crate::{Unreadable, as_text};

/// Transmittal number of a congressional notification: `26-99` for an offer, `26-1C` for a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Transmittal(String);

impl Transmittal {
    /// The number as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has the form of reports on a notified sale, year, digit and letter: `26-1C`.
    pub fn is_change(&self) -> bool {
        self.0.bytes().any(|byte| byte.is_ascii_uppercase())
    }
}

impl fmt::Display for Transmittal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for Transmittal {
    type Err = Unreadable;

    /// Reads what notices print: two digits, a hyphen, then two or three digits (`25-103`) or a
    /// digit and a letter (`24-0J`). One printed the other way round (`0G-23`) is not read here.
    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let good = text.split_once('-').is_some_and(|(year, number)| {
            let n = number.as_bytes();
            let offer = (2..=3).contains(&n.len()) && n.iter().all(u8::is_ascii_digit);
            let change = n.len() == 2 && n[0].is_ascii_digit() && n[1].is_ascii_uppercase();
            year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit()) && (offer || change)
        });
        good.then(|| Self(text.to_owned())).ok_or_else(|| {
            Unreadable::new(
                "transmittal number",
                text,
                "is not of the form YY-NN, such as 26-99, or YY-digit-letter for a change, such as 26-1C",
            )
        })
    }
}

as_text!(Transmittal);
