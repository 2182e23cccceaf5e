//! The data by which names are weighed: one table with a version and a day.

use serde::{Deserialize, Serialize};

use crate::party::Kind;

/// The data that the program carries.
const SHIPPED: &str = include_str!("../data/weights.toml");

/// All weights, in thousandths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Which state of the data this is.
    pub version: String,
    /// The first day on which it counts.
    pub from: String,
    /// At and above: a hit.
    pub threshold: Thresholds,
    /// What is told of the rest.
    pub report: Report,
    /// What a word weighs.
    pub word: WordWeights,
    /// How alike words are.
    pub near: Near,
    /// Left-over words of persons.
    pub person: Leftover,
    /// Left-over words of entities, and of parties of unknown kind.
    pub entity: Leftover,
    /// Left-over words of ships and aircraft.
    pub vessel: Leftover,
    /// What is known besides the name.
    pub evidence: EvidenceWeights,
    /// How far the search goes.
    pub retrieval: Retrieval,
}

/// A threshold for each kind of party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "a field for each kind")]
pub struct Thresholds {
    pub person: u32,
    pub entity: u32,
    pub vessel: u32,
    pub aircraft: u32,
    pub unknown: u32,
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The lowest score that is told.
    pub floor: u32,
    /// The most entries in one answer.
    pub most: usize,
}

/// What a word weighs, by rarity or by class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "a field for each class; weights.toml explains them")]
pub struct WordWeights {
    pub low: u32,
    pub high: u32,
    pub legal: u32,
    pub title: u32,
    pub particle: u32,
    pub small: u32,
    pub number: u32,
    pub initial: u32,
    pub family: u32,
    pub unknown: u32,
    pub two_letters: u32,
    pub three_letters: u32,
    pub four_letters: u32,
}

/// How alike two words are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "a field for each step; weights.toml explains them")]
pub struct Near {
    pub slope: u32,
    pub least: u32,
    pub fold: u32,
    pub vowel: u32,
    pub vowel_gap: u32,
    pub cousin: u32,
    pub gap_h: u32,
    pub swap: u32,
    pub joined: u32,
    pub initial: u32,
    pub consonants: u32,
    pub consonants_short: u32,
}

/// What left-over words cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "a field for each cost; weights.toml explains them")]
pub struct Leftover {
    pub missing_there: u32,
    pub missing_here: u32,
    pub against: u32,
    pub thin: u32,
    pub order: u32,
}

/// What is known besides the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "a field for each piece; weights.toml explains them")]
pub struct EvidenceWeights {
    pub birth_day: u32,
    pub birth_year: u32,
    pub birth_near: u32,
    pub birth_against: u32,
    pub country: u32,
    pub country_against: u32,
    pub gender_against: u32,
    pub identifier: u32,
    pub kind_against: u32,
    pub weak_alias_most: u32,
    pub former_name: u32,
}

/// How far the search goes before it is content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retrieval {
    /// Entries of the index that are read before common words stop adding names.
    pub postings: usize,
    /// Names that are compared in full.
    pub examined: usize,
}

/// The table cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the weights cannot be read: {0}")]
pub struct Unreadable(#[from] toml::de::Error);

impl Weights {
    /// The weights that the program carries.
    pub fn shipped() -> Weights {
        Weights::read(SHIPPED).expect("data/weights.toml is a table of weights")
    }

    /// Weights from a table.
    pub fn read(text: &str) -> Result<Weights, Unreadable> {
        Ok(toml::from_str(text)?)
    }

    /// The costs of left-over words for a kind of party.
    pub fn leftover(&self, kind: Kind) -> &Leftover {
        match kind {
            Kind::Person => &self.person,
            Kind::Entity | Kind::Unknown => &self.entity,
            Kind::Vessel | Kind::Aircraft => &self.vessel,
        }
    }

    /// The threshold for a kind of party, in thousandths.
    pub fn threshold(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Person => self.threshold.person,
            Kind::Entity => self.threshold.entity,
            Kind::Vessel => self.threshold.vessel,
            Kind::Aircraft => self.threshold.aircraft,
            Kind::Unknown => self.threshold.unknown,
        }
    }
}
