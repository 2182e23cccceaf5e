//! The compliance review: five areas, findings with evidence, and their resolution.

pub mod raise_finding;
pub mod resolve_finding;
pub mod review_area;

use terms::coded;

pub use raise_finding::Raised;
pub use resolve_finding::Resolved;
pub use review_area::AreaReview;

coded! {
    /// An area of the compliance review.
    pub enum Area "area" {
        /// Export control.
        Export = "export-control" "export control",
        /// Sanctions.
        Sanctions = "sanctions" "sanctions",
        /// End use.
        EndUse = "end-use" "end use",
        /// End user.
        EndUser = "end-user" "end user",
        /// Release.
        Release = "technology-release" "technology release",
    }
}

coded! {
    /// How far a release is.
    pub enum Position "release position" {
        /// Decided.
        Decided = "decided" "the release authority decided",
        /// Requested.
        Requested = "requested" "a decision was asked for and is not there yet",
    }
}

coded! {
    /// How much a finding weighs.
    pub enum Severity "severity" {
        /// Low.
        Low = "low" "a matter of form",
        /// Medium.
        Medium = "medium" "must be settled",
        /// High.
        High = "high" "may end the sale",
    }
}
