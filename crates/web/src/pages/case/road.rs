//! Steps of the road of a case that are acts of another file.

pub use case::sale::road::of;
use case::sale::{Stage, State};
use terms::StreamId;

use crate::parts::nation;

/// Steps that are acts of another file: its notification, its support.
pub fn elsewhere(case: &State, stream: &StreamId, supported: bool) -> Vec<(String, String)> {
    let mut steps = Vec::new();
    let file = &stream.file;
    let before_offer = matches!(
        case::Decider::stage(case),
        Stage::Development
            | Stage::AgencyApproved
            | Stage::InReview
            | Stage::Proposed
            | Stage::StateListed
    );
    if before_offer && case.notifications.is_empty() {
        let href = format!("/notifications/new?case={file}");
        steps.push((href, format!("Prepare a notification to {}", nation::legislature())));
    }
    if case.implemented.is_some() && !supported {
        steps.push((format!("/support/{file}/opening"), "Open support".to_owned()));
    }
    steps
}
