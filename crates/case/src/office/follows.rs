//! What the office records because something else was done: an import that ended, an act that was
//! refused, a log that goes on under a new name.

use rules::Finding;
use serde::{Deserialize, Serialize};

/// The report of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFinished {
    /// Name of the file, without folders.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Lines with something on them.
    pub lines: u64,
    /// Notices that were new.
    pub new: u64,
    /// Notices that had changed.
    pub changed: u64,
    /// Notices that were known as they are.
    pub unchanged: u64,
    /// Things that are odd, over all notices.
    pub anomalies: u64,
    /// Lines that could not be read; at most the first thousand are kept by text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedLine>,
    /// How many lines could not be read.
    pub refused_count: u64,
}

/// A line that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    /// Number of the line in the file, from 1.
    pub line: u64,
    /// Why.
    pub cause: String,
}

/// A refused act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalRecorded {
    /// The act.
    pub act: String,
    /// Every finding that refused.
    pub findings: Vec<Finding>,
}

/// The record was restored to an earlier size than it had been published with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogSucceeded {
    /// Origin of the log before.
    pub before: String,
    /// Origin from here on.
    pub after: String,
    /// Size to which the record was restored.
    pub size: u64,
    /// Root at that size, in base64.
    pub root: String,
    /// Why.
    pub reason: String,
}
