//! The writer of SQLite: one connection, and a thread that waits for work, takes what else is
//! waiting, commits it together, and answers only then. Whoever finds nobody else at work commits
//! by itself on the same connection: waking the thread and being woken by it costs as much time as
//! the decision.

use std::{
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use anyhow::bail;
use rusqlite::{Connection, ErrorCode, ffi::SQLITE_IOERR_SHMSIZE};
use tokio::time::Instant;

use super::{
    BUSY,
    rows::{execute, select},
};
use crate::{
    backend::{GROUP_MAX, Group, Work},
    journal::{Appended, NotAppended},
    log::Log,
    plan::{self, Known},
};

/// Pages of the write-ahead log after which they are copied into the database.
const COPY_AT: i32 = 1_000;

/// From so many commands in the last commit on, others are taken to be on their way.
const MANY: usize = 4;
/// Nobody is on the way when nothing came for so long.
const QUIET: Duration = Duration::from_micros(400);
/// A commit that takes less holds up nothing that matters on its thread.
const HARDLY_ANY: Duration = Duration::from_millis(1);
/// No command waits for others longer than so many times `QUIET`.
const PATIENCE: u32 = 48;

/// The writer, shared by its thread and by whoever is alone.
pub(super) struct Shared {
    writer: Mutex<Writer>,
    /// Commands whose answer is not there yet.
    under_way: AtomicUsize,
    /// How many commands were in the last commit that had any.
    last: AtomicUsize,
    /// Whether the last commit of somebody who was alone took hardly any time.
    quick: AtomicBool,
}

/// The connection that writes, and the log as its last commit left it.
struct Writer {
    connection: Connection,
    log: Option<Log>,
    /// Pages that are in the write-ahead log since the last commit.
    pages: Arc<AtomicI32>,
}

/// The thread's place in the queue.
struct Queue<'a> {
    works: &'a mpsc::Receiver<Work>,
    /// How many were in the thread's last commit.
    last: usize,
    /// Whether it waited for more than came.
    in_vain: bool,
}

/// A command that waits for its answer.
pub(super) struct UnderWay<'a> {
    shared: &'a Shared,
    /// Whether it was the only one when it came, as the one before it was.
    alone: bool,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.shared.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl UnderWay<'_> {
    /// The writer, where nobody else is at work.
    pub(super) fn take_turn(&self) -> Option<Turn<'_>> {
        let writer = self.shared.writer.try_lock().ok().filter(|_| self.alone)?;
        Some(Turn { shared: self.shared, writer })
    }
}

/// The right to commit.
pub(super) struct Turn<'a> {
    shared: &'a Shared,
    writer: MutexGuard<'a, Writer>,
}

impl Turn<'_> {
    /// Commits, answers, and then keeps the write-ahead log short.
    fn commit(mut self, group: Group) {
        self.note(&group);
        self.writer.commit_group(group);
        self.writer.copy_pages();
    }

    /// Does the same unless it would have to wait for another connection: then nothing is done, and
    /// the group comes back.
    pub(super) fn commit_at_once(mut self, group: Group) -> Result<(), Group> {
        let _stops = StopsOnPanic;
        let began = Instant::now();
        self.note(&group);
        self.writer.commit_at_once(group)?;
        self.writer.copy_pages();
        self.shared.quick.store(began.elapsed() < HARDLY_ANY, Ordering::Relaxed);
        Ok(())
    }

    /// Whether it will probably take less time than moving the thread's other tasks.
    pub(super) fn is_quick(&self) -> bool {
        self.shared.quick.load(Ordering::Relaxed)
    }

    fn note(&self, group: &Group) {
        if !group.batches.is_empty() {
            self.shared.last.store(group.batches.len(), Ordering::Relaxed);
        }
    }
}

impl Shared {
    /// Over a connection of its own.
    pub(super) fn over(connection: Connection) -> rusqlite::Result<Self> {
        let writer = Mutex::new(Writer::over(connection)?);
        let (under_way, last) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Ok(Self { writer, under_way, last, quick: AtomicBool::new(false) })
    }

    /// To be held from before a command is sent until its answer is there.
    pub(super) fn under_way(&self) -> UnderWay<'_> {
        let others = self.under_way.fetch_add(1, Ordering::Relaxed);
        UnderWay { shared: self, alone: others == 0 && self.last.load(Ordering::Relaxed) < 2 }
    }

    /// Works until nobody can send any more.
    pub(super) fn work(&self, works: &mpsc::Receiver<Work>) {
        let _stops = StopsOnPanic;
        let mut queue = Queue { works, last: 0, in_vain: false };
        while let Ok(first) = works.recv() {
            let group = Group::of(queue.gather(first));
            let writer =
                self.writer.lock().expect("whoever panics while it writes ends the program");
            Turn { shared: self, writer }.commit(group);
        }
    }
}

impl Queue<'_> {
    /// Takes what is waiting. Where the last commit shows that many work at once, it also waits
    /// a moment for those who were just answered: a sync is shared by all, not by the two who
    /// came while the one before it ran. A single client never waits.
    fn gather(&mut self, first: Work) -> Vec<Work> {
        let works = self.works;
        let mut group = vec![first];
        group.extend(works.try_iter().take(GROUP_MAX - 1));
        // Some more than last time are waited for, unless waiting for more was in vain then.
        let more = if std::mem::take(&mut self.in_vain) { 0 } else { self.last / 4 };
        let wanted = (self.last + more).min(GROUP_MAX);
        let mut waits = 0;
        while MANY <= self.last && group.len() < wanted && waits < PATIENCE {
            let Ok(next) = works.recv_timeout(QUIET) else {
                self.in_vain = true;
                break;
            };
            group.push(next);
            group.extend(works.try_iter().take(GROUP_MAX - group.len()));
            waits += 1;
        }
        self.last = group.len();
        group
    }
}

impl Writer {
    /// Over a connection of its own.
    fn over(mut connection: Connection) -> rusqlite::Result<Self> {
        let pages = Arc::new(AtomicI32::new(0));
        let seen = Arc::clone(&pages);
        // SQLite's own copying ignores a failed sync. The hook takes its place and only counts.
        connection.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, count| {
            seen.store(count, Ordering::Relaxed);
            Ok(())
        }))?;
        Ok(Self { connection, log: None, pages })
    }

    fn commit_group(&mut self, group: Group) {
        match commit(&mut self.connection, &mut self.log, &group) {
            Ok(answers) => group.answer(answers),
            Err(error) => self.failed(group, &error),
        }
    }

    fn commit_at_once(&mut self, group: Group) -> Result<(), Group> {
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
    fn copy_pages(&self) {
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
    for stmt in group.writes.iter().flatten() {
        execute(&transaction, stmt)?;
    }
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
    for stmt in &planned.stmts {
        execute(transaction, stmt)?;
    }
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
struct StopsOnPanic;

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
