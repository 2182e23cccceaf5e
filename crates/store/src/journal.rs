//! What is asked of a journal, and what it answers.

use case::Event;
use serde::{Deserialize, Serialize};
use terms::{Actor, Day, Kind, Moment, StreamId};

use crate::value::Stmt;

/// Every journal of this program is one shard; the column lets another engine spread it.
pub const SHARD: i64 = 0;

/// What an event says besides what happened. Stored as canonical JSON beside the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The act that was done.
    pub act: String,
    /// Who acted.
    pub by: Actor,
    /// The office's day.
    pub on: Day,
    /// Digest of the rule pack that decided.
    pub pack: String,
    /// Keys of the rows that were held against the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
    /// On whose behalf the actor acted, under delegations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub behalf: Vec<String>,
}

/// An event to be appended.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// Identifier, uuid version 7.
    pub id: String,
    /// The event's name.
    pub kind: String,
    /// Canonical JSON.
    pub body: String,
    /// Canonical JSON of `Meta`.
    pub meta: String,
    /// Who acted, for the log's entry.
    pub by: String,
    /// When.
    pub at: Moment,
    /// 32 random bytes; without them nobody can guess content from the log.
    pub salt: [u8; 32],
}

/// Events of one file, with the rows of the read models that follow from them.
#[derive(Debug, Clone)]
pub struct Append {
    /// The stream.
    pub stream: StreamId,
    /// The version on which the decision was made; `None` appends after whatever is there.
    pub expected: Option<u64>,
    /// Events, in order.
    pub events: Vec<NewEvent>,
    /// Rows of the read models.
    pub views: Vec<Stmt>,
}

/// All that one command changes: everything or nothing.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Idempotency key and digest of the command.
    pub key: Option<Key>,
    /// What is appended, the command's own file first.
    pub appends: Vec<Append>,
    /// Files that were read for the decision and must not have moved since.
    pub unmoved: Vec<(StreamId, u64)>,
    /// What the command is answered with, besides the receipt: kept for a repeat of the key.
    pub answer: serde_json::Value,
    /// When the command was done; its key is kept for 30 days from then.
    pub at: Moment,
}

/// An idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key, as the client chose it.
    pub key: String,
    /// SHA-256 of what was asked, in hexadecimal.
    pub digest: String,
}

/// The answer to a command, the same for every repeat of its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The command's own file.
    pub stream: StreamId,
    /// Its version after the command.
    pub version: u64,
    /// Sequence numbers of the events, first and last; nought when there was none.
    pub first: u64,
    /// The last one.
    pub last: u64,
    /// Names of the events of the command's own file.
    pub events: Vec<String>,
    /// When.
    pub at: Moment,
    /// What else the command is answered with.
    #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
    pub answer: serde_json::Value,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// It was written; this is the receipt.
    New(Receipt),
    /// The key was known: this is the answer that was given then.
    Repeated(Receipt),
}

/// Why a batch was not written. Nothing of it is.
#[derive(Debug, thiserror::Error)]
pub enum NotAppended {
    /// A file had moved.
    #[error("{stream} is at version {current}, not at {expected}")]
    Conflict {
        /// The file.
        stream: StreamId,
        /// The version on which the decision was made.
        expected: u64,
        /// The version it is at.
        current: u64,
    },
    /// The key was used for something else.
    #[error("the idempotency key \"{key}\" was used for another command")]
    KeyReused {
        /// The key.
        key: String,
    },
    /// The disk is full. Reading goes on; writing resumes once there is space.
    #[error("the disk is full: nothing was written")]
    Full,
    /// The database cannot be reached or does not answer in time. Ask again by the same key.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A bug or a damaged record.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

/// An event as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Sequence number, from 1, without a gap, in the order of commits.
    pub n: u64,
    /// Identifier.
    pub id: String,
    /// The stream.
    pub stream: StreamId,
    /// The file's version after it.
    pub version: u64,
    /// The event's name.
    pub kind: String,
    /// Canonical JSON.
    pub body: String,
    /// Canonical JSON of `Meta`.
    pub meta: String,
    /// When.
    pub at: Moment,
    /// 32 bytes.
    pub salt: Vec<u8>,
    /// The log's entry.
    pub entry: String,
}

impl Recorded {
    /// Reads what happened and what is said about it.
    pub fn read(&self) -> anyhow::Result<(Event, Meta)> {
        Ok((Event::read(self.stream.kind, &self.kind, &self.body)?, self.read_meta()?))
    }

    /// Reads what is said about it.
    pub fn read_meta(&self) -> anyhow::Result<Meta> {
        Ok(serde_json::from_str(&self.meta)?)
    }

    /// Whether it is of a kind of file.
    pub fn is(&self, kind: Kind) -> bool {
        self.stream.kind == kind
    }
}

/// Where the journal ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many events there are.
    pub n: u64,
    /// Root of the log over them.
    pub root: [u8; 32],
}
