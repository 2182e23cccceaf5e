//! A whole log verified: each entry against its leaf, each tile against the tiles below, the root
//! against the checkpoint, and the checkpoints of the past against the entries of today.
//!
//! The tree is built anew from the entries and compared with what the log has stored. This holds
//! one bundle and one tile at a time, whatever the size of the log. A log whose entries lead to
//! every root it ever signed has only grown.

use std::{iter::Peekable, vec};

pub use crate::fault::Fault;
use crate::{
    Checkpoint, Entry, File, Tile, Tiler, Trust, bundle, layout, leaf::HASH_LEN, listing::Listing,
    tile::TILE_WIDTH,
};

/// What to verify a log against.
#[derive(Debug, Clone, Copy)]
pub struct Audit<'a> {
    /// Whose signatures count.
    pub trust: &'a Trust,
    /// The names of all files below the log's root. With an empty list the earlier checkpoints and
    /// the partial tiles of the past are not looked at.
    pub listing: &'a [String],
    /// Checkpoints that the reader kept from earlier: the one thing that shows a history rewritten
    /// by the holder of the key.
    pub old: &'a [Vec<u8>],
}

/// What was found to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The newest checkpoint; it has as many entries as were verified.
    pub checkpoint: Checkpoint,
    /// Tiles of hashes compared.
    pub tiles: u64,
    /// Checkpoints compared with the entries, the newest among them.
    pub checkpoints: usize,
    /// Partial tiles and bundles of earlier sizes, each found to be a beginning of today's.
    pub narrower: u64,
    /// Names of tiles beyond the checkpoint. An export has none; a log that was interrupted before
    /// it signed may have some.
    pub beyond: Vec<String>,
}

/// Verifies a log from its entries up.
///
/// `read` gives the bytes of a file, named from the log's root; `Ok(None)` says that there is none,
/// and an error that nobody knows. `each` sees every entry once it is found to be the one of its
/// leaf, in order, and may refuse it: there a caller compares entries with what they stand for.
pub fn log(
    audit: &Audit<'_>,
    read: impl FnMut(&str) -> Result<Option<Vec<u8>>, String>,
    each: impl FnMut(u64, Entry<'_>) -> Result<(), String>,
) -> Result<Verified, Fault> {
    let mut walk = Walk::begin(audit, Files { read })?;
    walk.check_entries(each)?;
    walk.check_unfinished()?;
    let compared = walk.ahead.peek().is_none() && walk.listing.narrower.is_empty();
    assert!(compared, "every checkpoint and every partial tile was compared");
    Ok(Verified {
        tiles: walk.tiles,
        checkpoints: walk.checkpoints,
        narrower: walk.narrower,
        beyond: walk.listing.beyond,
        checkpoint: walk.checkpoint,
    })
}

/// The verification under way: the tree so far, and what it is still to be compared with.
struct Walk<R> {
    files: Files<R>,
    checkpoint: Checkpoint,
    listing: Listing,
    tiler: Tiler,
    /// Checkpoints by size, and the file each came from.
    ahead: Peekable<vec::IntoIter<(String, Checkpoint)>>,
    tiles: u64,
    checkpoints: usize,
    narrower: u64,
}

struct Files<R> {
    read: R,
}

impl<R: FnMut(&str) -> Result<Option<Vec<u8>>, String>> Walk<R> {
    fn begin(audit: &Audit<'_>, mut files: Files<R>) -> Result<Self, Fault> {
        let newest = files.checkpoint(layout::CHECKPOINT, audit.trust)?;
        let size = newest.head.size;
        let listing = Listing::read(audit.listing, size).map_err(|path| Fault::Foreign { path })?;
        let mut all = vec![(layout::CHECKPOINT.to_owned(), newest.clone())];
        for kept in &listing.checkpoints {
            let path = layout::checkpoint_at(*kept);
            let checkpoint = files.checkpoint(&path, audit.trust)?;
            if checkpoint.head.size != *kept {
                let found = format!("size {}", checkpoint.head.size);
                return Err(Fault::Misplaced { path, found, needed: format!("size {kept}") });
            }
            all.push((path, checkpoint));
        }
        for (number, raw) in (1..).zip(audit.old) {
            let path = format!("the earlier checkpoint {number}");
            let checkpoint = open(&path, raw, audit.trust)?;
            all.push((path, checkpoint));
        }
        for (path, checkpoint) in &all {
            check_descent(path, checkpoint, &newest)?;
        }
        all.sort_by_key(|(_, checkpoint)| checkpoint.head.size);
        Ok(Self {
            files,
            checkpoint: newest,
            listing,
            tiler: Tiler::new(),
            checkpoints: all.len(),
            ahead: all.into_iter().peekable(),
            tiles: 0,
            narrower: 0,
        })
    }

    fn check_entries(
        &mut self,
        mut each: impl FnMut(u64, Entry<'_>) -> Result<(), String>,
    ) -> Result<(), Fault> {
        let size = self.checkpoint.head.size;
        self.check_roots()?;
        for number in 0..size.div_ceil(TILE_WIDTH.into()) {
            let tile = Tile::at(0, number, size).expect("a tile for each 256 entries");
            let (hashes_file, hashes) = self.fetch(File::Hashes(tile))?;
            let (bundle_file, bundle) = self.fetch(File::Entries(tile))?;
            let entries = split(bundle_file, &bundle)?;
            let leaves = hashes.as_chunks::<HASH_LEN>().0;
            for (index, (entry, leaf)) in tile.positions().zip(entries.into_iter().zip(leaves)) {
                let hash = entry.leaf_hash();
                if hash.bytes() != leaf {
                    let (bundle, tile) = (bundle_file.path(), hashes_file.path());
                    return Err(Fault::Entry { index, bundle, tile });
                }
                each(index, entry).map_err(|cause| Fault::Refused { index, cause })?;
                for done in self.tiler.append(hash) {
                    self.check_tile(done.tile, &done.hashes)?;
                }
                self.check_roots()?;
            }
        }
        Ok(())
    }

    fn check_unfinished(&mut self) -> Result<(), Fault> {
        let unfinished: Vec<(Tile, Vec<u8>)> =
            self.tiler.unfinished().map(|(tile, row)| (tile, row.to_vec())).collect();
        for (tile, row) in unfinished {
            self.check_tile(tile, &row)?;
        }
        Ok(())
    }

    /// Compares a stored tile with the hashes that the entries lead to. Level 0 was compared entry
    /// by entry.
    fn check_tile(&mut self, tile: Tile, hashes: &[u8]) -> Result<(), Fault> {
        self.tiles += 1;
        if tile.level() == 0 {
            return Ok(());
        }
        let (file, stored) = self.fetch(File::Hashes(tile))?;
        let mut pairs = hashes.chunks(HASH_LEN).zip(stored.chunks(HASH_LEN));
        match pairs.position(|(computed, stored)| computed != stored) {
            Some(position) => Err(Fault::Node { path: file.path(), position }),
            None => Ok(()),
        }
    }

    /// Compares the tree so far with the checkpoints of its size.
    fn check_roots(&mut self) -> Result<(), Fault> {
        let size = self.tiler.size();
        while let Some((path, checkpoint)) = self.ahead.next_if(|(_, at)| at.head.size == size) {
            let (stated, found) = (checkpoint.head.root, self.tiler.root());
            if stated != found {
                return Err(Fault::Root { path, size, stated, found });
            }
        }
        Ok(())
    }

    /// A file as it stands at the checkpoint's size, or the full one that it became: whole, and
    /// begun by every narrower one that is listed.
    fn fetch(&mut self, file: File) -> Result<(File, Vec<u8>), Fault> {
        let (file, bytes) = match self.files.bytes(&file.path())? {
            Some(bytes) => (file, bytes),
            None => (file.full(), self.files.needed(&file.full().path(), &file.path())?),
        };
        check_form(file, &bytes)?;
        for narrower in self.listing.narrower.remove(&file.full()).unwrap_or_default() {
            let path = narrower.path();
            let beginning = self.files.needed(&path, &path)?;
            check_form(narrower, &beginning)?;
            if !bytes.starts_with(&beginning) {
                return Err(Fault::Contradiction { path });
            }
            self.narrower += 1;
        }
        Ok((file, bytes))
    }
}

impl<R: FnMut(&str) -> Result<Option<Vec<u8>>, String>> Files<R> {
    fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        (self.read)(path).map_err(|cause| Fault::Unreadable { path: path.to_owned(), cause })
    }

    /// A file that must be there; if not, it is reported under the name that was looked for first.
    fn needed(&mut self, path: &str, first: &str) -> Result<Vec<u8>, Fault> {
        self.bytes(path)?.ok_or_else(|| Fault::Missing { path: first.to_owned() })
    }

    fn checkpoint(&mut self, path: &str, trust: &Trust) -> Result<Checkpoint, Fault> {
        open(path, &self.needed(path, path)?, trust)
    }
}

fn open(path: &str, raw: &[u8], trust: &Trust) -> Result<Checkpoint, Fault> {
    let opened = trust.open(raw);
    let opened = opened.map_err(|cause| Fault::Checkpoint { path: path.to_owned(), cause })?;
    Ok(opened.checkpoint)
}

/// An earlier checkpoint is one of the same log, and not larger.
fn check_descent(path: &str, earlier: &Checkpoint, newest: &Checkpoint) -> Result<(), Fault> {
    let path = path.to_owned();
    if earlier.origin != newest.origin {
        let (found, needed) = (earlier.origin.clone(), newest.origin.clone());
        return Err(Fault::Misplaced { path, found, needed });
    }
    let (was, now) = (earlier.head.size, newest.head.size);
    if was > now { Err(Fault::Rollback { path, was, now }) } else { Ok(()) }
}

/// As many bytes or entries as the name says.
fn check_form(file: File, bytes: &[u8]) -> Result<(), Fault> {
    let (found, tile) = (bytes.len(), file.tile());
    match file {
        File::Entries(_) => split(file, bytes).map(|_| ()),
        File::Hashes(_) if found == tile.byte_len() => Ok(()),
        File::Hashes(_) => Err(Fault::Length { path: file.path(), found, needed: tile.byte_len() }),
    }
}

fn split(file: File, bundle: &[u8]) -> Result<Vec<Entry<'_>>, Fault> {
    let path = || file.path();
    let entries = bundle::split(bundle).map_err(|cause| Fault::Bundle { path: path(), cause })?;
    let needed = file.tile().width();
    if entries.len() == usize::from(needed) {
        Ok(entries)
    } else {
        Err(Fault::Count { path: path(), found: entries.len(), needed })
    }
}
