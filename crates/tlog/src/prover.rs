//! Proofs made from stored tiles, at most a few for each proof.
//!
//! A node inside a tile is not stored and costs up to 127 hashes to find. The prover remembers, for
//! each tile it read, the nodes of every second height inside it; from these any node costs one.

use std::collections::BTreeMap;

use crate::{
    File, Tile,
    leaf::{HASH_LEN, Hash},
    plan::{Outside, Plan, perfect, tile_of},
    proof::PATH_MAX,
    tile::{TILE_HEIGHT, TILE_WIDTH},
    tree::{Subtree, peaks, root_of_row},
};

/// Tiles that a prover remembers unless told otherwise: 11 MB, for the proofs of a million entries.
const REMEMBERED_MAX: usize = 4_096;

/// Why a proof could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// A tile of the tree is not there.
    #[error("{path} is missing")]
    Missing {
        /// The tile's name.
        path: String,
    },
    /// A tile has fewer hashes than the tree has there, a part of one, or more than a full tile.
    #[error("{path} has {found} bytes; {needed} are needed, or more hashes up to {TILE_WIDTH}")]
    Length {
        /// The tile's name.
        path: String,
        /// Bytes given.
        found: usize,
        /// Bytes needed.
        needed: usize,
    },
    /// There is nothing to prove.
    #[error(transparent)]
    Outside(#[from] Outside),
}

/// Makes proofs for a log, remembering what it computed. One prover serves trees of all sizes of
/// one log; what it remembers stays true while the log grows. It believes the tiles: where a store
/// may be damaged, the caller checks a proof (`crate::proof`) before handing it out.
#[derive(Debug)]
pub struct Prover {
    remembered: BTreeMap<(u8, u64), Nodes>,
    remembered_max: usize,
    edge: Edge,
}

/// The nodes of a tile at heights 2, 4 and 6, in rows as a tile has them: each node stands over
/// four hashes of the row below.
#[derive(Debug, Default)]
struct Nodes {
    rows: [Vec<u8>; 3],
}

/// The right-hand edge of the tree of one size: where each peak starts, and the root of everything
/// from there on. All proofs in one tree share it.
#[derive(Debug)]
struct Edge {
    size: u64,
    roots: Vec<(u64, Hash)>,
}

impl Prover {
    /// A prover that remembers at most so many tiles, 2.7 kB each.
    pub fn remembering(tiles_max: usize) -> Self {
        let edge = Edge { size: 0, roots: Vec::new() };
        Self { remembered: BTreeMap::new(), remembered_max: tiles_max, edge }
    }

    /// The path from entry `index` to the root of the tree of this size. `read` as for
    /// [`Prover::prove`].
    pub fn inclusion<B: AsRef<[u8]>>(
        &mut self,
        index: u64,
        size: u64,
        read: impl FnMut(Tile) -> Option<B>,
    ) -> Result<Vec<Hash>, TileError> {
        self.prove(&Plan::inclusion(index, size)?, read)
    }

    /// The proof that the tree of the new size begins with that of the old. `read` as for
    /// [`Prover::prove`].
    pub fn consistency<B: AsRef<[u8]>>(
        &mut self,
        old: u64,
        new: u64,
        read: impl FnMut(Tile) -> Option<B>,
    ) -> Result<Vec<Hash>, TileError> {
        self.prove(&Plan::consistency(old, new)?, read)
    }

    /// The hashes of a planned proof, in the order of RFC 6962.
    ///
    /// `read` gives the hashes of a tile, 32 bytes each: those of the width it is asked for, or of
    /// the wider tile that it has become. It is asked for tiles of [`Plan::tiles`] and no other.
    pub fn prove<B: AsRef<[u8]>>(
        &mut self,
        plan: &Plan,
        mut read: impl FnMut(Tile) -> Option<B>,
    ) -> Result<Vec<Hash>, TileError> {
        if plan.reaches_the_edge() && self.edge.size != plan.size() {
            self.edge = self.edge_of(plan.size(), &mut read)?;
        }
        let mut hashes = Vec::with_capacity(PATH_MAX);
        for (tile, run) in plan.runs() {
            let Some(tile) = tile else {
                hashes.extend(run.iter().map(|ragged| self.edge.root_from(ragged.start)));
                continue;
            };
            let row = read_row(tile, &mut read)?;
            let nodes = self.nodes(tile, row.as_ref());
            hashes.extend(run.iter().map(|range| nodes.root(row.as_ref(), perfect(range))));
        }
        Ok(hashes)
    }

    fn edge_of<B: AsRef<[u8]>>(
        &mut self,
        size: u64,
        read: &mut impl FnMut(Tile) -> Option<B>,
    ) -> Result<Edge, TileError> {
        let mut roots: Vec<(u64, Hash)> = Vec::new();
        for peak in peaks(size).rev() {
            let tile = tile_of(peak, size);
            let row = read_row(tile, read)?;
            let root = self.nodes(tile, row.as_ref()).root(row.as_ref(), peak);
            let rest = roots.last().map(|(_, rest)| Hash::node(&root, rest));
            roots.push((peak.start(), rest.unwrap_or(root)));
        }
        Ok(Edge { size, roots })
    }

    /// The nodes of a tile, computed as far as the row reaches.
    fn nodes(&mut self, tile: Tile, row: &[u8]) -> &Nodes {
        let key = (tile.level(), tile.index());
        if self.remembered.len() >= self.remembered_max && !self.remembered.contains_key(&key) {
            // The first is the oldest tile of the lowest level: the least likely to be asked again.
            self.remembered.pop_first();
        }
        let nodes = self.remembered.entry(key).or_default();
        nodes.reach(row);
        nodes
    }
}

impl Default for Prover {
    fn default() -> Self {
        Self::remembering(REMEMBERED_MAX)
    }
}

impl Nodes {
    /// Computes the nodes that are still unknown, as far as the tile's hashes reach.
    fn reach(&mut self, hashes: &[u8]) {
        let mut below = hashes;
        for row in &mut self.rows {
            let unknown = below.get(row.len() * 4..).unwrap_or_default();
            row.extend(
                unknown.chunks_exact(4 * HASH_LEN).flat_map(|four| *root_of_row(four).bytes()),
            );
            below = row;
        }
    }

    /// The root of a subtree whose leaves, at the level of the tile, are hashes of the tile.
    fn root(&self, hashes: &[u8], subtree: Subtree) -> Hash {
        let inside = subtree.height % TILE_HEIGHT;
        let first = (subtree.index << inside) % u64::from(TILE_WIDTH);
        let (row, height) = match inside {
            0 | 1 => (hashes, 0),
            2 | 3 => (self.rows[0].as_slice(), 2),
            4 | 5 => (self.rows[1].as_slice(), 4),
            _ => (self.rows[2].as_slice(), 6),
        };
        let start = usize::try_from(first >> height).expect("a place in a tile") * HASH_LEN;
        root_of_row(&row[start..start + (HASH_LEN << (inside - height))])
    }
}

impl Edge {
    /// INVARIANT: a proof asks for ragged subtrees only, and these start at a peak.
    fn root_from(&self, start: u64) -> Hash {
        let found = self.roots.iter().find(|(peak, _)| *peak == start);
        found.expect("a ragged subtree starts at a peak").1
    }
}

fn read_row<B: AsRef<[u8]>>(
    tile: Tile,
    read: &mut impl FnMut(Tile) -> Option<B>,
) -> Result<B, TileError> {
    let path = || File::Hashes(tile).path();
    let row = read(tile).ok_or_else(|| TileError::Missing { path: path() })?;
    let (found, needed) = (row.as_ref().len(), tile.byte_len());
    let fits = needed <= found && found <= tile.full().byte_len();
    if !fits || !found.is_multiple_of(HASH_LEN) {
        return Err(TileError::Length { path: path(), found, needed });
    }
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Tiler,
        proof::{verify_consistency, verify_inclusion},
        tree::{
            Head,
            tests::{by_definition, leaves},
        },
    };

    type Tiles = BTreeMap<(u8, u64), Vec<u8>>;

    /// The tiles of a tree: the full ones and the unfinished, each under its place.
    fn tiles(leaves: &[Hash]) -> Tiles {
        let mut tiler = Tiler::new();
        let mut tiles = Tiles::new();
        for leaf in leaves {
            let full = tiler.append(*leaf).into_iter();
            tiles.extend(full.map(|done| ((done.tile.level(), done.tile.index()), done.hashes)));
        }
        let rest = tiler.unfinished();
        tiles.extend(rest.map(|(tile, row)| ((tile.level(), tile.index()), row.to_vec())));
        tiles
    }

    fn heads(leaves: &[Hash]) -> Vec<Head> {
        let head = |size| Head { size: size as u64, root: by_definition(&leaves[..size]) };
        (0..=leaves.len()).map(head).collect()
    }

    /// A proof in which any hash is changed, left out or added does not hold.
    fn check_strict(path: &[Hash], holds: impl Fn(&[Hash]) -> bool) {
        assert!(holds(path));
        for at in 0..path.len() {
            let mut changed = path.to_vec();
            changed[at] = Hash::node(&path[at], &path[at]);
            assert!(!holds(&changed), "hash {at} changed");
            changed.remove(at);
            assert!(!holds(&changed), "hash {at} left out");
            changed.insert(at, path[at]);
            changed.insert(at, path[at]);
            assert!(!holds(&changed), "hash {at} doubled");
        }
        assert!(!holds(&[path, &[Hash::EMPTY_ROOT]].concat()), "a hash added");
    }

    #[test]
    fn every_proof_of_every_small_tree_holds_and_no_neighbour_does() {
        let leaves = leaves(40);
        let (tiles, heads) = (tiles(&leaves), heads(&leaves));
        let mut prover = Prover::default();
        let read = |tile: Tile| tiles.get(&(tile.level(), tile.index()));
        for new in &heads {
            for index in 0..new.size {
                let path = prover.inclusion(index, new.size, read).unwrap();
                let leaf = &leaves[usize::try_from(index).unwrap()];
                check_strict(&path, |path| verify_inclusion(index, leaf, path, new).is_ok());
                let beside = (index + 1) % new.size;
                assert!(beside == index || verify_inclusion(beside, leaf, &path, new).is_err());
            }
            for old in heads.iter().take_while(|old| old.size <= new.size) {
                let path = prover.consistency(old.size, new.size, read).unwrap();
                check_strict(&path, |path| verify_consistency(old, new, path).is_ok());
            }
        }
    }

    #[test]
    fn no_tile_is_read_that_is_not_planned() {
        let leaves = leaves(66_000);
        let tiles = tiles(&leaves);
        for size in [1, 255, 256, 257, 512, 700, 65_535, 65_536, 65_537, 66_000] {
            for place in [0, size / 3, size / 2, size - 1] {
                for plan in [Plan::inclusion(place, size), Plan::consistency(place, size)] {
                    let plan = plan.unwrap();
                    let planned = plan.tiles();
                    let read = |tile: Tile| {
                        assert!(planned.contains(&tile), "{tile:?} for {plan:?}");
                        tiles.get(&(tile.level(), tile.index()))
                    };
                    Prover::default().prove(&plan, read).unwrap();
                    assert!(planned.len() <= 6);
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_proven_says_why() {
        let mut prover = Prover::default();
        let none = |_: Tile| None::<Vec<u8>>;
        let said = prover.inclusion(7, 7, none).unwrap_err().to_string();
        assert_eq!(said, "there is no entry or earlier size 7 in a tree of 7 entries");
        let said = prover.inclusion(3, 300, none).unwrap_err().to_string();
        assert_eq!(said, "tile/0/001.p/44 is missing");
        for len in [0, 32 * 43, 32 * 44 + 1, 32 * 257] {
            let said = prover.inclusion(3, 300, |_| Some(vec![0; len])).unwrap_err().to_string();
            assert!(said.contains("1408 are needed"), "{said}");
        }
        assert_eq!(prover.consistency(0, 7, none), Ok(Vec::new()));
        assert_eq!(prover.consistency(7, 7, none), Ok(Vec::new()));
    }

    #[test]
    fn what_is_remembered_stays_bounded_and_true() {
        let full = vec![5; 8_192];
        let size = 256 * 40;
        let mut prover = Prover::remembering(20);
        let first = prover.inclusion(9, size, |_| Some(&full)).unwrap();
        for tile in 0..40 {
            prover.inclusion(tile * 256, size, |_| Some(&full)).unwrap();
            assert!(prover.remembered.len() <= 20);
        }
        assert_eq!(prover.inclusion(9, size, |_| Some(&full)), Ok(first));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(12))]
        #[test]
        fn proofs_hold_while_the_log_grows(
            sizes in proptest::collection::vec(1_u64..3_000, 3),
            pick: u64,
        ) {
            let mut sizes = sizes;
            sizes.sort_unstable();
            let leaves = leaves(3_000);
            let mut prover = Prover::default();
            let mut old = Head { size: 0, root: Hash::EMPTY_ROOT };
            for size in sizes {
                let all = &leaves[..usize::try_from(size).unwrap()];
                let (tiles, root) = (tiles(all), by_definition(all));
                let read = |tile: Tile| tiles.get(&(tile.level(), tile.index()));
                let new = Head { size, root };
                for index in [0, pick % size, size - 1] {
                    let path = prover.inclusion(index, size, read).unwrap();
                    let leaf = &all[usize::try_from(index).unwrap()];
                    check_strict(&path, |path| verify_inclusion(index, leaf, path, &new).is_ok());
                }
                let path = prover.consistency(old.size, size, read).unwrap();
                check_strict(&path, |path| verify_consistency(&old, &new, path).is_ok());
                old = new;
            }
        }
    }
}
