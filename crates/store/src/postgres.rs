//! PostgreSQL: a writer task that pipelines the statements of a group into one SERIALIZABLE
//! transaction, and a pool of readers on the primary. Any number of programs may share it: the
//! log's head is moved by compare-and-swap, and whoever loses reads it again and retries.

mod rows;
mod snapshot;
mod writer;

use std::{path::PathBuf, str::FromStr, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::{Client, Config, NoTls};

use rows::{params, read};
use snapshot::Snapshot;
use writer::Writer;

use crate::{
    backend::{Backend, Waiting, Work, stopped},
    journal::{Appended, Batch, NotAppended},
    migrate::{self, Dialect},
    value::{Row, Stmt},
};

const OLDEST: i32 = 150_000;
const READERS: usize = 8;
const QUEUE: usize = 4_096;
/// Every request is answered or refused within this time, whatever the network does.
const DEADLINE: Duration = Duration::from_secs(5);

/// A PostgreSQL database.
pub struct Postgres {
    writer: mpsc::Sender<Work>,
    readers: Pool,
    config: Config,
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
        let standby = client.query_one("select pg_is_in_recovery()", &[]).await?;
        if standby.get(0) {
            bail!("this PostgreSQL is a standby: no decision may read from it; name the primary");
        }
        migrate(&mut client).await?;
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config.clone(), NoTls, recycling);
        let readers = Pool::builder(manager).max_size(READERS).build()?;
        let (writer, works) = mpsc::channel(QUEUE);
        tokio::spawn(Writer::over(config.clone(), client).work(works));
        Ok(Self { writer, readers, config })
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

    fn snapshot(&self) -> Waiting<'_, anyhow::Result<Option<Arc<dyn Backend>>>> {
        Box::pin(async {
            let snapshot = Snapshot::over(connect(&self.config).await?).await?;
            Ok(Some(Arc::new(snapshot) as Arc<dyn Backend>))
        })
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

/// An answer is given after the sync, whatever the server's or the user's setting is.
const DURABLE: &str = "select set_config('synchronous_commit', 'on', false) \
     where current_setting('synchronous_commit') in ('off', 'local')";

async fn connect(config: &Config) -> anyhow::Result<Client> {
    let (client, connection) =
        config.connect(NoTls).await.context("the database cannot be reached")?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(error = %error, "a connection to the database ended");
        }
    });
    client.batch_execute(DURABLE).await?;
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
