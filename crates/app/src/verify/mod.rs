//! Verifies everything about a record: every event against its commitment and its place, the log
//! against the events and its checkpoints, every read model and the books against the fold, every
//! kept file against its digest, every kept answer against what was done, every kept state of a
//! long file against the fold. The first bad record is
//! named.

mod answers;
mod exported;
mod journal;
mod roots;
mod states;
mod tables;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use store::{migrate::Dialect, scan, value::Stmt};

use crate::office::Office;

pub(crate) use tables::add_row;
pub use tables::folded;

/// What was verified.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Verified {
    /// Events.
    pub events: u64,
    /// Files.
    pub files: u64,
    /// Checkpoints, those of the record and those that the caller kept.
    pub checkpoints: u64,
    /// Read models: table, rows, digest of the rows.
    pub tables: Vec<TableDigest>,
    /// Entries of the ledger.
    pub entries: u64,
    /// Uploaded files and printed documents.
    pub blobs: u64,
    /// Kept answers to commands.
    pub answers: u64,
    /// States of long files that are kept, and are what their events add up to.
    pub states: u64,
    /// Kept states that could not be used, each with what became of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unusable_states: Vec<String>,
    /// Root of the log.
    pub root: String,
    /// Restores after which the log went on under a new name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successions: Vec<Succession>,
}

/// A restore that is on record: the log went back, and says so under a new name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Succession {
    /// Name of the log before.
    pub before: String,
    /// Name from there on.
    pub after: String,
    /// Events that were restored.
    pub size: u64,
    /// The largest size of the log before that the caller saw, where it is more than was restored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
    /// Why.
    pub reason: String,
}

/// A read model as it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TableDigest {
    /// Table.
    pub table: String,
    /// Rows.
    pub rows: u64,
    /// SHA-256 over the rows in the order of their key.
    pub digest: String,
}

impl std::fmt::Display for Succession {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { before, after, size, seen, reason } = self;
        write!(out, "{before} ended at {size} events and goes on as {after}: {reason}")?;
        match seen {
            Some(seen) => {
                write!(out, "; it was seen with {seen} events, and {} are lost", seen - size)
            }
            None => Ok(()),
        }
    }
}

/// What the caller knows of the log besides the record.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Checkpoints that were kept from earlier: the one thing that shows a history rewritten by
    /// somebody with the key.
    pub old: Vec<Vec<u8>>,
    /// Directories into which the log was exported: with the entries in them the first event that
    /// is not what it was can be named, whoever signed.
    pub exports: Vec<PathBuf>,
}

impl Known {
    /// Takes in a file with a checkpoint, or a directory with an exported log.
    #[expect(clippy::disallowed_methods, reason = "what the caller kept is a file of the caller's")]
    pub fn take(&mut self, path: &Path) -> anyhow::Result<()> {
        let checkpoint = if path.is_dir() {
            self.exports.push(path.to_owned());
            path.join(tlog::layout::CHECKPOINT)
        } else {
            path.to_owned()
        };
        let read = std::fs::read(&checkpoint);
        self.old.push(read.with_context(|| format!("{} cannot be read", checkpoint.display()))?);
        Ok(())
    }
}

impl Office {
    /// Verifies the record. `tell` hears how many events are done, of how many.
    pub async fn verify(
        &self,
        known: &Known,
        mut tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Verified> {
        let mut verified = Verified::default();
        let digests = self.verify_journal(known, &mut verified, &mut tell).await?;
        self.verify_views(&mut verified).await?;
        self.verify_states(&mut verified).await?;
        self.verify_blobs(&digests, &mut verified).await?;
        self.verify_answers(&mut verified).await?;
        self.verify_pages().await?;
        Ok(verified)
    }

    async fn verify_blobs(
        &self,
        named: &BTreeSet<String>,
        verified: &mut Verified,
    ) -> anyhow::Result<()> {
        let mut after = String::new();
        let mut there = BTreeSet::new();
        loop {
            let some = scan::blob_digests(&self.store, &after).await?;
            let Some(last) = some.last() else { break };
            after.clone_from(last);
            for digest in &some {
                self.store.kept(digest).await?;
            }
            there.extend(some);
        }
        verified.blobs = there.len() as u64;
        match named.difference(&there).next() {
            Some(missing) => bail!("the file {missing} is named by an event and is not kept"),
            None => Ok(()),
        }
    }

    /// The file of SQLite itself: every page and every index.
    async fn verify_pages(&self) -> anyhow::Result<()> {
        if self.store.dialect() != Dialect::Sqlite {
            return Ok(());
        }
        let rows = self.store.query(Stmt::new("pragma integrity_check", vec![])).await?;
        match rows.first().and_then(|row| row.try_text(0)) {
            Some("ok") => Ok(()),
            said => bail!("the database file is damaged: {}", said.unwrap_or("no answer")),
        }
    }
}

/// Reads the checkpoint that a verifier keeps between runs; none on the first run.
#[expect(clippy::disallowed_methods, reason = "the verifier's memory is a file of the caller's")]
pub fn read_memory(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    if !path.exists() {
        return Ok(None);
    }
    Ok(Some(std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?))
}

/// Keeps the newest checkpoint for the next run.
#[expect(clippy::disallowed_methods, reason = "the verifier's memory is a file of the caller's")]
pub fn keep_memory(path: &Path, note: &str) -> anyhow::Result<()> {
    std::fs::write(path, note).with_context(|| format!("{} cannot be written", path.display()))
}
