//! The notice that an offer expired: which offer, when it lapsed, and what may still be done.

use serde::{Deserialize, Serialize};
use terms::{CaseId, Day, Transmittal, Usd, Version};

use crate::{
    acknowledgement::Office,
    offer::{Purchaser, Reference},
};

/// A notice that an offer expired. `None` prints as "not known".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpiryNotice {
    /// The body that writes.
    pub office: Office,
    /// The buying government.
    pub purchaser: Purchaser,
    /// Who else is told.
    pub copies: Vec<String>,
    /// Case identifier.
    pub case: CaseId,
    /// Version of the document.
    pub version: Version,
    /// Number of the offer within the version.
    pub number: u32,
    /// The purchaser's references that the offer is based on, oldest first.
    pub references: Vec<Reference>,
    /// A few words on what was offered.
    pub nickname: String,
    /// What was offered.
    pub description: String,
    /// The total of the offer, block (13), in whole units as it was printed.
    pub total: Option<Usd>,
    /// Day it was sent.
    pub offered_on: Option<Day>,
    /// The last day on which it could be accepted.
    pub expired_on: Day,
    /// The version that stays in force; `None` where no version ever was.
    pub in_force: Option<Version>,
    /// Notifications that stay on record.
    pub transmittals: Vec<Transmittal>,
    /// Who must concur with opening it again.
    pub concurring: String,
    /// The rule on what may still be done, with its citation; `None` where the law has none.
    pub rule: Option<String>,
}

impl ExpiryNotice {
    /// What expired: "basic, offer 2".
    pub(crate) fn what(&self) -> String {
        match self.number {
            0 | 1 => format!("{}, {}", self.case, self.version),
            number => format!("{}, {}, offer {number}", self.case, self.version),
        }
    }
}
