//! What a check found: enough for a person to act on it, and for an auditor to follow it.

use std::{borrow::Cow, sync::Arc};

use serde::{Deserialize, Serialize};
use terms::Desk;

use crate::{AsOf, Row};

/// The result of holding one rule against one file on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Key of the row that was used: `CN-001@1985-08-08`.
    #[serde(with = "shared")]
    pub rule: Arc<str>,
    /// Whether the rule lets the act pass.
    pub outcome: Outcome,
    /// What was seen and what was needed, as one sentence.
    pub sentence: String,
    /// Statute, regulation or manual section.
    #[serde(with = "shared")]
    pub citation: Arc<str>,
    /// `confirmed`, or how uncertain the row is.
    pub confidence: Cow<'static, str>,
    /// The day by which the row was found, where the row names another than that of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<AsOf>,
    /// The facts and numbers that were compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// What would open it; empty when it is open.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remedy: String,
    /// The desks that can bring the remedy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<Desk>,
}

/// Whether a rule lets an act pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The rule is met.
    Satisfied,
    /// The rule does not ask anything of this file.
    NotApplicable,
    /// Something to look at that does not stop the act.
    Noted,
    /// The rule forbids the act now.
    Refused,
}

/// One fact that a check used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is: "MDE value".
    pub name: String,
    /// What it was, as printed.
    pub value: String,
}

impl Finding {
    /// Begins a finding under a row; the check says what it saw.
    pub fn under(row: &Row, outcome: Outcome, sentence: impl Into<String>) -> Self {
        let (rule, citation) = row.repeated();
        Self {
            rule,
            outcome,
            sentence: sentence.into(),
            citation,
            confidence: Cow::Borrowed(row.confidence.word()),
            as_of: None,
            facts: Vec::new(),
            remedy: String::new(),
            who: Vec::new(),
        }
    }

    /// Adds a fact that was used.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.push(Fact { name: name.to_owned(), value: value.to_string() });
        self
    }

    /// Says what would open it, and who can.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>, who: &[Desk]) -> Self {
        self.remedy = remedy.into();
        self.who = who.to_vec();
        self
    }

    /// Whether it forbids the act.
    pub fn refuses(&self) -> bool {
        self.outcome == Outcome::Refused
    }

    /// The rule's identifier without the day of its row.
    pub fn rule_id(&self) -> &str {
        self.rule.split('@').next().unwrap_or(&self.rule)
    }
}

/// Text that all findings of a row share, in JSON a string as any other.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(from).map(Into::into)
    }
}
