//! Review one area of compliance.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use super::{Area, Position};
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "review-area",
    thing: "compliance-reviews",
    kind: Kind::Case,
    title: "Review an area of compliance",
    help: "Keeps that an area was reviewed and on what basis. Faults are raised as findings; an \
           open finding stops the next gate.",
    desks: &[Desk::Compliance],
    fields: &[
        Field::must("area", "Area", Input::Choice(Area::OPTIONS)),
        Field::must("basis", "What was looked at", Input::Long(limits::PARAGRAPH)),
        Field::must("remarks", "Result", Input::Long(limits::PARAGRAPH)),
        Field::may("position", "Position on release", Input::Choice(Position::OPTIONS))
            .hint("For technology release: a release that was only asked for opens no offer."),
    ],
};

/// The review of one area.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AreaReview {
    /// Area.
    pub area: Area,
    /// What was looked at.
    pub basis: String,
    /// Result.
    pub remarks: String,
    /// How far the release is, where the area is that of release and the review says so. A review
    /// that does not say so reviewed a decision: that is what its basis and result are about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

pub(crate) fn decide(
    case: &State,
    act: &AreaReview,
    now: &Situation<'_>,
) -> Result<AreaReview, Refusal> {
    let open = case.open_findings().find(|f| f.finding.area == act.area).map(|f| {
        now.contradiction(
            format!("Finding {} of {} is open.", f.number, act.area.meaning()),
            "Resolve the finding first; the review then records the area as it is.",
        )
    });
    Refusal::unless_clear(open)?;
    Ok(act.clone())
}
