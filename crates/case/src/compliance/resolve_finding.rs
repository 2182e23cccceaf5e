//! Resolve a finding; another person than the one who raised it.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "resolve-finding",
    thing: "resolutions",
    kind: Kind::Case,
    title: "Resolve a finding",
    help: "Keeps how a finding was settled and on what evidence. Whoever raised a finding cannot \
           resolve one.",
    desks: &[Desk::Legal, Desk::State, Desk::TechnologySecurity, Desk::Compliance],
    fields: &[
        Field::must("number", "Finding", Input::Count(1, limits::QUANTITY)),
        Field::must("resolution", "Resolution", Input::Long(limits::PARAGRAPH)),
        Field::must("evidence", "Evidence", Input::Long(limits::PARAGRAPH)),
        Field::may("file", "Evidence file", Input::Upload),
    ],
};

/// How a finding was settled.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Resolved {
    /// The finding.
    pub number: u32,
    /// Resolution.
    pub resolution: String,
    /// Evidence.
    pub evidence: String,
    /// Evidence file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

pub(crate) fn decide(
    case: &State,
    act: &Resolved,
    now: &Situation<'_>,
) -> Result<Resolved, Refusal> {
    let open = case.open_findings().any(|finding| finding.number == act.number);
    let finding = (!open).then(|| {
        now.contradiction(
            format!("Finding {} is not open.", act.number),
            "Name a finding of this case that is open.",
        )
    });
    Refusal::unless_clear(finding)?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &Resolved) {
    if let Some(finding) = case.findings.iter_mut().find(|f| f.number == event.number) {
        finding.resolved = Some(event.clone());
    }
}
