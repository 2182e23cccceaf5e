//! Released documents, by digest and by short code.

use case::File;
use terms::StreamId;

use super::View;
use crate::{
    Store,
    value::{Row, Stmt, V, text},
};

/// The read model.
pub const VIEW: View = View {
    table: "document_list",
    columns: &["sha256", "code", "what", "version", "size"],
    rows,
    many: true,
};

fn rows(_: &StreamId, file: &File) -> Vec<Vec<V>> {
    let documents = match file {
        File::Case(case) => &case.documents,
        File::Request(request) => &request.documents,
        _ => return Vec::new(),
    };
    let row = |document: &case::sale::issue::Issued| {
        vec![
            text(&document.sha256),
            text(document.code()),
            text(document.what),
            text(&document.version),
            V::Int(document.size),
        ]
    };
    documents.iter().map(row).collect()
}

/// A released document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DocumentRow {
    /// The case or the request.
    pub stream: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Short code.
    pub code: String,
    /// Kind of document.
    pub what: String,
    /// What it is a version of.
    pub version: String,
    /// Size in bytes.
    pub size: i64,
}

/// Released documents in the order of their digests, some at a time, from after one of them.
pub async fn after(store: &Store, sha256: &str) -> anyhow::Result<Vec<DocumentRow>> {
    const SQL: &str = "
select stream, sha256, code, what, version, size
from document_list
where $1 < sha256
order by sha256
limit 100";
    let rows = store.query(Stmt::new(SQL, vec![sha256.into()])).await?;
    Ok(rows.iter().map(read).collect())
}

/// A released document by its digest or its short code.
pub async fn find(store: &Store, code: &str) -> anyhow::Result<Option<DocumentRow>> {
    const SQL: &str = "
select stream, sha256, code, what, version, size
from document_list
where sha256 = $1 or code = $2
order by stream, seq
limit 1";
    let rows = store.query(Stmt::new(SQL, vec![code.into(), code.into()])).await?;
    Ok(rows.first().map(read))
}

fn read(row: &Row) -> DocumentRow {
    let must = |column| row.text(column).to_owned();
    DocumentRow {
        stream: must(0),
        sha256: must(1),
        code: must(2),
        what: must(3),
        version: must(4),
        size: row.int(5),
    }
}
