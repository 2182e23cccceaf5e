//! What a journal in memory keeps.

use terms::{Actor, Moment, StreamId};

/// An event as a journal keeps it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file.
    pub stream: StreamId,
    /// The event's name.
    pub name: String,
    /// Canonical JSON.
    pub body: String,
    /// Who acted.
    pub by: Actor,
    /// By which act.
    pub act: String,
    /// On whose behalf.
    pub behalf: Vec<String>,
    /// When.
    pub at: Moment,
}
