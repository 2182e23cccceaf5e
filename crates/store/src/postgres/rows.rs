//! Statements as PostgreSQL takes them, and rows as it gives them.

use std::collections::HashMap;

use anyhow::bail;
use futures_util::future::try_join_all;
use tokio_postgres::{
    Statement, Transaction,
    types::{IsNull, ToSql, Type, to_sql_checked},
};

use crate::value::{Row, Stmt, V};

/// Statements that one connection has prepared.
#[derive(Default)]
pub(super) struct Prepared(HashMap<String, Statement>);

impl Prepared {
    /// Prepares what is not prepared yet, all at once.
    ///
    /// INVARIANT: statements run in the order in which they were planned only if each is prepared
    /// beforehand; one that had to be prepared first would be overtaken by the next.
    pub(super) async fn take_in(
        &mut self,
        transaction: &Transaction<'_>,
        texts: impl Iterator<Item = &str>,
    ) -> anyhow::Result<()> {
        let mut new: Vec<&str> = Vec::new();
        for text in texts {
            if !self.0.contains_key(text) && !new.contains(&text) {
                new.push(text);
            }
        }
        let made = try_join_all(new.iter().map(|sql| transaction.prepare(sql))).await?;
        self.0.extend(new.into_iter().map(str::to_owned).zip(made));
        Ok(())
    }

    /// Rows of a query whose parameters may be lists.
    pub(super) async fn ask(
        &self,
        transaction: &Transaction<'_>,
        text: &str,
        params: &[&(dyn ToSql + Sync)],
    ) -> anyhow::Result<Vec<Row>> {
        let rows = transaction.query(self.get(text)?, params).await?;
        rows.iter().map(read).collect()
    }

    fn get(&self, text: &str) -> anyhow::Result<&Statement> {
        match self.0.get(text) {
            Some(prepared) => Ok(prepared),
            None => bail!("a statement was not prepared: {text}"),
        }
    }

    /// Runs statements in their order: all go out before the first answer is read. Gives how many
    /// rows each changed.
    pub(super) async fn execute(
        &self,
        transaction: &Transaction<'_>,
        stmts: &[&Stmt],
    ) -> anyhow::Result<Vec<u64>> {
        let run = stmts.iter().map(async |stmt| -> anyhow::Result<u64> {
            Ok(transaction.execute(self.get(&stmt.sql)?, &params(stmt)).await?)
        });
        try_join_all(run).await
    }

    /// Rows of each of several queries: all go out before the first answer is read.
    pub(super) async fn query(
        &self,
        transaction: &Transaction<'_>,
        stmts: &[&Stmt],
    ) -> anyhow::Result<Vec<Vec<Row>>> {
        let run = stmts.iter().map(async |stmt| -> anyhow::Result<Vec<Row>> {
            let rows = transaction.query(self.get(&stmt.sql)?, &params(stmt)).await?;
            rows.iter().map(read).collect()
        });
        try_join_all(run).await
    }
}

pub(super) fn params(stmt: &Stmt) -> Vec<&(dyn ToSql + Sync)> {
    stmt.params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

pub(super) fn read(row: &tokio_postgres::Row) -> anyhow::Result<Row> {
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
