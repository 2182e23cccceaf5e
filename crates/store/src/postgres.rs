//! PostgreSQL: a writer task that pipelines the statements of a group into one SERIALIZABLE
//! transaction, and a pool of readers on the primary. Any number of programs may share it: the
//! log's head is moved by compare-and-swap, and whoever loses reads it again and retries.

use std::{path::PathBuf, str::FromStr, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use futures_util::future::try_join_all;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::{
    Client, Config, IsolationLevel, NoTls, Transaction,
    error::SqlState,
    types::{IsNull, ToSql, Type, to_sql_checked},
};

use crate::{
    backend::{Backend, GROUP_MAX, Group, Waiting, Work, stopped},
    journal::{Appended, Batch, NotAppended},
    log::{Log, Step},
    migrate::{self, Dialect},
    plan::{self, Known},
    value::{Row, Stmt, V},
};

const OLDEST: i32 = 150_000;
const READERS: usize = 8;
const TRIES: u32 = 30;
const QUEUE: usize = 4_096;
/// Every request is answered or refused within this time, whatever the network does.
const DEADLINE: Duration = Duration::from_secs(5);

/// A PostgreSQL database.
pub struct Postgres {
    writer: mpsc::Sender<Work>,
    readers: Pool,
}

impl Postgres {
    /// Connects, checks the version, and brings the schema up to date.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let mut config = Config::from_str(url).context("the database URL cannot be read")?;
        config.connect_timeout(DEADLINE).application_name("caseway");
        let mut client = connect(&config).await?;
        let version: String = client.query_one("show server_version_num", &[]).await?.get(0);
        if version.parse::<i32>().unwrap_or(0) < OLDEST {
            bail!("PostgreSQL {version} is too old: at least 15 is needed");
        }
        migrate(&mut client).await?;
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config.clone(), NoTls, recycling);
        let readers = Pool::builder(manager).max_size(READERS).build()?;
        let (writer, works) = mpsc::channel(QUEUE);
        tokio::spawn(write_groups(config, client, works));
        Ok(Self { writer, readers })
    }

    async fn send(&self, work: Work) -> Result<(), NotAppended> {
        self.writer.send(work).await.map_err(|_| stopped())
    }
}

impl Backend for Postgres {
    fn append(&self, batch: Batch) -> Waiting<'_, Result<Appended, NotAppended>> {
        Box::pin(async move {
            let (to, answer) = oneshot::channel();
            self.send(Work::Append(batch, to)).await?;
            within(answer).await
        })
    }

    fn write(&self, stmts: Vec<Stmt>) -> Waiting<'_, Result<(), NotAppended>> {
        Box::pin(async move {
            let (to, answer) = oneshot::channel();
            self.send(Work::Write(stmts, to)).await?;
            within(answer).await
        })
    }

    fn query(&self, stmt: Stmt) -> Waiting<'_, anyhow::Result<Vec<Row>>> {
        Box::pin(async move {
            let work = async {
                let client = self.readers.get().await.context("no connection to the database")?;
                let prepared = client.prepare_cached(&stmt.sql).await?;
                let rows = client.query(&prepared, &params(&stmt)).await?;
                rows.iter().map(read).collect()
            };
            tokio::time::timeout(DEADLINE, work).await.context("the database does not answer")?
        })
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn exclusive(&self) -> bool {
        false
    }

    fn is_read_only(&self) -> bool {
        false
    }

    fn copy_to(&self, _: PathBuf) -> Option<Waiting<'_, anyhow::Result<()>>> {
        None
    }
}

async fn within<T>(answer: oneshot::Receiver<Result<T, NotAppended>>) -> Result<T, NotAppended> {
    match tokio::time::timeout(DEADLINE, answer).await {
        Ok(answer) => answer.unwrap_or_else(|_| Err(stopped())),
        Err(_) => Err(NotAppended::Unavailable("it did not answer in time".to_owned())),
    }
}

async fn connect(config: &Config) -> anyhow::Result<Client> {
    let (client, connection) =
        config.connect(NoTls).await.context("the database cannot be reached")?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(error = %error, "a connection to the database ended");
        }
    });
    Ok(client)
}

async fn migrate(client: &mut Client) -> anyhow::Result<()> {
    /// Names the lock; the letters are "case".
    const TAKE_TURNS: i64 = 0x6361_7365;
    // Two programs may start at once; the second waits here and finds every step done.
    let transaction = client.transaction().await?;
    transaction.execute("select pg_advisory_xact_lock($1)", &[&TAKE_TURNS]).await?;
    transaction.batch_execute(migrate::HISTORY).await?;
    let rows = transaction.query("select number, digest from migration", &[]).await?;
    let done: Vec<(i64, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    for step in migrate::pending(&done, Dialect::Postgres)? {
        transaction.batch_execute(&step.sql(Dialect::Postgres)).await?;
        transaction
            .execute(
                "insert into migration (number, name, digest) values ($1, $2, $3)",
                &[&step.number, &step.name, &step.digest(Dialect::Postgres)],
            )
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The writer: waits for work, takes what else is waiting, commits it together, then answers.
async fn write_groups(config: Config, mut client: Client, mut works: mpsc::Receiver<Work>) {
    let mut log = None;
    let mut group = Vec::with_capacity(GROUP_MAX);
    while works.recv_many(&mut group, GROUP_MAX).await > 0 {
        if client.is_closed() {
            log = None;
            match connect(&config).await {
                Ok(new) => client = new,
                Err(error) => {
                    let said = format!("{error:#}");
                    Group::of(std::mem::take(&mut group))
                        .fail(|| NotAppended::Unavailable(said.clone()));
                    continue;
                }
            }
        }
        let group = Group::of(std::mem::take(&mut group));
        for group in commit_group(&mut client, &mut log, group).await {
            // One command of the group failed for itself: the others must not suffer for it.
            commit_group(&mut client, &mut log, group).await;
        }
    }
}

/// Commits and answers a group; gives back groups of one when the whole failed by a fault of one.
async fn commit_group(client: &mut Client, log: &mut Option<Log>, group: Group) -> Vec<Group> {
    let mut tries = 0;
    loop {
        tries += 1;
        let error = match commit(client, log, &group).await {
            Ok(answers) => {
                group.answer(answers);
                return Vec::new();
            }
            Err(error) => error,
        };
        *log = None;
        let state = error.downcast_ref::<tokio_postgres::Error>().and_then(|e| e.code());
        let lost = client.is_closed();
        match state {
            Some(s) if again(s) && tries < TRIES => {}
            Some(s) if *s == SqlState::DISK_FULL => {
                group.fail(|| NotAppended::Full);
                return Vec::new();
            }
            // Whether the commit took place is not known; the client asks again by its key.
            _ if lost || state.is_some_and(again) => {
                let said = format!("{error:#}");
                group.fail(|| NotAppended::Unavailable(said.clone()));
                return Vec::new();
            }
            _ if group.len() > 1 => return group.split(),
            _ => {
                let said = format!("{error:#}");
                group.fail(|| NotAppended::Failed(anyhow::anyhow!("{said}")));
                return Vec::new();
            }
        }
    }
}

/// Failures of a transaction that another one caused: it is done again.
fn again(state: &SqlState) -> bool {
    [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::UNIQUE_VIOLATION,
    ]
    .contains(state)
}

async fn commit(
    client: &mut Client,
    log: &mut Option<Log>,
    group: &Group,
) -> anyhow::Result<Vec<Result<Appended, NotAppended>>> {
    let transaction =
        client.build_transaction().isolation_level(IsolationLevel::Serializable).start().await?;
    let at_head = log.as_ref().map(Log::size);
    let head = query(&transaction, Log::read_head()).await?;
    let moved = at_head != Some(Log::size_in(&head));
    if moved {
        *log = Some(load(&transaction).await?);
    }
    let log = log.as_mut().expect("loaded above");
    let mut known = ask(&transaction, group).await?;
    let before = log.size();
    let planned = plan::plan(&group.batches, &mut known, log);
    let stmts: Vec<&Stmt> = planned.stmts.iter().chain(group.writes.iter().flatten()).collect();
    // All statements go out before the first answer is read.
    try_join_all(stmts.into_iter().map(|stmt| execute(&transaction, stmt))).await?;
    if before < log.size() && execute(&transaction, &log.head(before)).await? != 1 {
        bail!("the log's head moved inside a serializable transaction");
    }
    transaction.commit().await?;
    Ok(planned.answers)
}

/// Asks for the ends of all files and the answers to all keys of a group at once.
async fn ask(transaction: &Transaction<'_>, group: &Group) -> anyhow::Result<Known> {
    let mut streams: Vec<_> = group.batches.iter().flat_map(plan::streams).collect();
    streams.sort_unstable();
    streams.dedup();
    let tips = streams.iter().map(|stream| query(transaction, plan::tip_of(stream)));
    let keys: Vec<&str> =
        group.batches.iter().filter_map(|b| b.key.as_ref()).map(|k| k.key.as_str()).collect();
    let answers = keys.iter().map(|key| query(transaction, plan::command_of(key)));
    let (tips, answers) = tokio::try_join!(try_join_all(tips), try_join_all(answers))?;
    let mut known = Known::default();
    for (stream, rows) in streams.into_iter().zip(tips) {
        known.tips.insert(stream.clone(), plan::read_tip(&rows));
    }
    for (key, rows) in keys.into_iter().zip(answers) {
        if let Some(row) = rows.first() {
            let answer = (row.text(0).to_owned(), row.text(1).to_owned());
            known.keys.insert(key.to_owned(), answer);
        }
    }
    Ok(known)
}

/// Reads the log's edge. The loader asks step by step, each step from the answer of the last.
async fn load(transaction: &Transaction<'_>) -> anyhow::Result<Log> {
    let mut answers: Vec<Vec<Row>> = Vec::new();
    loop {
        match Log::step(&answers) {
            Step::Loaded(loaded) => return loaded,
            Step::Asks(stmt) => answers.push(query(transaction, stmt).await?),
        }
    }
}

async fn query(transaction: &Transaction<'_>, stmt: Stmt) -> anyhow::Result<Vec<Row>> {
    let rows = transaction.query(&*stmt.sql, &params(&stmt)).await?;
    rows.iter().map(read).collect()
}

async fn execute(transaction: &Transaction<'_>, stmt: &Stmt) -> anyhow::Result<u64> {
    Ok(transaction.execute(&*stmt.sql, &params(stmt)).await?)
}

fn params(stmt: &Stmt) -> Vec<&(dyn ToSql + Sync)> {
    stmt.params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn read(row: &tokio_postgres::Row) -> anyhow::Result<Row> {
    let value = |(index, column): (usize, &tokio_postgres::Column)| {
        Ok(match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(index)?.into(),
            Type::INT4 => row.try_get::<_, Option<i32>>(index)?.map(i64::from).into(),
            Type::TEXT | Type::VARCHAR => row.try_get::<_, Option<String>>(index)?.into(),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(index)?.into(),
            ref other => bail!("a column of type {other} is no part of the schema"),
        })
    };
    row.columns().iter().enumerate().map(value).collect::<anyhow::Result<_>>().map(Row)
}

impl ToSql for V {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) => value.to_sql(kind, out),
            Self::Text(value) => value.to_sql(kind, out),
            Self::Blob(value) => value.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT8, Type::TEXT, Type::VARCHAR, Type::BYTEA].contains(kind)
    }

    to_sql_checked!();
}

/// One pointer for both databases.
pub type Shared = Arc<dyn Backend>;
