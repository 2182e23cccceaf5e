//! Adopt a list of holidays: the days of a year on which nobody works in a country, with where they
//! were read. Clocks that count working days of that country leave them out by name; a country
//! whose holidays nobody entered is told as not on record.

use schedule::{HolidayList, Kept};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Weekday, coded, limits};

use super::State;
use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    situation::Situation,
};

const DAYS: &[Field] = &[
    Field::must("day", "Day", Input::Day),
    Field::must("name", "Name of the holiday", Input::Text(limits::LINE)),
];

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "adopt-holidays",
    thing: "holidays",
    kind: Kind::Office,
    title: "Adopt a list of holidays",
    help: "Keeps the holidays of a country between two days, and where they were read. Last days \
           that are set from now on leave them out; what was set before stays. Of two lists for \
           one day the later one counts.",
    desks: &[Desk::Administrator, Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("country", "Country", Input::Text(CODE))
            .hint("Customer code of the country table; US is the seller's"),
        Field::may("name", "Name of the country", Input::Text(limits::LINE))
            .hint("Needed where no table has it"),
        Field::must("from", "First day that the list covers", Input::Day),
        Field::must("until", "Last day that the list covers", Input::Day),
        Field::may("weekend", "Days off of every week", Input::Many("friday", reads::<Weekday>))
            .hint("Where they are other ones than the table has in this time"),
        Field::may("days", "Holidays", Input::Records(DAYS)),
        Field::must("source", "Where they were read", Input::Text(limits::LINE)),
        Field::must("confidence", "How far the source was seen", Input::Choice(Source::OPTIONS)),
    ],
};

/// Longest code of a country.
const CODE: usize = 4;

coded! {
    /// How far the source of a list was seen.
    pub enum Source "source" {
        /// Read.
        Confirmed = "confirmed" "read in the public source",
        /// Widely published.
        MemoryHigh = "memory_high" "from memory, widely published",
        /// Uncertain.
        MemoryLow = "memory_low" "from memory; to be confirmed",
    }
}

/// Adopts a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Adopt {
    pub country: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub from: Day,
    pub until: Day,
    #[serde(default)]
    pub weekend: Vec<Weekday>,
    #[serde(default)]
    pub days: Vec<Kept>,
    pub source: String,
    pub confidence: Source,
}

pub(super) fn decide(act: &Adopt, now: &Situation<'_>) -> Result<HolidayList, Refusal> {
    let country = act.country.trim().to_uppercase();
    let known = now.calendars().of(&country).is_some();
    let nameless = (!known && act.name.is_none()).then(|| {
        now.contradiction(
            format!("No table has the country {country}."),
            "Correct its code, or say its name.",
        )
    });
    let backwards = (act.until < act.from).then(|| {
        now.contradiction(
            format!("The list would end on {}, before it begins on {}.", act.until, act.from),
            "Correct the days.",
        )
    });
    let outside = act.days.iter().filter(|kept| kept.day < act.from || act.until < kept.day);
    let outside = outside.map(|kept| {
        now.contradiction(
            format!("{} on {} lies outside of what the list covers.", kept.name, kept.day),
            "Correct the day, or what the list covers.",
        )
    });
    let twice = act
        .days
        .iter()
        .enumerate()
        .filter(|(at, kept)| act.days[..*at].iter().any(|earlier| earlier.day == kept.day));
    let twice = twice.map(|(_, kept)| {
        now.contradiction(format!("{} is named twice.", kept.day), "Name each day once.")
    });
    Refusal::unless_clear(nameless.into_iter().chain(backwards).chain(outside).chain(twice))?;
    let mut days = act.days.clone();
    days.sort_by_key(|kept| kept.day);
    Ok(HolidayList {
        country,
        name: act.name.clone(),
        weekend: act.weekend.clone(),
        from: act.from,
        until: act.until,
        days,
        source: act.source.clone(),
        confidence: act.confidence.code().to_owned(),
    })
}

pub(super) fn evolve(office: &mut State, event: &HolidayList) {
    office.holidays.push(event.clone());
}
