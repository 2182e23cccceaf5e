//! Changes abroad, as a case meets them: a review that somebody must close.

pub mod close_review;

use serde::{Deserialize, Serialize};
use terms::Day;

use crate::{purchaser::ChangeKind, sale::State};

/// A change abroad touched the case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReviewRaised {
    /// Number of the change in the purchaser's file.
    pub change: u32,
    /// What kind of change.
    pub what: ChangeKind,
    /// Day of the change.
    pub on: Day,
    /// Where it can be read.
    pub source: String,
    /// What happened.
    pub summary: String,
}

pub(crate) fn evolve(case: &mut State, event: &ReviewRaised) {
    let number = u32::try_from(case.reviews.len()).unwrap_or(u32::MAX).saturating_add(1);
    case.reviews.push(close_review::Review { number, raised: event.clone(), closed: None });
}
