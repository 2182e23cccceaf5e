//! What is odd about public notices.

use case::File;
use terms::StreamId;

use super::{
    View,
    page::{LIMIT_MAX, Page},
};
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

/// What is asked of the list of anomalies.
#[derive(Debug, Clone, Default)]
pub struct AnomalyQuery {
    /// Only this code.
    pub code: Option<String>,
    /// Where the page begins: `next` of the page before.
    pub after: Option<String>,
    /// Rows of a page, up to 200.
    pub limit: u32,
}

/// A page of anomalies, by notification and in the order in which each was found.
pub async fn list(store: &Store, query: &AnomalyQuery) -> anyhow::Result<Page<AnomalyRow>> {
    const SQL: &str = "
select stream, notice, code, sentence, printed, seq
from anomaly_list
where (stream, seq) > ($1, $2) and ($3 = '' or code = $3)
order by stream, seq
limit $4";
    let limit = query.limit.clamp(1, LIMIT_MAX);
    let place = query.after.as_deref().and_then(|after| after.rsplit_once('~'));
    let place = place.and_then(|(stream, seq)| Some((stream, seq.parse::<i64>().ok()?)));
    let (stream, seq) = place.unwrap_or_default();
    let code = query.code.as_deref().unwrap_or_default();
    let params = vec![stream.into(), V::Int(seq), code.into(), V::from(limit + 1)];
    let rows = store.query(Stmt::new(SQL, params)).await?;
    let last = (limit as usize) - 1;
    let next = (limit as usize) < rows.len();
    let next = next.then(|| format!("{}~{}", rows[last].text(0), rows[last].int(5)));
    let items = rows.iter().take(limit as usize).map(read).collect();
    Ok(Page { items, next })
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
