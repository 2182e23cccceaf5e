//! Tiles: which of them a tree has, what they are called, and how a name is read back
//! (c2sp.org/tlog-tiles, "Merkle Tree" and "Log entries").

use std::{fmt::Write, ops::Range};

use crate::leaf::HASH_LEN;

/// Hashes in a full tile, and entries in a full bundle.
pub const TILE_WIDTH: u16 = 256;
/// Levels of nodes that one tile stands for.
pub const TILE_HEIGHT: u32 = 8;
/// Levels that a tree of fewer than 2^63 entries can have. Names of higher levels are well formed
/// up to 63, and name nothing.
pub const LEVELS: u8 = 8;
const LEVEL_NAMED_MAX: u8 = 63;

/// A row of hashes of one level. Level 0 holds leaves; a hash of level L+1 is the root of a full
/// tile of level L. A partial tile, narrower than [`TILE_WIDTH`], is a prefix of the full one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

/// A file of the log below `tile/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The hashes of a tile, 32 bytes each.
    Hashes(Tile),
    /// The entries whose leaves are the tile of level 0.
    Entries(Tile),
}

impl Tile {
    /// The tile as it stands in a tree of this size; `None` when it holds nothing there.
    pub fn at(level: u8, index: u64, size: u64) -> Option<Self> {
        let before = index.checked_mul(TILE_WIDTH.into())?;
        let width = hashes_at(level, size).checked_sub(before)?.min(TILE_WIDTH.into());
        Self::new(level, index, width.try_into().ok()?)
    }

    fn new(level: u8, index: u64, width: u16) -> Option<Self> {
        let exists = level <= LEVEL_NAMED_MAX && (1..=TILE_WIDTH).contains(&width);
        exists.then_some(Self { level, index, width })
    }

    /// 0 for leaves.
    pub const fn level(self) -> u8 {
        self.level
    }

    /// Which tile of its level, from the left.
    pub const fn index(self) -> u64 {
        self.index
    }

    /// Hashes in the tile, 1 to 256.
    pub const fn width(self) -> u16 {
        self.width
    }

    /// Bytes of its hashes, 32 each.
    pub fn byte_len(self) -> usize {
        usize::from(self.width) * HASH_LEN
    }

    /// Complete, so that it never changes again.
    pub const fn is_full(self) -> bool {
        self.width == TILE_WIDTH
    }

    /// The tile that this one becomes.
    #[must_use]
    pub const fn full(self) -> Self {
        Self { width: TILE_WIDTH, ..self }
    }

    /// The positions of its hashes in their level; for level 0 the indexes of the entries.
    ///
    /// INVARIANT: a tile of a tree. A tile that was only named may lie beyond the numbers, and the
    /// range then ends at the largest.
    pub fn positions(self) -> Range<u64> {
        let start = self.index.saturating_mul(TILE_WIDTH.into());
        start..start.saturating_add(self.width.into())
    }
}

/// Hashes of a level in a tree of this size: one for each `256^level` entries.
pub const fn hashes_at(level: u8, size: u64) -> u64 {
    match size.checked_shr(level as u32 * TILE_HEIGHT) {
        Some(count) => count,
        None => 0,
    }
}

impl File {
    /// The tile whose hashes or entries the file holds.
    pub const fn tile(self) -> Tile {
        match self {
            Self::Hashes(tile) | Self::Entries(tile) => tile,
        }
    }

    /// The file of the same kind and place once it is full.
    #[must_use]
    pub const fn full(self) -> Self {
        match self {
            Self::Hashes(tile) => Self::Hashes(tile.full()),
            Self::Entries(tile) => Self::Entries(tile.full()),
        }
    }

    /// The name below the log's root: `tile/0/x001/x234/067`, `tile/entries/000.p/12`.
    pub fn path(self) -> String {
        let mut path = match self {
            Self::Hashes(tile) => format!("tile/{}/", tile.level),
            Self::Entries(_) => "tile/entries/".to_owned(),
        };
        let Tile { index, width, .. } = self.tile();
        push_index(&mut path, index);
        if width < TILE_WIDTH {
            write!(path, ".p/{width}").expect("a string takes what is written");
        }
        path
    }

    /// Reads a name, and only in the spelling that [`File::path`] gives: two names for one file
    /// would be two entries in a cache, and a name with `..` none of ours.
    pub fn parse(path: &str) -> Option<Self> {
        let (shelf, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok()?),
            None => (rest, TILE_WIDTH),
        };
        let mut index: u64 = 0;
        for group in number.split('/') {
            let digits: u16 = group.trim_start_matches('x').parse().ok()?;
            index = index.checked_mul(1000)?.checked_add(digits.into())?;
        }
        let file = match shelf {
            "entries" => Self::Entries(Tile::new(0, index, width)?),
            level => Self::Hashes(Tile::new(level.parse().ok()?, index, width)?),
        };
        (file.path() == path).then_some(file)
    }
}

/// Groups of three digits, each but the last marked with an x.
fn push_index(path: &mut String, index: u64) {
    let mut unit: u64 = 1;
    while index / unit >= 1000 {
        unit *= 1000;
    }
    while unit > 1 {
        write!(path, "x{:03}/", index / unit % 1000).expect("a string takes what is written");
        unit /= 1000;
    }
    write!(path, "{:03}", index % 1000).expect("a string takes what is written");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, level: u8, index: u64, width: u16) {
        let file = File::Hashes(Tile::new(level, index, width).unwrap());
        assert_eq!(file.path(), path);
        assert_eq!(File::parse(path), Some(file));
    }

    #[test]
    fn names_are_those_of_the_specification() {
        check("tile/0/x001/x234/067", 0, 1_234_067, 256);
        check("tile/0/005", 0, 5, 256);
        check("tile/0/x001/000", 0, 1000, 256);
        check("tile/2/999.p/255", 2, 999, 255);
        check("tile/63/000.p/1", 63, 0, 1);
        check("tile/0/x018/x446/x744/x073/x709/x551/615", 0, u64::MAX, 256);
        let entries = File::Entries(Tile::at(0, 273, 70_000).unwrap());
        assert_eq!(entries.path(), "tile/entries/273.p/112");
        assert_eq!(File::parse("tile/entries/273.p/112"), Some(entries));
    }

    #[test]
    fn any_other_spelling_is_refused() {
        for path in [
            "",
            "checkpoint",
            "tile/0",
            "tile/0/",
            "tile/0/5",
            "tile/0/0005",
            "tile/0/x005",
            "tile/0/x000/005",
            "tile/0/001/005",
            "tile/0/xx01/005",
            "tile/00/005",
            "tile/+1/005",
            "tile/64/005",
            "tile/-1/005",
            "tile/0/005.p/0",
            "tile/0/005.p/256",
            "tile/0/005.p/01",
            "tile/0/005.p/",
            "tile/0/005.p",
            "tile/0/005/",
            "tile/0/../0/005",
            "tile/0/+05",
            "tile//005",
            "/tile/0/005",
            "tile/Entries/005",
            "tile/0/005.p/1.p/1",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
        ] {
            assert_eq!(File::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_tree_of_70000_has_the_tiles_of_the_specification() {
        let width = |level, index| Tile::at(level, index, 70_000).map(Tile::width);
        assert_eq!([width(0, 272), width(0, 273), width(0, 274)], [Some(256), Some(112), None]);
        assert_eq!([width(1, 0), width(1, 1), width(1, 2)], [Some(256), Some(17), None]);
        assert_eq!([width(2, 0), width(2, 1), width(3, 0)], [Some(1), None, None]);
        assert_eq!(Tile::at(8, 0, u64::MAX), None);
        assert_eq!(Tile::at(0, u64::MAX, 70_000), None);
    }

    proptest::proptest! {
        #[test]
        fn writing_and_reading_a_name_agree(level in 0..=63_u8, index: u64, width in 1..=256_u16) {
            let file = File::Hashes(Tile::new(level, index, width).unwrap());
            proptest::prop_assert_eq!(File::parse(&file.path()), Some(file));
        }

        #[test]
        fn reading_any_text_is_harmless(path in "tile/[0-9xe+.p/]{0,30}") {
            if let Some(file) = File::parse(&path) {
                proptest::prop_assert_eq!(file.path(), path);
            }
        }
    }
}
