//! The store: what the office asks of either database, written once.

use std::{borrow::Cow, sync::Arc};

use anyhow::Context as _;
use case::{Event, File, Told};
use serde::Deserialize;
use terms::{Actor, Day, Kind, Moment, StreamId};

use crate::{
    backend::Backend,
    journal::{Appended, Batch, Head, NotAppended, Receipt, Recorded, SHARD},
    log::Log,
    migrate::Dialect,
    plan,
    postgres::Postgres,
    sqlite::{Mode, Sqlite},
    value::{Row, Stmt, V, text},
};

/// A database, opened.
#[derive(Clone)]
pub struct Store(Arc<dyn Backend>);

const RECORDED: &str = "n, id, stream, version, kind, body, meta, at_us, salt, entry";

impl Store {
    /// Opens the SQLite database of a data directory.
    pub async fn sqlite(dir: &std::path::Path, mode: Mode) -> anyhow::Result<Self> {
        let store = Self(Arc::new(Sqlite::open(dir, mode)?));
        if mode == Mode::Own {
            store.write(vec![Log::first_head()]).await?;
        }
        Ok(store)
    }

    /// Opens a PostgreSQL database.
    pub async fn postgres(url: &str) -> anyhow::Result<Self> {
        let store = Self(Arc::new(Postgres::open(url).await?));
        store.write(vec![Log::first_head()]).await?;
        Ok(store)
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.0.dialect()
    }

    /// Whether no other program can append while this one runs.
    pub fn exclusive(&self) -> bool {
        self.0.exclusive()
    }

    /// Whether it was opened beside the program that has it, and can only be read.
    pub fn is_read_only(&self) -> bool {
        self.0.is_read_only()
    }

    /// The record as it is now, held still while others write it, and only to be read. A SQLite
    /// record stands still by itself while this program has it, and is copied where another has.
    pub async fn snapshot(&self) -> anyhow::Result<Self> {
        Ok(self.0.snapshot().await?.map_or_else(|| self.clone(), Self))
    }

    /// The database behind it.
    pub fn backend(&self) -> &dyn Backend {
        &*self.0
    }

    /// Writes a command's events, rows and log entries together, or nothing of them.
    pub async fn append(&self, batch: Batch) -> Result<Appended, NotAppended> {
        self.0.append(batch).await
    }

    /// Runs statements that are no events.
    pub async fn write(&self, stmts: Vec<Stmt>) -> Result<(), NotAppended> {
        self.0.write(stmts).await
    }

    /// Rows of a query that finds few by their key.
    pub async fn look_up(&self, stmt: Stmt) -> anyhow::Result<Vec<Row>> {
        self.0.look_up(stmt).await
    }

    /// Rows of a query.
    pub async fn query(&self, stmt: Stmt) -> anyhow::Result<Vec<Row>> {
        self.0.query(stmt).await
    }

    /// The events of a file after a version, in order.
    pub async fn read(&self, stream: &StreamId, after: u64) -> anyhow::Result<Vec<Recorded>> {
        let sql = format!(
            "select {RECORDED} from event \
             where shard = $1 and stream = $2 and version > $3 order by version"
        );
        let params = vec![V::Int(SHARD), text(stream), after.into()];
        self.look_up(Stmt::composed(sql, params)).await?.iter().map(recorded).collect()
    }

    /// Events of all files after a sequence number, in the order of their commits.
    pub async fn follow(&self, after: u64, limit: u32) -> anyhow::Result<Vec<Recorded>> {
        let sql =
            format!("select {RECORDED} from event where shard = $1 and n > $2 order by n limit $3");
        let params = vec![V::Int(SHARD), after.into(), limit.into()];
        self.query(Stmt::composed(sql, params)).await?.iter().map(recorded).collect()
    }

    /// Where the journal ends.
    pub async fn head(&self) -> anyhow::Result<Head> {
        let rows = self.query(Log::read_head()).await?;
        let row = rows.first().context("the log has no head")?;
        let root = row.blob(1).try_into().context("the log's root is not 32 bytes")?;
        Ok(Head { n: Log::size_in(&rows), root })
    }

    /// Folds a file from its first event, or goes on from a state.
    pub async fn fold(&self, stream: &StreamId, mut file: File) -> anyhow::Result<File> {
        for event in self.read(stream, file.head().version).await? {
            evolve(&mut file, &event)?;
        }
        Ok(file)
    }

    /// A setting of this data directory or database.
    pub async fn setting(&self, name: &str) -> anyhow::Result<Option<String>> {
        let stmt = Stmt::new("select value from setting where name = $1", vec![text(name)]);
        Ok(self.look_up(stmt).await?.first().map(|row| row.text(0).to_owned()))
    }

    /// Sets a setting once; a later call changes nothing.
    pub async fn set_once(&self, name: &str, value: &str) -> Result<(), NotAppended> {
        const SQL: &str =
            "insert into setting (name, value) values ($1, $2) on conflict (name) do nothing";
        self.write(vec![Stmt::new(SQL, vec![text(name), text(value)])]).await
    }

    /// Sets a setting, whatever it was before.
    pub async fn replace_setting(&self, name: &str, value: &str) -> Result<(), NotAppended> {
        const SQL: &str = "
insert into setting (name, value) values ($1, $2)
on conflict (name) do update set value = excluded.value";
        self.write(vec![Stmt::new(SQL, vec![text(name), text(value)])]).await
    }

    /// Forgets answers that are older than a moment. SQLite has no index by age: it walks from the
    /// oldest on, and an answer that came out of order is forgotten with the next younger one.
    pub async fn forget_commands(&self, before: Moment) -> Result<(), NotAppended> {
        const IN_ORDER: &str = "
delete from command
where rowid < coalesce((select rowid from command where $1 <= at_us order by rowid limit 1),
                       9223372036854775807)";
        let sql = match self.dialect() {
            Dialect::Sqlite => IN_ORDER,
            Dialect::Postgres => "delete from command where at_us < $1",
        };
        self.write(vec![Stmt::new(sql, vec![V::Int(before.micros())])]).await
    }
}

/// The digest of the order and the answer that a key was given, when it was used.
pub async fn answered(store: &Store, key: &str) -> anyhow::Result<Option<(String, Receipt)>> {
    let rows = store.look_up(plan::command_of(key)).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some((row.text(0).to_owned(), serde_json::from_str(row.text(1))?)))
}

/// What a fold needs of a stored event.
pub(crate) struct Written<'a> {
    /// Its name.
    pub kind: &'a str,
    /// Canonical JSON.
    pub body: &'a str,
    /// Canonical JSON of `Meta`.
    pub meta: &'a str,
    /// When.
    pub at: Moment,
}

/// The part of `Meta` that a fold needs; the digest of the pack and the rows are passed over.
#[derive(Deserialize)]
struct Said<'a> {
    #[serde(borrow)]
    act: Cow<'a, str>,
    by: Actor,
    on: Day,
    #[serde(default)]
    behalf: Vec<String>,
}

/// Takes a stored event into a file.
pub fn evolve(file: &mut File, recorded: &Recorded) -> anyhow::Result<()> {
    let Recorded { n, stream, kind, body, meta, at, .. } = recorded;
    take_in(file, stream.kind, &Written { kind, body, meta, at: *at })
        .with_context(|| format!("event {n} of {stream}"))
}

/// Takes a stored event into a file of its kind.
pub(crate) fn take_in(file: &mut File, kind: Kind, event: &Written<'_>) -> anyhow::Result<()> {
    let said: Said<'_> = serde_json::from_str(event.meta)?;
    let told =
        Told { by: &said.by, act: &said.act, behalf: &said.behalf, at: event.at, on: said.on };
    file.evolve(&Event::read(kind, event.kind, event.body)?, &told);
    Ok(())
}

/// Reads an event from the columns of `RECORDED`.
pub(crate) fn recorded(row: &Row) -> anyhow::Result<Recorded> {
    let number = |column| u64::try_from(row.int(column)).context("a number below nought");
    Ok(Recorded {
        n: number(0)?,
        id: row.text(1).to_owned(),
        stream: row.text(2).parse()?,
        version: number(3)?,
        kind: row.text(4).to_owned(),
        body: row.text(5).to_owned(),
        meta: row.text(6).to_owned(),
        at: Moment::from_micros(row.int(7)),
        salt: row.blob(8).to_vec(),
        entry: row.text(9).to_owned(),
    })
}
