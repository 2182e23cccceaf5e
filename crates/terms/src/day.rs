//! A civil day. Law counts days, not instants: a day has no time and no zone.

use std::{fmt, str::FromStr};

use jiff::{ToSpan, civil::Date};

use crate::{Unreadable, as_text, codes::coded};

coded! {
    /// A day of the week.
    pub enum Weekday "day of the week" {
        /// Monday.
        Monday = "monday" "Monday",
        /// Tuesday.
        Tuesday = "tuesday" "Tuesday",
        /// Wednesday.
        Wednesday = "wednesday" "Wednesday",
        /// Thursday.
        Thursday = "thursday" "Thursday",
        /// Friday.
        Friday = "friday" "Friday",
        /// Saturday.
        Saturday = "saturday" "Saturday",
        /// Sunday.
        Sunday = "sunday" "Sunday",
    }
}

/// A civil day of the proleptic Gregorian calendar, printed as ISO 8601 (`2026-10-05`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day; `None` if the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// The date of the calendar library, for rooms that do calendar arithmetic (`schedule`).
    pub const fn date(self) -> Date {
        self.0
    }

    /// From the date of the calendar library.
    pub const fn from_date(date: Date) -> Self {
        Self(date)
    }

    /// Calendar days later (or earlier, when negative), held at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// Calendar months later; the 31st becomes the last day of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(months.months()))
    }

    /// Calendar days from this day to the other; negative if the other is earlier.
    pub fn days_until(self, later: Self) -> i32 {
        self.0.until(later.0).map_or(0, |span| span.get_days())
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        let after_monday = self.0.weekday().to_monday_zero_offset();
        usize::try_from(after_monday).map_or(Weekday::Monday, |n| Weekday::ALL[n % 7])
    }

    /// The day of the month, from 1.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// How many days its month has.
    pub fn days_in_month(self) -> i8 {
        self.0.days_in_month()
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The federal fiscal year of the day: it begins on 1 October of the year before (31 USC 1102).
    pub fn fiscal_year(self) -> i16 {
        if self.0.month() >= 10 { self.0.year() + 1 } else { self.0.year() }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let trimmed = text.trim();
        let iso = trimmed.len() == 10 && trimmed.as_bytes()[4] == b'-';
        iso.then(|| trimmed.parse().ok().map(Self)).flatten().ok_or_else(|| {
            Unreadable::new("date", text, "is not a date; write year-month-day, such as 2026-10-05")
        })
    }
}

as_text!(Day);

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_count_over_month_ends_and_leap_years() {
        assert_eq!(day("2026-01-28").plus_days(30), day("2026-02-27"));
        assert_eq!(day("2024-02-28").plus_days(1), day("2024-02-29"));
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2026-10-05").days_until(day("2026-11-04")), 30);
        assert_eq!(day("2026-10-05").days_until(day("2026-10-01")), -4);
    }

    #[test]
    fn a_day_knows_its_weekday() {
        assert_eq!(day("2026-11-25").weekday(), Weekday::Wednesday);
        assert_eq!(day("2024-02-29").weekday(), Weekday::Thursday);
        assert_eq!(day("2026-07-05").weekday(), Weekday::Sunday);
    }

    #[test]
    fn the_fiscal_year_begins_in_october() {
        assert_eq!(day("2020-12-03").fiscal_year(), 2021);
        assert_eq!(day("2024-09-30").fiscal_year(), 2024);
    }

    #[test]
    fn only_whole_iso_dates_are_read() {
        for text in ["", "2026-13-01", "2026-02-30", "05.10.2026", "2026-10", "20261005"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
