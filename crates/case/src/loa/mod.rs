//! The Letter of Offer and Acceptance: lines, terms, approval, offer, answer.

pub mod accept;
pub mod approve;
pub mod build_up;
pub mod change_line;
pub mod counter_offer;
pub mod countersign;
pub mod expiration;
pub mod extend_offer;
pub mod finish;
pub mod hold_draft;
pub mod line;
pub mod notes;
pub mod open;
pub mod open_from_notice;
pub mod pen_and_ink;
pub mod price_line;
pub mod refuse_counter;
pub mod restate;
pub mod return_draft;
pub mod revive_offer;
pub mod set_terms;
pub mod write;

use serde::{Deserialize, Serialize};
use terms::{Actor, Day};

pub use accept::Accepted;
pub use build_up::BuildUp;
pub use line::Line;
pub use set_terms::Terms;

/// The present offer of a case. Days are `None` until they happen.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Offer {
    /// Number of the offer within the version, from 1; a restated offer is the next one.
    pub number: u32,
    /// Approval by the implementing agency, with what it priced.
    pub approved: Option<approve::Approved>,
    /// The last day on which it can be accepted.
    pub expires_on: Option<Day>,
    /// Day it was countersigned.
    pub countersigned_on: Option<Day>,
    /// Signatures for the seller: the agency's approval, then the countersignature.
    pub signatures: Vec<Signature>,
    /// Day it was sent.
    pub offered_on: Option<Day>,
    /// The purchaser's counter-offer.
    pub counter: Option<counter_offer::CounterOffer>,
}

/// A signature for the seller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who signed.
    pub by: Actor,
    /// When.
    pub on: Day,
}
