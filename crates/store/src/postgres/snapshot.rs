//! One state of a PostgreSQL database, held still: for copies and verifications beside programs
//! that write it.

use std::path::PathBuf;

use tokio_postgres::Client;

use super::rows::{params, read};
use crate::{
    backend::{Backend, Waiting},
    journal::{Appended, Batch, NotAppended},
    migrate::Dialect,
    value::{Row, Stmt},
};

/// A connection inside a transaction that only reads.
pub(super) struct Snapshot(Client);

impl Snapshot {
    /// Begins it; what is committed afterwards is not seen.
    pub(super) async fn over(client: Client) -> anyhow::Result<Self> {
        // The first query of the transaction fixes its state.
        client
            .batch_execute(
                "begin isolation level repeatable read, read only; select n from log_head",
            )
            .await?;
        Ok(Self(client))
    }
}

impl Backend for Snapshot {
    fn append(&self, _: Batch) -> Waiting<'_, Result<Appended, NotAppended>> {
        Box::pin(async { Err(only_read()) })
    }

    fn write(&self, _: Vec<Stmt>) -> Waiting<'_, Result<(), NotAppended>> {
        Box::pin(async { Err(only_read()) })
    }

    fn query(&self, stmt: Stmt) -> Waiting<'_, anyhow::Result<Vec<Row>>> {
        Box::pin(async move {
            let rows = self.0.query(&*stmt.sql, &params(&stmt)).await?;
            rows.iter().map(read).collect()
        })
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn exclusive(&self) -> bool {
        false
    }

    fn is_read_only(&self) -> bool {
        true
    }

    fn copy_to(&self, _: PathBuf) -> Option<Waiting<'_, anyhow::Result<()>>> {
        None
    }
}

fn only_read() -> NotAppended {
    NotAppended::Failed(anyhow::anyhow!("this state of the database can only be read"))
}
