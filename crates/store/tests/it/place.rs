//! Where a test's journal is: a folder of its own, or a database of its own.

use store::{Mode, Store};
use tempfile::TempDir;
use testkit::database::TestDatabase;

/// A place for one journal, which can be opened any number of times.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    pub(crate) database: Option<TestDatabase>,
}

impl Place {
    pub(crate) fn sqlite() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: None }
    }

    /// `None`, with a printed reason, where no cluster is named.
    pub(crate) fn postgres() -> Option<Self> {
        let database = Some(TestDatabase::new()?);
        Some(Self { folder: tempfile::tempdir().unwrap(), database })
    }

    pub(crate) async fn try_open(&self) -> anyhow::Result<Store> {
        match &self.database {
            None => Store::sqlite(self.folder.path(), Mode::Own).await,
            Some(database) => Store::postgres(&database.url()).await,
        }
    }

    pub(crate) async fn open(&self) -> Store {
        self.try_open().await.unwrap()
    }

    /// Changes the database behind the program's back.
    pub(crate) async fn tamper(&self, sql: &str) {
        match &self.database {
            None => {
                let path = self.folder.path().join("caseway.db");
                rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
            }
            Some(database) => {
                let client = client(&database.url()).await;
                client.batch_execute(sql).await.unwrap();
            }
        }
    }
}

/// A connection of our own to a PostgreSQL database.
pub(crate) async fn client(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}
