//! The plan of a proof: which subtrees it names and which tiles that reads. A store that cannot be
//! read from inside a function fetches these tiles first, in its own way.

use std::ops::Range;

use crate::{
    Tile,
    proof::PATH_MAX,
    tile::{TILE_HEIGHT, TILE_WIDTH},
    tree::{Subtree, peaks, split_point},
};

/// The subtrees whose roots are the hashes of a proof, and the size of the tree they are read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    size: u64,
    /// Lowest first. Each is perfect, or ragged and reaches to the end of the tree.
    subtrees: Vec<Range<u64>>,
}

/// The tree has no such entry, or had no such size yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no entry or earlier size {asked} in a tree of {size} entries")]
pub struct Outside {
    /// The entry or the size asked for.
    pub asked: u64,
    /// The tree.
    pub size: u64,
}

impl Plan {
    /// Of the path from entry `index` up to the root: the subtrees beside it (RFC 6962 section
    /// 2.1.1).
    pub fn inclusion(index: u64, size: u64) -> Result<Self, Outside> {
        if index >= size {
            return Err(Outside { asked: index, size });
        }
        let mut subtrees = Vec::with_capacity(PATH_MAX);
        let (mut low, mut high) = (0, size);
        while high - low > 1 {
            let middle = low + split_point(high - low);
            if index < middle {
                subtrees.push(middle..high);
                high = middle;
            } else {
                subtrees.push(low..middle);
                low = middle;
            }
        }
        subtrees.reverse();
        Ok(Self { size, subtrees })
    }

    /// Of the proof that the tree of the new size begins with that of the old one: the subtree in
    /// which the old one ends, and those beside the way up from it (RFC 6962 section 2.1.2). Empty
    /// when the sizes are equal or the old one is 0.
    pub fn consistency(old: u64, new: u64) -> Result<Self, Outside> {
        if old > new {
            return Err(Outside { asked: old, size: new });
        }
        let mut subtrees = Vec::with_capacity(PATH_MAX);
        // The empty tree needs no proof: it is in no subtree.
        let (mut low, mut high) = (0, if old == 0 { 0 } else { new });
        while old < high {
            let middle = low + split_point(high - low);
            if old <= middle {
                subtrees.push(middle..high);
                high = middle;
            } else {
                subtrees.push(low..middle);
                low = middle;
            }
        }
        // A verifier knows the root of a perfect old tree, and of no other subtree that the old
        // tree ends in.
        if low > 0 {
            subtrees.push(low..high);
        }
        subtrees.reverse();
        Ok(Self { size: new, subtrees })
    }

    /// Entries of the tree in which the tiles are read.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The tiles that the proof reads, as they stand at the size of the tree, each once.
    pub fn tiles(&self) -> Vec<Tile> {
        let edge = peaks(self.size).rev().filter(|_| self.reaches_the_edge());
        let beside = self.subtrees.iter().filter_map(|range| self.tile(range));
        let mut tiles: Vec<Tile> = Vec::new();
        for tile in edge.map(|peak| tile_of(peak, self.size)).chain(beside) {
            if !tiles.contains(&tile) {
                tiles.push(tile);
            }
        }
        tiles
    }

    /// The subtrees in runs that lie in one tile, or in none because they are ragged.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (Option<Tile>, &[Range<u64>])> {
        let runs = self.subtrees.chunk_by(|a, b| self.tile(a) == self.tile(b));
        runs.map(|run| (self.tile(&run[0]), run))
    }

    /// One of the subtrees is ragged, so that the peaks of the tree are needed.
    pub(crate) fn reaches_the_edge(&self) -> bool {
        self.subtrees.iter().any(is_ragged)
    }

    fn tile(&self, range: &Range<u64>) -> Option<Tile> {
        (!is_ragged(range)).then(|| tile_of(perfect(range), self.size))
    }
}

/// INVARIANT: the range is not ragged.
pub(crate) fn perfect(range: &Range<u64>) -> Subtree {
    let height = (range.end - range.start).ilog2();
    Subtree { height, index: range.start >> height }
}

/// The tile that holds the hashes over which a perfect subtree of the tree stands.
pub(crate) fn tile_of(subtree: Subtree, size: u64) -> Tile {
    let level = u8::try_from(subtree.height / TILE_HEIGHT).expect("at most 8 levels");
    let index = (subtree.index << (subtree.height % TILE_HEIGHT)) / u64::from(TILE_WIDTH);
    Tile::at(level, index, size).expect("a subtree of the tree lies in a tile of the tree")
}

const fn is_ragged(range: &Range<u64>) -> bool {
    !(range.end - range.start).is_power_of_two()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::File;

    fn check(plan: Result<Plan, Outside>, subtrees: &[Range<u64>], tiles: &[&str]) {
        let plan = plan.unwrap();
        assert_eq!(plan.subtrees, subtrees);
        let paths = plan.tiles().into_iter().map(|tile| File::Hashes(tile).path());
        assert_eq!(paths.collect::<Vec<_>>(), tiles);
    }

    #[test]
    fn plans_are_those_of_the_seven_leaf_tree_in_the_rfc() {
        let tile = ["tile/0/000.p/7"];
        check(Plan::inclusion(0, 7), &[1..2, 2..4, 4..7], &tile);
        check(Plan::inclusion(3, 7), &[2..3, 0..2, 4..7], &tile);
        check(Plan::inclusion(4, 7), &[5..6, 6..7, 0..4], &tile);
        check(Plan::inclusion(6, 7), &[4..6, 0..4], &tile);
        check(Plan::consistency(3, 7), &[2..3, 3..4, 0..2, 4..7], &tile);
        check(Plan::consistency(4, 7), std::slice::from_ref(&(4..7)), &tile);
        check(Plan::consistency(6, 7), &[4..6, 6..7, 0..4], &tile);
        check(Plan::consistency(7, 7), &[], &[]);
        check(Plan::consistency(0, 7), &[], &[]);
    }

    #[test]
    fn a_plan_reads_few_tiles_of_a_large_log() {
        let tiles = ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"];
        let beside = [&tiles[..], &["tile/0/000", "tile/1/000"]].concat();
        let paths = |index| {
            let tiles = Plan::inclusion(index, 70_000).unwrap().tiles().into_iter();
            tiles.map(|tile| File::Hashes(tile).path()).collect::<Vec<_>>()
        };
        assert_eq!(paths(0), beside);
        assert_eq!(paths(69_999), tiles);
    }

    #[test]
    fn there_is_no_plan_outside_the_tree() {
        assert_eq!(Plan::inclusion(7, 7), Err(Outside { asked: 7, size: 7 }));
        assert_eq!(Plan::consistency(8, 7), Err(Outside { asked: 8, size: 7 }));
    }
}
