//! Case writing takes a package up, or sends it back with a coded reason and a statement. What was
//! sent back is restated: the approval of it does not carry over.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// How taking it up describes itself.
pub const START: About = About {
    name: "start-writing",
    thing: "writing-start",
    kind: Kind::Case,
    title: "Begin writing",
    help: "Case writing has the package and begins with the standard text and the pages.",
    desks: &[Desk::CaseWriter],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// How sending it back describes itself.
pub const RETURN: About = About {
    name: "return-draft",
    thing: "writing-return",
    kind: Kind::Case,
    title: "Send the package back",
    help: "Sends the package back to the agency with a coded reason and a short statement, because \
           of a defect or because the agency asked for it.",
    desks: &[Desk::CaseWriter],
    fields: &[
        Field::may("reason", "Reason", Input::Choice(ReturnReason::OPTIONS)),
        Field::may("statement", "Statement", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// Why case writing sends a package back. The manual's own list of codes was not read; these
    /// are this office's.
    pub enum ReturnReason "reason" {
        /// Package.
        Package = "package-incomplete" "something of the package is missing",
        /// Lines.
        Lines = "line-data" "lines or codes are wrong",
        /// Prices.
        Prices = "price-data" "prices or payments do not add up",
        /// Notes.
        Notes = "notes" "notes are missing or do not fit",
        /// Release.
        Release = "release-missing" "a release decision is missing",
        /// Agency.
        Agency = "agency-request" "the agency asked for it back",
    }
}

/// Case writing began.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WritingStarted {
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// The package was sent back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DraftReturned {
    /// Coded reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReturnReason>,
    /// Short statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
}

pub(crate) fn send_back(
    act: &DraftReturned,
    now: &Situation<'_>,
) -> Result<DraftReturned, Refusal> {
    let missing: Vec<&str> =
        [("a coded reason", act.reason.is_some()), ("a statement", act.statement.is_some())]
            .into_iter()
            .filter_map(|(what, given)| (!given).then_some(what))
            .collect();
    let bare = now.under("DEV-009", |row| {
        let no = format!("The package goes back without {}.", missing.join(" and "));
        Finding::under(row, Outcome::Refused, no)
            .remedy("Say why it goes back, in a code and in words.", RETURN.desks)
    });
    Refusal::unless_clear(bare.filter(|_| !missing.is_empty()))?;
    Ok(act.clone())
}

pub(crate) fn evolve_started(case: &mut State) {
    case.go(Stage::Writing);
}

pub(crate) fn evolve_returned(case: &mut State, event: &DraftReturned) {
    case.returns.push(event.clone());
    case.go(Stage::Returned);
}
