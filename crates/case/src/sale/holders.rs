//! Who holds a case at each stage: the match has no wildcard, so that a new stage says whose its
//! days are. An event that names another holder goes before.

use terms::codes::Holder;

use super::Stage;

/// The holder of a stage, with a reason; `None` before the case is opened.
pub(super) const fn of(stage: Stage) -> Option<(Holder, &'static str)> {
    Some(match stage {
        Stage::None => return None,
        Stage::Notified => (Holder::Unknown, "notified; no offer is on record"),
        Stage::Development => (Holder::Agency, "drafting"),
        Stage::DevelopmentHold => (Holder::Agency, "draft on hold"),
        Stage::Writing => (Holder::Agency, "being written"),
        Stage::Returned => (Holder::Agency, "sent back by case writing"),
        Stage::AgencyApproved => (Holder::Agency, "approved; to be written"),
        Stage::InReview => (Holder::Reviewer, "bodies decide"),
        Stage::Proposed => (Holder::Reviewer, "the last bodies decide"),
        Stage::StateListed => (Holder::Reviewer, "to be countersigned"),
        Stage::Countersigned => (Holder::Agency, "countersigned; to be sent"),
        Stage::ModificationSent => (Holder::Agency, "modification sent; to be implemented"),
        Stage::Offered => (Holder::Purchaser, "offer to be accepted"),
        Stage::CounterOffer => (Holder::Agency, "counter-offer to be answered"),
        Stage::Accepted => (Holder::Purchaser, "deposit due"),
        Stage::Implemented => (Holder::Vendor, "in production"),
        Stage::EmergencyImplemented => (Holder::Vendor, "in production; deposit outstanding"),
        Stage::Cancelled => (Holder::Agency, "cancelled; to be settled"),
        Stage::SupplyComplete => (Holder::Agency, "to be reconciled"),
        Stage::ClosureHold => (Holder::Reviewer, "final reconciliation"),
        Stage::InterimClosed => (Holder::Agency, "closed for the time being"),
        Stage::Reopened => (Holder::Agency, "reopened for a late adjustment"),
        Stage::Expired | Stage::Declined => (Holder::Nobody, "ended without acceptance"),
        Stage::Closed => (Holder::Nobody, "closed"),
        // cargo x new: held stage
    })
}
