//! A month of the calendar, as a schedule counts.

use std::{fmt, str::FromStr};

use terms::{Day, Unreadable};

/// A month: `2026-02`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

const MONTHS: i32 = 12;
const QUARTER: i32 = 3;

impl Month {
    /// The month of a day.
    pub fn of(day: Day) -> Self {
        let date = day.date();
        Self(i32::from(date.year()) * MONTHS + i32::from(date.month()) - 1)
    }

    /// Months later, or earlier.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// The last month of its quarter of the calendar.
    #[must_use]
    pub const fn quarter_end(self) -> Self {
        Self(self.0 - self.0.rem_euclid(QUARTER) + QUARTER - 1)
    }

    /// A day in it; `None` where the month is too short or the year is none of the calendar.
    pub fn day(self, day: i8) -> Option<Day> {
        let year = i16::try_from(self.0.div_euclid(MONTHS)).ok()?;
        let month = i8::try_from(self.0.rem_euclid(MONTHS) + 1).ok()?;
        Day::new(year, month, day)
    }

    /// Its last day.
    pub fn last_day(self) -> Option<Day> {
        self.day(1).and_then(|first| self.day(first.days_in_month()))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.0.div_euclid(MONTHS), self.0.rem_euclid(MONTHS) + 1)
    }
}

impl FromStr for Month {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let bad = || Unreadable::new("month", text, "is no month; write 2026-02");
        let plain = text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let day = plain.then(|| format!("{text}-01").parse::<Day>().ok()).flatten();
        day.map(Self::of).ok_or_else(bad)
    }
}

terms::as_text!(Month);
