//! The road of a case: which acts carry it on from where it stands.

use super::{Stage, State};

/// Acts that carry the case on, the likeliest first.
pub fn of(case: &State) -> &'static [&'static str] {
    match case.document_stage() {
        Stage::Development => &["approve"],
        Stage::DevelopmentHold => &["release-draft"],
        Stage::AgencyApproved => &["write", "start-writing"],
        Stage::Writing => &["write", "return-draft"],
        Stage::Returned => &["restate"],
        Stage::InReview | Stage::Proposed => &["decide-authorisation"],
        Stage::StateListed => &["countersign"],
        Stage::Countersigned if case.change().is_some_and(|c| !c.track.needs_acceptance()) => {
            &["send-modification"]
        }
        Stage::Countersigned => &["offer"],
        Stage::ModificationSent => &["implement"],
        Stage::Offered => &["accept"],
        Stage::CounterOffer => &["refuse-counter-offer", "pen-and-ink", "restate"],
        Stage::Expired => &["revive-offer", "restate"],
        Stage::Accepted => &["implement", "record-deposit"],
        Stage::EmergencyImplemented => &["record-deposit", "ship"],
        Stage::Cancelled if case.open_cancellations().next().is_some() => &["settle-cancellation"],
        Stage::Implemented if in_transit(case) => &["receive-shipment"],
        Stage::Implemented => &["complete-supply", "ship"],
        Stage::Cancelled | Stage::SupplyComplete => &["hold"],
        Stage::ClosureHold => &["close", "close-interim"],
        Stage::InterimClosed | Stage::Reopened => &["close"],
        // cargo x new: road
        Stage::None | Stage::Notified | Stage::Declined | Stage::Closed => &[],
    }
}

fn in_transit(case: &State) -> bool {
    case.shipments.iter().any(|shipment| shipment.receipt.is_none())
}
