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
        /// Amendment.
        Amendment = "amendment" "amendment, which the purchaser accepts",
        /// Modification.
        Modification = "modification" "modification, which takes effect without acceptance",
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
    }
}

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
    /// The newest amendment.
    Amendment,
    /// The newest modification.
    Modification,
}

impl DocumentKind {
    /// What of the record it is about.
    pub const fn subject(self) -> Subject {
        match self {
            Self::Offer => Subject::Offer,
            Self::Acknowledgement => Subject::Request,
            Self::Amendment => Subject::Amendment,
            Self::Modification => Subject::Modification,
            Self::Report => Subject::Report,
            Self::Certification
            | Self::Transmittal
            | Self::Fields
            | Self::Justification
            | Self::Annex
            | Self::Offset => Subject::Notification,
        }
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
    let early = match act.what.subject() {
        Subject::Offer | Subject::Amendment | Subject::Modification => {
            unsigned(case, act.what, now)
        }
        Subject::Notification | Subject::Report if case.notifications.is_empty() => {
            Some(now.contradiction(
                "No notification belongs to this case.".to_owned(),
                "Prepare the notification first.",
            ))
        }
        Subject::Request if !case.answers_a_request() => Some(now.contradiction(
            "No Letter of Request belongs to this case.".to_owned(),
            "Only a case that was opened for a request has one to acknowledge.",
        )),
        _ => None,
    };
    Refusal::unless_clear(twice.into_iter().chain(unprinted).chain(early))?;
    Ok(act.clone())
}

/// A document of the case that is released before it is countersigned, or that is not there.
fn unsigned(case: &State, what: DocumentKind, now: &Situation<'_>) -> Option<rules::Finding> {
    let shown = case.printed(what).and_then(|version| case.shown(version));
    let (sentence, remedy) = match shown {
        None => {
            (format!("No {} belongs to this case.", what.code()), "Open a change that becomes one.")
        }
        Some(shown) if shown.document.offer.countersigned_on.is_none() => (
            "The offer is not countersigned; it can be read as a draft only.".to_owned(),
            "Countersign the offer, then release it.",
        ),
        Some(_) => return None,
    };
    Some(now.contradiction(sentence, remedy))
}
