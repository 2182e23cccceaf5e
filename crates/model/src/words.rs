//! The words of the model: stages, acts, steps and approvals.

use crate::Name;

/// Where the case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Lines and terms are in work.
    Development,
    /// Approved by the agency.
    AgencyApproved,
    /// The bodies of the first step decide.
    InReview,
    /// The last body decides.
    Proposed,
    /// Every body approved.
    StateListed,
    /// Countersigned.
    Countersigned,
    /// With the purchaser.
    Offered,
    /// The purchaser wants it changed.
    CounterOffer,
    /// Accepted.
    Accepted,
}

/// What somebody does. The names are those of the program's acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Changes a line of the draft.
    ChangeLine,
    /// Reviews as counsel.
    ReviewLegally,
    /// Approves for the agency.
    Approve,
    /// Approves what was shown before the last change.
    ApproveStale,
    /// Writes the document.
    Write,
    /// A body approves.
    Decide(u8),
    /// A body refuses.
    Refuse(u8),
    /// Countersigns.
    Countersign,
    /// Sends the offer.
    Offer,
    /// Records a counter-offer.
    CounterOffer,
    /// Begins the next offer.
    Restate,
    /// Records the acceptance.
    Accept,
    /// Records a deposit.
    RecordDeposit,
    /// Raises a finding of the compliance review.
    RaiseFinding,
    /// Resolves the oldest open finding.
    ResolveFinding,
    /// Lets another person act in one's place.
    Delegate(Name),
    /// Revokes the oldest delegation that one has a part in.
    RevokeDelegation,
    /// The second name of the first person is confirmed as theirs.
    ConfirmPerson,
}

/// A step: who does what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// Under which name.
    pub by: Name,
    /// What.
    pub act: Act,
}

/// An approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Approval {
    /// The draft that was approved.
    pub draft: u8,
    /// Whether it holds.
    pub valid: bool,
}

impl Act {
    /// The act of the program.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChangeLine => "change-line",
            Self::ReviewLegally => "review-legally",
            Self::Approve | Self::ApproveStale => "approve",
            Self::Write => "write",
            Self::Decide(_) | Self::Refuse(_) => "decide-authorisation",
            Self::Countersign => "countersign",
            Self::Offer => "offer",
            Self::CounterOffer => "counter-offer",
            Self::Restate => "restate",
            Self::Accept => "accept",
            Self::RecordDeposit => "record-deposit",
            Self::RaiseFinding => "raise-finding",
            Self::ResolveFinding => "resolve-finding",
            Self::Delegate(_) => "delegate",
            Self::RevokeDelegation => "revoke-delegation",
            Self::ConfirmPerson => "confirm-person",
        }
    }
}
