//! Read models and the books against the fold of the events.

use std::collections::VecDeque;

use anyhow::{Context as _, bail};
use case::File;
use ledger::Books;
use sha2::{Digest, Sha256};
use store::{
    Recorded,
    scan::{ByStream, Table},
    store::evolve,
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
        let mut folds = Folds::new(self);
        while let Some((stream, file)) = folds.next().await? {
            if let File::Case(case) = &file {
                case.entries.iter().for_each(|entry| books.post(entry));
                verified.entries += case.entries.len() as u64;
            }
            for (table, row) in views::expected(&stream, &file) {
                let comparison = tables.iter_mut().find(|c| c.table.name == table);
                comparison.context("a row of an unknown read model")?.expect(&stream, &row).await?;
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

/// Files folded one after the other, in the order of their names.
pub struct Folds<'a> {
    events: ByStream<'a>,
    ready: VecDeque<Recorded>,
    ended: bool,
}

impl<'a> Folds<'a> {
    /// From the first file on.
    pub fn new(office: &'a Office) -> Self {
        let events = ByStream::new(&office.store);
        Self { events, ready: VecDeque::new(), ended: false }
    }

    /// The next file; `None` at the end.
    pub async fn next(&mut self) -> anyhow::Result<Option<(StreamId, File)>> {
        let mut file: Option<(StreamId, File)> = None;
        loop {
            if self.ready.is_empty() && !self.ended {
                self.ready.extend(self.events.next().await?);
                self.ended = self.ready.is_empty();
            }
            let same = |event: &Recorded| file.as_ref().is_none_or(|(at, _)| *at == event.stream);
            match self.ready.front() {
                Some(event) if same(event) => {}
                _ => return Ok(file),
            }
            let event = self.ready.pop_front().expect("looked at above");
            let (_, state) =
                file.get_or_insert_with(|| (event.stream.clone(), File::new(event.stream.kind)));
            evolve(state, &event)?;
        }
    }
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
