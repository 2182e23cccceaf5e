//! Release a document. The event keeps its digest, so that the paper can be found in the log.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, Version};

pub use crate::papers::{DocumentKind, Subject, Wanted};

use super::State;
use crate::{
    act::{About, Field, Input, reads},
    marks::carried,
    papers::Missing,
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
    desks: &[
        Desk::CaseManager,
        Desk::CaseWriter,
        Desk::CountryDesk,
        Desk::Legislative,
        Desk::Finance,
    ],
    fields: &[
        Field::must("what", "Document", Input::Choice(DocumentKind::OPTIONS)),
        Field::may("version", "Version", Input::Id("A1", reads::<Version>))
            .hint("Of an amendment, a modification or an expired offer; the newest when left out"),
    ],
};

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
    /// How it was made, so that it can be printed again; releases of before do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
}

/// How a released document was made. With the journal as it stood before its release this is all
/// that its bytes depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The program text that printed it.
    pub by: String,
    /// The newest entry that it shows.
    pub shown: u64,
    /// The checkpoint that it carries.
    pub checkpoint: String,
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

    /// The version of the case that it prints, where it prints one.
    pub fn of_version(&self) -> Option<Version> {
        self.version.split(',').next()?.parse().ok()
    }

    /// The paper that it is.
    pub fn wanted(&self) -> Wanted {
        let version = self.of_version().filter(|_| self.what.has_versions());
        Wanted { what: self.what, version }
    }
}

pub(crate) fn decide(case: &State, act: &Issued, now: &Situation<'_>) -> Result<Issued, Refusal> {
    let request = now.facts.request.as_ref().map(|(_, request)| &**request);
    let early = act.wanted().waits_for(case, request);
    Refusal::unless_clear(carried::kept_from(act.what, (case, request), now))?;
    checked(&case.documents, act, (early, now))
}

/// A release that is the first of its bytes, and of a paper that waits for nothing.
pub(crate) fn checked(
    released: &[Issued],
    act: &Issued,
    (early, now): (Option<Missing>, &Situation<'_>),
) -> Result<Issued, Refusal> {
    let twice = released.iter().any(|d| d.sha256 == act.sha256).then(|| {
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
    let early = early.map(|missing| now.contradiction(missing.sentence, missing.remedy));
    Refusal::unless_clear(twice.into_iter().chain(unprinted).chain(early))?;
    Ok(act.clone())
}
