//! Send a modification: it takes effect without acceptance, and the purchaser signs for receipt.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, Version, limits};

use crate::{
    act::{About, Field, Input},
    decider::Told,
    sale::{Stage, State},
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "send-modification",
    thing: "modification",
    kind: Kind::Case,
    title: "Send the modification",
    help: "The modification goes to the purchaser. It needs no acceptance: once it is set in every \
           system it takes effect, and the purchaser's signature records receipt only.",
    desks: &[Desk::CaseManager, Desk::CaseWriter],
    fields: &[
        Field::must("sent_to", "Sent to", Input::Text(limits::LINE)),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Sends a modification.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendModification {
    /// To whom.
    pub sent_to: String,
    /// Remarks.
    pub remarks: Option<String>,
}

/// A modification was sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ModificationSent {
    /// Which one.
    pub version: Version,
    /// To whom.
    pub sent_to: String,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

pub(crate) fn decide(case: &State, act: &SendModification) -> ModificationSent {
    let (sent_to, remarks) = (act.sent_to.clone(), act.remarks.clone());
    ModificationSent { version: case.version_in_work(), sent_to, remarks }
}

pub(crate) fn evolve(case: &mut State, event: &ModificationSent, told: &Told<'_>) {
    case.go(Stage::ModificationSent);
    if let Some(change) = &mut case.versions.open {
        change.track.sent = Some((told.on, event.clone()));
    }
}
