//! The clocks of the field as a table: what starts and stops each one, which rule says how long it
//! runs, who must act, and what makes it stand still. The numbers stay in the rules.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, codes::Holder};

use crate::clock::{DayKind, Length};

/// Every clock of the field.
#[derive(Debug, Clone, Default)]
pub struct Standards(Vec<Standard>);

/// A clock of the field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Its name in the program: `lor-acknowledge`.
    pub id: String,
    /// The kind of file that it runs on: `request`, `case`, `notification`, `office`.
    pub file: String,
    /// What must happen in time: "Acknowledge the request".
    pub name: String,
    /// What starts it.
    pub starts: String,
    /// What stops it.
    pub stops: String,
    /// The rules that say how long it runs, one for each group where they differ by group.
    pub rules: Vec<String>,
    /// The parameter of the rule with its length.
    pub param: String,
    /// The unit of the parameter.
    pub unit: Unit,
    /// What kind of day it counts.
    pub counts: DayKind,
    /// Customer code of the country whose working days count.
    #[serde(default)]
    pub country: Option<String>,
    /// Who must act.
    pub holder: Holder,
    /// The act that stops it, as the pack names acts: `request acknowledge`.
    #[serde(default)]
    pub act: Option<String>,
    /// What makes it stand still, in words.
    #[serde(default)]
    pub pauses: Vec<String>,
    /// Whether nobody has to act by its last day: a window that closes, or a wait that is over.
    #[serde(default)]
    pub of_itself: bool,
    /// Desks that find it in their calendars although no act of theirs stops it.
    #[serde(default)]
    pub desks: Vec<Desk>,
    /// What the record has no data for, so that the clock cannot run.
    #[serde(default)]
    pub awaits: Option<String>,
    /// Where it was read.
    pub citation: String,
    /// How far the source was seen, in the words of the rule pack.
    pub confidence: String,
}

/// The unit of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days.
    Days,
    /// Calendar months.
    Months,
    /// A day of every year, `02-01`.
    DayOfYear,
    /// A word for how often: `quarterly`, `yearly`.
    Interval,
}

/// A step before or after a due day at which somebody is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Days from the due day: before it when negative.
    pub days: i32,
    /// Who is told, in the office's words.
    pub tell: String,
    /// The desk that is told, where the office names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<Desk>,
    /// The rule whose due days it is about; all of them when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// A step that a due day comes to, on the day on which it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached<'a> {
    /// Which of the steps of this due day it is, from 1, in the order of their days.
    pub level: u32,
    /// The day on which somebody is told.
    pub on: Day,
    /// The step.
    pub step: &'a Step,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StandardFile {
    clock: Vec<Standard>,
}

impl Standards {
    /// Reads the table from TOML.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: StandardFile = toml::from_str(text).map_err(|error| error.to_string())?;
        for standard in &file.clock {
            if standard.rules.is_empty() {
                return Err(format!("the clock {} names no rule", standard.id));
            }
            if standard.counts == DayKind::Working && standard.country.is_none() {
                return Err(format!("the clock {} counts working days of no country", standard.id));
            }
        }
        Ok(Self(file.clock))
    }

    /// The clock of a name.
    pub fn of(&self, id: &str) -> Option<&Standard> {
        self.0.iter().find(|standard| standard.id == id)
    }

    /// Every clock, in the order of the table.
    pub fn all(&self) -> &[Standard] {
        &self.0
    }
}

impl Standard {
    /// The length of a number of its unit, in days of a kind.
    pub const fn length(&self, number: i32, counts: DayKind) -> Length {
        match self.unit {
            Unit::Months => Length::Months(number),
            Unit::Days | Unit::DayOfYear | Unit::Interval => Length::Days(number, counts),
        }
    }
}

/// The length that a word for how often means.
pub fn interval(word: &str) -> Option<Length> {
    match word {
        "monthly" => Some(Length::Months(1)),
        "quarterly" => Some(Length::Months(3)),
        "yearly" => Some(Length::Months(12)),
        _ => None,
    }
}

/// The steps of a due day that a rule sets, each with its level and its day, in order.
pub fn steps_of<'a>(steps: &'a [Step], due: Day, rule: Option<&str>) -> Vec<Reached<'a>> {
    let about = |step: &&Step| step.rule.is_none() || step.rule.as_deref() == rule;
    let mut all: Vec<&Step> = steps.iter().filter(about).collect();
    all.sort_by_key(|step| step.days);
    let numbered = (1..).zip(all);
    numbered.map(|(level, step)| Reached { level, on: due.plus_days(step.days), step }).collect()
}

/// The steps that a due day has come to, in the order of their days.
pub fn reached<'a>(
    steps: &'a [Step],
    (due, rule): (Day, Option<&str>),
    today: Day,
) -> Vec<Reached<'a>> {
    let mut reached = steps_of(steps, due, rule);
    reached.retain(|step| step.on <= today);
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_reached_before_and_after_the_due_day() {
        let step = |days, tell: &str| Step { days, tell: tell.to_owned(), desk: None, rule: None };
        let of_offers = Step { rule: Some("OED-001".to_owned()), ..step(-7, "purchaser's desk") };
        let steps = [
            step(3, "division chief"),
            step(-5, "case manager"),
            step(0, "country desk"),
            of_offers,
        ];
        let told = |today: &str, rule: Option<&str>| {
            let today = today.parse().unwrap();
            let due = "2026-03-10".parse().unwrap();
            reached(&steps, (due, rule), today)
                .iter()
                .map(|s| format!("{} {}", s.level, s.step.tell))
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(told("2026-03-04", None), "");
        assert_eq!(told("2026-03-05", None), "1 case manager");
        assert_eq!(told("2026-03-10", Some("LOR-004")), "1 case manager, 2 country desk");
        let all = "1 case manager, 2 country desk, 3 division chief";
        assert_eq!(told("2026-03-13", None), all);
        assert_eq!(told("2026-03-04", Some("OED-001")), "1 purchaser's desk");
    }

    #[test]
    fn a_table_that_cannot_be_counted_is_refused() {
        let row = "[[clock]]\nid = \"a\"\nfile = \"case\"\nname = \"A\"\nstarts = \"s\"\nstops = \"t\"\nrules = [\"LOR-004\"]\n\
                   param = \"days\"\nunit = \"days\"\ncounts = \"calendar\"\nholder = \"agency\"\n\
                   citation = \"c\"\nconfidence = \"confirmed\"\n";
        let standards = Standards::read(row).unwrap();
        assert_eq!(
            standards.of("a").unwrap().length(5, DayKind::Calendar).to_string(),
            "5 calendar days"
        );
        let none = row.replace("[\"LOR-004\"]", "[]");
        assert!(Standards::read(&none).unwrap_err().contains("no rule"));
        let nowhere = row.replace("\"calendar\"", "\"working\"");
        assert!(Standards::read(&nowhere).unwrap_err().contains("no country"));
    }
}
