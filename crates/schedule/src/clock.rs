//! A clock of the field: so many days from a start, until it is stopped.

use serde::{Deserialize, Serialize};
use terms::Day;

/// What kind of day a clock counts. A page shows it beside every date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Every day counts.
    Calendar,
}

impl DayKind {
    /// The words beside a date.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Calendar => "calendar days",
        }
    }
}

/// A running or stopped clock. The start day itself is day nought: five days from the 1st end
/// on the 6th.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// First day, day nought.
    pub started: Day,
    /// How many days it runs.
    pub length: i32,
    /// What kind of day it counts.
    pub counts: DayKind,
    /// The day on which what it waits for happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Day>,
}

impl Clock {
    /// Starts a clock of calendar days.
    pub const fn calendar(started: Day, length: i32) -> Self {
        Self { started, length, counts: DayKind::Calendar, stopped: None }
    }

    /// The last day in time.
    pub fn due(&self) -> Day {
        self.started.plus_days(self.length)
    }

    /// Stops it; the first stop counts.
    pub fn stop(&mut self, on: Day) {
        self.stopped.get_or_insert(on);
    }

    /// Days over the due day as of a day; nought while in time.
    pub fn late(&self, as_of: Day) -> i32 {
        self.due().days_until(self.stopped.unwrap_or(as_of)).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_late_from_the_day_after_it_is_due() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut clock = Clock::calendar(day("2026-03-02"), 5);
        assert_eq!(clock.due(), day("2026-03-07"));
        assert_eq!(clock.late(day("2026-03-07")), 0);
        assert_eq!(clock.late(day("2026-03-08")), 1);
        clock.stop(day("2026-03-09"));
        clock.stop(day("2026-03-30"));
        assert_eq!(clock.late(day("2026-12-31")), 2);
    }
}
