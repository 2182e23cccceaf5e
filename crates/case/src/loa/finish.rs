//! The ways in which an offer ends without acceptance: it is declined or withdrawn, or its
//! expiration date passes.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the refusal of an offer describes itself.
pub const DECLINE: About = About {
    name: "decline",
    thing: "declination",
    kind: Kind::Case,
    title: "Record that the offer ended",
    help: "Ends the case because the purchaser declined the offer or the agency withdrew it, in \
           writing. A notification stays on record.",
    desks: &[Desk::PurchaserOfficial, Desk::CaseManager],
    fields: &[
        Field::must("by", "Ended by", Input::Choice(EndedBy::OPTIONS)),
        Field::must("reference", "Reference of the letter", Input::Text(limits::LINE)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How the expiry describes itself.
pub const EXPIRE: About = About {
    name: "expire",
    thing: "expiry",
    kind: Kind::Case,
    title: "Record the expiry",
    help: "Records that the expiration date passed without a signature. Purchaser and embassy are \
           told; the offer cannot be accepted any more.",
    desks: &[Desk::CaseManager, Desk::CaseWriter],
    fields: &[],
};

coded! {
    /// Who ended an offer.
    pub enum EndedBy "side" {
        /// Purchaser.
        Purchaser = "purchaser" "declined by the purchaser",
        /// Agency.
        Agency = "agency" "withdrawn by the implementing agency",
    }
}

/// The offer was declined or withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Declined {
    /// By whom.
    pub by: EndedBy,
    /// The letter.
    pub reference: String,
    /// Why.
    pub reason: String,
}

/// The offer expired.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Expired {
    /// The last day on which it could have been accepted.
    pub expired_on: Day,
}

pub(crate) fn expire(case: &State, now: &Situation<'_>) -> Result<Expired, Refusal> {
    match case.offer.expires_on {
        Some(expired_on) if expired_on < now.today => Ok(Expired { expired_on }),
        Some(expires) => Err(now
            .contradiction(
                format!("The offer can be accepted until {expires}; today is {}.", now.today),
                "Wait until the day after the expiration date.",
            )
            .into()),
        None => {
            let sentence = "The offer has no expiration date.".to_owned();
            Err(now.contradiction(sentence, "Approve the offer first.").into())
        }
    }
}
