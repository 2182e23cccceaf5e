//! At which stages acts of a case can be done, by lists that several acts share.

use super::Stage;

pub(super) const DRAFT: &[Stage] = &[Stage::Development];

pub(super) const ANSWERED: &[Stage] = &[Stage::Offered, Stage::CounterOffer];

pub(super) const ALIVE: &[Stage] = &[
    Stage::Notified,
    Stage::Development,
    Stage::DevelopmentHold,
    Stage::AgencyApproved,
    Stage::Writing,
    Stage::Returned,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
    Stage::Accepted,
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::Cancelled,
    Stage::SupplyComplete,
    Stage::ClosureHold,
    Stage::InterimClosed,
    Stage::Reopened,
];

pub(super) const BEFORE_OFFER: &[Stage] = &[
    Stage::Development,
    Stage::DevelopmentHold,
    Stage::AgencyApproved,
    Stage::Writing,
    Stage::Returned,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
];

pub(super) const RESTATABLE: &[Stage] = &[
    Stage::AgencyApproved,
    Stage::Writing,
    Stage::Returned,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
    Stage::Expired,
];

/// The package is with case writing or with the bodies.
pub(super) const WITH_WRITING: &[Stage] =
    &[Stage::AgencyApproved, Stage::Writing, Stage::InReview, Stage::Proposed];

pub(super) const PAYABLE: &[Stage] = &[
    Stage::Accepted,
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::SupplyComplete,
    Stage::Reopened,
];

pub(super) const RUNNING: &[Stage] = &[Stage::Implemented, Stage::EmergencyImplemented];

/// Money moves from implementation until the case is closed for good.
pub(super) const MONEY: &[Stage] = &[
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::Cancelled,
    Stage::SupplyComplete,
    Stage::ClosureHold,
    Stage::InterimClosed,
    Stage::Reopened,
];

/// Something is still to be delivered.
pub(super) const CANCELLABLE: &[Stage] =
    &[Stage::Accepted, Stage::Implemented, Stage::EmergencyImplemented];

pub(super) const CANCELLED: &[Stage] = &[
    Stage::Accepted,
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::Cancelled,
    Stage::SupplyComplete,
    Stage::ClosureHold,
];

pub(super) const REVIEWED: &[Stage] = &[
    Stage::Accepted,
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::Cancelled,
    Stage::SupplyComplete,
];

/// A line may be closed before its case.
pub(super) const LINES_CLOSE: &[Stage] = &[
    Stage::Implemented,
    Stage::SupplyComplete,
    Stage::ClosureHold,
    Stage::InterimClosed,
    Stage::Reopened,
];

/// A change is opened while the case is carried out; the closure hold has its own rule.
pub(super) const CHANGEABLE: &[Stage] =
    &[Stage::Implemented, Stage::SupplyComplete, Stage::ClosureHold];

pub(super) const CHANGED: &[Stage] =
    &[Stage::Implemented, Stage::SupplyComplete, Stage::ClosureHold, Stage::Closed];

pub(super) const SUPPORTED: &[Stage] =
    &[Stage::Accepted, Stage::Implemented, Stage::EmergencyImplemented, Stage::SupplyComplete];

pub(super) const BEFORE_AND_WITH_PURCHASER: &[Stage] = &[
    Stage::Development,
    Stage::DevelopmentHold,
    Stage::AgencyApproved,
    Stage::Writing,
    Stage::Returned,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
];
