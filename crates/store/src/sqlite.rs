//! SQLite, embedded: one writer thread that owns its connection and commits groups, and a few
//! readers. WAL with synchronous FULL: an answered command survives a power cut.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};

use anyhow::{Context as _, bail};
use rusqlite::{Connection, ErrorCode, OpenFlags, types::ValueRef};
use tokio::sync::{Semaphore, oneshot};

use crate::{
    backend::{Backend, GROUP_MAX, Group, Waiting, Work, stopped},
    journal::{Appended, Batch, NotAppended},
    log::Log,
    migrate::{self, Dialect},
    plan::{self, Known},
    value::{Row, Stmt, V},
};

/// Older versions lose commits in WAL mode under a race.
const OLDEST: i32 = 3_051_003;
const READERS: usize = 4;
const BUSY: Duration = Duration::from_secs(5);

/// A SQLite database in use by this program.
pub struct Sqlite {
    writer: mpsc::Sender<Work>,
    readers: Arc<Readers>,
    path: PathBuf,
    // Held as long as the program runs; the lock goes with the process, also when it is killed.
    lock: Option<File>,
}

struct Readers {
    idle: Mutex<Vec<Connection>>,
    places: Semaphore,
}

/// How a data directory is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Make it if it is not there, bring it to this schema, and take it for this program alone.
    Own,
    /// Read it beside a program that owns it. Writing fails.
    ReadOnly,
}

impl Sqlite {
    /// Opens `caseway.db` in a data directory.
    pub fn open(dir: &Path, mode: Mode) -> anyhow::Result<Self> {
        let version = rusqlite::version_number();
        if version < OLDEST {
            bail!("SQLite {version} is too old: at least {OLDEST} is needed, for safe commits");
        }
        let path = dir.join("caseway.db");
        let lock = match mode {
            Mode::Own => Some(lock(dir)?),
            Mode::ReadOnly => None,
        };
        if mode == Mode::Own {
            migrate(&mut connect(&path, mode)?)?;
        }
        let readers =
            (0..READERS).map(|_| connect(&path, Mode::ReadOnly)).collect::<Result<_, _>>()?;
        let readers =
            Arc::new(Readers { idle: Mutex::new(readers), places: Semaphore::new(READERS) });
        let (writer, works) = mpsc::channel();
        if mode == Mode::Own {
            let connection = connect(&path, mode)?;
            std::thread::Builder::new()
                .name("journal".to_owned())
                .spawn(move || write_groups(connection, &works))
                .context("the writer's thread cannot be started")?;
        }
        Ok(Self { writer, readers, path, lock })
    }

    fn send(&self, work: Work) -> Result<(), NotAppended> {
        self.writer.send(work).map_err(|_| stopped())
    }
}

impl Backend for Sqlite {
    fn append(&self, batch: Batch) -> Waiting<'_, Result<Appended, NotAppended>> {
        Box::pin(async move {
            let (to, answer) = oneshot::channel();
            self.send(Work::Append(batch, to))?;
            answer.await.unwrap_or_else(|_| Err(stopped()))
        })
    }

    fn write(&self, stmts: Vec<Stmt>) -> Waiting<'_, Result<(), NotAppended>> {
        Box::pin(async move {
            let (to, answer) = oneshot::channel();
            self.send(Work::Write(stmts, to))?;
            answer.await.unwrap_or_else(|_| Err(stopped()))
        })
    }

    fn query(&self, stmt: Stmt) -> Waiting<'_, anyhow::Result<Vec<Row>>> {
        Box::pin(async move {
            let place = self.readers.places.acquire().await.context("the readers are closed")?;
            let readers = Arc::clone(&self.readers);
            let rows = tokio::task::spawn_blocking(move || readers.query(&stmt)).await;
            drop(place);
            rows.context("a reader stopped")?
        })
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn exclusive(&self) -> bool {
        self.lock.is_some()
    }

    fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    fn copy_to(&self, path: PathBuf) -> Option<Waiting<'_, anyhow::Result<()>>> {
        let from = self.path.clone();
        Some(Box::pin(async move {
            tokio::task::spawn_blocking(move || copy(&from, &path))
                .await
                .context("the copy stopped")?
        }))
    }
}

impl Readers {
    fn query(&self, stmt: &Stmt) -> anyhow::Result<Vec<Row>> {
        let connection = self.idle.lock().expect("no reader panics while it holds the list").pop();
        let connection = connection.context("INVARIANT: as many places as readers")?;
        let rows = select(&connection, stmt);
        self.idle.lock().expect("no reader panics while it holds the list").push(connection);
        Ok(rows?)
    }
}

fn connect(path: &Path, mode: Mode) -> anyhow::Result<Connection> {
    let access = match mode {
        Mode::Own => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Mode::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .with_context(|| format!("{} cannot be opened", path.display()))?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(128);
    if mode == Mode::Own {
        let journal: String =
            connection.query_row("pragma journal_mode = wal", [], |row| row.get(0))?;
        if journal != "wal" {
            bail!("the file system of {} does not allow WAL ({journal})", path.display());
        }
        // NORMAL loses answered commands at a power cut; FULL is nearly free under group commit.
        connection.execute_batch("pragma synchronous = full; pragma foreign_keys = on;")?;
    }
    Ok(connection)
}

/// Whether a program has a data directory.
#[expect(clippy::disallowed_methods, reason = "the shell's own lock file")]
pub fn in_use(dir: &Path) -> bool {
    let file = File::options().write(true).open(dir.join("lock"));
    file.is_ok_and(|file| matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
}

/// Takes the data directory for this program alone.
#[expect(clippy::disallowed_methods, reason = "the shell's own lock file")]
fn lock(dir: &Path) -> anyhow::Result<File> {
    let path = dir.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("the data directory {} cannot be used", dir.display()))?;
    match file.try_lock() {
        Ok(()) => {
            // Who holds it, for the message of whoever comes second.
            let _ = std::fs::write(&path, format!("{}\n", std::process::id()));
            Ok(file)
        }
        Err(std::fs::TryLockError::WouldBlock) => {
            let holder = std::fs::read_to_string(&path).unwrap_or_default();
            bail!(
                "the data directory {} is in use by process {}; stop it, or use another directory",
                dir.display(),
                holder.trim()
            )
        }
        Err(std::fs::TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} cannot be locked", path.display()))
        }
    }
}

fn migrate(connection: &mut Connection) -> anyhow::Result<()> {
    connection.execute_batch(migrate::HISTORY)?;
    let done = select(connection, &Stmt::new("select number, digest from migration", vec![]))?;
    let done: Vec<(i64, String)> =
        done.iter().map(|row| (row.int(0), row.text(1).to_owned())).collect();
    for step in migrate::pending(&done, Dialect::Sqlite)? {
        // If we stop here, then the step was not done, and the next start does it.
        let step_done = connection.transaction()?;
        step_done.execute_batch(&step.sql(Dialect::Sqlite))?;
        step_done.execute(
            "insert into migration (number, name, digest) values ($1, $2, $3)",
            (step.number, step.name, step.digest(Dialect::Sqlite)),
        )?;
        step_done.commit()?;
    }
    Ok(())
}

/// The writer: waits for work, takes what else is waiting, commits it together, then answers.
fn write_groups(mut connection: Connection, works: &mpsc::Receiver<Work>) {
    let mut log = None;
    while let Ok(first) = works.recv() {
        let mut group = vec![first];
        group.extend(works.try_iter().take(GROUP_MAX - 1));
        commit_group(&mut connection, &mut log, Group::of(group));
    }
}

fn commit_group(connection: &mut Connection, log: &mut Option<Log>, group: Group) {
    match commit(connection, log, &group) {
        Ok(answers) => group.answer(answers),
        Err(error) => {
            // The log was moved along for a commit that did not happen; it is read again.
            *log = None;
            match sqlite_code(&error) {
                Some(ErrorCode::DiskFull) => group.fail(|| NotAppended::Full),
                // After a failed sync the pages in memory are not what is on the disk, and no
                // later sync can be believed: stop answering rather than answer wrongly.
                Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt) => fatal(&error),
                _ if group.len() > 1 => {
                    for single in group.split() {
                        commit_group(connection, log, single);
                    }
                }
                _ => {
                    let said = format!("{error:#}");
                    group.fail(|| NotAppended::Failed(anyhow::anyhow!("{said}")));
                }
            }
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
    let mut known = Known::default();
    for batch in &group.batches {
        for stream in plan::streams(batch) {
            if !known.tips.contains_key(stream) {
                let rows = select(&transaction, &plan::tip_of(stream))?;
                known.tips.insert(stream.clone(), plan::read_tip(&rows));
            }
        }
        if let Some(key) = &batch.key
            && let Some(row) = select(&transaction, &plan::command_of(&key.key))?.first()
        {
            let answer = (row.text(0).to_owned(), row.text(1).to_owned());
            known.keys.insert(key.key.clone(), answer);
        }
    }
    let log = match log {
        Some(log) => log,
        None => log.insert(Log::load(|stmt| Ok(select(&transaction, &stmt)?))?),
    };
    let before = log.size();
    let planned = plan::plan(&group.batches, &mut known, log);
    for stmt in planned.stmts.iter().chain(group.writes.iter().flatten()) {
        execute(&transaction, stmt)?;
    }
    if before < log.size() && execute(&transaction, &log.head(before))? != 1 {
        bail!("the log's head moved under its only writer");
    }
    transaction.commit()?;
    Ok(planned.answers)
}

fn sqlite_code(error: &anyhow::Error) -> Option<ErrorCode> {
    error.downcast_ref::<rusqlite::Error>()?.sqlite_error_code()
}

fn fatal(error: &anyhow::Error) -> ! {
    tracing::error!(error = format!("{error:#}"), "the journal cannot be written; stopping");
    eprintln!("caseway: the journal cannot be written, and the program stops: {error:#}");
    std::process::exit(FATAL)
}

/// Exit code after a failed write: "failed" of the command line.
const FATAL: i32 = 3;

fn select(connection: &Connection, stmt: &Stmt) -> rusqlite::Result<Vec<Row>> {
    let mut prepared = connection.prepare_cached(&stmt.sql)?;
    bind(&mut prepared, &stmt.params)?;
    let width = prepared.column_count();
    let mut rows = prepared.raw_query();
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let value = |column| Ok(read(row.get_ref(column)?));
        out.push(Row((0..width).map(value).collect::<rusqlite::Result<_>>()?));
    }
    Ok(out)
}

fn execute(connection: &Connection, stmt: &Stmt) -> rusqlite::Result<usize> {
    let mut prepared = connection.prepare_cached(&stmt.sql)?;
    bind(&mut prepared, &stmt.params)?;
    prepared.raw_execute()
}

fn bind(prepared: &mut rusqlite::CachedStatement<'_>, params: &[V]) -> rusqlite::Result<()> {
    for (index, value) in (1..).zip(params) {
        match value {
            V::Null => prepared.raw_bind_parameter(index, rusqlite::types::Null)?,
            V::Int(value) => prepared.raw_bind_parameter(index, value)?,
            V::Text(value) => prepared.raw_bind_parameter(index, value)?,
            V::Blob(value) => prepared.raw_bind_parameter(index, value)?,
        }
    }
    Ok(())
}

/// A damaged page can hold a type that the schema forbids; it is carried on as it is, so that
/// verification can name it.
fn read(value: ValueRef<'_>) -> V {
    match value {
        ValueRef::Null => V::Null,
        ValueRef::Integer(value) => V::Int(value),
        ValueRef::Real(value) => V::Text(value.to_string()),
        ValueRef::Text(bytes) => V::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => V::Blob(bytes.to_vec()),
    }
}

/// A consistent copy while the database is in use.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    const PAGES: i32 = 4_096;
    let source = connect(from, Mode::ReadOnly)?;
    let mut target =
        Connection::open(to).with_context(|| format!("{} cannot be written", to.display()))?;
    let backup = rusqlite::backup::Backup::new(&source, &mut target)?;
    backup.run_to_completion(PAGES, Duration::from_millis(1), None)?;
    drop(backup);
    target.execute_batch("pragma journal_mode = delete")?;
    Ok(())
}
