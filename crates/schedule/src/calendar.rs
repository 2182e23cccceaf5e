//! Working days of a named country: its weekend and its holidays, each as dated rows with their
//! source. What no row says is not guessed: a calendar without holidays says so with every sum.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use terms::{Day, Weekday};

use crate::lists::HolidayList;

/// The calendars of all countries, by customer code; `US` is the seller's. A copy is cheap.
#[derive(Debug, Clone, Default)]
pub struct Calendars(Arc<Vec<Calendar>>);

/// The working days of one country.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Customer code of the manual, or `US`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The first day from which holidays are on record; none are when left out.
    #[serde(default)]
    pub holidays_from: Option<Day>,
    /// Days off of every week, by period.
    pub weekend: Vec<Weekend>,
    /// Holidays.
    #[serde(default, rename = "holiday")]
    pub holidays: Vec<Holiday>,
    /// Lists of holidays of single years, that an office entered.
    #[serde(skip)]
    pub lists: Vec<HolidayList>,
}

/// Why nobody works on a day, and where that is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Off {
    /// The weekday, or the name of the holiday.
    pub why: String,
    /// Whether it is a day off of every week.
    pub weekly: bool,
    /// Where it was read.
    pub citation: String,
    /// How far the source was seen.
    pub confidence: String,
}

/// Days off of every week between two days.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weekend {
    /// The days.
    pub days: Vec<Weekday>,
    /// First day on which it holds.
    #[serde(default)]
    pub from: Option<Day>,
    /// Last day on which it holds.
    #[serde(default)]
    pub until: Option<Day>,
    /// Where it was read.
    pub citation: String,
    /// How far the source was seen, in the words of the rule pack.
    pub confidence: String,
}

/// A holiday that comes every year, between two days.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Its name.
    pub name: String,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, for a holiday of a fixed date.
    #[serde(default)]
    pub day: Option<i8>,
    /// Day of the week, for one that moves.
    #[serde(default)]
    pub weekday: Option<Weekday>,
    /// Which of these in the month, from 1; the last one when left out.
    #[serde(default)]
    pub nth: Option<i8>,
    /// Whether it is kept on the nearest working day when it falls on a Saturday or a Sunday.
    #[serde(default)]
    pub nearest: bool,
    /// First day on which it can be kept.
    #[serde(default)]
    pub from: Option<Day>,
    /// Last day on which it can be kept.
    #[serde(default)]
    pub until: Option<Day>,
    /// Where it was read.
    pub citation: String,
    /// How far the source was seen, in the words of the rule pack.
    pub confidence: String,
}

/// Why calendars were not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("calendar file {file}: {cause}")]
pub struct Unusable {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub cause: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    calendar: Vec<Calendar>,
}

impl Calendars {
    /// Reads the files: (name, TOML text).
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Unusable> {
        let mut all: Vec<Calendar> = Vec::new();
        for (file, text) in files {
            let unusable = |cause| Unusable { file: (*file).to_owned(), cause };
            let read: CalendarFile =
                toml::from_str(text).map_err(|error| unusable(error.to_string()))?;
            for calendar in read.calendar {
                calendar.check().map_err(unusable)?;
                if all.iter().any(|known| known.code == calendar.code) {
                    return Err(unusable(format!("{} has a second calendar", calendar.code)));
                }
                all.push(calendar);
            }
        }
        Ok(Self(Arc::new(all)))
    }

    /// The same, with lists of holidays that an office entered, oldest first: of two lists that
    /// cover a day the later one counts.
    #[must_use]
    pub fn with<'a>(&self, lists: impl IntoIterator<Item = &'a HolidayList>) -> Self {
        let mut all = Arc::clone(&self.0);
        for list in lists {
            let known = Arc::make_mut(&mut all);
            match known.iter_mut().find(|calendar| calendar.code == list.country) {
                Some(calendar) => calendar.take_in(list),
                None => known.push(Calendar::of_list(list)),
            }
        }
        Self(all)
    }

    /// The calendar of a country; `None` where none is on record.
    pub fn of(&self, code: &str) -> Option<&Calendar> {
        self.0.iter().find(|calendar| calendar.code == code)
    }

    /// Every calendar.
    pub fn all(&self) -> &[Calendar] {
        &self.0
    }
}

impl Calendar {
    /// Why a day is no working day, with the source; `None` when it is one, as far as the record
    /// knows. A list that an office entered for the day stands before the yearly holidays.
    pub fn off(&self, day: Day) -> Option<Off> {
        let weekend = self.weekend.iter().find(|weekend| holds(weekend.from, weekend.until, day));
        let weekend = weekend.filter(|weekend| weekend.days.contains(&day.weekday()));
        if let Some(Weekend { citation, confidence, .. }) = weekend {
            let (citation, confidence) = (citation.clone(), confidence.clone());
            let why = day.weekday().meaning().to_owned();
            return Some(Off { why, weekly: true, citation, confidence });
        }
        if let Some(list) = self.list(day) {
            let kept = list.days.iter().find(|kept| kept.day == day)?;
            let (citation, confidence) = (list.source.clone(), list.confidence.clone());
            return Some(Off { why: kept.name.clone(), weekly: false, citation, confidence });
        }
        let Holiday { name, citation, confidence, .. } = self.holiday(day)?;
        let (citation, confidence) = (citation.clone(), confidence.clone());
        Some(Off { why: name.clone(), weekly: false, citation, confidence })
    }

    /// The yearly holiday that is kept on a day.
    pub fn holiday(&self, day: Day) -> Option<&Holiday> {
        self.holidays.iter().find(|holiday| holiday.kept_on(day))
    }

    /// Whether holidays of a day are on record.
    pub fn knows_holidays_on(&self, day: Day) -> bool {
        self.holidays_from.is_some_and(|from| from <= day) || self.list(day).is_some()
    }

    fn check(&self) -> Result<(), String> {
        if self.weekend.is_empty() {
            return Err(format!("{} has no row of its weekend", self.code));
        }
        let wrong = self.holidays.iter().find(|h| h.day.is_some() == h.weekday.is_some());
        wrong.map_or(Ok(()), |holiday| {
            Err(format!("{}: give a day of the month or a day of the week", holiday.name))
        })
    }
}

impl Holiday {
    /// Whether it is kept on a day.
    fn kept_on(&self, day: Day) -> bool {
        if !holds(self.from, self.until, day) {
            return false;
        }
        let year = day.year();
        // The first of January of the next year can be kept on the last day of this one.
        [year, year.saturating_add(1)].into_iter().any(|year| self.in_year(year) == Some(day))
    }

    /// The day on which it is kept in a year.
    fn in_year(&self, year: i16) -> Option<Day> {
        let first = Day::new(year, self.month, 1)?;
        if let Some(weekday) = self.weekday {
            let nth = |day: &Day| (day.day_of_month() - 1) / 7 + 1;
            let days = (0..i32::from(first.days_in_month())).map(|later| first.plus_days(later));
            let mut fitting = days.filter(|day| day.weekday() == weekday);
            return match self.nth {
                Some(wanted) => fitting.find(|day| nth(day) == wanted),
                None => fitting.next_back(),
            };
        }
        let on = Day::new(year, self.month, self.day?)?;
        Some(match on.weekday() {
            Weekday::Saturday if self.nearest => on.plus_days(-1),
            Weekday::Sunday if self.nearest => on.plus_days(1),
            _ => on,
        })
    }
}

fn holds(from: Option<Day>, until: Option<Day>, day: Day) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"
[[calendar]]
code = "US"
name = "United States"
holidays_from = "1971-01-01"
[[calendar.weekend]]
days = ["saturday", "sunday"]
citation = "c"
confidence = "memory_high"
[[calendar.holiday]]
name = "New Year's Day"
month = 1
day = 1
nearest = true
citation = "c"
confidence = "memory_high"
[[calendar.holiday]]
name = "Thanksgiving Day"
month = 11
weekday = "thursday"
nth = 4
citation = "c"
confidence = "memory_high"
[[calendar.holiday]]
name = "Memorial Day"
month = 5
weekday = "monday"
citation = "c"
confidence = "memory_high"
[[calendar]]
code = "XX"
name = "Elsewhere"
[[calendar.weekend]]
days = ["friday"]
until = "2021-12-31"
citation = "c"
confidence = "memory_high"
[[calendar.weekend]]
days = ["sunday"]
from = "2022-01-01"
citation = "c"
confidence = "memory_high"
"#;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_move_as_their_rows_say() {
        let all = Calendars::read(&[("two", TWO)]).unwrap();
        let off = |text: &str| all.of("US").unwrap().off(day(text)).map(|off| off.why);
        assert_eq!(off("2026-11-26").as_deref(), Some("Thanksgiving Day"));
        assert_eq!(off("2026-05-25").as_deref(), Some("Memorial Day"));
        assert_eq!(off("2026-11-19"), None);
        // 1 January 2028 is a Saturday: the Friday before it is kept, in another year.
        assert_eq!(off("2027-12-31").as_deref(), Some("New Year's Day"));
        assert_eq!(off("2028-01-01").as_deref(), Some("Saturday"));
        assert_eq!(off("2023-01-02").as_deref(), Some("New Year's Day"));
    }

    #[test]
    fn a_weekend_that_moved_holds_on_its_own_days() {
        let all = Calendars::read(&[("two", TWO)]).unwrap();
        let other = all.of("XX").unwrap();
        assert_eq!(other.off(day("2021-12-31")).unwrap().why, "Friday");
        assert_eq!(other.off(day("2022-01-07")), None);
        assert!(!other.knows_holidays_on(day("2022-01-07")));
        assert!(all.of("ZZ").is_none(), "an unknown country has no calendar");
    }

    #[test]
    fn a_calendar_that_says_two_things_is_refused() {
        let twice = format!("{TWO}\n{TWO}");
        let twice = twice.replace("code = \"XX\"", "code = \"US\"");
        assert!(Calendars::read(&[("two", &twice)]).unwrap_err().cause.contains("second"));
        let both = TWO.replace("nth = 4", "nth = 4\nday = 3");
        assert!(Calendars::read(&[("two", &both)]).unwrap_err().cause.contains("or a day"));
    }
}
