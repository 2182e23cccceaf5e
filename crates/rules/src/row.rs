//! One rule as it held between two days, with its source and how far the source was seen.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use serde::Deserialize;
use terms::{Day, Rate, Usd};

use crate::{Attestation, GovernedBy, Waiver};

/// A rule in force between two days, both included. A changed number is a new row with the same
/// id; the old one gets its `until` and stays.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Identifier of the rule, `CN-001`; one check in the program has the same name.
    pub id: String,
    /// A few words: "Notification before an offer".
    pub title: String,
    /// The rule as one plain sentence.
    pub rule: String,
    /// Law, regulation, policy, practice of the record itself, or a proposal.
    pub kind: RowKind,
    /// First day in force; open when left out.
    #[serde(default)]
    pub from: Option<Day>,
    /// Last day in force; open when left out.
    #[serde(default)]
    pub until: Option<Day>,
    /// Which day governs it: the row of that day decides. A pack with a row that leaves it out is
    /// not taken.
    #[serde(default)]
    pub governed_by: Option<GovernedBy>,
    /// Statute, regulation or manual section.
    pub citation: String,
    /// The day on which the source was read.
    pub read_on: Day,
    /// How far the source was seen.
    pub confidence: Confidence,
    /// Numbers and words of the rule. A name says its unit at the end: `_usd` whole dollars (in
    /// a pack with another currency that one's code), `_days` days, `_months` months, `_rate` a
    /// decimal rate.
    #[serde(default)]
    pub params: BTreeMap<String, toml::Value>,
    /// The statement of a role that it asks for, where recorded data cannot decide.
    #[serde(default)]
    pub attestation: Option<Attestation>,
    /// Who may let a sale pass in spite of it; nobody when left out.
    #[serde(default)]
    pub waiver: Option<Waiver>,
    /// Where a row that only says what a word means is used.
    #[serde(default)]
    pub definition: Option<String>,
    /// Where a row that no gate of this record holds will be asked.
    #[serde(default)]
    pub duty: Option<String>,
    /// How the names of amounts end, `_usd`: the pack tells it to its rows.
    #[serde(skip)]
    pub(crate) currency: String,
    /// What every finding under it repeats.
    #[serde(skip)]
    pub(crate) repeated: Repeated,
}

/// What every finding under a row repeats, made once and shared by all of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Repeated(OnceLock<(Arc<str>, Arc<str>)>);

/// What gives a row its force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A statute.
    Law,
    /// A regulation.
    Regulation,
    /// A manual or a policy memorandum.
    Policy,
    /// The office's own rule of record keeping.
    Practice,
    /// A pending bill: shown, never enforced.
    Proposal,
}

/// How far the source of a row was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in the public source.
    Confirmed,
    /// Read in an older edition or an indirect copy.
    ConfirmedOlderEdition,
    /// From memory, widely published.
    MemoryHigh,
    /// From memory; to be verified before anyone relies on it.
    MemoryLow,
}

impl Row {
    /// The row's name in an event: the id, and the first day where one is known.
    pub fn key(&self) -> String {
        self.from.map_or_else(|| self.id.clone(), |from| format!("{}@{from}", self.id))
    }

    /// The row's name and its citation, for a finding to share.
    pub(crate) fn repeated(&self) -> (Arc<str>, Arc<str>) {
        let made = || (self.key().into(), self.citation.as_str().into());
        self.repeated.0.get_or_init(made).clone()
    }

    /// Whether the row is in force on a day. A proposal never is.
    pub fn in_force(&self, on: Day) -> bool {
        self.kind != RowKind::Proposal
            && self.from.is_none_or(|from| from <= on)
            && self.until.is_none_or(|until| on <= until)
    }

    /// An amount in the pack's currency, in whole units of it: `mde` is the parameter `mde_usd`
    /// where the pack counts in US dollars.
    pub fn amount(&self, name: &str) -> Option<Usd> {
        self.usd(&format!("{name}{}", self.currency))
    }

    /// A parameter in whole dollars.
    pub fn usd(&self, name: &str) -> Option<Usd> {
        self.params.get(name)?.as_integer().and_then(Usd::from_dollars)
    }

    /// A whole number: days, months, a count.
    pub fn whole(&self, name: &str) -> Option<i32> {
        self.params.get(name)?.as_integer().and_then(|n| i32::try_from(n).ok())
    }

    /// A decimal rate, written as a string so that no float is between the law and the price.
    pub fn rate(&self, name: &str) -> Option<Rate> {
        self.params.get(name)?.as_str()?.parse().ok()
    }

    /// A word or a sentence.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.params.get(name)?.as_str()
    }

    /// A list of words.
    pub fn words(&self, name: &str) -> Vec<&str> {
        let list = self.params.get(name).and_then(toml::Value::as_array);
        list.into_iter().flatten().filter_map(toml::Value::as_str).collect()
    }
}

impl RowKind {
    /// The word for people and for JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Regulation => "regulation",
            Self::Policy => "policy",
            Self::Practice => "practice",
            Self::Proposal => "proposal",
        }
    }
}

impl Confidence {
    /// The word of the pack.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::ConfirmedOlderEdition => "confirmed_older_edition",
            Self::MemoryHigh => "memory_high",
            Self::MemoryLow => "memory_low",
        }
    }

    /// What to tell a person beside a decision; `None` when the source was read.
    pub const fn caution(self) -> Option<&'static str> {
        match self {
            Self::Confirmed => None,
            Self::ConfirmedOlderEdition => Some("read in an older edition or an indirect copy"),
            Self::MemoryHigh => Some("from memory; a person has not yet confirmed it"),
            Self::MemoryLow => Some("from memory and uncertain; confirm before relying on it"),
        }
    }
}
