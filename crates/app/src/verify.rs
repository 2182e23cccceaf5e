//! Verifies everything about a record: every event against its commitment and its place, the log
//! against the events and its checkpoints, every read model and the books against the fold, every
//! kept file against its digest. The first bad record is named.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use anyhow::{Context as _, bail};
use case::File;
use ledger::Books;
use sha2::{Digest, Sha256};
use store::{
    Recorded, codec, log as stored,
    scan::{self, ByNumber, ByStream, Table},
    store::evolve,
    views,
};
use terms::{StreamId, hex};
use tlog::{Entry, Hash, Tiler, Trust};

use crate::office::Office;

/// What was verified.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Verified {
    /// Events.
    pub events: u64,
    /// Files.
    pub files: u64,
    /// Checkpoints, those of the record and those that the caller kept.
    pub checkpoints: u64,
    /// Read models: table, rows, digest of the rows.
    pub tables: Vec<TableDigest>,
    /// Entries of the ledger.
    pub entries: u64,
    /// Uploaded files and printed documents.
    pub blobs: u64,
    /// Root of the log.
    pub root: String,
}

/// A read model as it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TableDigest {
    /// Table.
    pub table: String,
    /// Rows.
    pub rows: u64,
    /// SHA-256 over the rows in the order of their key.
    pub digest: String,
}

/// What the caller knows of the log besides the record.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Checkpoints that were kept from earlier: the one thing that shows a history rewritten by
    /// somebody with the key.
    pub old: Vec<Vec<u8>>,
}

impl Office {
    /// Verifies the record. `tell` hears how many events are done, of how many.
    pub async fn verify(
        &self,
        known: &Known,
        mut tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Verified> {
        let mut verified = Verified::default();
        let digests = self.verify_journal(known, &mut verified, &mut tell).await?;
        self.verify_views(&mut verified).await?;
        self.verify_blobs(&digests, &mut verified).await?;
        Ok(verified)
    }

    /// Events in the order of their commits: number, place in the file, entry, leaf, root.
    /// Gives the digests of all files that the events name.
    async fn verify_journal(
        &self,
        known: &Known,
        verified: &mut Verified,
        tell: &mut impl FnMut(u64, u64),
    ) -> anyhow::Result<BTreeSet<String>> {
        let head = self.store.head().await?;
        let mut roots = self.roots(known).await?;
        verified.checkpoints = roots.iter().map(|(_, seen)| seen.len() as u64).sum();
        roots.reverse();
        let mut walk = Walk::default();
        walk.compare(&mut roots)?;
        let mut events = ByNumber::after(&self.store, 0);
        loop {
            let some = events.next().await?;
            if some.is_empty() {
                break;
            }
            for event in &some {
                walk.take(event)?;
                walk.compare(&mut roots)?;
            }
            tell(walk.tiler.size(), head.n);
        }
        let size = walk.tiler.size();
        if let Some((beyond, _)) = roots.last() {
            bail!(
                "the log was published with {beyond} events, and the record has {size}: events are missing from its end"
            );
        }
        let root = walk.tiler.root();
        if head.n != size || root.bytes() != &head.root {
            bail!(
                "the events lead to {size} entries and root {root}; the log's head says {} and {}",
                head.n,
                hex::encode(&head.root)
            );
        }
        self.verify_tiles(&walk).await?;
        verified.events = size;
        verified.files = walk.tips.len() as u64;
        verified.root = root.to_string();
        Ok(walk.digests)
    }

    /// Roots by size that the events must lead to: every published checkpoint, with a valid
    /// signature, and every one that the caller kept.
    async fn roots(&self, known: &Known) -> anyhow::Result<Vec<(u64, Vec<Hash>)>> {
        let trust = Trust::each_kind(self.verifier_keys().to_vec());
        let mut roots: std::collections::BTreeMap<u64, Vec<Hash>> =
            std::collections::BTreeMap::new();
        let mut after = -1;
        loop {
            let some = stored::checkpoints(&self.store, after, 1_000).await?;
            let Some(last) = some.last() else { break };
            after = i64::try_from(last.size)?;
            for published in &some {
                let opened = trust
                    .open(published.note.as_bytes())
                    .with_context(|| format!("checkpoint {}", published.size))?;
                let head = opened.checkpoint.head;
                if head.size != published.size {
                    bail!("checkpoint {} speaks of size {}", published.size, head.size);
                }
                roots.entry(head.size).or_default().push(head.root);
            }
        }
        for old in &known.old {
            let opened = trust.open(old).context("a checkpoint that was kept from earlier")?;
            let head = opened.checkpoint.head;
            roots.entry(head.size).or_default().push(head.root);
        }
        Ok(roots.into_iter().collect())
    }

    /// Every kept tile is the one that the events lead to, and none is missing.
    async fn verify_tiles(&self, walk: &Walk) -> anyhow::Result<()> {
        let mut wanted = walk.tiles.clone();
        wanted.extend(
            walk.tiler.unfinished().filter(|(tile, _)| tile.level() > 0).map(|(tile, row)| {
                ((tile.level().into(), tile.index()), Sha256::digest(row).into())
            }),
        );
        for (level, tile, hashes) in scan::tiles(&self.store).await? {
            let place = (level, u64::try_from(tile)?);
            let digest: [u8; 32] = Sha256::digest(&hashes).into();
            match wanted.remove(&place) {
                Some(expected) if expected == digest => {}
                Some(_) => bail!("tile {tile} of level {level} of the log is damaged"),
                None => bail!("tile {tile} of level {level} is no part of the log"),
            }
        }
        match wanted.into_keys().next() {
            Some((level, tile)) => bail!("tile {tile} of level {level} of the log is missing"),
            None => Ok(()),
        }
    }

    /// Every read model and the books against the fold of the events.
    async fn verify_views(&self, verified: &mut Verified) -> anyhow::Result<()> {
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

    async fn verify_blobs(
        &self,
        named: &BTreeSet<String>,
        verified: &mut Verified,
    ) -> anyhow::Result<()> {
        let mut after = String::new();
        let mut there = BTreeSet::new();
        loop {
            let some = scan::blob_digests(&self.store, &after).await?;
            let Some(last) = some.last() else { break };
            after.clone_from(last);
            for digest in &some {
                self.store.kept(digest).await?;
            }
            there.extend(some);
        }
        verified.blobs = there.len() as u64;
        match named.difference(&there).next() {
            Some(missing) => bail!("the file {missing} is named by an event and is not kept"),
            None => Ok(()),
        }
    }
}

/// The journal under way.
#[derive(Default)]
struct Walk {
    tiler: Tiler,
    tips: HashMap<StreamId, (u64, String)>,
    /// Digests of full tiles by level and number.
    tiles: std::collections::BTreeMap<(i64, u64), [u8; 32]>,
    digests: BTreeSet<String>,
}

impl Walk {
    fn take(&mut self, event: &Recorded) -> anyhow::Result<()> {
        let Recorded { n, stream, version, .. } = event;
        let place = || format!("event {n} ({stream}, version {version})");
        if *n != self.tiler.size() + 1 {
            bail!("event {} is missing: the next one is number {n}", self.tiler.size() + 1);
        }
        let tip = self.tips.entry(stream.clone()).or_default();
        if *version != tip.0 + 1 {
            bail!("{} follows version {} of its file", place(), tip.0);
        }
        let entry = codec::entry_of(event, &tip.1);
        let entry = entry.with_context(|| format!("{} cannot be read", place()))?;
        if entry.text != event.entry {
            bail!("{} is not what was logged: it was changed", place());
        }
        *tip = (*version, entry.commitment);
        let leaf = Entry::new(event.entry.as_bytes())?.leaf_hash();
        for completed in self.tiler.append(leaf) {
            let place = (completed.tile.level().into(), completed.tile.index());
            self.tiles.insert(place, Sha256::digest(&completed.hashes).into());
        }
        let (read, _) = event.read().with_context(place)?;
        self.digests.extend(named_files(&read));
        Ok(())
    }

    /// Compares with every root of this size; `roots` ends with the smallest size.
    fn compare(&self, roots: &mut Vec<(u64, Vec<Hash>)>) -> anyhow::Result<()> {
        while let Some((size, expected)) = roots.last()
            && *size == self.tiler.size()
        {
            let root = self.tiler.root();
            if let Some(other) = expected.iter().find(|expected| **expected != root) {
                bail!(
                    "the log was published at size {size} with root {other}, and the events lead to {root}: history was rewritten"
                );
            }
            roots.pop();
        }
        Ok(())
    }
}

/// The digests of files that an event names.
fn named_files(event: &case::Event) -> Vec<String> {
    use case::{Event, lor, sale};
    match event {
        Event::Request(lor::Event::Attached(file)) => vec![file.sha256.clone()],
        Event::Case(sale::Event::Attached(file)) => vec![file.sha256.clone()],
        Event::Case(sale::Event::DocumentIssued(document)) => vec![document.sha256.clone()],
        _ => Vec::new(),
    }
}

/// Files folded one after the other, in the order of their names.
pub struct Folds<'a> {
    events: ByStream<'a>,
    ready: std::collections::VecDeque<Recorded>,
    ended: bool,
}

impl<'a> Folds<'a> {
    /// From the first file on.
    pub fn new(office: &'a Office) -> Self {
        let events = ByStream::new(&office.store);
        Self { events, ready: std::collections::VecDeque::new(), ended: false }
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

/// Reads the checkpoint that a verifier keeps between runs; none on the first run.
#[expect(clippy::disallowed_methods, reason = "the verifier's memory is a file of the caller's")]
pub fn read_memory(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    if !path.exists() {
        return Ok(None);
    }
    Ok(Some(std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?))
}

/// Keeps the newest checkpoint for the next run.
#[expect(clippy::disallowed_methods, reason = "the verifier's memory is a file of the caller's")]
pub fn keep_memory(path: &Path, note: &str) -> anyhow::Result<()> {
    std::fs::write(path, note).with_context(|| format!("{} cannot be written", path.display()))
}
