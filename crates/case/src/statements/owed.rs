//! The rules under which a file keeps statements, with how far each one has been stated: what a
//! person who is about to state something chooses from.

use rules::{Attestation, Finding, Outcome};
use serde::Serialize;
use terms::{Desk, Kind, coded};

use super::{Said, kept_on};
use crate::{decider::Decider, gates::attested, situation::Situation};

/// A rule under which a file keeps statements.
#[derive(Debug, Clone, Serialize)]
pub struct Owed {
    /// The rule.
    pub rule: String,
    /// A few words.
    pub title: String,
    /// The rule as one plain sentence.
    pub sentence: String,
    /// Where it stands.
    pub citation: String,
    /// How far the source was seen.
    pub confidence: &'static str,
    /// The desks that may state it, the usual one first.
    pub roles: Vec<Desk>,
    /// The acts that ask for it; empty where a check of the program asks.
    pub acts: Vec<String>,
    /// How far it has been stated.
    pub standing: Standing,
    /// What the gates see of it today.
    pub finding: Finding,
}

coded! {
    /// How far a rule has been stated.
    pub enum Standing "standing of a statement" {
        /// Nobody.
        Lacking = "lacking" "nobody has stated it",
        /// Over.
        Over = "over" "the statement no longer holds",
        /// Not met.
        NotMet = "not-met" "stated as not met",
        /// Stated.
        Stated = "stated" "stated as met",
        /// Not asked.
        NotAsked = "not-asked" "not asked of this sale",
    }
}

impl Standing {
    fn of(finding: &Finding, said: Option<&Said<super::Attestation>>) -> Self {
        match (finding.outcome, said) {
            (Outcome::NotApplicable, _) => Self::NotAsked,
            (Outcome::Satisfied, _) => Self::Stated,
            (_, None) => Self::Lacking,
            (_, Some(said)) if said.what.met => Self::Over,
            (_, Some(_)) => Self::NotMet,
        }
    }
}

/// Every rule of today under which this kind of file keeps statements; those that lack one first.
pub(crate) fn owed<S: Decider>(state: &S, kind: Kind, now: &Situation<'_>) -> Vec<Owed> {
    let keeps = |asked: &Attestation| kept_on(&asked.file) == Some(kind);
    let one = |id: &str| {
        let governed = now.by(id)?;
        let row = governed.row;
        let asked = row.attestation.as_ref().filter(|asked| keeps(asked))?;
        let finding = governed.told(attested::held(state, kind, now, row));
        let said = state.head().statements.newest(id);
        Some(Owed {
            rule: row.id.clone(),
            title: row.title.clone(),
            sentence: row.rule.clone(),
            citation: row.citation.clone(),
            confidence: row.confidence.word(),
            roles: asked.roles.clone(),
            acts: asked.acts.clone(),
            standing: Standing::of(&finding, said),
            finding,
        })
    };
    let mut all: Vec<Owed> = now.pack.ids().into_iter().filter_map(one).collect();
    let place = |owed: &Owed| Standing::ALL.iter().position(|known| *known == owed.standing);
    all.sort_by_key(place);
    all
}
