//! The day that governs a rule: each row names it, and the row of that day decides. A row may name
//! several, the first that is on record governs, and the day of the act where none is.

use serde::{Deserialize, Serialize};
use terms::{Day, codes::coded};

use crate::{Finding, Row};

coded! {
    /// A day that a row may name as the one that governs it.
    pub enum Governing "governing day" {
        /// The act.
        Act = "act" "the day of the act",
        /// The request.
        LorReceived = "lor_received" "the day on which the request was received",
        /// The complete request.
        LorComplete = "lor_complete" "the day on which the request was complete",
        /// Before a request.
        NeedStated = "need_stated" "the day on which the need was stated",
        /// The price for planning.
        PriceSent = "price_sent" "the day of the letter with the price",
        /// The statement.
        Stated = "stated" "the day of the statement",
        /// The agency's approval of the offer.
        Approved = "approved" "the day on which the agency approved the offer",
        /// Delivery to the legislature.
        Notified = "notified" "the day of delivery to the legislature",
        /// Publication.
        Published = "published" "the day of the publication",
        /// The acceptance.
        Accepted = "accepted" "the day on which the purchaser accepted",
        /// Implementation.
        Implemented = "implemented" "the day of the implementation",
        /// The shipment.
        Shipped = "shipped" "the day of the shipment",
        /// A review of the case.
        Reviewed = "reviewed" "the day from which the next review is counted",
        /// Supply complete.
        SupplyCompleted = "supply_completed" "the day on which supply was complete",
    }
}

/// How many names there are.
const NAMES: usize = Governing::ALL.len();

/// The days on record of which a row names one. The day of the act is not among them: it is always
/// known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days([Option<Day>; NAMES]);

/// Which days govern a row, the first one that is on record before the others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub struct GovernedBy(Vec<Governing>);

/// A row, and the day by which it was found.
#[derive(Debug, Clone, Copy)]
pub struct Governed<'a> {
    /// The row in force on the day.
    pub row: &'a Row,
    /// The day.
    pub on: Day,
    /// Which day it is.
    pub by: Governing,
}

/// The day that governed a finding, where it was not the day of the act alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsOf {
    /// The day.
    pub on: Day,
    /// Which day it is, by its code.
    pub by: String,
    /// Days that the row names before it and that are not on record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}

impl Days {
    /// The day of a name; `None` where it is not on record.
    pub const fn of(&self, name: Governing) -> Option<Day> {
        self.0[name as usize]
    }

    /// Enters a day under its name, in place of what was known.
    #[must_use]
    pub fn with(mut self, name: Governing, day: impl Into<Option<Day>>) -> Self {
        self.0[name as usize] = day.into();
        self
    }
}

impl GovernedBy {
    /// The names, in the order in which they govern. The day of the act comes last, always.
    pub fn names(&self) -> impl Iterator<Item = Governing> {
        let named = self.0.iter().copied().filter(|name| *name != Governing::Act);
        named.chain([Governing::Act])
    }

    /// The day that governs, of those on record.
    fn pick(&self, days: &Days, act: Day) -> (Governing, Day) {
        let known = self.0.iter().find_map(|name| Some((*name, days.of(*name)?)));
        known.unwrap_or((Governing::Act, act))
    }

    /// In words: "the day of the publication, else the day of the act".
    pub fn told(&self) -> String {
        let names: Vec<&str> = self.names().map(Governing::meaning).collect();
        names.join(", else ")
    }
}

impl TryFrom<toml::Value> for GovernedBy {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        let read = |value: &toml::Value| {
            let text = value.as_str().ok_or_else(|| "a governing day is a word".to_owned())?;
            text.parse::<Governing>().map_err(|unread| unread.to_string())
        };
        let names: Vec<Governing> = match &value {
            toml::Value::Array(many) => many.iter().map(read).collect::<Result<_, _>>()?,
            one => vec![read(one)?],
        };
        let last = names.len().saturating_sub(1);
        let hidden = names.iter().take(last).any(|name| *name == Governing::Act);
        if names.is_empty() || hidden {
            return Err("name a governing day, and \"act\" last: it is always known".to_owned());
        }
        Ok(Self(names))
    }
}

impl Row {
    /// Which days govern it, in words.
    pub fn governed_by(&self) -> String {
        self.governed_by
            .as_ref()
            .map_or_else(|| Governing::Act.meaning().to_owned(), GovernedBy::told)
    }

    /// Codes of the days that govern it, in order.
    pub fn governing(&self) -> Vec<Governing> {
        self.governed_by.as_ref().map_or_else(|| vec![Governing::Act], |by| by.names().collect())
    }

    /// The day that governs the rule of this row, of those on record.
    pub(crate) fn day_of(&self, days: &Days, act: Day) -> (Governing, Day) {
        self.governed_by.as_ref().map_or((Governing::Act, act), |by| by.pick(days, act))
    }
}

impl Governed<'_> {
    /// What a finding keeps of the day: nothing where the row names the day of the act and no
    /// other.
    pub fn as_of(&self) -> Option<AsOf> {
        let named = self.row.governed_by.as_ref()?;
        let before = |name: &Governing| *name != self.by;
        let unknown: Vec<Governing> = named.names().take_while(before).collect();
        (self.by != Governing::Act || !unknown.is_empty()).then(|| AsOf {
            on: self.on,
            by: self.by.code().to_owned(),
            unknown: unknown.into_iter().map(|name| name.code().to_owned()).collect(),
        })
    }

    /// Enters the day into a finding that was made under the row.
    pub fn told(&self, mut finding: Finding) -> Finding {
        finding.as_of = self.as_of();
        finding
    }
}

impl AsOf {
    /// "as of 2026-03-02, the day on which the request was received".
    pub fn sentence(&self) -> String {
        let mut said = format!("as of {}, {}", self.on, meaning(&self.by));
        for unknown in &self.unknown {
            said.push_str("; not on record: ");
            said.push_str(meaning(unknown));
        }
        said
    }
}

/// What a kept code means; an event of another edition may keep one that this one does not know.
fn meaning(code: &str) -> &str {
    Governing::ALL.iter().find(|known| known.code() == code).map_or(code, |known| known.meaning())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn named(text: &str) -> Result<GovernedBy, String> {
        let table: toml::Table = format!("by = {text}").parse().unwrap();
        GovernedBy::try_from(table["by"].clone())
    }

    #[test]
    fn the_first_day_on_record_governs_and_else_the_day_of_the_act() {
        let by = named("[\"published\", \"notified\"]").unwrap();
        let act = day("2026-05-01");
        let notified = Days::default().with(Governing::Notified, day("2026-02-25"));
        let both = notified.with(Governing::Published, day("2026-02-27"));
        assert_eq!(by.pick(&both, act), (Governing::Published, day("2026-02-27")));
        assert_eq!(by.pick(&notified, act), (Governing::Notified, day("2026-02-25")));
        assert_eq!(by.pick(&Days::default(), act), (Governing::Act, act));
        assert!(by.told().ends_with(", else the day of the act"), "{}", by.told());
    }

    #[test]
    fn a_name_that_no_day_has_is_refused() {
        assert!(named("\"coronation\"").unwrap_err().contains("coronation"));
        assert!(named("[\"act\", \"notified\"]").unwrap_err().contains("\"act\" last"));
        assert!(named("[]").is_err() && named("3").is_err());
        assert!(named("[\"notified\", \"act\"]").is_ok());
    }

    #[test]
    fn a_finding_tells_which_day_was_used_and_which_is_not_known() {
        let fell_back = AsOf {
            on: day("2026-05-01"),
            by: "act".to_owned(),
            unknown: vec!["notified".to_owned()],
        };
        assert_eq!(
            fell_back.sentence(),
            "as of 2026-05-01, the day of the act; not on record: the day of delivery to the \
             legislature"
        );
    }
}
