//! Close a line while a contract of it is still open, on the conditions that the rule names.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, LineNumber, limits};

use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "close-line",
    thing: "closed-lines",
    kind: Kind::Case,
    title: "Close a line with an open contract",
    help: "Closes a line of which everything was delivered although a contract is open. A case of \
           which every line is closed so need not wait for its contracts.",
    desks: &[Desk::Finance, Desk::CaseManager],
    fields: &[
        Field::must("line", "Line", Input::Id("001", reads::<LineNumber>)),
        Field::must("contract", "Contract that is open", Input::Text(limits::LINE)),
        Field::must("eligible", "The line meets the criteria", Input::Flag),
        Field::must("evidence", "How it meets them", Input::Long(limits::PARAGRAPH)),
    ],
};

/// A line as it is closed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct LineClosed {
    pub line: LineNumber,
    pub contract: String,
    pub eligible: bool,
    pub evidence: String,
}

pub(crate) fn decide(
    case: &State,
    act: &LineClosed,
    now: &Situation<'_>,
) -> Result<LineClosed, Refusal> {
    let Some(row) = now.row("CLO-004") else {
        let sentence = "No rule lets a line close today while its contract is open.".to_owned();
        return Err(now.contradiction(sentence, "Wait until the contract is closed.").into());
    };
    let agreed = case.agreed();
    let line = agreed.line(&act.line);
    let ordered = line.and_then(|line| line.quantity);
    let received = case.received(&act.line);
    let no = match () {
        () if line.is_none() => Some(format!("Line {} is not in this case.", act.line)),
        () if case.closes_conditionally(&act.line) => {
            Some(format!("Line {} is closed already.", act.line))
        }
        () => None,
    };
    let wrong = no.map(|sentence| now.contradiction(sentence, "Name an open line of the case."));
    let open = ordered.filter(|n| received < *n && !case.is_cancelled(&act.line)).map(|ordered| {
        let no = format!("Line {}: {received} of {ordered} were received.", act.line);
        Finding::under(row, Outcome::Refused, no)
            .remedy("Deliver the line, or cancel what is left of it.", ABOUT.desks)
    });
    let unfit = (!act.eligible).then(|| {
        let no = format!("Line {} does not meet the criteria.", act.line);
        Finding::under(row, Outcome::Refused, no).remedy("Close the contract first.", ABOUT.desks)
    });
    Refusal::unless_clear([wrong, open, unfit].into_iter().flatten())?;
    Ok(act.clone())
}

impl State {
    /// Whether a line was closed while its contract was open.
    pub fn closes_conditionally(&self, line: &LineNumber) -> bool {
        self.closed_lines.iter().any(|closed| closed.line == *line)
    }

    /// Whether every line that was delivered is closed so.
    pub fn lines_are_closed(&self) -> bool {
        let lines = self.agreed().lines;
        let done = |line: &crate::loa::Line| {
            self.closes_conditionally(&line.number) || self.is_cancelled(&line.number)
        };
        !lines.is_empty() && lines.iter().all(done)
    }
}
