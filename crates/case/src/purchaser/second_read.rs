//! Read an assessment of interest as the second person.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "second-read",
    thing: "second-readings",
    kind: Kind::Purchaser,
    title: "Read the assessment as the second person",
    help: "Keeps whether a second person agrees with the newest assessment of interest. The \
           author cannot do it.",
    desks: &[Desk::State, Desk::CountryDesk, Desk::SecurityCooperation],
    fields: &[
        Field::must("agrees", "I agree with the conclusion", Input::Flag),
        Field::must("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// What a second person says of the newest assessment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SecondReading {
    /// Whether the second person agrees.
    pub agrees: bool,
    /// Remarks.
    pub remarks: String,
}

pub(crate) fn decide(
    file: &State,
    act: &SecondReading,
    now: &Situation<'_>,
) -> Result<SecondReading, Refusal> {
    let unread = file.assessment().is_some_and(|assessed| assessed.second.is_none());
    let finding = (!unread).then(|| {
        now.contradiction(
            "No assessment waits for a second reader.".to_owned(),
            "Assess the interest first.",
        )
    });
    Refusal::unless_clear(finding)?;
    Ok(act.clone())
}

pub(crate) fn evolve(file: &mut State, event: &SecondReading, told: &Told<'_>) {
    if let Some(assessed) = file.assessments.last_mut() {
        assessed.second = Some((event.clone(), told.by.person()));
    }
    // The next assessment may have another author; whoever wrote this one may read that one.
    file.head.hands.forget(&["assess-interest"]);
}
