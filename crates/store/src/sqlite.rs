//! SQLite, embedded: one writer thread that owns its connection and commits groups, and a few
//! readers. WAL with synchronous FULL: an answered command survives a power cut.

mod lock;
mod rows;
mod turn;
mod writer;

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc},
    thread::JoinHandle,
    time::Duration,
};

use anyhow::{Context as _, bail};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{Semaphore, oneshot},
    task::block_in_place,
};

pub use lock::in_use;
use rows::{look_at, select};
use turn::{Shared, UnderWay};

use crate::{
    backend::{Backend, Group, Look, Waiting, Work, stopped},
    journal::{Appended, Batch, NotAppended},
    migrate::{self, Dialect},
    value::{Row, Stmt},
};

/// Older versions lose commits in WAL mode under a race.
const OLDEST: i32 = 3_051_003;
const READERS: usize = 4;
const BUSY: Duration = Duration::from_secs(5);
const DATABASE: &str = "caseway.db";

/// A SQLite database in use by this program.
pub struct Sqlite {
    /// Gone once the writer is told to end.
    sender: Option<mpsc::Sender<Work>>,
    writer: Option<Arc<Shared>>,
    thread: Option<JoinHandle<()>>,
    readers: Arc<Readers>,
    path: PathBuf,
    // Held as long as the writer can write, which is why it is dropped after it.
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
        check_version(rusqlite::version_number())?;
        let path = dir.join(DATABASE);
        let lock = match mode {
            Mode::Own => Some(lock::take(dir)?),
            Mode::ReadOnly => None,
        };
        let own = mode == Mode::Own;
        if own {
            migrate(&mut connect(&path, mode)?)?;
        }
        let readers =
            (0..READERS).map(|_| connect(&path, Mode::ReadOnly)).collect::<Result<_, _>>()?;
        let readers =
            Arc::new(Readers { idle: Mutex::new(readers), places: Semaphore::new(READERS) });
        let (sender, works) = mpsc::channel();
        let writer = own.then(|| Shared::over(connect(&path, mode)?).map_err(anyhow::Error::from));
        let writer = writer.transpose()?.map(Arc::new);
        let start = |writer: &Arc<Shared>| {
            let writer = Arc::clone(writer);
            let thread = std::thread::Builder::new().name("journal".to_owned());
            thread.spawn(move || writer.work(&works)).context("the writer's thread does not start")
        };
        let thread = writer.as_ref().map(start).transpose()?;
        Ok(Self { sender: own.then_some(sender), writer, thread, readers, path, lock })
    }

    fn send(&self, work: Work) -> Result<(), NotAppended> {
        let sender = self.sender.as_ref().ok_or_else(stopped)?;
        sender.send(work).map_err(|_| stopped())
    }

    /// Commits here where nobody else is at work, and else leaves it to the writer's thread. Where
    /// syncing takes its time, the other tasks of this thread go on elsewhere meanwhile, for which
    /// the runtime must have another.
    fn commit_or_send(&self, under_way: &UnderWay<'_>, work: Work) -> Result<(), NotAppended> {
        let flavor = Handle::try_current().map(|runtime| runtime.runtime_flavor());
        let many_threads = flavor.is_ok_and(|flavor| flavor == RuntimeFlavor::MultiThread);
        let Some(turn) = under_way.take_turn().filter(|_| many_threads) else {
            return self.send(work);
        };
        let quick = turn.is_quick();
        let commit = || turn.commit_at_once(Group::of(vec![work]));
        let done = if quick { commit() } else { block_in_place(commit) };
        let busy = done.err().map_or_else(Vec::new, Group::into_works);
        busy.into_iter().try_for_each(|work| self.send(work))
    }
}

impl Drop for Sqlite {
    /// Waits for the commit that is under way: whoever takes the directory next must find it done.
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Backend for Sqlite {
    fn append(&self, batch: Batch) -> Waiting<'_, Result<Appended, NotAppended>> {
        Box::pin(async move {
            let (to, answer) = oneshot::channel();
            let under_way = self.writer.as_ref().ok_or_else(stopped)?.under_way();
            self.commit_or_send(&under_way, Work::Append(batch, to))?;
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

    fn look_up(&self, stmt: Stmt) -> Waiting<'_, anyhow::Result<Vec<Row>>> {
        Box::pin(async move {
            let place = self.readers.places.acquire().await.context("the readers are closed")?;
            let rows = self.readers.query(&stmt);
            drop(place);
            rows
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

    fn look_at(&self, stmt: Stmt, mut look: Look) -> Waiting<'_, anyhow::Result<()>> {
        Box::pin(async move {
            let place = self.readers.places.acquire().await.context("the readers are closed")?;
            let readers = Arc::clone(&self.readers);
            let looked = move || readers.with(|connection| look_at(connection, &stmt, &mut look));
            let looked = tokio::task::spawn_blocking(looked).await;
            drop(place);
            looked.context("a reader stopped")?
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
        self.with(|connection| Ok(select(connection, stmt)?))
    }

    fn with<T>(&self, read: impl FnOnce(&Connection) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let connection = self.idle.lock().expect("no reader panics while it holds the list").pop();
        let connection = connection.context("INVARIANT: as many places as readers")?;
        let done = read(&connection);
        self.idle.lock().expect("no reader panics while it holds the list").push(connection);
        done
    }
}

/// Whether a data directory holds a database.
pub fn is_there(dir: &Path) -> bool {
    dir.join(DATABASE).exists()
}

/// Refuses a version of SQLite (3.51.3 is 3051003) that can lose what it committed.
pub fn check_version(version: i32) -> anyhow::Result<()> {
    if version < OLDEST {
        let text = |v: i32| format!("{}.{}.{}", v / 1_000_000, v / 1_000 % 1_000, v % 1_000);
        bail!(
            "SQLite {} is too old: it can lose commits; at least {} is needed",
            text(version),
            text(OLDEST)
        );
    }
    Ok(())
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
    // Without this, a prepared statement is planned anew whenever a parameter is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
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

/// A consistent copy while the database is in use.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    const PAGES: i32 = 4_096;
    let source = connect(from, Mode::ReadOnly)?;
    // One state is held for the whole copy. Without it, each commit of the writer would make the
    // copy begin anew, and under load it would never end.
    source.execute_batch("begin; select count(*) from setting;")?;
    let mut target =
        Connection::open(to).with_context(|| format!("{} cannot be written", to.display()))?;
    let backup = rusqlite::backup::Backup::new(&source, &mut target)?;
    while backup.step(PAGES)? == rusqlite::backup::StepResult::More {}
    drop(backup);
    target.execute_batch("pragma journal_mode = delete")?;
    Ok(())
}
