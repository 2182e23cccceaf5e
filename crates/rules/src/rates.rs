//! Rates of charges as dated rows. Each row names the day that picks it: the surcharge of a line
//! goes by its acceptance, contract administration by the case's implementation, transport by the
//! report of the delivery. One day for a whole case would be wrong.

use std::collections::BTreeMap;

use serde::Deserialize;
use terms::{Day, Rate};

/// What the file of rates is called inside a pack.
pub const FILE: &str = "money/rates.toml";

/// One rate as it held between two days, with its source and how far the figure was seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRow {
    /// Its name in a price: `admin.2018`.
    pub id: String,
    /// What is charged: rows of one charge follow each other in time.
    pub charge: String,
    /// A few words.
    pub title: String,
    /// First day in force; open when left out.
    #[serde(default)]
    pub from: Option<Day>,
    /// Last day in force; open when left out.
    #[serde(default)]
    pub until: Option<Day>,
    /// The day that picks the row.
    pub trigger: Trigger,
    /// What the values are shares or amounts of.
    pub unit: String,
    /// Statute, regulation, manual section or memorandum.
    pub citation: String,
    /// The address at which it was read, where there is one.
    #[serde(default)]
    pub source: Option<String>,
    /// The day on which the source was read.
    pub read_on: Day,
    /// How far the figure was seen.
    pub confidence: Seen,
    /// What a reader must know.
    #[serde(default)]
    pub note: Option<String>,
    /// The figures, by name, as exact decimals.
    pub values: BTreeMap<String, Rate>,
}

/// The day that picks a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// The day on which the case was signed.
    Signed,
    /// The day on which the purchaser accepted the line.
    Accepted,
    /// The day on which the case, or the line by modification, was implemented.
    Implemented,
    /// The day on which the delivery is reported.
    Reported,
    /// The day on which the price is made.
    Priced,
}

/// How far the figure of a rate was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Read in the source.
    High,
    /// Read in an older or an indirect text.
    Medium,
    /// From memory.
    Low,
    /// A placeholder for want of a figure.
    Demo,
}

/// The days of a line that rates go by; a day that has not come is left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RateDays {
    /// The case was signed.
    pub signed: Option<Day>,
    /// The purchaser accepted the line.
    pub accepted: Option<Day>,
    /// The case was implemented.
    pub implemented: Option<Day>,
    /// The delivery was reported.
    pub reported: Option<Day>,
    /// The price is made: it stands for each day that has not come.
    pub priced: Option<Day>,
}

/// The rates of a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rates {
    rows: Vec<RateRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RateFile {
    rate: Vec<RateRow>,
}

impl Rates {
    /// Reads a file of rates. Two rows of one charge may not hold on one day of one trigger, and an
    /// identifier stands once.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut rows = toml::from_str::<RateFile>(text).map_err(|error| error.to_string())?.rate;
        rows.sort_by(|a, b| (&a.charge, a.from).cmp(&(&b.charge, b.from)));
        for pair in rows.windows(2) {
            let [one, next] = pair else { continue };
            let same = one.charge == next.charge && one.trigger == next.trigger;
            if same && one.until.is_none_or(|until| next.from.is_none_or(|from| from <= until)) {
                return Err(format!(
                    "rates {} and {} hold on the same day; close the older one with `until`",
                    one.id, next.id
                ));
            }
        }
        let mut ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        ids.sort_unstable();
        if let Some([id, _]) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!("rate {id} stands twice; each row has its own name"));
        }
        Ok(Self { rows })
    }

    /// Every row, charge by charge in the order of time.
    pub fn all(&self) -> &[RateRow] {
        &self.rows
    }

    /// A row by its name.
    pub fn by_id(&self, id: &str) -> Option<&RateRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The row of a charge, each asked for the day of its own trigger. Where the trigger changed
    /// between two rows and a line falls between them, the older row still holds.
    pub fn of(&self, charge: &str, days: &RateDays) -> Option<&RateRow> {
        let rows = || self.rows.iter().rev().filter(|row| row.charge == charge);
        let began = |row: &&RateRow| days.of(row.trigger).is_some_and(|day| row.has_begun(day));
        let holds = |row: &&RateRow| days.of(row.trigger).is_some_and(|day| row.in_force(day));
        rows().find(holds).or_else(|| rows().find(began).filter(|row| self.has_successor(row)))
    }

    /// The row of a charge in force on a day, whatever its trigger.
    pub fn on(&self, charge: &str, day: Day) -> Option<&RateRow> {
        self.rows.iter().rev().find(|row| row.charge == charge && row.in_force(day))
    }

    /// Whether the charge goes on after a row, under another trigger.
    fn has_successor(&self, row: &RateRow) -> bool {
        let after = |next: &&RateRow| next.charge == row.charge && row.until < next.from;
        row.until.is_some()
            && self.rows.iter().find(after).is_some_and(|next| next.trigger != row.trigger)
    }
}

impl RateRow {
    /// Whether it is in force on a day.
    pub fn in_force(&self, on: Day) -> bool {
        self.has_begun(on) && self.until.is_none_or(|until| on <= until)
    }

    fn has_begun(&self, on: Day) -> bool {
        self.from.is_none_or(|from| from <= on)
    }

    /// One of its figures; nothing where the row has none of that name.
    pub fn value(&self, name: &str) -> Rate {
        self.values.get(name).copied().unwrap_or_default()
    }
}

impl RateDays {
    /// The day that a trigger names, or else the day on which the price is made.
    pub fn of(&self, trigger: Trigger) -> Option<Day> {
        self.picked(trigger).map(|(_, day)| day)
    }

    /// The same, with the trigger whose day it is: before its own day has come, a rate is picked by
    /// the day on which the price is made.
    pub fn picked(&self, trigger: Trigger) -> Option<(Trigger, Day)> {
        let own = match trigger {
            Trigger::Signed => self.signed.or(self.accepted),
            Trigger::Accepted => self.accepted,
            Trigger::Implemented => self.implemented,
            Trigger::Reported => self.reported,
            Trigger::Priced => self.priced,
        };
        own.map(|day| (trigger, day)).or_else(|| Some((Trigger::Priced, self.priced?)))
    }
}

impl Trigger {
    /// The word for people and for JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Accepted => "accepted",
            Self::Implemented => "implemented",
            Self::Reported => "reported",
            Self::Priced => "priced",
        }
    }
}

impl Seen {
    /// The word of the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Demo => "demo",
        }
    }

    /// Whether a person must confirm the row before it prices a real offer.
    pub const fn is_doubtful(self) -> bool {
        matches!(self, Self::Low | Self::Demo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, from: &str, until: &str, trigger: &str) -> String {
        let day = |name: &str, day: &str| match day {
            "" => String::new(),
            day => format!("{name} = \"{day}\"\n"),
        };
        format!(
            "[[rate]]\nid = \"{id}\"\ncharge = \"c\"\ntitle = \"t\"\n{}{}trigger = \"{trigger}\"\n\
             unit = \"u\"\ncitation = \"c\"\nread_on = \"2026-01-01\"\nconfidence = \"high\"\n\
             values = {{ share = \"0.01\" }}\n",
            day("from", from),
            day("until", until)
        )
    }

    fn table() -> Rates {
        let old = row("old", "", "2006-07-31", "implemented");
        let new = row("new", "2006-08-01", "", "accepted");
        Rates::read(&(old + &new)).unwrap()
    }

    fn picked(accepted: &str, implemented: &str) -> String {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        let days = RateDays {
            accepted: day(accepted),
            implemented: day(implemented),
            ..RateDays::default()
        };
        table().of("c", &days).map(|row| row.id.clone()).unwrap_or_default()
    }

    #[test]
    fn each_row_is_asked_for_its_own_day() {
        assert_eq!(picked("2006-07-01", "2006-07-31"), "old");
        assert_eq!(picked("2006-08-01", "2006-08-02"), "new");
        assert_eq!(picked("", ""), "");
    }

    #[test]
    fn a_line_between_two_triggers_keeps_the_older_rate() {
        assert_eq!(picked("2006-07-31", "2006-08-01"), "old");
    }

    #[test]
    fn rows_that_overlap_are_not_taken() {
        let one = row("one", "2000-01-01", "", "accepted");
        let two = row("two", "2001-01-01", "", "accepted");
        assert!(Rates::read(&(one.clone() + &two)).unwrap_err().contains("one and two"));
        let twice = one.clone() + &row("one", "", "1999-12-31", "accepted");
        assert!(Rates::read(&twice).unwrap_err().contains("stands twice"));
    }
}
