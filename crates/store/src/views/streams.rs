//! The files that a kind of file has, by the lists that they stand in.

use terms::{Kind, StreamId};

use crate::{Store, value::Stmt};

/// The files of a kind, in the order of their numbers; none of a kind that has no list.
pub async fn of(store: &Store, kind: Kind) -> anyhow::Result<Vec<StreamId>> {
    let sql = match kind {
        Kind::Purchaser => "select stream from purchaser_list order by stream",
        Kind::Request => "select stream from request_list order by stream",
        Kind::Case => "select stream from case_list order by stream",
        Kind::Notification => "select stream from notification_list order by stream",
        Kind::Support | Kind::Audit | Kind::Office => return Ok(Vec::new()),
    };
    let rows = store.query(Stmt::new(sql, Vec::new())).await?;
    rows.iter().map(|row| Ok(row.text(0).parse()?)).collect()
}
