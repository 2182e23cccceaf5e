//! Release a document. The event keeps its digest, so that the paper can be found in the log.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "issue",
    thing: "documents",
    kind: Kind::Case,
    title: "Release a document",
    help: "Prints a document from the record as it stands and releases it: its digest becomes an \
           entry of the log, by which anyone can verify the paper.",
    desks: &[Desk::CaseManager, Desk::CaseWriter, Desk::CountryDesk, Desk::Legislative],
    fields: &[Field::must("what", "Document", Input::Choice(DocumentKind::OPTIONS))],
};

coded! {
    /// A document that the record prints.
    pub enum DocumentKind "document" {
        /// LOA.
        Offer = "loa" "Letter of Offer and Acceptance",
        /// 36(b)(1).
        Certification = "notification" "congressional notification, section 36(b)(1)",
        /// Acknowledgement.
        Acknowledgement = "acknowledgement" "acknowledgement of the Letter of Request",
    }
}

/// A released document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Which document.
    pub what: DocumentKind,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub size: i64,
    /// What it is a version of: "basic, offer 1".
    pub version: String,
}

impl Issued {
    /// The short code that people can type: the first twelve digits of the digest.
    pub fn code(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }

    /// Whether it names the bytes of a document.
    pub fn is_printed(&self) -> bool {
        let digits = self.sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        self.sha256.len() == 64 && digits && self.size > 0
    }
}

pub(crate) fn decide(case: &State, act: &Issued, now: &Situation<'_>) -> Result<Issued, Refusal> {
    let twice = case.documents.iter().any(|d| d.sha256 == act.sha256).then(|| {
        now.contradiction(
            "This very document was already released.".to_owned(),
            "Open the released document; a new one is released when the record has changed.",
        )
    });
    let unprinted = (!act.is_printed()).then(|| {
        now.contradiction(
            "The record has nothing that this document could say.".to_owned(),
            "Release a document that the record can print.",
        )
    });
    let early = match act.what {
        DocumentKind::Offer if case.offer.countersigned_on.is_none() => Some(now.contradiction(
            "The offer is not countersigned; it can be read as a draft only.".to_owned(),
            "Countersign the offer, then release it.",
        )),
        DocumentKind::Certification if case.notifications.is_empty() => Some(now.contradiction(
            "No notification belongs to this case.".to_owned(),
            "Prepare the notification first.",
        )),
        DocumentKind::Acknowledgement if !case.answers_a_request() => Some(now.contradiction(
            "No Letter of Request belongs to this case.".to_owned(),
            "Only a case that was opened for a request has one to acknowledge.",
        )),
        _ => None,
    };
    Refusal::unless_clear(twice.into_iter().chain(unprinted).chain(early))?;
    Ok(act.clone())
}
