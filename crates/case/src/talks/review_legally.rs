//! Counsel's review of the draft.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{
        State,
        approvals::{self, CONTENT},
    },
    situation::Situation,
};

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
        CONTENT,
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
    /// Digest of the content that it was given to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

pub(crate) fn decide(
    case: &State,
    act: &LegalReview,
    now: &Situation<'_>,
) -> Result<LegalReview, Refusal> {
    let content = Some(approvals::shown(case, act.content.as_ref(), now)?);
    Ok(LegalReview { content, ..act.clone() })
}
