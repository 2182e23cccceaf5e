//! Close a review of a change abroad.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use super::ReviewRaised;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "close-review",
    thing: "review-closures",
    kind: Kind::Case,
    title: "Close a review",
    help: "Keeps what a change abroad means for this case. While a review is open, \
           countersignature, offer, implementation and shipment are refused.",
    desks: &[Desk::State, Desk::CountryDesk],
    fields: &[
        Field::must("number", "Review", Input::Count(1, limits::QUANTITY)),
        Field::must("outcome", "Outcome", Input::Choice(ReviewOutcome::OPTIONS)),
        Field::must("justification", "Justification", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// What a change abroad means for a case.
    pub enum ReviewOutcome "outcome" {
        /// Nothing.
        Continue = "continue" "the case goes on",
        /// Suspend.
        Suspend = "suspend" "the case is to be suspended",
    }
}

/// How a review was closed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReviewClosed {
    /// The review.
    pub number: u32,
    /// Outcome.
    pub outcome: ReviewOutcome,
    /// Justification.
    pub justification: String,
}

/// A review as the case shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Review {
    /// From 1.
    pub number: u32,
    /// The change.
    pub raised: ReviewRaised,
    /// How it was closed.
    pub closed: Option<ReviewClosed>,
}

pub(crate) fn decide(
    case: &State,
    act: &ReviewClosed,
    now: &Situation<'_>,
) -> Result<ReviewClosed, Refusal> {
    let open = case.open_reviews().any(|review| review.number == act.number);
    let finding = (!open).then(|| {
        now.contradiction(
            format!("Review {} is not open.", act.number),
            "Name a review of this case that is open.",
        )
    });
    Refusal::unless_clear(finding)?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &ReviewClosed) {
    if let Some(review) = case.reviews.iter_mut().find(|r| r.number == event.number) {
        review.closed = Some(event.clone());
    }
}
