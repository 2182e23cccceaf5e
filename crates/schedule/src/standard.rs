//! The clocks of the field as a table: what starts and stops each one, which rule says how long it
//! runs, who must act, and what makes it stand still. The numbers stay in the rules.

use serde::{Deserialize, Serialize};
use terms::{Day, codes::Holder};

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
    /// What the record has no act for yet, so that the clock cannot run.
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
}

/// A step before or after a due day at which somebody is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Days from the due day: before it when negative.
    pub days: i32,
    /// Who is told, in the office's words.
    pub tell: String,
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
    /// The length of a number of its unit.
    pub const fn length(&self, number: i32) -> Length {
        match self.unit {
            Unit::Days => Length::Days(number, self.counts),
            Unit::Months => Length::Months(number),
        }
    }
}

/// The steps that a due day has come to, in the order of their days.
pub fn reached(steps: &[Step], due: Day, today: Day) -> Vec<&Step> {
    let mut reached: Vec<&Step> =
        steps.iter().filter(|step| due.plus_days(step.days) <= today).collect();
    reached.sort_by_key(|step| step.days);
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_reached_before_and_after_the_due_day() {
        let step = |days, tell: &str| Step { days, tell: tell.to_owned() };
        let steps = [step(3, "division chief"), step(-5, "case manager"), step(0, "country desk")];
        let told = |today: &str| {
            let today = today.parse().unwrap();
            let due = "2026-03-10".parse().unwrap();
            reached(&steps, due, today)
                .iter()
                .map(|s| s.tell.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(told("2026-03-04"), "");
        assert_eq!(told("2026-03-05"), "case manager");
        assert_eq!(told("2026-03-10"), "case manager, country desk");
        assert_eq!(told("2026-03-13"), "case manager, country desk, division chief");
    }

    #[test]
    fn a_table_that_cannot_be_counted_is_refused() {
        let row = "[[clock]]\nid = \"a\"\nname = \"A\"\nstarts = \"s\"\nstops = \"t\"\nrules = [\"LOR-004\"]\n\
                   param = \"days\"\nunit = \"days\"\ncounts = \"calendar\"\nholder = \"agency\"\n\
                   citation = \"c\"\nconfidence = \"confirmed\"\n";
        let standards = Standards::read(row).unwrap();
        assert_eq!(standards.of("a").unwrap().length(5).to_string(), "5 calendar days");
        let none = row.replace("[\"LOR-004\"]", "[]");
        assert!(Standards::read(&none).unwrap_err().contains("no rule"));
        let nowhere = row.replace("\"calendar\"", "\"working\"");
        assert!(Standards::read(&nowhere).unwrap_err().contains("no country"));
    }
}
