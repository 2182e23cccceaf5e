//! The connection that writes to SQLite: it commits a group of works together, answers only then,
//! and knows what a failure means.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    time::Duration,
};

use anyhow::bail;
use rusqlite::{Connection, ErrorCode, ffi::SQLITE_IOERR_SHMSIZE};

use super::{
    BUSY,
    rows::{execute, execute_all, select},
};
use crate::{
    backend::Group,
    journal::{Appended, NotAppended},
    log::Log,
    plan::{self, Known},
};

/// Pages of the write-ahead log after which they are copied into the database.
const COPY_AT: i32 = 1_000;

/// The connection that writes, and the log as its last commit left it.
pub(super) struct Writer {
    connection: Connection,
    log: Option<Log>,
    /// Pages that are in the write-ahead log since the last commit.
    pages: Arc<AtomicI32>,
}

impl Writer {
    /// Over a connection of its own.
    pub(super) fn over(mut connection: Connection) -> rusqlite::Result<Self> {
        let pages = Arc::new(AtomicI32::new(0));
        let seen = Arc::clone(&pages);
        // SQLite's own copying ignores a failed sync. The hook takes its place and only counts.
        connection.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, count| {
            seen.store(count, Ordering::Relaxed);
            Ok(())
        }))?;
        Ok(Self { connection, log: None, pages })
    }

    /// Commits a group and answers it.
    pub(super) fn commit_group(&mut self, group: Group) {
        match commit(&mut self.connection, &mut self.log, &group) {
            Ok(answers) => group.answer(answers),
            Err(error) => self.failed(group, &error),
        }
    }

    /// Does the same unless another connection writes: then the group comes back.
    pub(super) fn commit_at_once(&mut self, group: Group) -> Result<(), Group> {
        let waits = |connection: &Connection, time| {
            connection.busy_timeout(time).expect("a connection that is open takes any time");
        };
        waits(&self.connection, Duration::ZERO);
        let done = commit(&mut self.connection, &mut self.log, &group);
        waits(&self.connection, BUSY);
        match done {
            Ok(answers) => group.answer(answers),
            Err(error) if Fault::of(&error) == Fault::Busy => {
                self.log = None;
                return Err(group);
            }
            Err(error) => self.failed(group, &error),
        }
        Ok(())
    }

    fn failed(&mut self, group: Group, error: &anyhow::Error) {
        // The log was moved along for a commit that did not happen; it is read again.
        self.log = None;
        match Fault::of(error) {
            Fault::Full => group.fail(|| NotAppended::Full),
            Fault::Disk => fatal(error),
            Fault::Busy => {
                let said = format!("another program holds the database: {error:#}");
                group.fail(|| NotAppended::Unavailable(said.clone()));
            }
            // One command of the group failed for itself: the others must not suffer for it.
            Fault::Other if group.len() > 1 => {
                group.split().into_iter().for_each(|single| self.commit_group(single));
            }
            Fault::Other => {
                let said = format!("{error:#}");
                group.fail(|| NotAppended::Failed(anyhow::anyhow!("{said}")));
            }
        }
    }

    /// Copies the pages of the write-ahead log into the database once there are many. Nobody
    /// waits for it, and no answer depends on it.
    pub(super) fn copy_pages(&self) {
        if self.pages.load(Ordering::Relaxed) < COPY_AT {
            return;
        }
        let copied = self.connection.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()));
        let Err(error) = copied.map_err(anyhow::Error::from) else { return };
        match Fault::of(&error) {
            Fault::Disk => fatal(&error),
            // On a full disk the pages stay where they are; the next commit tries again.
            Fault::Full | Fault::Busy | Fault::Other => {
                tracing::warn!(error = format!("{error:#}"), "pages could not be copied");
            }
        }
    }
}

/// What a failure of the database means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// No space is left. Nothing was written, and it may be tried again.
    Full,
    /// The disk failed or lied. After a failed sync the pages in memory are not what is on the
    /// disk, and no later sync can be believed: stop answering rather than answer wrongly.
    Disk,
    /// Another connection writes, and did not end in the time that it was waited for.
    Busy,
    /// Anything else: a fault of one command, or a bug.
    Other,
}

impl Fault {
    fn of(error: &anyhow::Error) -> Self {
        let Some(error) = error.downcast_ref::<rusqlite::Error>() else { return Self::Other };
        match (error.sqlite_error_code(), error.sqlite_extended_error_code()) {
            // The index of the write-ahead log cannot grow: that is a full disk too.
            (Some(ErrorCode::DiskFull), _) | (_, Some(SQLITE_IOERR_SHMSIZE)) => Self::Full,
            (Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt), _) => Self::Disk,
            (Some(ErrorCode::DatabaseBusy), _) => Self::Busy,
            _ => Self::Other,
        }
    }
}

fn commit(
    connection: &mut Connection,
    log: &mut Option<Log>,
    group: &Group,
) -> anyhow::Result<Vec<Result<Appended, NotAppended>>> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let answers =
        if group.batches.is_empty() { Vec::new() } else { append(&transaction, log, group)? };
    execute_all(&transaction, group.writes.iter().flatten())?;
    transaction.commit()?;
    Ok(answers)
}

fn append(
    transaction: &Connection,
    log: &mut Option<Log>,
    group: &Group,
) -> anyhow::Result<Vec<Result<Appended, NotAppended>>> {
    let mut known = Known::default();
    for batch in &group.batches {
        for stream in plan::streams(batch) {
            if !known.tips.contains_key(stream) {
                let rows = select(transaction, &plan::tip_of(stream))?;
                known.tips.insert(stream.clone(), plan::read_tip(&rows)?);
            }
        }
        if let Some(key) = &batch.key
            && let Some(row) = select(transaction, &plan::command_of(&key.key))?.first()
        {
            let answer = (row.text(0).to_owned(), row.text(1).to_owned());
            known.keys.insert(key.key.clone(), answer);
        }
    }
    let log = match log {
        Some(log) => log,
        None => log.insert(Log::load(|stmt| Ok(select(transaction, &stmt)?))?),
    };
    let before = log.size();
    let planned = plan::plan(&group.batches, &mut known, log);
    execute_all(transaction, planned.stmts.iter())?;
    if before < log.size() && execute(transaction, &log.head(before))? != 1 {
        bail!("the log's head moved under its only writer");
    }
    Ok(planned.answers)
}

fn fatal(error: &anyhow::Error) -> ! {
    tracing::error!(error = format!("{error:#}"), "the journal cannot be written; stopping");
    eprintln!("caseway: the journal cannot be written, and the program stops: {error:#}");
    std::process::exit(FATAL)
}

/// A broken invariant of the writer ends the program: without its writer it would only refuse.
pub(super) struct StopsOnPanic;

impl Drop for StopsOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            fatal(&anyhow::anyhow!("an invariant of the journal is broken; its message is above"));
        }
    }
}

/// Exit code after a failed write: "failed" of the command line.
const FATAL: i32 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(extended: i32, expected: Fault) {
        let error = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(extended), None);
        assert_eq!(Fault::of(&error.into()), expected, "{extended}");
    }

    #[test]
    fn a_full_disk_is_waited_for_and_a_failed_one_is_not() {
        use rusqlite::ffi;
        check(ffi::SQLITE_FULL, Fault::Full);
        check(SQLITE_IOERR_SHMSIZE, Fault::Full);
        check(ffi::SQLITE_IOERR_FSYNC, Fault::Disk);
        check(ffi::SQLITE_IOERR_READ, Fault::Disk);
        check(ffi::SQLITE_CORRUPT, Fault::Disk);
        check(ffi::SQLITE_BUSY, Fault::Busy);
        check(ffi::SQLITE_CONSTRAINT, Fault::Other);
    }
}
