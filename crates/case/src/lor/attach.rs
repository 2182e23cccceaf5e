//! Attach a file to a request. Its content is kept beside the journal; the event holds its digest,
//! so that a changed byte is found.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// What an attachment asks for, in a request and in a case.
pub const FIELDS: &[Field] = &[
    Field::must("name", "Name", Input::Text(limits::LINE)),
    Field::must("sha256", "File", Input::Upload),
    Field::may("about", "What it is", Input::Text(limits::LINE)),
];

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "attach",
    thing: "attachments",
    kind: Kind::Request,
    title: "Attach a file",
    help: "Keeps a file with the request. It is stored as it came and is only ever offered for \
           download.",
    desks: &[Desk::Intake, Desk::CaseManager, Desk::CountryDesk, Desk::PurchaserOfficial],
    fields: FIELDS,
};

/// How the act describes itself for a case.
pub const CASE: About = About {
    name: "attach",
    thing: "attachments",
    kind: Kind::Case,
    title: "Attach a file",
    help: "Keeps a file with the case. It is stored as it came and is only ever offered for \
           download.",
    desks: &[
        Desk::CaseManager,
        Desk::Compliance,
        Desk::Logistics,
        Desk::Quality,
        Desk::Finance,
        Desk::PurchaserOfficial,
    ],
    fields: FIELDS,
};

/// An attached file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attachment {
    /// Name, as it came.
    pub name: String,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

pub(crate) fn decide(
    attached: &[Attachment],
    act: &Attachment,
    now: &Situation<'_>,
) -> Result<Attachment, Refusal> {
    let twice = attached.iter().any(|a| a.sha256 == act.sha256).then(|| {
        now.contradiction(
            format!("\"{}\" has the content of a file that is already attached.", act.name),
            "Attach another file.",
        )
    });
    Refusal::unless_clear(twice)?;
    Ok(act.clone())
}
