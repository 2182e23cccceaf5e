//! Lists of holidays that an office entered, laid over the calendars that the program carries:
//! holidays that move from year to year are known only so.

use serde::{Deserialize, Serialize};
use terms::{Day, Weekday};

use crate::calendar::{Calendar, Weekend};

/// The holidays of a country between two days, as an office entered them: holidays that move from
/// year to year are known only so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayList {
    /// Customer code of the country.
    pub country: String,
    /// Its name, for a country that no table has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Days off of every week, where they are other ones than the table has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekend: Vec<Weekday>,
    /// First day that the list covers.
    pub from: Day,
    /// Last day that it covers.
    pub until: Day,
    /// The holidays.
    pub days: Vec<Kept>,
    /// Where they were read.
    pub source: String,
    /// How far the source was seen, in the words of the rule pack.
    pub confidence: String,
}

/// A holiday on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The day.
    pub day: Day,
    /// Its name.
    pub name: String,
}

impl Calendar {
    /// Whether the holidays of every day between two are on record, both included.
    pub fn knows_holidays_between(&self, first: Day, last: Day) -> bool {
        let mut day = first;
        while day <= last {
            if self.holidays_from.is_some_and(|from| from <= day) {
                return true;
            }
            let Some(list) = self.list(day) else { return false };
            let next = list.until.plus_days(1);
            // The calendar of the world ends there.
            if next == day {
                return true;
            }
            day = next;
        }
        true
    }

    /// The newest list that covers a day.
    pub(crate) fn list(&self, day: Day) -> Option<&HolidayList> {
        self.lists.iter().rev().find(|list| list.from <= day && day <= list.until)
    }

    pub(crate) fn of_list(list: &HolidayList) -> Self {
        let name = list.name.clone().unwrap_or_else(|| list.country.clone());
        let (weekend, holidays) = (Vec::new(), Vec::new());
        let code = list.country.clone();
        let mut calendar =
            Self { code, name, holidays_from: None, weekend, holidays, lists: Vec::new() };
        calendar.take_in(list);
        calendar
    }

    pub(crate) fn take_in(&mut self, list: &HolidayList) {
        if !list.weekend.is_empty() {
            let (from, until) = (Some(list.from), Some(list.until));
            let (citation, confidence) = (list.source.clone(), list.confidence.clone());
            let days = list.weekend.clone();
            self.weekend.insert(0, Weekend { days, from, until, citation, confidence });
        }
        self.lists.push(list.clone());
    }
}
