//! A log that grows and is exported into a directory, as a store and an exporter would do it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use tlog::{
    Entry, File, Hash, LogSigner, Tile, Tiler, Trust, bundle, layout,
    verify::{self, Audit, Fault, Verified},
};

pub(crate) const ORIGIN: &str = "log.example/caseway";
/// Seconds since 1970 at which the test log signs.
pub(crate) const TIME: u64 = 1_790_000_000;

/// A log in memory: entries, the full tiles, the tiler with the others.
pub(crate) struct TestLog {
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) tiler: Tiler,
    full: BTreeMap<Tile, Vec<u8>>,
    pub(crate) signer: LogSigner,
}

impl TestLog {
    pub(crate) fn new() -> Self {
        let signer = LogSigner::from_seeds(ORIGIN, &[7; 32], &[8; 32]).unwrap();
        Self { entries: Vec::new(), tiler: Tiler::new(), full: BTreeMap::new(), signer }
    }

    pub(crate) fn of(size: u64) -> Self {
        let mut log = Self::new();
        log.grow(size);
        log
    }

    pub(crate) fn grow(&mut self, size: u64) {
        for seq in self.tiler.size()..size {
            self.append(format!(r#"{{"seq":{seq},"type":"demo"}}"#).into_bytes());
        }
    }

    pub(crate) fn append(&mut self, entry: Vec<u8>) {
        let leaf = Entry::new(&entry).unwrap().leaf_hash();
        self.entries.push(entry);
        let full = self.tiler.append(leaf).into_iter();
        self.full.extend(full.map(|done| (done.tile, done.hashes)));
    }

    pub(crate) fn size(&self) -> u64 {
        self.tiler.size()
    }

    pub(crate) fn leaf(&self, index: u64) -> Hash {
        self.entry(index).leaf_hash()
    }

    pub(crate) fn entry(&self, index: u64) -> Entry<'_> {
        Entry::new(&self.entries[usize::try_from(index).unwrap()]).unwrap()
    }

    /// The hashes of a tile, as many as the tree has there today.
    pub(crate) fn hashes(&self, tile: Tile) -> Option<&[u8]> {
        let rest = || self.tiler.unfinished().find(|(rest, _)| rest.full() == tile.full());
        self.full.get(&tile.full()).map(Vec::as_slice).or_else(|| rest().map(|(_, row)| row))
    }

    pub(crate) fn contents(&self, file: File) -> Vec<u8> {
        match file {
            File::Hashes(tile) => self.hashes(tile).unwrap()[..tile.byte_len()].to_vec(),
            File::Entries(tile) => bundle::encode(tile.positions().map(|index| self.entry(index))),
        }
    }

    pub(crate) fn checkpoint(&self) -> String {
        self.signer.sign(&self.tiler.head(), TIME)
    }

    /// Writes what is new since an earlier export, the checkpoint last.
    pub(crate) fn export(&self, since: u64, to: &Directory) {
        for file in layout::new_since(since, self.size()) {
            to.write(&file.path(), &self.contents(file));
        }
        to.write(&layout::checkpoint_at(self.size()), self.checkpoint().as_bytes());
        to.write(layout::CHECKPOINT, self.checkpoint().as_bytes());
    }
}

/// A directory that goes away with the test.
pub(crate) struct Directory(TempDir);

impl Directory {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path().join(name)).ok()
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    /// The names of all files, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut open = vec![self.path().to_owned()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(self.path()).unwrap();
                    names.push(name.to_str().unwrap().to_owned());
                }
            }
        }
        names.sort();
        names
    }

    /// Verifies the log in the directory with our own verifier.
    pub(crate) fn verify(&self, trust: &Trust, old: &[Vec<u8>]) -> Result<Verified, Fault> {
        let listing = self.names();
        let audit = Audit { trust, listing: &listing, old };
        verify::log(&audit, |name| Ok(self.read(name)), |_, _| Ok(()))
    }
}
