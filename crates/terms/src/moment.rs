//! An instant on the wall clock, for people and for the log. Order never depends on it: the
//! journal's sequence number orders events.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, tz::Offset};

use crate::{Day, Unreadable, as_text};

/// Microseconds since 1970-01-01T00:00:00Z, printed as RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(i64);

impl Moment {
    /// From microseconds since the epoch; held inside the years that RFC 3339 can print.
    pub fn from_micros(micros: i64) -> Self {
        let (low, high) = (Timestamp::MIN.as_microsecond(), Timestamp::MAX.as_microsecond());
        Self(micros.clamp(low, high))
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The civil day in UTC.
    pub fn day(self) -> Day {
        Day::from_date(Offset::UTC.to_datetime(self.timestamp()).date())
    }

    /// Midday UTC of a day: the moment of a fact of which only the day is known.
    pub fn midday(day: Day) -> Self {
        let at = Offset::UTC.to_timestamp(day.date().at(12, 0, 0, 0));
        Self(at.map_or(0, Timestamp::as_microsecond))
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).expect("INVARIANT: held inside the range on the way in")
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.timestamp())
    }
}

impl FromStr for Moment {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        text.trim().parse::<Timestamp>().map(|t| Self(t.as_microsecond())).map_err(|_| {
            Unreadable::new(
                "moment",
                text,
                "is not an RFC 3339 time; write one such as 2026-10-05T09:00:00Z",
            )
        })
    }
}

as_text!(Moment);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_prints_as_it_is_read() {
        let text = "2026-10-05T09:00:00.000123Z";
        assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        assert_eq!(
            "2026-10-05T23:30:00-04:00".parse::<Moment>().unwrap().day().to_string(),
            "2026-10-06"
        );
    }

    #[test]
    fn midday_is_inside_its_day() {
        let day: Day = "2026-02-28".parse().unwrap();
        assert_eq!(Moment::midday(day).day(), day);
    }
}
