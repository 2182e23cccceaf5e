//! Read models and the books against the fold of the events.

use std::pin::pin;

use anyhow::{Context as _, bail};
use case::File;
use futures_util::{Stream, TryStreamExt as _, stream};
use ledger::Books;
use sha2::{Digest, Sha256};
use store::{
    Store,
    scan::{self, Table},
    views,
};
use terms::{StreamId, hex};

use super::{TableDigest, Verified};
use crate::office::Office;

impl Office {
    /// Every read model and the books against the fold of the events.
    pub(super) async fn verify_views(&self, verified: &mut Verified) -> anyhow::Result<()> {
        let mut tables: Vec<Comparison<'_>> =
            Table::all(&self.store).into_iter().map(Comparison::new).collect();
        let mut books = Books::default();
        let mut files = pin!(folded(&self.store, |stream, file| {
            let rows = views::expected(&stream, &file);
            (stream, file, rows)
        }));
        while let Some(some) = files.try_next().await? {
            for (stream, file, rows) in some {
                if let File::Case(case) = &file {
                    case.entries.iter().for_each(|entry| books.post(entry));
                    verified.entries += case.entries.len() as u64;
                }
                for (table, row) in rows {
                    let known = tables.iter_mut().find(|c| c.table.name == table);
                    known.context("a row of an unknown read model")?.expect(&stream, &row).await?;
                }
            }
        }
        for comparison in &mut tables {
            verified.tables.push(comparison.end().await?);
        }
        match books.breaches().into_iter().next() {
            Some(breach) => bail!("the books do not add up: {breach}"),
            None => Ok(()),
        }
    }
}

/// How many chunks of files are folded side by side, ahead of whoever takes them.
const AHEAD: usize = 3;

/// All files folded from the journal, in the order of their names, with what is made of each. They
/// are folded side by side with reading and with whatever is done with them.
pub fn folded<T: Send + 'static>(
    store: &Store,
    make: fn(StreamId, File) -> T,
) -> impl Stream<Item = anyhow::Result<Vec<T>>> + Send {
    let spans = stream::try_unfold(scan::Spans::new(store.clone()), |mut spans| async move {
        Ok(spans.next().await?.map(|span| (span, spans)))
    });
    let store = store.clone();
    let fold = move |span: scan::Span| {
        let store = store.clone();
        async move { span.fold(&store, make).await }
    };
    spans.map_ok(fold).try_buffered(AHEAD)
}

/// A read model compared row by row with what the fold expects.
struct Comparison<'a> {
    table: Table<'a>,
    rows: u64,
    digest: Sha256,
}

impl<'a> Comparison<'a> {
    fn new(table: Table<'a>) -> Self {
        Self { table, rows: 0, digest: Sha256::new() }
    }

    async fn expect(
        &mut self,
        stream: &StreamId,
        expected: &[store::value::V],
    ) -> anyhow::Result<()> {
        let Some(row) = self.table.next().await? else {
            bail!("{}: the row of {stream} is missing", self.table.name);
        };
        if row.0 != expected {
            bail!(
                "{}: the row of {} is not the fold of its events (expected of {stream})",
                self.table.name,
                row.try_text(0).unwrap_or("an unknown file")
            );
        }
        self.rows += 1;
        add_row(&mut self.digest, &row.0);
        Ok(())
    }

    async fn end(&mut self) -> anyhow::Result<TableDigest> {
        if let Some(row) = self.table.next().await? {
            let stream = row.try_text(0).unwrap_or("an unknown file");
            bail!("{}: a row of {stream} belongs to no event", self.table.name);
        }
        let digest = hex::encode(&self.digest.clone().finalize());
        Ok(TableDigest { table: self.table.name.to_owned(), rows: self.rows, digest })
    }
}

/// Adds a row to a digest: each value with its kind and its length.
pub(crate) fn add_row(digest: &mut Sha256, row: &[store::value::V]) {
    use store::value::V;
    digest.update((row.len() as u64).to_be_bytes());
    for value in row {
        let (kind, bytes): (u8, Vec<u8>) = match value {
            V::Null => (0, Vec::new()),
            V::Int(value) => (1, value.to_be_bytes().to_vec()),
            V::Text(value) => (2, value.as_bytes().to_vec()),
            V::Blob(value) => (3, value.clone()),
        };
        digest.update([kind]);
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    }
}
