//! Record the country team's assessment: its date says how long it may be used, its review stops
//! that clock.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    clocks,
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "record-country-assessment",
    thing: "country-assessments",
    kind: Kind::Request,
    title: "Record the country team's assessment",
    help: "Keeps the assessment with its date and whether the command agrees. Record it again with \
           the day of its review by the agency that runs sales; of several the newest counts.",
    desks: &[Desk::SecurityCooperation, Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("reference", "Reference", Input::Text(limits::LINE)),
        Field::must("dated_on", "Date of the assessment", Input::Day),
        Field::must("agrees", "The command agrees", Input::Flag),
        Field::may("reviewed_on", "Reviewed on", Input::Day)
            .hint("By the agency that runs sales; left out until it has"),
    ],
};

/// Records an assessment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Given {
    pub reference: String,
    pub dated_on: Day,
    pub agrees: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<Day>,
}

/// An assessment was recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CountryAssessed {
    /// What was recorded.
    pub given: Given,
    /// The last day on which it may be used, where a rule says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<Day>,
}

pub(crate) fn decide(act: &Given, now: &Situation<'_>) -> Result<CountryAssessed, Refusal> {
    let future = now.not_in_future("date of the assessment", act.dated_on);
    let reviewed = act.reviewed_on.and_then(|on| now.not_in_future("day of the review", on));
    let early = act.reviewed_on.filter(|on| *on < act.dated_on).map(|on| {
        now.contradiction(
            format!("It was reviewed on {on}, before its date, {}.", act.dated_on),
            "Correct the day.",
        )
    });
    Refusal::unless_clear(future.into_iter().chain(reviewed).chain(early))?;
    let row = now.row("LOR-007");
    let use_by =
        row.and_then(|row| clocks::last_day(row, "max_age_days", act.dated_on, &now.calendars()));
    Ok(CountryAssessed { given: act.clone(), use_by })
}

pub(crate) fn evolve(file: &mut State, event: &CountryAssessed) {
    file.country = Some(event.clone());
}

impl CountryAssessed {
    /// Whether it is older than its rule lets it be, and nobody reviewed it in time.
    pub fn is_old(&self, today: Day) -> bool {
        let judged_on = self.given.reviewed_on.unwrap_or(today);
        self.use_by.is_some_and(|by| by < judged_on)
    }
}
