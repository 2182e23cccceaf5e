//! The road of a draft through the offices: to DSCA, to State, and into the review by the
//! committees' leaders; or back to the draft with a reason.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use super::{Event, Stage, State, moved};
use crate::{
    act::{About, Field, Input},
    decider::Outcome,
    refusal::Refusal,
    situation::Situation,
};

/// How the submission describes itself.
pub const SUBMIT: About = About {
    name: "submit",
    thing: "submission",
    kind: Kind::Notification,
    title: "Put the draft under review",
    help: "The agency's draft is done; DSCA reviews it. Until it is sent to Congress the papers \
           are controlled and pre-decisional.",
    desks: &[Desk::CaseManager, Desk::CountryDesk],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// How the passage of DSCA's review describes itself.
pub const PASS: About = About {
    name: "pass-review",
    thing: "review-passage",
    kind: Kind::Notification,
    title: "Pass the draft on to the foreign policy authority",
    help: "The agency that runs sales reviewed the draft and passes it on. Whoever drafted it does not \
           review it.",
    desks: &[Desk::CountryDesk, Desk::Countersigner],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// How the return describes itself.
pub const RETURN: About = About {
    name: "return-draft",
    thing: "draft-return",
    kind: Kind::Notification,
    title: "Return the draft",
    help: "The draft goes back to be changed; what was reviewed of it is reviewed again.",
    desks: &[Desk::CountryDesk, Desk::State, Desk::Legislative],
    fields: &[Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH))],
};

/// How the beginning of the informal review describes itself.
pub const BEGIN: About = About {
    name: "begin-review",
    thing: "informal-review",
    kind: Kind::Notification,
    title: "Put the draft before the committees' leaders",
    help: "State reviewed the draft and sends it to the leaders of the committees. Their review is \
           a clearance and not a timer: no day ends it.",
    desks: &[Desk::State, Desk::Legislative],
    fields: &[
        Field::must("on", "Day on which the papers were sent", Input::Day),
        Field::may("papers", "Papers", Input::Text(limits::LINE)),
    ],
};

coded! {
    /// Where a draft was sent.
    pub enum Step "step" {
        /// DSCA.
        Dsca = "dsca" "put under review",
        /// State.
        State = "state" "put before the foreign policy authority",
        /// Leaders.
        Leaders = "leaders" "put before the committees' leaders",
        /// Back.
        Back = "back" "returned to be changed",
    }
}

/// What is given with a step.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Given {
    /// The day on which papers were sent, where they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Papers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<String>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// Why it was returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A draft went a step.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stepped {
    /// Where to.
    pub to: Step,
    /// What was given with it.
    pub given: Given,
}

impl Step {
    /// Where the draft stands after it.
    pub const fn stage(self) -> Stage {
        match self {
            Self::Dsca => Stage::DscaReview,
            Self::State => Stage::StateReview,
            Self::Leaders => Stage::InformalReview,
            Self::Back => Stage::Draft,
        }
    }
}

pub(crate) fn decide(
    file: &State,
    (to, given): (Step, &Given),
    now: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    let future = given.on.and_then(|on| now.not_in_future("day of the papers", on));
    Refusal::unless_clear(future)?;
    let event = Event::Stepped(Stepped { to, given: given.clone() });
    Ok(moved::with(file, to.stage(), event, now))
}

pub(crate) fn evolve(file: &mut State, event: &Stepped, on: Day) {
    match event.to {
        Step::Leaders => {
            file.informal = Some(super::informal::Informal::sent(event.given.on.unwrap_or(on)));
        }
        Step::Back => file.informal = None,
        Step::Dsca | Step::State => {}
    }
    file.steps.push((on, event.clone()));
    file.go(event.to.stage());
}
