//! Papers that the record prints: which there are, what each is about, when each becomes available,
//! and why it is not available yet.

pub mod ready;

use terms::coded;

pub use ready::{Missing, Wanted};

coded! {
    /// A document that the record prints.
    pub enum DocumentKind "document" {
        /// Acknowledgement.
        Acknowledgement = "acknowledgement" "acknowledgement of the Letter of Request",
        /// Request for clarification.
        Clarification = "clarification-request" "request for clarification of a Letter of Request",
        /// ROM letter, before it price and availability.
        RoughPrice = "rom-letter" "letter with a price for planning, which binds nobody",
        /// LOA.
        Offer = "loa" "Letter of Offer and Acceptance",
        /// Expiry.
        Expiry = "expiry-notice" "notice that an offer expired",
        /// Amendment.
        Amendment = "amendment" "amendment, which the purchaser accepts",
        /// Modification.
        Modification = "modification" "modification, which takes effect without acceptance",
        /// 36(b)(1).
        Certification = "notification" "congressional notification, section 36(b)(1)",
        /// Letter of the package.
        Transmittal = "transmittal-letter" "letter that transmits a notification",
        /// Fields (i) to (viii) alone.
        Fields = "certification" "certification of a notification, fields (i) to (viii)",
        /// Justification alone.
        Justification = "policy-justification" "policy justification of a notification",
        /// Annex alone.
        Annex = "sensitivity-annex" "annex of a notification on the sensitivity of technology",
        /// Offsets.
        Offset = "offset-statement" "statement on offsets, confidential",
        /// Report on growth.
        Report = "enhancement-report" "report on a notified sale, section 36(b)(5)",
        /// Closure.
        Closure = "closure-certificate" "closure certificate",
    }
}

/// The papers that are about a request, in the order of its life.
pub const OF_REQUEST: [DocumentKind; 3] =
    [DocumentKind::Acknowledgement, DocumentKind::Clarification, DocumentKind::RoughPrice];

/// The same with their meanings, for a form.
pub const REQUEST_OPTIONS: &[(&str, &str)] = &[
    (OF_REQUEST[0].code(), OF_REQUEST[0].meaning()),
    (OF_REQUEST[1].code(), OF_REQUEST[1].meaning()),
    (OF_REQUEST[2].code(), OF_REQUEST[2].meaning()),
];

/// What of the record a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The case's offer.
    Offer,
    /// The newest notification.
    Notification,
    /// The newest report on a notification.
    Report,
    /// The request.
    Request,
    /// An amendment.
    Amendment,
    /// A modification.
    Modification,
    /// An offer, of whatever version, that nobody accepted in time.
    Expired,
    /// The closure of the case.
    Closure,
}

impl DocumentKind {
    /// What of the record it is about.
    pub const fn subject(self) -> Subject {
        match self {
            Self::Offer => Subject::Offer,
            Self::Acknowledgement | Self::Clarification | Self::RoughPrice => Subject::Request,
            Self::Amendment => Subject::Amendment,
            Self::Modification => Subject::Modification,
            Self::Expiry => Subject::Expired,
            Self::Closure => Subject::Closure,
            Self::Report => Subject::Report,
            Self::Certification
            | Self::Transmittal
            | Self::Fields
            | Self::Justification
            | Self::Annex
            | Self::Offset => Subject::Notification,
        }
    }

    /// When it can be released, as the end of a sentence that begins "It can be released".
    pub const fn when(self) -> &'static str {
        match self {
            Self::Acknowledgement => "once a letter has arrived",
            Self::Clarification => "while questions to the purchaser are open",
            Self::RoughPrice => "once the price for planning is recorded as sent",
            Self::Offer | Self::Amendment | Self::Modification => "once it is countersigned",
            Self::Expiry => "once the expiry of an offer is recorded",
            Self::Certification
            | Self::Transmittal
            | Self::Fields
            | Self::Justification
            | Self::Annex
            | Self::Offset => "once a notification is prepared",
            Self::Report => "once a report on a notified sale is drafted",
            Self::Closure => "once the case is closed, for the time being or for good",
        }
    }

    /// Whether it is a version of the case, so that one version among several is printed.
    pub const fn has_versions(self) -> bool {
        matches!(self, Self::Offer | Self::Amendment | Self::Modification | Self::Expiry)
    }
}
