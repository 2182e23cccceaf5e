//! Two other implementations of the tree, asked for roots and proofs of the same entries.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::{ProptestConfig, any};
use sha2::Sha256;
use tlog::{Hash, Prover, Tile, layout};
use tlog_tiles::{TileHashReader, TileReader};

use crate::export::TestLog;

fn hashes(bytes: &[u8]) -> Vec<Hash> {
    bytes.as_chunks().0.iter().copied().map(Hash::new).collect()
}

proptest::proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn ct_merkle_gives_the_same_roots_and_proofs(
        entries in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..20), 1..700),
        pick: proptest::sample::Index,
        past: proptest::sample::Index,
    ) {
        let mut log = TestLog::new();
        let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        for entry in &entries {
            log.append(entry.clone());
            theirs.push(entry.clone());
        }
        let size = log.size();
        proptest::prop_assert_eq!(vec![log.tiler.root()], hashes(theirs.root().as_bytes()));

        let mut prover = Prover::default();
        let index = pick.index(entries.len());
        let ours = prover.inclusion(index as u64, size, |tile| log.hashes(tile)).unwrap();
        proptest::prop_assert_eq!(ours, hashes(theirs.prove_inclusion(index).as_bytes()));

        let additions = past.index(entries.len());
        let old = size - additions as u64;
        let ours = prover.consistency(old, size, |tile| log.hashes(tile)).unwrap();
        if additions > 0 {
            let theirs = theirs.prove_consistency(additions);
            proptest::prop_assert_eq!(ours, hashes(theirs.as_bytes()));
        }
    }
}

/// Our tiles, read by the port of Go's `tlog`, which authenticates each against the root.
struct Shelf<'a>(&'a TestLog);

impl TileReader for Shelf<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &tlog_tiles::Tile| {
            let ours = Tile::at(tile.level(), tile.level_index(), self.0.size()).unwrap();
            self.0.hashes(ours).unwrap()[..tile.width() as usize * 32].to_vec()
        };
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

fn plain(path: Vec<tlog_tiles::Hash>) -> Vec<Hash> {
    path.into_iter().map(|hash| Hash::new(hash.0)).collect()
}

#[test]
fn tlog_tiles_reads_our_tiles_and_makes_the_same_proofs() {
    let log = TestLog::of(70_000);
    let shelf = Shelf(&log);
    let root = tlog_tiles::Hash(*log.tiler.root().bytes());
    let reader = TileHashReader::new(log.size(), root, &shelf);
    let mut prover = Prover::default();
    for index in [0, 1, 255, 256, 35_000, 65_535, 65_536, 69_887, 69_888, 69_999] {
        let theirs = tlog_tiles::prove_record(log.size(), index, &reader).unwrap();
        let ours = prover.inclusion(index, log.size(), |tile| log.hashes(tile)).unwrap();
        assert_eq!(ours, plain(theirs), "entry {index}");
        let theirs = tlog_tiles::prove_tree(log.size(), index + 1, &reader).unwrap();
        let ours = prover.consistency(index + 1, log.size(), |tile| log.hashes(tile)).unwrap();
        assert_eq!(ours, plain(theirs), "from {}", index + 1);
    }
}

#[test]
fn tlog_tiles_publishes_the_same_files() {
    for (old, new) in [(0, 1), (0, 256), (255, 257), (1_000, 70_000), (65_535, 16_777_217)] {
        let theirs = tlog_tiles::Tile::new_tiles(8, old, new).into_iter();
        let mut theirs: Vec<String> =
            theirs.map(|tile| tile.path().replacen("tile/8/", "tile/", 1)).collect();
        let hashes = layout::new_since(old, new).map(tlog::File::path);
        let mut ours: Vec<String> = hashes.filter(|path| !path.contains("entries")).collect();
        ours.sort();
        theirs.sort();
        assert_eq!(ours, theirs, "from {old} to {new}");
    }
}
