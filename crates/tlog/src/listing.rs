//! What a log's directory says is there, sorted by what verification does with it.

use std::collections::BTreeMap;

use crate::{File, Tile, layout};

/// The files of a log beside those that its size asks for.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Partial tiles of earlier sizes, by the full file that each is a beginning of.
    pub narrower: BTreeMap<File, Vec<File>>,
    /// Tiles beyond the checkpoint: of a log that was about to grow.
    pub beyond: Vec<String>,
    /// Sizes of the kept checkpoints.
    pub checkpoints: Vec<u64>,
}

impl Listing {
    /// Sorts the names, relative to the log's root, for a tree of this size. A name below `tile/`
    /// or `checkpoints/` that no log has is answered as the error; other names are passed over.
    pub(crate) fn read(names: &[String], size: u64) -> Result<Self, String> {
        let mut listing = Self::default();
        for name in names {
            if name.starts_with("tile/") {
                let file = File::parse(name).ok_or_else(|| name.clone())?;
                listing.place(file, size);
            } else if name.starts_with("checkpoints/") {
                let size = layout::size_of_checkpoint(name).ok_or_else(|| name.clone())?;
                listing.checkpoints.push(size);
            }
        }
        Ok(listing)
    }

    fn place(&mut self, file: File, size: u64) {
        let tile = file.tile();
        let width = Tile::at(tile.level(), tile.index(), size).map_or(0, Tile::width);
        if tile.width() > width {
            self.beyond.push(file.path());
        } else if tile.width() < width {
            self.narrower.entry(file.full()).or_default().push(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[&str]) -> Result<Listing, String> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        Listing::read(&names, 300)
    }

    #[test]
    fn names_are_sorted_by_the_size_of_the_tree() {
        let listing = read(&[
            "checkpoint",
            "checkpoints/12",
            "proofs/7.tlog-proof",
            "tile/0/000",
            "tile/0/000.p/12",
            "tile/0/001.p/43",
            "tile/0/001.p/44",
            "tile/0/001.p/45",
            "tile/entries/001",
            "tile/9/000",
        ])
        .unwrap();
        assert_eq!(listing.checkpoints, [12]);
        assert_eq!(listing.beyond, ["tile/0/001.p/45", "tile/entries/001", "tile/9/000"]);
        let narrower: Vec<String> = listing.narrower.values().flatten().map(|f| f.path()).collect();
        assert_eq!(narrower, ["tile/0/000.p/12", "tile/0/001.p/43"]);
    }

    #[test]
    fn foreign_names_are_named() {
        for name in ["tile/0/notes.txt", "tile/0/0", "checkpoints/012", "checkpoints/x"] {
            assert_eq!(read(&["checkpoint", name]).unwrap_err(), name);
        }
    }
}
