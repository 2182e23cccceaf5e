//! The two milestones of a request, and the ways in which it ends without an offer.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    situation::Situation,
};

/// How the first milestone describes itself.
pub const MARK_ACTIONABLE: About = About {
    name: "mark-actionable",
    thing: "actionability",
    kind: Kind::Request,
    title: "Mark as actionable",
    help: "Work can start: a case may be opened. Every criterion must be met, and the purchaser \
           must be eligible today.",
    desks: &[Desk::CaseManager],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// How the second milestone describes itself.
pub const MARK_COMPLETE: About = About {
    name: "mark-complete",
    thing: "completion",
    kind: Kind::Request,
    title: "Mark as complete",
    help: "The letter says enough to price an offer: the processing clock starts.",
    desks: &[Desk::CaseManager],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// How a return describes itself.
pub const RETURN: About = About {
    name: "return",
    thing: "return",
    kind: Kind::Request,
    title: "Return without action",
    help: "Ends the request with a letter that says why. A request is never refused in silence.",
    desks: &[Desk::CountryDesk, Desk::CaseManager],
    fields: &[
        Field::must("reason", "Reason", Input::Choice(ReturnReason::OPTIONS)),
        Field::must("statement", "Statement to the purchaser", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How a withdrawal describes itself.
pub const WITHDRAW: About = About {
    name: "withdraw",
    thing: "withdrawal",
    kind: Kind::Request,
    title: "Record the withdrawal",
    help: "Ends the request because the purchaser withdrew it in writing.",
    desks: &[Desk::PurchaserOfficial, Desk::CaseManager, Desk::CountryDesk, Desk::Intake],
    fields: &[
        Field::must("received_on", "Date received", Input::Day),
        Field::must("reference", "Reference of the letter", Input::Text(limits::LINE)),
    ],
};

coded! {
    /// Why a request goes back.
    pub enum ReturnReason "reason" {
        /// Channel.
        Channel = "wrong-channel" "it came through the wrong channel",
        /// Official.
        Official = "not-an-official" "the signer is not an official of the purchaser",
        /// Unreadable.
        Unreadable = "unreadable" "it cannot be read",
        /// Duplicate.
        Duplicate = "duplicate" "it repeats a request that is on record",
    }
}

/// Remarks on a milestone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Marked {
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// A request was returned without action.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Returned {
    /// Why.
    pub reason: ReturnReason,
    /// What the purchaser was told.
    pub statement: String,
}

/// The purchaser withdrew the request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Withdrawn {
    /// When the letter came.
    pub received_on: Day,
    /// Its reference.
    pub reference: String,
}

pub(crate) fn withdraw(act: &Withdrawn, now: &Situation<'_>) -> Result<Withdrawn, Refusal> {
    Refusal::unless_clear(now.not_in_future("date of the letter", act.received_on))?;
    Ok(act.clone())
}

pub(crate) fn evolve_actionable(file: &mut State, told: &Told<'_>) {
    file.actionable_on = Some(told.on);
}

pub(crate) fn evolve_complete(file: &mut State, told: &Told<'_>) {
    file.complete_on = Some(told.on);
}
