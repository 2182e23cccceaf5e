//! Write the final document and put it before the bodies that must decide on it.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, Unreadable, limits};

use crate::{
    act::{About, Field, Input},
    authority::{Quorum, Seat},
    decider::Told,
    refusal::Refusal,
    sale::{Board, Stage, State},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "write",
    thing: "writing",
    kind: Kind::Case,
    title: "Write and put before the bodies",
    help: "Case writing finishes the document. The bodies that the routing rule names decide next: \
           those of one step side by side, the steps in order.",
    desks: &[Desk::CaseWriter],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// Writes the final document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Write {
    /// Remarks.
    pub remarks: Option<String>,
}

/// The final document was written; these bodies decide on it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Written {
    /// The bodies, with the step in which each one decides.
    pub seats: Vec<Seat>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

pub(crate) fn decide(act: &Write, now: &Situation<'_>) -> Result<Written, Refusal> {
    let row = now.row("AUTH-001");
    let steps = row.map(|row| row.words("steps")).unwrap_or_default();
    let mut states = row.map(|row| row.words("states")).unwrap_or_default().into_iter();
    let mut seats = Vec::new();
    for (step, bodies) in (1..).zip(steps) {
        let state = states.next();
        for word in bodies.split_whitespace() {
            match seat(word, (step, state)) {
                Ok(seat) => seats.push(seat),
                Err(unread) => {
                    let remedy = "Correct the row AUTH-001 of the pack.";
                    return Err(now.contradiction(unread.to_string(), remedy).into());
                }
            }
        }
    }
    let nobody = seats.is_empty().then(|| {
        let sentence = "No rule says today which bodies decide on an offer.".to_owned();
        now.contradiction(sentence, "Add a row AUTH-001 for today to the pack.")
    });
    Refusal::unless_clear(nobody)?;
    Ok(Written { seats, remarks: act.remarks.clone() })
}

/// A body as the row names it: `state`, or `state:2/3` where two of its three members decide.
fn seat(word: &str, (step, state): (u32, Option<&str>)) -> Result<Seat, Unreadable> {
    let (body, members) = word.split_once(':').map_or((word, None), |(b, m)| (b, Some(m)));
    let quorum = members.map(|text| {
        let numbers = text.split_once('/').and_then(|(needed, members)| {
            let (needed, members) = (needed.parse().ok()?, members.parse().ok()?);
            (1 <= needed && needed <= members).then_some(Quorum { needed, members })
        });
        let words = "is no quorum; write how many of how many decide, such as 2/3";
        numbers.ok_or_else(|| Unreadable::new("quorum", text, words))
    });
    let (body, quorum) = (body.parse()?, quorum.transpose()?);
    Ok(Seat { body, step, quorum, state: state.map(str::to_owned) })
}

pub(crate) fn evolve(case: &mut State, event: &Written, told: &Told<'_>) {
    case.board = Some(Board::opened(event.seats.clone(), told.on));
    case.go(Stage::InReview);
}
