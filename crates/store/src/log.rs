//! The log's growing edge, as the writer holds it: leaves go in with their events, full tiles come
//! out as rows of the same transaction, and the head is moved by compare-and-swap.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use terms::{Moment, hex};
use tlog::{
    Entry, Hash, Tile, Tiler,
    tile::{LEVELS, TILE_WIDTH, hashes_at},
};

use crate::{
    Store,
    journal::SHARD,
    value::{Row, Stmt, V},
};

/// The log's edge.
#[derive(Debug, Clone)]
pub struct Log(Tiler);

/// How far loading is.
pub enum Step {
    /// It ended.
    Loaded(anyhow::Result<Log>),
    /// It needs the rows of this query next.
    Asks(Stmt),
}

pub(crate) const KEEP_TILE: &str = "
insert into log_tile (shard, level, tile, hashes)
values ($1, $2, $3, $4)
on conflict (shard, level, tile) do update set hashes = excluded.hashes";

pub(crate) const FIRST_HEAD: &str = "
insert into log_head (shard, n, root)
values ($1, $2, $3)
on conflict (shard) do nothing";

impl Log {
    /// Reads the edge through a query function.
    pub fn load(mut query: impl FnMut(Stmt) -> anyhow::Result<Vec<Row>>) -> anyhow::Result<Self> {
        let head = query(Self::read_head())?;
        let size = Self::size_in(&head);
        let mut rows: BTreeMap<Tile, Vec<u8>> = BTreeMap::new();
        for tile in (0..LEVELS).filter_map(|level| unfinished(level, size)) {
            let row = if tile.level() == 0 {
                leaves(&query(entries_of(tile))?)?
            } else {
                let kept = query(tile_of(tile))?;
                kept.first().context("a tile of the log is missing")?.blob(0).to_vec()
            };
            rows.insert(tile, row);
        }
        let tiler = Tiler::resume(size, |tile| rows.get(&tile)).context("the log cannot grow")?;
        let root = head.first().map_or(Hash::EMPTY_ROOT.bytes().as_slice(), |row| row.blob(1));
        if tiler.root().bytes().as_slice() != root {
            bail!("the log's tiles lead to {}, its head says {}", tiler.root(), hex::encode(root));
        }
        Ok(Self(tiler))
    }

    /// Reads the edge of a store that nobody else writes.
    pub async fn load_from(store: &Store) -> anyhow::Result<Self> {
        let mut answers: Vec<Vec<Row>> = Vec::new();
        loop {
            match Self::step(&answers) {
                Step::Loaded(loaded) => return loaded,
                Step::Asks(stmt) => answers.push(store.query(stmt).await?),
            }
        }
    }

    /// Loads from the answers that are there, or says which question comes next: for callers
    /// that have to wait for each answer.
    pub fn step(answers: &[Vec<Row>]) -> Step {
        let mut next = None;
        let mut given = answers.iter();
        let loaded = Self::load(|stmt| {
            if let Some(rows) = given.next() {
                return Ok(rows.clone());
            }
            next = Some(stmt);
            bail!("the answer is not there yet")
        });
        next.map_or(Step::Loaded(loaded), Step::Asks)
    }

    /// How many entries the log has.
    pub const fn size(&self) -> u64 {
        self.0.size()
    }

    /// Adds an entry, and gives the rows that keep what became of the tiles.
    ///
    /// INVARIANT: entries of this program are far below the limit of 65,535 bytes.
    pub fn push(&mut self, entry: &[u8]) -> Vec<Stmt> {
        let leaf = Entry::new(entry).expect("an entry is a few hundred bytes").leaf_hash();
        let completed = self.0.append(leaf);
        if completed.is_empty() {
            return Vec::new();
        }
        let full = completed.into_iter().map(|done| keep(done.tile, done.hashes));
        let growing = self.0.unfinished().filter(|(tile, _)| tile.level() > 0);
        let growing: Vec<Stmt> = growing.map(|(tile, row)| keep(tile, row.to_vec())).collect();
        full.chain(growing).collect()
    }

    /// The statement that moves the head from a size to this one; it must change one row.
    pub fn head(&self, before: u64) -> Stmt {
        const SQL: &str = "update log_head set n = $1, root = $2 where shard = $3 and n = $4";
        let root = V::Blob(self.0.root().bytes().to_vec());
        Stmt::new(SQL, vec![self.size().into(), root, V::Int(SHARD), before.into()])
    }

    /// Asks for the head.
    pub fn read_head() -> Stmt {
        Stmt::new("select n, root from log_head where shard = $1", vec![V::Int(SHARD)])
    }

    /// The size in the answer to `read_head`.
    pub fn size_in(head: &[Row]) -> u64 {
        head.first().map_or(0, |row| u64::try_from(row.int(0)).unwrap_or_default())
    }

    /// The statement that makes the head of an empty log.
    pub fn first_head() -> Stmt {
        let root = V::Blob(Hash::EMPTY_ROOT.bytes().to_vec());
        Stmt::new(FIRST_HEAD, vec![V::Int(SHARD), V::Int(0), root])
    }
}

/// Asks for entries from an index of the log on; the event of index i has the number i + 1.
pub fn entries_from(index: u64, count: u64) -> Stmt {
    const SQL: &str = "
select entry from event
where shard = $1 and n > $2 and n <= $3
order by n";
    Stmt::new(SQL, vec![V::Int(SHARD), index.into(), (index + count).into()])
}

/// Asks for a kept tile.
pub fn tile_of(tile: Tile) -> Stmt {
    const SQL: &str = "select hashes from log_tile where shard = $1 and level = $2 and tile = $3";
    let level = V::Int(tile.level().into());
    Stmt::new(SQL, vec![V::Int(SHARD), level, tile.index().into()])
}

/// The leaf hashes of entries, one after the other.
pub fn leaves(rows: &[Row]) -> anyhow::Result<Vec<u8>> {
    let mut hashes = Vec::with_capacity(rows.len() * 32);
    for row in rows {
        hashes.extend(Entry::new(row.text(0).as_bytes())?.leaf_hash().bytes());
    }
    Ok(hashes)
}

fn keep(tile: Tile, hashes: Vec<u8>) -> Stmt {
    let place = [V::Int(SHARD), V::Int(tile.level().into()), tile.index().into()];
    Stmt::new(KEEP_TILE, place.into_iter().chain([V::Blob(hashes)]).collect())
}

fn unfinished(level: u8, size: u64) -> Option<Tile> {
    let index = hashes_at(level, size) / u64::from(TILE_WIDTH);
    Tile::at(level, index, size)
}

/// The hashes of a tile, as it stands or stood at any size that has it.
pub async fn hashes(store: &Store, tile: Tile) -> anyhow::Result<Option<Vec<u8>>> {
    let wanted = tile.byte_len();
    if tile.level() == 0 && !tile.is_full() {
        let rows = store.query(entries_of(tile)).await?;
        return (rows.len() * 32 == wanted).then(|| leaves(&rows)).transpose();
    }
    let rows = store.query(tile_of(tile)).await?;
    let kept = rows.first().map(|row| row.blob(0));
    Ok(kept.and_then(|row| row.get(..wanted)).map(<[u8]>::to_vec))
}

/// The bundle of the entries of a tile.
pub async fn bundle(store: &Store, tile: Tile) -> anyhow::Result<Option<Vec<u8>>> {
    let rows = store.query(entries_of(tile)).await?;
    if rows.len() != usize::from(tile.width()) {
        return Ok(None);
    }
    let mut bundle = Vec::new();
    for row in &rows {
        tlog::bundle::push(&mut bundle, Entry::new(row.text(0).as_bytes())?);
    }
    Ok(Some(bundle))
}

/// The root of the log at an earlier size; `None` when the log is smaller.
pub async fn root_at(store: &Store, size: u64) -> anyhow::Result<Option<[u8; 32]>> {
    let mut tiler = Tiler::new();
    while tiler.size() < size {
        let rows = store.query(entries_from(tiler.size(), 2_000.min(size - tiler.size()))).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        for row in &rows {
            tiler.append(Entry::new(row.text(0).as_bytes())?.leaf_hash());
        }
    }
    Ok(Some(*tiler.root().bytes()))
}

/// A signed checkpoint, as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Entries of the log.
    pub size: u64,
    /// The signed note.
    pub note: String,
    /// When it was signed.
    pub at: Moment,
}

/// The newest checkpoint.
pub async fn newest_checkpoint(store: &Store) -> anyhow::Result<Option<Published>> {
    const SQL: &str = "
select size, note, at_us from checkpoint
where shard = $1
order by size desc
limit 1";
    let rows = store.query(Stmt::new(SQL, vec![V::Int(SHARD)])).await?;
    Ok(rows.first().map(published))
}

/// Checkpoints after a size, oldest first.
pub async fn checkpoints(store: &Store, after: i64, limit: u32) -> anyhow::Result<Vec<Published>> {
    const SQL: &str = "
select size, note, at_us from checkpoint
where shard = $1 and size > $2
order by size
limit $3";
    let params = vec![V::Int(SHARD), V::Int(after), limit.into()];
    Ok(store.query(Stmt::new(SQL, params)).await?.iter().map(published).collect())
}

/// Keeps a checkpoint; of two for one size the first stays.
pub fn keep_checkpoint(checkpoint: &Published) -> Stmt {
    const SQL: &str = "
insert into checkpoint (shard, size, note, at_us)
values ($1, $2, $3, $4)
on conflict (shard, size) do nothing";
    let Published { size, note, at } = checkpoint;
    Stmt::new(SQL, vec![V::Int(SHARD), (*size).into(), note.as_str().into(), V::Int(at.micros())])
}

fn published(row: &Row) -> Published {
    Published {
        size: u64::try_from(row.int(0)).unwrap_or_default(),
        note: row.text(1).to_owned(),
        at: Moment::from_micros(row.int(2)),
    }
}

fn entries_of(tile: Tile) -> Stmt {
    entries_from(tile.positions().start, u64::from(tile.width()))
}
