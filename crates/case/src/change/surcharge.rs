//! Review the administrative surcharge rates of the lines while a change is prepared: a line keeps
//! its rate for life, so that new work at today's rate may need a line of its own (DSCA 24-08).

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, LineNumber, Rate, coded, limits};

use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::{State, value},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "review-surcharge",
    thing: "surcharge-reviews",
    kind: Kind::Case,
    title: "Review the surcharge rates",
    help: "Says, for the open change as it stands, whether each line may keep its administrative \
           surcharge rate, or which lines need a new line beside them at today's rate. A later \
           change of lines or terms asks for the review anew.",
    desks: &[Desk::CaseManager, Desk::Comptroller, Desk::Finance],
    fields: &[
        Field::must("result", "Result", Input::Choice(SurchargeResult::OPTIONS)),
        Field::may("lines", "Lines that need a new line", Input::Many("001", reads::<LineNumber>)),
        Field::must("statement", "What was reviewed", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// What a review of the rates leads to.
    pub enum SurchargeResult "result" {
        /// Keep.
        Keep = "keep" "each line may keep its rate",
        /// New lines.
        NewLines = "new-lines" "the named lines need a new line beside them",
    }
}

/// Reviews the rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewSurcharge {
    /// What it leads to.
    pub result: SurchargeResult,
    /// The lines that need a new one beside them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineNumber>,
    /// What was reviewed.
    pub statement: String,
}

/// The rates were reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurchargeReviewed {
    /// What was entered.
    pub review: ReviewSurcharge,
    /// The rate of that day, which a new line gets.
    pub rate: Rate,
    /// The rate that each line has in the open change.
    pub rates: Vec<LineRate>,
}

/// The administrative surcharge rate of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRate {
    /// The line.
    pub line: LineNumber,
    /// Its rate.
    pub rate: Rate,
}

pub(crate) fn decide(
    case: &State,
    act: &ReviewSurcharge,
    now: &Situation<'_>,
) -> Result<SurchargeReviewed, Refusal> {
    let none_open = case.change().is_none().then(|| {
        now.contradiction("No change is open in this case.".to_owned(), "Open a change first.")
    });
    let named = !act.lines.is_empty();
    let wants = act.result == SurchargeResult::NewLines;
    let unnamed = (wants != named).then(|| {
        now.contradiction(
            "Lines are named exactly when new lines are needed.".to_owned(),
            "Name the lines that need a new one, or none.",
        )
    });
    let unknown = act.lines.iter().filter(|number| case.line(number).is_none()).map(|number| {
        now.contradiction(
            format!("Line {number} is not in this change."),
            "Name lines of the open change.",
        )
    });
    Refusal::unless_clear(none_open.into_iter().chain(unnamed).chain(unknown))?;
    let (rate, rates) = (value::administrative(now), value::rates(case, now));
    Ok(SurchargeReviewed { review: act.clone(), rate, rates })
}

pub(crate) fn evolve(case: &mut State, event: &SurchargeReviewed) {
    if let Some(change) = &mut case.versions.open {
        change.track.surcharge = Some(event.clone());
    }
}
