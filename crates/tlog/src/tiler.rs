//! The tiler: takes leaves, one after the other, and hands out each tile the moment it is full, so
//! that a store keeps tiles in the same transaction as the leaves.
//!
//! What it needs in order to go on is the size and the hashes of the unfinished tile of each level.
//! The rows above level 0 change once in 256 leaves, so a store writes little to keep them.

use crate::{
    File, Frontier, Head, Tile,
    leaf::{HASH_LEN, Hash},
    tile::{LEVELS, TILE_HEIGHT, TILE_WIDTH, hashes_at},
    tree,
};

const FULL_LEN: usize = TILE_WIDTH as usize * HASH_LEN;

/// A growing tree with the unfinished tile of each level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tiler {
    frontier: Frontier,
    /// By level; a row holds fewer than 256 hashes, 32 bytes each.
    rows: Vec<Vec<u8>>,
}

/// A tile that has just become full. It never changes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// Its place.
    pub tile: Tile,
    /// Its 256 hashes, 8,192 bytes.
    pub hashes: Vec<u8>,
}

/// A tiler cannot go on from what was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResumeError {
    /// The row of an unfinished tile is not there.
    #[error("{path} is missing, and the log cannot grow without it")]
    Missing {
        /// The tile's name.
        path: String,
    },
    /// The row of an unfinished tile has another length.
    #[error("{path} has {found} bytes instead of {needed}, and the log cannot grow on it")]
    Length {
        /// The tile's name.
        path: String,
        /// Bytes given.
        found: usize,
        /// Bytes of that tile.
        needed: usize,
    },
}

impl Tiler {
    /// The tree without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on from a size, reading the unfinished tiles: at most one of each level, each with
    /// exactly the hashes it has at that size. The caller compares [`Tiler::root`] with the root it
    /// kept: the rows could have been changed.
    pub fn resume<B: AsRef<[u8]>>(
        size: u64,
        mut read: impl FnMut(Tile) -> Option<B>,
    ) -> Result<Self, ResumeError> {
        let mut rows = Vec::new();
        for level in (0..LEVELS).take_while(|level| hashes_at(*level, size) > 0) {
            let Some(tile) = unfinished(level, size) else {
                rows.push(Vec::new());
                continue;
            };
            let path = || File::Hashes(tile).path();
            let row = read(tile).ok_or_else(|| ResumeError::Missing { path: path() })?;
            let (row, needed) = (row.as_ref(), tile.byte_len());
            if row.len() != needed {
                return Err(ResumeError::Length { path: path(), found: row.len(), needed });
            }
            rows.push(row.to_vec());
        }
        let frontier = Frontier::from_peaks(size, peaks_of(&rows));
        Ok(Self { frontier, rows })
    }

    /// Adds a leaf and hands out the tiles that it makes full, level 0 first: none for 255 leaves
    /// of 256, most often one for the other. One node hash on average.
    pub fn append(&mut self, leaf: Hash) -> Vec<Completed> {
        let size = self.frontier.size() + 1;
        let rows = &mut self.rows;
        let mut completed = Vec::new();
        self.frontier.append_seeing(leaf, |height, root| {
            if !height.is_multiple_of(TILE_HEIGHT) {
                return;
            }
            let level = height / TILE_HEIGHT;
            completed.extend(push(
                rows,
                u8::try_from(level).expect("at most 8 levels"),
                root,
                size,
            ));
        });
        completed
    }

    /// Entries in the tree.
    pub const fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }

    /// Size and root together.
    pub fn head(&self) -> Head {
        self.frontier.head()
    }

    /// The right-hand edge of the tree, for a store that keeps it beside the size.
    pub const fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// The unfinished tiles and their hashes, level 0 first; levels without one are left out.
    pub fn unfinished(&self) -> impl Iterator<Item = (Tile, &[u8])> {
        let levels = (0..LEVELS).zip(&self.rows);
        levels.filter_map(|(level, row)| Some((unfinished(level, self.size())?, row.as_slice())))
    }
}

/// The partial tile of a level at this size.
fn unfinished(level: u8, size: u64) -> Option<Tile> {
    let index = hashes_at(level, size) / u64::from(TILE_WIDTH);
    Tile::at(level, index, size)
}

/// Adds a hash to the row of a level, and takes the row out when it is full.
fn push(rows: &mut Vec<Vec<u8>>, level: u8, root: Hash, size: u64) -> Option<Completed> {
    let place = usize::from(level);
    if rows.len() == place {
        rows.push(Vec::new());
    }
    let row = &mut rows[place];
    row.extend(root.bytes());
    if row.len() < FULL_LEN {
        return None;
    }
    let index = hashes_at(level, size) / u64::from(TILE_WIDTH) - 1;
    let tile = Tile::at(level, index, size).expect("a full row is a tile of the tree");
    Some(Completed { tile, hashes: std::mem::replace(row, Vec::with_capacity(FULL_LEN)) })
}

/// The peaks of the tree, largest first: those of the highest row, then of the row below.
fn peaks_of(rows: &[Vec<u8>]) -> Vec<Hash> {
    let mut peaks = Vec::new();
    for row in rows.iter().rev() {
        let mut rest = row.as_slice();
        while !rest.is_empty() {
            let count = 1 << (rest.len() / HASH_LEN).ilog2();
            let (perfect, after) = rest.split_at(count * HASH_LEN);
            peaks.push(tree::root_of_row(perfect));
            rest = after;
        }
    }
    peaks
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::tree::tests::{by_definition, leaves};

    fn grown(size: u64) -> (Tiler, Vec<Completed>) {
        let mut tiler = Tiler::new();
        let completed = leaves(size).into_iter().flat_map(|leaf| tiler.append(leaf)).collect();
        (tiler, completed)
    }

    fn names(completed: &[Completed]) -> Vec<String> {
        completed.iter().map(|done| File::Hashes(done.tile).path()).collect()
    }

    #[test]
    fn tiles_come_out_when_they_are_full() {
        let (tiler, completed) = grown(70_000);
        assert_eq!(completed.len(), 274);
        let names = names(&completed);
        assert_eq!(names[..2], ["tile/0/000", "tile/0/001"]);
        assert_eq!(names[255..258], ["tile/0/255", "tile/1/000", "tile/0/256"]);
        let rest: Vec<_> = tiler.unfinished().map(|(tile, _)| File::Hashes(tile).path()).collect();
        assert_eq!(rest, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
        assert!(completed.iter().all(|done| done.hashes.len() == done.tile.byte_len()));
    }

    #[test]
    fn a_hash_is_the_root_of_the_tile_below() {
        let (tiler, completed) = grown(70_000);
        let below: Vec<Hash> =
            completed[..255].iter().map(|t| tree::root_of_row(&t.hashes)).collect();
        let above = completed.iter().find(|done| done.tile.level() == 1).unwrap();
        for (position, root) in below.iter().enumerate() {
            assert_eq!(Hash::at(&above.hashes, position), *root);
        }
        assert_eq!(tiler.root(), by_definition(&leaves(70_000)));
    }

    #[test]
    fn a_tiler_does_not_go_on_from_a_wrong_row() {
        let (tiler, _) = grown(300);
        let said =
            |row: Option<Vec<u8>>| Tiler::resume(300, |_| row.clone()).unwrap_err().to_string();
        assert!(said(None).starts_with("tile/0/001.p/44 is missing"));
        assert!(said(Some(vec![0; 32])).contains("32 bytes instead of 1408"));
        let mut changed: BTreeMap<_, _> =
            tiler.unfinished().map(|(tile, row)| (tile, row.to_vec())).collect();
        changed.values_mut().next().unwrap()[5] ^= 1;
        let other = Tiler::resume(300, |tile| changed.get(&tile)).unwrap();
        assert_ne!(other.root(), tiler.root());
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
        #[test]
        fn a_resumed_tiler_goes_on_as_if_never_stopped(first in 0_u64..1500, more in 0_u64..600) {
            let (mut stopped, _) = grown(first);
            let rows: BTreeMap<_, _> =
                stopped.unfinished().map(|(tile, row)| (tile, row.to_vec())).collect();
            let mut resumed = Tiler::resume(first, |tile| rows.get(&tile)).unwrap();
            for leaf in leaves(first + more).into_iter().skip(usize::try_from(first).unwrap()) {
                proptest::prop_assert_eq!(stopped.append(leaf), resumed.append(leaf));
            }
            proptest::prop_assert_eq!(stopped.head(), resumed.head());
            proptest::prop_assert!(stopped.unfinished().eq(resumed.unfinished()));
        }
    }
}
