//! Change or remove a line of a draft.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, LineNumber, limits};

use super::{Line, line};
use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How a change describes itself.
pub const CHANGE: About = About {
    name: "change-line",
    thing: "line-changes",
    kind: Kind::Case,
    title: "Change a line",
    help: "Replaces a line of the draft by what is entered; the earlier line stays in the record.",
    desks: &[Desk::CaseManager],
    fields: line::FIELDS,
};

/// How a removal describes itself.
pub const REMOVE: About = About {
    name: "remove-line",
    thing: "line-removals",
    kind: Kind::Case,
    title: "Remove a line",
    help: "Takes a line out of the draft; it stays in the record.",
    desks: &[Desk::CaseManager],
    fields: &[
        Field::must("number", "Line", Input::Id("001", reads::<LineNumber>)),
        Field::must("reason", "Reason", Input::Text(limits::LINE)),
    ],
};

/// A line was taken out of the draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LineRemoved {
    /// The line.
    pub number: LineNumber,
    /// Why.
    pub reason: String,
}

pub(crate) fn change(case: &State, act: &Line, now: &Situation<'_>) -> Result<Line, Refusal> {
    let missing = absent(case, &act.number, now);
    let short = delivered(case, &act.number, act.quantity, now);
    let found = missing.into_iter().chain(short);
    Refusal::unless_clear(found.chain(line::faults(case, act, now)))?;
    Ok(act.clone())
}

pub(crate) fn remove(
    case: &State,
    act: &LineRemoved,
    now: &Situation<'_>,
) -> Result<LineRemoved, Refusal> {
    let left = delivered(case, &act.number, Some(0), now);
    Refusal::unless_clear(absent(case, &act.number, now).into_iter().chain(left))?;
    Ok(act.clone())
}

/// A change takes nothing away that has left already.
fn delivered(
    case: &State,
    number: &LineNumber,
    quantity: Option<i64>,
    now: &Situation<'_>,
) -> Option<rules::Finding> {
    let sent = case.sent(number);
    quantity.filter(|quantity| *quantity < sent).map(|quantity| {
        now.contradiction(
            format!("{sent} of line {number} were shipped; it cannot order {quantity}."),
            "Leave at least what was shipped on the line.",
        )
    })
}

fn absent(case: &State, number: &LineNumber, now: &Situation<'_>) -> Option<rules::Finding> {
    case.line(number).is_none().then(|| {
        now.contradiction(
            format!("Line {number} is not in this case."),
            "Name a line of the case, or add it.",
        )
    })
}

pub(crate) fn evolve_changed(case: &mut State, event: &Line) {
    if let Some(line) = case.lines.iter_mut().find(|line| line.number == event.number) {
        let price = line.price.take();
        *line = event.clone();
        line.price = price.filter(|price| price.fits(line));
    }
}

pub(crate) fn evolve_removed(case: &mut State, event: &LineRemoved) {
    case.lines.retain(|line| line.number != event.number);
}
