//! Approvals are given to a content. Each keeps the digest of what was shown; a change after it
//! makes it void, and the record says when and why.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use terms::{Actor, Day, Unreadable, Version, hex};

use super::{Event, State};
use crate::{
    act::{Field, Input},
    authority::Decision,
    decider::Told,
    refusal::Refusal,
    situation::Situation,
    talks::review_legally::View,
};

/// The field of an approval with the content that was shown.
pub const CONTENT: Field =
    Field::may("content", "Content approved", Input::Id("64 hexadecimal digits", digest))
        .hint("The digest of the document as it was shown; as it stands now when left out");

/// An approval of the document, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The version of the document.
    pub version: Version,
    /// The act: `approve`, `review-legally`, `decide-authorisation`, `countersign`, `accept`.
    pub act: String,
    /// Who approved.
    pub by: Actor,
    /// On whose behalf.
    pub behalf: Vec<String>,
    /// When.
    pub on: Day,
    /// Digest of the content; not known for approvals of before it was kept.
    pub content: Option<String>,
    /// When and why it became void; it holds while this is `None`.
    pub void: Option<(Day, String)>,
}

/// The digest of what an approval is given to: the offer's number, its lines and its terms, and
/// what is sold to whom.
pub fn content(case: &State) -> String {
    let opened = case.opened.as_ref();
    let mut content = json!({
        "case": case.case(),
        "purchaser": case.purchaser(),
        "description": opened.map(|opened| &opened.description),
        "version": case.change().map(|change| change.track.version),
        "offer": case.offer.number,
        "lines": case.lines,
        "terms": case.terms,
    });
    if !case.notes.is_empty() {
        content["notes"] = json!(case.notes);
    }
    hex::encode(&Sha256::digest(content.to_string()))
}

/// The content that an approval is given to: the present one, which must be the one that was
/// shown.
pub(crate) fn shown(
    case: &State,
    given: Option<&String>,
    now: &Situation<'_>,
) -> Result<String, Refusal> {
    let present = content(case);
    let other = given.filter(|given| **given != present);
    let found = now.under("APPR-001", |row| match other {
        None => Finding::under(row, Outcome::Satisfied, "The content is the one that was shown."),
        Some(_) => Finding::under(
            row,
            Outcome::Refused,
            "The document was changed after it was shown; what was shown is not approved.",
        )
        .remedy("Read the document as it stands now, and approve that.", &[]),
    });
    Refusal::unless_clear(found)?;
    Ok(present)
}

/// Takes in what an event means for approvals. `draft` is the number of the draft before it.
pub(super) fn evolve(case: &mut State, draft: u32, event: &Event, told: &Told<'_>) {
    if case.draft != draft {
        let why = format!("{} by {}", told.act, told.by);
        let version = case.version_in_work();
        let held = |a: &&mut Approval| a.void.is_none() && a.version == version;
        for approval in case.approvals.iter_mut().filter(held) {
            approval.void = Some((told.on, why.clone()));
        }
    }
    let content = match event {
        Event::Approved(e) => &e.content,
        Event::LegallyReviewed(e) if e.view == View::Sound => &e.content,
        Event::BodyDecided(e) if e.decision == Decision::Approve => &e.content,
        Event::Countersigned(e) => &e.content,
        Event::Accepted(e) => &e.content,
        _ => return,
    };
    case.approvals.push(Approval {
        version: case.version_in_work(),
        act: told.act.to_owned(),
        by: told.by.clone(),
        behalf: told.behalf.to_vec(),
        on: told.on,
        content: content.clone(),
        void: None,
    });
}

/// The reader of a digest.
fn digest(text: &str) -> Result<(), Unreadable> {
    const DIGITS: usize = 64;
    let hex = text.len() == DIGITS
        && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let words = "is no digest of a content; write its 64 hexadecimal digits";
    hex.then_some(()).ok_or_else(|| Unreadable::new("content", text, words))
}
