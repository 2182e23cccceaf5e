//! Where a case stands.

use terms::coded;

use super::State;
use crate::authority::state_of;

coded! {
    /// Where a case stands.
    #[derive(Default)]
    pub enum Stage "case stage" {
        /// Not opened.
        #[default]
        None = "not-opened" "not opened",
        /// Known from a public notice only.
        Notified = "notified" "notified to the legislature; no offer is on record",
        /// Draft.
        Development = "development" "lines, terms and reviews are in work",
        /// Held.
        DevelopmentHold = "development-hold" "the draft waits for something that is named",
        /// MILAP.
        AgencyApproved = "ia-approved" "approved by the implementing agency",
        /// CWDSTART.
        Writing = "writing" "case writing has it in work",
        /// CWDRETD.
        Returned = "returned" "sent back by case writing; to be restated",
        /// Bodies decide.
        InReview = "in-review" "written; the reviewing bodies decide",
        /// Bodies approved.
        Proposed = "proposed" "approved by the first bodies; waits for the last step",
        /// State cleared.
        StateListed = "state-listed" "cleared by the last body; waits for countersignature",
        /// Countersigned.
        Countersigned = "countersigned" "countersigned; may be sent",
        /// Modification sent.
        ModificationSent = "modification-sent" "sent to the purchaser; takes effect without acceptance",
        /// Offered.
        Offered = "offered" "with the purchaser, who may accept until the expiration date",
        /// Counter-offer.
        CounterOffer = "counter-offer" "the purchaser proposed a change",
        /// Expired.
        Expired = "expired" "the expiration date passed without acceptance",
        /// Declined.
        Declined = "declined" "declined or withdrawn",
        /// Accepted.
        Accepted = "accepted" "signed by the purchaser; waits for the deposit",
        /// Implemented.
        Implemented = "implemented" "in execution",
        /// Without deposit.
        EmergencyImplemented = "emergency-implemented" "in execution; the deposit is still to come",
        /// Cancelled.
        Cancelled = "cancelled" "cancelled; what it cost is settled, then it closes",
        /// SSC.
        SupplyComplete = "supply-complete" "everything is delivered or performed",
        /// CLOSHOLD.
        ClosureHold = "closure-hold" "reconciled; takes no more changes",
        /// C2.
        InterimClosed = "interim-closed" "closed for the time being; money is still to be settled",
        /// Reopened.
        Reopened = "reopened" "reopened for a late adjustment",
        // cargo x new: stage
        /// Closed.
        Closed = "closed" "closed; records are inactive and not erased",
    }
}

impl Stage {
    /// Whether it is a stage of a document: an open change goes through it while the case stays
    /// where it is.
    pub const fn is_of_document(self) -> bool {
        match self {
            Self::Development
            | Self::DevelopmentHold
            | Self::AgencyApproved
            | Self::Writing
            | Self::Returned
            | Self::InReview
            | Self::Proposed
            | Self::StateListed
            | Self::Countersigned
            | Self::ModificationSent
            | Self::Offered
            | Self::CounterOffer
            | Self::Expired
            | Self::Declined
            | Self::Accepted => true,
            Self::None
            | Self::Notified
            | Self::Implemented
            | Self::EmergencyImplemented
            | Self::Cancelled
            | Self::SupplyComplete
            | Self::ClosureHold
            | Self::InterimClosed
            | Self::Reopened
            | Self::Closed => false,
        }
    }

    /// Whether the case can still move: neither ended nor closed.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::None | Self::Expired | Self::Declined | Self::Closed)
    }
}

impl State {
    /// Where the case stands, as lists and pages show it: the state of approval that the pack adds
    /// while the bodies decide, else the stage.
    pub fn standing(&self) -> &str {
        state_of(self.stage, self.board.as_ref())
    }

    /// Where the document in the case's own fields stands: of an open change the state in which
    /// its bodies decide, which the case itself does not show.
    pub fn document_standing(&self) -> &str {
        state_of(self.document_stage(), self.board.as_ref())
    }

    /// A draft that was approved or written is thrown away: approvals of it are void, and the
    /// people who gave them may have other duties in the next one.
    pub(crate) fn back_to_development(&mut self) {
        self.go(Stage::Development);
        self.board = None;
        self.legal = None;
        let number = self.offer.number;
        self.offer = crate::loa::Offer { number, ..crate::loa::Offer::default() };
        self.draft = self.draft.saturating_add(1);
        self.head.hands.forget(crate::duties::OF_THE_DOCUMENT);
    }
}
