//! Counsel's review of the draft.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use crate::act::{About, Field, Input};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "review-legally",
    thing: "legal-reviews",
    kind: Kind::Case,
    title: "Review as counsel",
    help: "Keeps counsel's view of the draft. Whoever drafted it cannot be the one. A change of a \
           line or of the terms voids the review.",
    desks: &[Desk::Legal],
    fields: &[
        Field::must("view", "View", Input::Choice(View::OPTIONS)),
        Field::must("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// What counsel thinks of the draft.
    pub enum View "view" {
        /// Sound.
        Sound = "sound" "legally sound",
        /// Objection.
        Objection = "objection" "objection; see the remarks",
    }
}

/// Counsel's review.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LegalReview {
    /// View.
    pub view: View,
    /// Remarks.
    pub remarks: String,
}
