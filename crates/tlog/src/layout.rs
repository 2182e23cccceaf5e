//! The files of an exported log, and which of them are new since an earlier export
//! (c2sp.org/tlog-tiles as plain files).
//!
//! An exporter writes the new tiles and bundles first and `checkpoint` last: if it stops in
//! between, then the old checkpoint still describes what is there.

use crate::{
    File, Tile, text,
    tile::{LEVELS, TILE_WIDTH, hashes_at},
};

/// The newest checkpoint, the one file that changes.
pub const CHECKPOINT: &str = "checkpoint";
const CHECKPOINTS: &str = "checkpoints/";

/// The name under which a published checkpoint stays: `checkpoints/70000`.
pub fn checkpoint_at(size: u64) -> String {
    format!("{CHECKPOINTS}{size}")
}

/// The size in the name of a kept checkpoint; `None` for any other name or spelling.
pub fn size_of_checkpoint(path: &str) -> Option<u64> {
    text::number(path.strip_prefix(CHECKPOINTS)?)
}

/// All tiles and bundles of a log of this size. An empty log has none.
pub fn files(size: u64) -> impl Iterator<Item = File> {
    new_since(0, size)
}

/// The tiles and bundles that a log of the new size has and a log of the old size had not; a
/// partial tile that grew is new under its new name. Bundles first, then level by level.
pub fn new_since(old: u64, new: u64) -> impl Iterator<Item = File> {
    let entries = tiles_since(0, old, new).map(File::Entries);
    let hashes = (0..LEVELS).flat_map(move |level| tiles_since(level, old, new));
    entries.chain(hashes.map(File::Hashes))
}

fn tiles_since(level: u8, old: u64, new: u64) -> impl Iterator<Item = Tile> {
    let width = u64::from(TILE_WIDTH);
    let (before, after) = (hashes_at(level, old), hashes_at(level, new));
    let first = if before < after { before / width } else { after.div_ceil(width) };
    (first..after.div_ceil(width)).filter_map(move |index| Tile::at(level, index, new))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn check(old: u64, new: u64, expected: &[&str]) {
        let paths: Vec<String> = new_since(old, new).map(File::path).collect();
        assert_eq!(paths, expected, "from {old} to {new}");
    }

    #[test]
    fn a_log_has_these_files() {
        check(0, 0, &[]);
        check(0, 1, &["tile/entries/000.p/1", "tile/0/000.p/1"]);
        check(0, 256, &["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
        assert_eq!(files(70_000).count(), 274 + 274 + 2 + 1);
    }

    #[test]
    fn only_what_changed_is_new() {
        check(300, 300, &[]);
        check(300, 299, &[]);
        check(255, 256, &["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
        check(256, 257, &["tile/entries/001.p/1", "tile/0/001.p/1"]);
        check(257, 259, &["tile/entries/001.p/3", "tile/0/001.p/3"]);
    }

    #[test]
    fn kept_checkpoints_have_one_name_each() {
        assert_eq!(checkpoint_at(70_000), "checkpoints/70000");
        assert_eq!(size_of_checkpoint("checkpoints/70000"), Some(70_000));
        for path in ["checkpoints/007", "checkpoints/", "checkpoint", "checkpoints/1/2"] {
            assert_eq!(size_of_checkpoint(path), None, "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_new_is_what_was_not_there(old in 0_u64..200_000, more in 0_u64..200_000) {
            let before: BTreeSet<File> = files(old).collect();
            let new: Vec<File> = new_since(old, old + more).collect();
            let expected = files(old + more).filter(|file| !before.contains(file));
            proptest::prop_assert_eq!(new, expected.collect::<Vec<_>>());
        }
    }
}
