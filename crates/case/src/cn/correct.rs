//! A correction of what was sent to Congress: what was printed, and what it should say. What was
//! sent stays as it was sent.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "correct",
    thing: "corrections",
    kind: Kind::Notification,
    title: "Record a correction that was sent",
    help: "Keeps that a fault of the certification was repaired by letter. A higher value or a \
           higher capability is no correction.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("on", "Day", Input::Day),
        Field::must("field", "What is corrected", Input::Text(limits::LINE))
            .hint("The field of the certification, such as (iii) or Total"),
        Field::must("printed", "As it was sent", Input::Long(limits::PARAGRAPH)),
        Field::must("reads", "As it should read", Input::Long(limits::PARAGRAPH)),
        Field::may("letter", "Number of the letter", Input::Text(limits::LINE)),
    ],
};

/// A correction was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Correction {
    pub on: Day,
    pub field: String,
    pub printed: String,
    pub reads: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
}

pub(crate) fn decide(
    file: &State,
    act: &Correction,
    now: &Situation<'_>,
) -> Result<Correction, Refusal> {
    let early = file.day_nought().filter(|day| act.on < *day).map(|day| {
        now.contradiction(
            format!("It was delivered on {day}, after {}.", act.on),
            "Correct the day; a draft is changed and not corrected.",
        )
    });
    let same = (act.printed.trim() == act.reads.trim()).then(|| {
        now.contradiction(
            "What was sent and what it should say are the same.".to_owned(),
            "Say what changes.",
        )
    });
    let future = now.not_in_future("day of the correction", act.on);
    Refusal::unless_clear(early.into_iter().chain(same).chain(future))?;
    Ok(act.clone())
}
