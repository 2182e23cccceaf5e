//! Record an inspection.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, LineNumber, coded, limits};

use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "inspect",
    thing: "inspections",
    kind: Kind::Case,
    title: "Record an inspection",
    help: "Keeps an inspection of a line, its result and its evidence. While the newest inspection \
           of a line failed, nothing of that line is shipped.",
    desks: &[Desk::Quality],
    fields: &[
        Field::must("line", "Line", Input::Id("001", reads::<LineNumber>)),
        Field::must("on", "Day of the inspection", Input::Day),
        Field::must("point", "Inspection point", Input::Choice(Point::OPTIONS)),
        Field::must("inspector", "Inspector", Input::Text(limits::LINE)),
        Field::must("result", "Result", Input::Choice(InspectionResult::OPTIONS)),
        Field::must("evidence", "Evidence", Input::Long(limits::PARAGRAPH))
            .hint("Receiving report, contract and line, quantities, signatures"),
        Field::may("file", "Evidence file", Input::Upload),
    ],
};

coded! {
    /// Where it is inspected.
    pub enum Point "inspection point" {
        /// Source.
        Source = "source" "at the contractor",
        /// Destination.
        Destination = "destination" "at destination",
    }
}

coded! {
    /// What an inspection says.
    pub enum InspectionResult "result" {
        /// Accepted.
        Accepted = "accepted" "accepted",
        /// Accepted with faults.
        Conditional = "conditional" "accepted; faults to be mended",
        /// Failed.
        Failed = "failed" "not accepted",
    }
}

/// An inspection.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Inspection {
    /// The line.
    pub line: LineNumber,
    /// When.
    pub on: Day,
    /// Where.
    pub point: Point,
    /// By whom.
    pub inspector: String,
    /// Result.
    pub result: InspectionResult,
    /// Evidence.
    pub evidence: String,
    /// Evidence file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

pub(crate) fn decide(
    case: &State,
    act: &Inspection,
    now: &Situation<'_>,
) -> Result<Inspection, Refusal> {
    let future = now.not_in_future("day of the inspection", act.on);
    let unknown = case.agreed().line(&act.line).is_none().then(|| {
        now.contradiction(
            format!("Line {} is not in this case.", act.line),
            "Name a line of the case.",
        )
    });
    Refusal::unless_clear(future.into_iter().chain(unknown))?;
    Ok(act.clone())
}
