//! Countersign, and send the offer. The offer gate runs at both, each on its own day.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::Signature;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    sale::{
        Stage, State,
        approvals::{self, CONTENT},
    },
    situation::Situation,
};

/// How the countersignature describes itself.
pub const COUNTERSIGN: About = About {
    name: "countersign",
    thing: "countersignature",
    kind: Kind::Case,
    title: "Countersign the offer",
    help: "Signs the offer for the seller. The purchaser must be eligible today, every review \
           closed, and a notification complete where one is needed.",
    desks: &[Desk::Countersigner],
    fields: &[CONTENT, Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// How the offer describes itself.
pub const OFFER: About = About {
    name: "offer",
    thing: "offer",
    kind: Kind::Case,
    title: "Send the offer",
    help: "The offer goes to the purchaser, who may accept it until the expiration date.",
    desks: &[Desk::CaseManager, Desk::CaseWriter],
    fields: &[
        Field::must("sent_to", "Sent to", Input::Text(limits::LINE)),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The offer was countersigned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Countersigned {
    /// Digest of the content that it was given to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// The offer was sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Offered {
    /// To whom.
    pub sent_to: String,
    /// The last day on which it can be accepted, as printed on it.
    pub expires_on: Day,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// Sends an offer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Send {
    /// To whom.
    pub sent_to: String,
    /// Remarks.
    pub remarks: Option<String>,
}

pub(crate) fn countersign(
    case: &State,
    act: &Countersigned,
    now: &Situation<'_>,
) -> Result<Countersigned, Refusal> {
    let content = Some(approvals::shown(case, act.content.as_ref(), now)?);
    Ok(Countersigned { content, ..act.clone() })
}

pub(crate) fn offer(case: &State, act: &Send, now: &Situation<'_>) -> Result<Offered, Refusal> {
    let Some(expires_on) = case.offer.expires_on else {
        let sentence = "The offer has no expiration date.".to_owned();
        return Err(now.contradiction(sentence, "Approve the offer first.").into());
    };
    Ok(Offered { sent_to: act.sent_to.clone(), expires_on, remarks: act.remarks.clone() })
}

pub(crate) fn evolve_countersigned(case: &mut State, told: &Told<'_>) {
    case.offer.countersigned_on = Some(told.on);
    case.offer.signatures.push(Signature { by: told.by.clone(), on: told.on });
    case.go(Stage::Countersigned);
}

pub(crate) fn evolve_offered(case: &mut State, on: Day) {
    case.offer.offered_on = Some(on);
    case.first_offered_on.get_or_insert(on);
    case.go(Stage::Offered);
}
