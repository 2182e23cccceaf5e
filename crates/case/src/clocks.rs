//! The clocks that run on a file: since when, how long, where they stood still, and when they are
//! due. What an event fixed stays as it was fixed; the rules say the rest, by the day on which a
//! clock started.

mod started;

use rules::{Days, Pack, Row};
use schedule::{
    Calendar, Calendars, Clock, DayKind, Length, Reached, Standard, Standards, Step, Sum, Unit,
    standard::{interval, reached},
};
use terms::Day;

use crate::{Facts, File, governing};
use started::Started;

/// What clocks are counted by.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a, 'c> {
    /// The law.
    pub pack: &'a Pack,
    /// The clocks of the field.
    pub standards: &'a Standards,
    /// Working days by country, with the lists that the office adopted.
    pub calendars: &'c Calendars,
}

/// A clock of a file.
#[derive(Debug, Clone)]
pub struct Running<'a> {
    /// Which clock of the field it is.
    pub standard: &'a Standard,
    /// What it is about, where a file has several: a shipment.
    pub about: Option<String>,
    /// The row that says how long it runs; `None` where people agreed on another day.
    pub row: Option<&'a Row>,
    /// The clock.
    pub clock: Clock,
    /// Its due day with the sum that makes it.
    pub sum: Sum,
}

impl Running<'_> {
    /// Days over the due day; nought while in time, and where nobody has to act.
    pub fn late(&self, today: Day) -> i32 {
        if self.standard.of_itself {
            return 0;
        }
        self.sum.due.days_until(self.clock.stopped.unwrap_or(today)).max(0)
    }

    /// Whether it is over although nothing stopped it: a window that closed, a wait that ended.
    pub fn is_over(&self, today: Day) -> bool {
        self.standard.of_itself && self.clock.stopped.is_none() && self.sum.due < today
    }

    /// Who has been told of it by now, by the office's steps; nobody once it has stopped.
    pub fn told<'s>(&self, steps: &'s [Step], today: Day) -> Vec<Reached<'s>> {
        if self.clock.stopped.is_some() || self.is_over(today) {
            return Vec::new();
        }
        reached(steps, (self.sum.due, self.row.map(|row| row.id.as_str())), today)
    }
}

/// Every clock of a file that has started, in the order of the table of clocks.
pub fn of<'a>(file: &File, facts: &Facts, tables: Tables<'a, '_>, today: Day) -> Vec<Running<'a>> {
    let days = governing::of(file);
    let started = started::of(file, facts, tables.pack);
    let mut clocks: Vec<Running<'a>> =
        started.into_iter().filter_map(|started| started.running(tables, days, today)).collect();
    let place = |id: &str| tables.standards.all().iter().position(|known| known.id == id);
    clocks.sort_by_key(|running| place(&running.standard.id));
    clocks
}

impl Started {
    fn running<'a>(self, tables: Tables<'a, '_>, days: Days, today: Day) -> Option<Running<'a>> {
        let standard = tables.standards.of(self.id)?;
        let rule = self.rule.as_ref().or_else(|| standard.rules.first())?;
        let days = self.own.map_or(days, |name| days.with(name, self.from));
        // A clock that started stays under the law of its start, and not of the day it is read.
        let row = tables.pack.by(rule, &days, self.from).map(|governed| governed.row);
        let param = self.param.unwrap_or(&standard.param);
        let counts = row.map_or(standard.counts, |row| counts(row, standard.counts));
        let calendar = calendar_of(row, standard.country.as_deref(), tables.calendars);
        let ruled = row.and_then(|row| length(row, (param, standard.unit), self.from, counts));
        let ruled_due = |length| Clock::start(self.from, length).sum(calendar, self.from).due;
        let length = match (self.fixed, ruled) {
            // The event counted by the same rule: its length is told in the rule's own unit.
            (Some(due), Some(length)) if ruled_due(length) == due => length,
            (Some(due), _) => Length::Days(self.from.days_until(due), DayKind::Calendar),
            (None, length) => length?,
        };
        let mut clock = Clock::start(self.from, length);
        clock.pauses = self.pauses;
        clock.stopped = self.stopped;
        let sum = clock.sum(calendar, today);
        let row = row.filter(|_| !self.agreed);
        Some(Running { standard, about: self.about, row, clock, sum })
    }
}

/// What kind of day a row counts: its own word `counts`, or what is usual.
fn counts(row: &Row, usual: DayKind) -> DayKind {
    match row.text("counts") {
        Some("working") => DayKind::Working,
        Some("calendar") => DayKind::Calendar,
        _ => usual,
    }
}

/// The calendar of the country whose working days a row counts.
fn calendar_of<'a>(
    row: Option<&Row>,
    usual: Option<&str>,
    calendars: &'a Calendars,
) -> Option<&'a Calendar> {
    calendars.of(row.and_then(|row| row.text("working_days_of")).or(usual)?)
}

/// How long a row lets a clock run that starts on a day.
fn length(row: &Row, (param, unit): (&str, Unit), from: Day, counts: DayKind) -> Option<Length> {
    Some(match unit {
        Unit::Days => Length::Days(row.whole(param)?, counts),
        Unit::Months => Length::Months(row.whole(param)?),
        Unit::Interval => interval(row.text(param)?)?,
        Unit::DayOfYear => {
            let due = day_of_year(row.text(param)?, from)?;
            Length::Days(from.days_until(due), DayKind::Calendar)
        }
    })
}

/// The first day with this month and day, `02-01`, on or after a day.
pub fn day_of_year(text: &str, from: Day) -> Option<Day> {
    let in_year = |year: i16| format!("{year:04}-{text}").parse::<Day>().ok();
    let this = in_year(from.year())?;
    if from <= this { Some(this) } else { in_year(from.year().checked_add(1)?) }
}

/// The last day in time where a row gives so many days of its own kind from a day on: what an
/// event fixes.
pub fn last_day(row: &Row, param: &str, from: Day, calendars: &Calendars) -> Option<Day> {
    let counts = counts(row, DayKind::Calendar);
    let length = Length::Days(row.whole(param)?, counts);
    let calendar = calendar_of(Some(row), None, calendars);
    Some(Clock::start(from, length).sum(calendar, from).due)
}
