//! Joint resolutions against a sale. One that is introduced or passed stops nothing; one that
//! becomes law does: inside the period, and also later while something is still to be delivered.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the introduction describes itself.
pub const INTRODUCE: About = About {
    name: "introduce-resolution",
    thing: "resolutions",
    kind: Kind::Notification,
    title: "Record a joint resolution of disapproval",
    help: "Keeps that a resolution against the sale was introduced. It stops nothing unless it \
           becomes law.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("number", "Number", Input::Text(limits::LINE)).hint("S.J.Res. 99"),
        Field::must("chamber", "Chamber", Input::Text(limits::LINE)),
        Field::must("on", "Day", Input::Day),
        Field::may("sponsor", "Sponsor", Input::Text(limits::LINE)),
    ],
};

/// How a step of a resolution describes itself.
pub const MOVE: About = About {
    name: "move-resolution",
    thing: "resolution-steps",
    kind: Kind::Notification,
    title: "Record a step of a resolution",
    help: "Keeps how far a resolution came. Its enactment is recorded as a disapproval.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("number", "Number", Input::Text(limits::LINE)),
        Field::must("step", "Step", Input::Choice(Progress::OPTIONS)),
        Field::must("on", "Day", Input::Day),
        Field::may("votes", "Votes", Input::Text(limits::LINE)),
    ],
};

coded! {
    /// How far a resolution came.
    pub enum Progress "step of a resolution" {
        /// Introduced.
        Introduced = "introduced" "introduced",
        /// Committee.
        Discharged = "discharged" "taken out of committee",
        /// One chamber.
        PassedOne = "passed-one" "passed by one chamber",
        /// Both chambers.
        PassedBoth = "passed-both" "passed by both chambers; not yet law",
        /// Veto.
        Vetoed = "vetoed" "vetoed",
        /// Defeated.
        Failed = "failed" "defeated",
    }
}

/// A resolution as the file shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Resolution {
    /// How it began.
    pub introduced: Introduced,
    /// Its steps, oldest first.
    pub steps: Vec<Moved>,
}

/// A resolution was introduced.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Introduced {
    pub number: String,
    pub chamber: String,
    pub on: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsor: Option<String>,
}

/// A resolution went a step.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Moved {
    pub number: String,
    pub step: Progress,
    pub on: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<String>,
}

impl Resolution {
    /// How far it came.
    pub fn progress(&self) -> Progress {
        self.steps.last().map_or(Progress::Introduced, |step| step.step)
    }

    /// The day of its last step.
    pub fn last_on(&self) -> Day {
        self.steps.last().map_or(self.introduced.on, |step| step.on)
    }
}

fn find<'a>(file: &'a State, number: &str) -> Option<&'a Resolution> {
    file.resolutions.iter().find(|r| r.introduced.number.eq_ignore_ascii_case(number))
}

pub(crate) fn introduce(
    file: &State,
    act: &Introduced,
    now: &Situation<'_>,
) -> Result<Introduced, Refusal> {
    let twice = find(file, &act.number).map(|_| {
        now.contradiction(
            format!("{} is already on record.", act.number),
            "Record its next step instead.",
        )
    });
    let future = now.not_in_future("day of the introduction", act.on);
    Refusal::unless_clear(twice.into_iter().chain(future))?;
    Ok(act.clone())
}

pub(crate) fn step(file: &State, act: &Moved, now: &Situation<'_>) -> Result<Moved, Refusal> {
    let known = find(file, &act.number);
    let unknown = known.is_none().then(|| {
        now.contradiction(
            format!("No resolution {} is on record.", act.number),
            "Record its introduction first.",
        )
    });
    let backwards = known.filter(|r| act.on < r.last_on()).map(|r| {
        now.contradiction(
            format!("Its last step is of {}, after {}.", r.last_on(), act.on),
            "Correct the day.",
        )
    });
    let future = now.not_in_future("day of the step", act.on);
    Refusal::unless_clear(unknown.into_iter().chain(backwards).chain(future))?;
    Ok(act.clone())
}

pub(crate) fn evolve_moved(file: &mut State, event: &Moved) {
    let number = &event.number;
    let known = file.resolutions.iter_mut();
    if let Some(resolution) =
        known.into_iter().find(|r| r.introduced.number.eq_ignore_ascii_case(number))
    {
        resolution.steps.push(event.clone());
    }
}
