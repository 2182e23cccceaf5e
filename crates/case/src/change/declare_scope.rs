//! Declare anew whether the open change alters what the purchaser agreed to get. A modification
//! becomes an amendment by it, or the other way.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, Version, limits};

use super::open::next_version;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "declare-scope",
    thing: "scope-declarations",
    kind: Kind::Case,
    title: "Declare the scope anew",
    help: "Says again whether the open change alters what the purchaser agreed to get. Where the \
           answer asks for the other instrument, the change goes on under the next number of that \
           kind, with its lines and terms as they are.",
    desks: &[Desk::CaseManager],
    fields: &[
        Field::must("changes_scope", "It changes what was agreed on", Input::Flag),
        Field::must("statement", "Why it does or does not", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Declares the scope.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeclareScope {
    /// Whether the change alters what the purchaser agreed to get.
    pub changes_scope: bool,
    /// Why it does or does not.
    pub statement: String,
}

/// The scope was declared anew.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ScopeDeclared {
    /// The version that the change makes from now on.
    pub version: Version,
    /// The version that it made until now.
    pub before: Version,
    /// Whether it alters what the purchaser agreed to get.
    pub changes_scope: bool,
    /// Why it does or does not.
    pub statement: String,
}

pub(crate) fn decide(
    case: &State,
    act: &DeclareScope,
    now: &Situation<'_>,
) -> Result<ScopeDeclared, Refusal> {
    let Some((before, opened)) =
        case.change().and_then(|c| Some((c.track.version, c.track.opened.as_ref()?)))
    else {
        let sentence = "No change is open in this case.".to_owned();
        return Err(now.contradiction(sentence, "Open a change first.").into());
    };
    let mut given = opened.given.clone();
    let asked = given.needs_acceptance();
    given.changes_scope = act.changes_scope;
    let version = if given.needs_acceptance() == asked {
        before
    } else {
        next_version(case, given.needs_acceptance())
    };
    let (changes_scope, statement) = (act.changes_scope, act.statement.clone());
    Ok(ScopeDeclared { version, before, changes_scope, statement })
}

pub(crate) fn evolve(case: &mut State, event: &ScopeDeclared) {
    let Some(change) = &mut case.versions.open else { return };
    change.track.version = event.version;
    if let Some(opened) = &mut change.track.opened {
        opened.version = event.version;
        opened.given.changes_scope = event.changes_scope;
        opened.given.statement.clone_from(&event.statement);
    }
    if event.version != event.before {
        case.versions.used.push(event.version);
    }
    // Counsel reviewed another instrument.
    case.legal = None;
}
