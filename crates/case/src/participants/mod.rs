//! Sales with more than one nation: participants, each with its own eligibility, tier, monitoring
//! and retransfer status; the model under which one of them or an agent buys; and a requester, a
//! payer or a beneficiary that is not the purchaser.

pub mod add;
pub mod set_parties;

use serde::{Deserialize, Serialize};
use terms::{Day, PurchaserCode, coded};

use crate::sale::State;

pub use add::{Added, Removed};
pub use set_parties::Parties;

coded! {
    /// What a nation or an organisation is to a sale.
    pub enum Role "role" {
        /// Receives.
        Partner = "partner" "participating nation, which receives articles",
        /// Signs and passes on.
        Lead = "lead" "lead nation, which signs and passes articles on",
        /// Buys for others.
        Agent = "agent" "agent, which buys for nations",
    }
}

coded! {
    /// How the use of articles is watched there.
    pub enum Monitoring "monitoring" {
        /// Routine.
        Routine = "routine" "routine",
        /// Enhanced.
        Enhanced = "enhanced" "enhanced: inventories by serial number",
        /// Enhanced, by the lead nation.
        ByLead = "enhanced-by-lead" "enhanced, kept by the lead nation on conditions",
    }
}

coded! {
    /// Whether articles may be passed on there.
    pub enum Retransfer "retransfer" {
        /// Nothing asked.
        NotAsked = "not-asked" "not asked for",
        /// Asked.
        Asked = "asked" "asked for",
        /// Consent for this transfer.
        Consented = "consented" "consented to",
        /// Blanket.
        Blanket = "blanket" "blanket authorisation for the participants of the sale",
        /// Receives from the seller.
        Direct = "direct" "none needed: the seller delivers there",
    }
}

coded! {
    /// Who buys for whom.
    pub enum Model "model" {
        /// Lead nation.
        LeadNation = "lead-nation" "lead nation: one purchaser signs and passes articles on",
        /// Agent.
        Agent = "agent" "agent: an organisation buys for nations",
        /// Joint.
        Joint = "joint" "joint: the seller delivers to each participant",
        /// Alone.
        Alone = "alone" "one purchaser, for itself or for a beneficiary",
    }
}

/// A participant as the case shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who, by customer code.
    pub participant: PurchaserCode,
    /// What it is to the sale.
    pub role: Role,
    /// How use is watched there.
    pub monitoring: Monitoring,
    /// Whether articles may be passed on there.
    pub retransfer: Retransfer,
    /// The consent, by its number or letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// The day on which it joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_on: Option<Day>,
}

impl Retransfer {
    /// Whether articles may be passed on.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Consented | Self::Blanket | Self::Direct)
    }
}

impl State {
    /// Everybody besides the purchaser whose eligibility and tier count: participants, and a
    /// beneficiary that is not the purchaser.
    pub fn others(&self) -> impl Iterator<Item = &PurchaserCode> {
        let beneficiary = self.parties.as_ref().and_then(|parties| parties.beneficiary.as_ref());
        let all = self.participants.iter().map(|participant| &participant.participant);
        let repeated = |code: &&PurchaserCode| {
            self.participants.iter().any(|participant| participant.participant == **code)
        };
        let beneficiary = beneficiary.filter(|code| !repeated(code));
        let own = self.purchaser();
        all.chain(beneficiary).filter(move |code| own != Some(*code))
    }
}
