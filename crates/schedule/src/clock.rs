//! A clock of the field: so many days from a start, with the days that it stood still and the days
//! that did not count, until it is stopped. What it says can be added up by hand.

use std::fmt;

use serde::{Deserialize, Serialize};
use terms::{Day, codes::Holder};

use crate::calendar::{Calendar, Off};

/// What kind of day a clock counts. A page shows it beside every date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Every day counts.
    Calendar,
    /// Days of work count, of a named country.
    Working,
}

impl DayKind {
    /// The words beside a date.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Calendar => "calendar days",
            Self::Working => "working days",
        }
    }
}

/// How long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// So many days of a kind.
    Days(i32, DayKind),
    /// So many calendar months.
    Months(i32),
}

impl Length {
    /// What kind of day is counted.
    pub const fn counts(self) -> DayKind {
        match self {
            Self::Days(_, kind) => kind,
            Self::Months(_) => DayKind::Calendar,
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days, kind) => write!(out, "{days} {}", kind.words()),
            Self::Months(months) => write!(out, "{months} months"),
        }
    }
}

/// Days on which a clock stands still, from the first to the day on which it runs again. That day
/// counts; the days before it do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// First day that does not count.
    pub from: Day,
    /// First day that counts again; the pause lasts on when it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Why: "clarification asked".
    pub cause: String,
    /// Who can end it.
    pub holder: Holder,
}

/// A running or stopped clock. The start day itself is day nought: five days from the 1st end
/// on the 6th.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// First day, day nought.
    pub started: Day,
    /// How long it runs.
    pub length: Length,
    /// When it stood still, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// The day on which what it waits for happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Day>,
}

/// A due day with the sum that makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Day nought.
    pub started: Day,
    /// The length.
    pub length: Length,
    /// Days on which the clock stood still, between the start and the due day.
    pub paused_days: i32,
    /// Days that were skipped because nobody works on them.
    pub skipped: Vec<Skipped>,
    /// The last day in time. While the clock stands still it is the earliest one.
    pub due: Day,
    /// Whether the clock stands still now.
    pub paused: bool,
    /// What the sum could not take into account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
}

/// A day that did not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The day.
    pub day: Day,
    /// Why, and where that is written.
    #[serde(flatten)]
    pub off: Off,
}

/// So many days that did not count are told one by one; of more, weekends are counted.
const TOLD_MAX: usize = 16;

/// No clock of the field runs longer; a sum ends here, so that one at the end of the calendar
/// does too.
const DAYS_MAX: usize = 60_000;

impl Clock {
    /// Starts a clock.
    pub const fn start(started: Day, length: Length) -> Self {
        Self { started, length, pauses: Vec::new(), stopped: None }
    }

    /// Starts a clock of calendar days.
    pub const fn calendar(started: Day, days: i32) -> Self {
        Self::start(started, Length::Days(days, DayKind::Calendar))
    }

    /// Stops it; the first stop counts.
    pub fn stop(&mut self, on: Day) {
        self.stopped.get_or_insert(on);
    }

    /// Lets it stand still; a pause that is open already goes on.
    pub fn pause(&mut self, on: Day, cause: &str, holder: Holder) {
        if !self.is_paused() {
            self.pauses.push(Pause { from: on, until: None, cause: cause.to_owned(), holder });
        }
    }

    /// Lets it run again.
    pub fn resume(&mut self, on: Day) {
        if let Some(open) = self.pauses.last_mut().filter(|pause| pause.until.is_none()) {
            open.until = Some(on.max(open.from));
        }
    }

    /// Whether it stands still until somebody resumes it.
    pub fn is_paused(&self) -> bool {
        self.stopped.is_none() && self.pauses.last().is_some_and(|pause| pause.until.is_none())
    }

    /// The due day with its sum, as of a day: a pause that is open lasts until that day at least.
    /// Working days need the calendar of a country; without one every day counts, and the sum says
    /// so.
    pub fn sum(&self, calendar: Option<&Calendar>, as_of: Day) -> Sum {
        let as_of = self.stopped.unwrap_or(as_of);
        let mut left = match self.length {
            Length::Days(days, _) => days,
            Length::Months(months) => self.started.days_until(self.started.plus_months(months)),
        };
        let working = self.length.counts() == DayKind::Working;
        let (mut due, mut paused_days, mut skipped) = (self.started, 0, Vec::new());
        for _ in 0..DAYS_MAX {
            if left <= 0 {
                break;
            }
            due = due.plus_days(1);
            if self.stands_still_on(due, as_of) {
                paused_days += 1;
                continue;
            }
            match calendar.filter(|_| working).and_then(|calendar| calendar.off(due)) {
                Some(off) => skipped.push(Skipped { day: due, off }),
                None => left -= 1,
            }
        }
        let caution = working.then(|| self.unknown(calendar, due)).flatten();
        let paused = self.is_paused();
        let (started, length) = (self.started, self.length);
        Sum { started, length, paused_days, skipped, due, paused, caution }
    }

    /// Days over the due day as of a day; nought while in time.
    pub fn late(&self, calendar: Option<&Calendar>, as_of: Day) -> i32 {
        let due = self.sum(calendar, as_of).due;
        due.days_until(self.stopped.unwrap_or(as_of)).max(0)
    }

    fn stands_still_on(&self, day: Day, as_of: Day) -> bool {
        self.pauses.iter().any(|pause| pause.from <= day && day < pause.until.unwrap_or(as_of))
    }

    /// What a sum of working days does not know.
    fn unknown(&self, calendar: Option<&Calendar>, due: Day) -> Option<String> {
        match calendar {
            None => {
                Some("the country's weekend is not on record; every day was counted".to_owned())
            }
            Some(known) if known.weekend.is_empty() => {
                Some(format!("the weekend of {} is not on record", known.name))
            }
            Some(known) if known.knows_holidays_between(self.started.min(due), due) => None,
            Some(known) => Some(format!("holidays of {} are not on record", known.name)),
        }
    }
}

impl Sum {
    /// Skipped days that are no days off of every week.
    pub fn holidays(&self) -> impl Iterator<Item = &Skipped> {
        self.skipped.iter().filter(|skipped| !skipped.off.weekly)
    }

    /// The days that did not count, each by name where they are few.
    fn without(&self) -> Vec<String> {
        let told = |skipped: &Skipped| format!("{} on {}", skipped.off.why, skipped.day);
        if self.skipped.len() <= TOLD_MAX {
            return self.skipped.iter().map(told).collect();
        }
        let weekly = self.skipped.iter().filter(|skipped| skipped.off.weekly).count();
        let days = format!("{weekly} days off of every week");
        std::iter::once(days).chain(self.holidays().map(told)).collect()
    }

    /// The sources of the days that did not count, with how far each was seen where it was not
    /// read.
    fn sources(&self) -> Vec<String> {
        let mut sources = Vec::new();
        for Skipped { off, .. } in &self.skipped {
            let seen = match off.confidence.as_str() {
                "confirmed" => off.citation.clone(),
                seen => format!("{} ({})", off.citation, seen.replace('_', " ")),
            };
            if !sources.contains(&seen) {
                sources.push(seen);
            }
        }
        sources
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} + {}", self.started, self.length)?;
        if 0 < self.paused_days {
            write!(out, " + {} days paused", self.paused_days)?;
        }
        write!(out, " = {}", self.due)?;
        if !self.skipped.is_empty() {
            write!(out, " (without {})", self.without().join(", "))?;
            write!(out, "; days off by {}", self.sources().join(", "))?;
        }
        if self.paused {
            write!(out, "; the clock stands still, so this is the earliest day")?;
        }
        self.caution.iter().try_for_each(|caution| write!(out, "; {caution}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::Calendars,
        lists::{HolidayList, Kept},
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn calendars() -> Calendars {
        let text = r#"
[[calendar]]
code = "US"
name = "United States"
holidays_from = "1971-01-01"
[[calendar.weekend]]
days = ["saturday", "sunday"]
citation = "c"
confidence = "memory_high"
[[calendar.holiday]]
name = "Thanksgiving Day"
month = 11
weekday = "thursday"
nth = 4
citation = "c"
confidence = "memory_high"
[[calendar]]
code = "XX"
name = "Elsewhere"
[[calendar.weekend]]
days = ["friday"]
citation = "c"
confidence = "memory_high"
"#;
        Calendars::read(&[("two", text)]).unwrap()
    }

    #[test]
    fn a_clock_is_late_from_the_day_after_it_is_due() {
        let mut clock = Clock::calendar(day("2026-03-02"), 5);
        assert_eq!(clock.sum(None, day("2026-03-02")).due, day("2026-03-07"));
        assert_eq!(clock.late(None, day("2026-03-07")), 0);
        assert_eq!(clock.late(None, day("2026-03-08")), 1);
        clock.stop(day("2026-03-09"));
        clock.stop(day("2026-03-30"));
        assert_eq!(clock.late(None, day("2026-12-31")), 2);
    }

    #[test]
    fn a_pause_moves_the_due_day_and_tells_that_it_did() {
        let mut clock = Clock::calendar(day("2026-03-02"), 10);
        clock.pause(day("2026-03-05"), "clarification asked", Holder::Purchaser);
        clock.pause(day("2026-03-06"), "asked again", Holder::Purchaser);
        let open = clock.sum(None, day("2026-03-08"));
        assert!(open.paused);
        assert_eq!((open.paused_days, open.due), (3, day("2026-03-15")));
        clock.resume(day("2026-03-09"));
        let sum = clock.sum(None, day("2026-04-01"));
        assert_eq!(sum.to_string(), "2026-03-02 + 10 calendar days + 4 days paused = 2026-03-16");
        assert_eq!(clock.late(None, day("2026-03-17")), 1);
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays_by_name() {
        let all = calendars();
        let clock = Clock::start(day("2026-11-24"), Length::Days(3, DayKind::Working));
        let sum = clock.sum(all.of("US"), day("2026-11-24"));
        assert_eq!(
            sum.to_string(),
            "2026-11-24 + 3 working days = 2026-11-30 (without Thanksgiving Day on 2026-11-26, \
             Saturday on 2026-11-28, Sunday on 2026-11-29); days off by c (memory high)"
        );
        assert_eq!(sum.skipped.len(), 3);
        let other = clock.sum(all.of("XX"), day("2026-11-24"));
        assert_eq!(other.due, day("2026-11-28"));
        assert_eq!(other.caution.as_deref(), Some("holidays of Elsewhere are not on record"));
        assert!(clock.sum(None, day("2026-11-24")).caution.unwrap().contains("not on record"));
    }

    #[test]
    fn a_list_that_an_office_entered_is_taken_in_with_its_source() {
        let list = |from: &str, until: &str, kept: &str| HolidayList {
            country: "XX".to_owned(),
            name: None,
            weekend: Vec::new(),
            from: day(from),
            until: day(until),
            days: vec![Kept { day: day(kept), name: "Feast".to_owned() }],
            source: "Gazette 4".to_owned(),
            confidence: "confirmed".to_owned(),
        };
        let one = list("2026-01-01", "2026-12-31", "2026-11-25");
        let all = calendars().with([&one]);
        let clock = Clock::start(day("2026-11-24"), Length::Days(3, DayKind::Working));
        let sum = clock.sum(all.of("XX"), day("2026-11-24"));
        assert_eq!(
            sum.to_string(),
            "2026-11-24 + 3 working days = 2026-11-29 (without Feast on 2026-11-25, Friday on \
             2026-11-27); days off by Gazette 4, c (memory high)"
        );
        let over = Clock::start(day("2026-12-30"), Length::Days(3, DayKind::Working));
        let told = over.sum(all.of("XX"), day("2026-12-30")).caution;
        assert_eq!(told.as_deref(), Some("holidays of Elsewhere are not on record"));
        let next = list("2027-01-01", "2027-12-31", "2027-02-01");
        let all = all.with([&next]);
        assert_eq!(over.sum(all.of("XX"), day("2026-12-30")).caution, None);
        let correction = list("2026-06-01", "2026-12-31", "2026-11-26");
        let all = all.with([&correction]);
        assert_eq!(all.of("XX").unwrap().off(day("2026-11-25")), None, "the later list counts");
        let unknown = HolidayList { country: "YY".to_owned(), ..one };
        let all = all.with([&unknown]);
        assert_eq!(all.of("YY").unwrap().off(day("2026-11-25")).unwrap().why, "Feast");
    }

    #[test]
    fn months_end_on_the_same_day_of_the_month() {
        let clock = Clock::start(day("2026-01-31"), Length::Months(1));
        assert_eq!(
            clock.sum(None, day("2026-02-01")).to_string(),
            "2026-01-31 + 1 months = 2026-02-28"
        );
        let late = Clock::start(day("9999-12-31"), Length::Months(12));
        assert_eq!(late.sum(None, day("9999-12-31")).due, day("9999-12-31"));
    }
}
