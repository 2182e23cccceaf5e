//! What is odd about public notices.

use case::File;
use terms::StreamId;

use super::View;
use crate::{
    Store,
    value::{Row, Stmt, V, text},
};

/// The read model.
pub const VIEW: View = View {
    table: "anomaly_list",
    columns: &["notice", "code", "sentence", "printed"],
    rows,
    many: true,
};

fn rows(_: &StreamId, file: &File) -> Vec<Vec<V>> {
    let File::Notification(notification) = file else { return Vec::new() };
    let Some(published) = &notification.published else { return Vec::new() };
    let row = |anomaly: &case::cn::publish::Anomaly| {
        let printed = V::from(anomaly.printed);
        vec![text(&published.notice), text(&anomaly.code), text(&anomaly.sentence), printed]
    };
    published.anomalies.iter().map(row).collect()
}

/// Something odd about a public notice.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AnomalyRow {
    /// The notification's file.
    pub stream: String,
    /// The notice.
    pub notice: String,
    /// Code.
    pub code: String,
    /// What is odd.
    pub sentence: String,
    /// Whether the source itself says so; otherwise the import found it.
    pub printed: bool,
}

/// Anomalies by notification, after a place, at most so many.
pub async fn list(store: &Store, after: &str, limit: u32) -> anyhow::Result<Vec<AnomalyRow>> {
    const SQL: &str = "
select stream, notice, code, sentence, printed
from anomaly_list
where stream > $1
order by stream, seq
limit $2";
    let rows = store.query(Stmt::new(SQL, vec![after.into(), limit.into()])).await?;
    Ok(rows.iter().map(read).collect())
}

/// How often each code occurs, the most first.
pub async fn by_code(store: &Store) -> anyhow::Result<Vec<(String, i64)>> {
    const SQL: &str = "select code, count(*) from anomaly_list group by code order by 2 desc, 1";
    let rows = store.query(Stmt::new(SQL, vec![])).await?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.int(1))).collect())
}

fn read(row: &Row) -> AnomalyRow {
    let must = |column| row.text(column).to_owned();
    AnomalyRow {
        stream: must(0),
        notice: must(1),
        code: must(2),
        sentence: must(3),
        printed: row.int(4) != 0,
    }
}
