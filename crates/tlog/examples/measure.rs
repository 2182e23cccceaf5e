//! How fast the log is on one core: appends, proofs from stored tiles, signatures, and the
//! verification of a million entries. Run with `cargo run --release -p tlog --example measure`.
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::{collections::HashMap, hint::black_box, time::Instant};

use tlog::{
    Entry, Hash, LogSigner, Prover, Tile, Tiler, Trust, bundle, layout,
    proof::verify_inclusion,
    verify::{self, Audit},
};

const SIZE: u64 = 1_000_000;
const PROOFS: u64 = 200_000;
const SIGNATURES: u64 = 1_000;

fn main() {
    let entries: Vec<Vec<u8>> = (0..SIZE).map(entry).collect();
    let entry_of = |index: u64| Entry::new(&entries[place(index)]).expect("a short entry");

    let leaves: Vec<Hash> =
        timed("leaf hashes", SIZE, || (0..SIZE).map(|index| entry_of(index).leaf_hash()).collect());
    timed("node hashes", SIZE, || {
        for pair in leaves.windows(2) {
            black_box(Hash::node(&pair[0], &pair[1]));
        }
    });
    timed("appends of leaf hashes (tree, tiles)", SIZE, || {
        let mut tiler = Tiler::new();
        for leaf in &leaves {
            black_box(tiler.append(*leaf));
        }
    });
    let mut tiler = Tiler::new();
    let full = timed("appends of entries (leaf hash, tree, tiles)", SIZE, || {
        let append = |index: u64| tiler.append(entry_of(index).leaf_hash());
        (0..SIZE).flat_map(append).collect::<Vec<_>>()
    });
    let mut tiles: HashMap<Tile, Vec<u8>> =
        full.into_iter().map(|done| (done.tile, done.hashes)).collect();
    tiles.extend(tiler.unfinished().map(|(tile, row)| (tile, row.to_vec())));
    measure_proofs(&tiles, &tiler, &leaves);

    let signer = LogSigner::from_seeds("log.example/measure", &[1; 32], &[2; 32]);
    let signer = signer.expect("a good name");
    let trust = Trust::each_kind(signer.verifiers().into());
    let head = tiler.head();
    timed("checkpoints signed with both keys", SIGNATURES, || {
        (0..SIGNATURES).for_each(|time| drop(black_box(signer.sign(&head, time))));
    });
    let checkpoint = signer.sign(&head, 0);
    timed("checkpoints opened with both keys", SIGNATURES, || {
        (0..SIGNATURES).for_each(|_| drop(black_box(trust.open(checkpoint.as_bytes()))));
    });

    let mut files: HashMap<String, Vec<u8>> = HashMap::new();
    files.insert(layout::CHECKPOINT.to_owned(), checkpoint.into_bytes());
    for file in layout::files(SIZE) {
        let bytes = match file {
            tlog::File::Hashes(tile) => tiles[&tile].clone(),
            tlog::File::Entries(tile) => bundle::encode(tile.positions().map(entry_of)),
        };
        files.insert(file.path(), bytes);
    }
    let audit = Audit { trust: &trust, listing: &[], old: &[] };
    for _ in 0..3 {
        let held = timed("entries fully verified", SIZE, || {
            verify::log(&audit, |name| Ok(files.get(name).cloned()), |_, _| Ok(()))
        });
        assert_eq!(held.expect("an honest log").checkpoint.head, head);
    }
}

fn measure_proofs(tiles: &HashMap<Tile, Vec<u8>>, tiler: &Tiler, leaves: &[Hash]) {
    let (size, head) = (tiler.size(), tiler.head());
    let read = |tile: Tile| tiles.get(&tile);
    let spread = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15) % size;
    let mut prover = Prover::default();
    let cold = size.div_ceil(256);
    timed("inclusion proofs, each tile read for the first time", cold, || {
        for tile in 0..cold {
            black_box(prover.inclusion(tile * 256, size, read).expect("a whole log"));
        }
    });
    let paths: Vec<Vec<Hash>> = timed("inclusion proofs, at random", PROOFS, || {
        let prove = |n| prover.inclusion(spread(n), size, read).expect("a whole log");
        (0..PROOFS).map(prove).collect()
    });
    timed("inclusion proofs checked", PROOFS, || {
        for (n, path) in (0..).zip(&paths) {
            let index = spread(n);
            let leaf = &leaves[place(index)];
            verify_inclusion(index, leaf, path, &head).expect("a proof that holds");
        }
    });
    timed("consistency proofs, from sizes at random", PROOFS, || {
        for n in 0..PROOFS {
            black_box(prover.consistency(spread(n), size, read).expect("a whole log"));
        }
    });
}

/// About a hundred bytes, as a record with a digest has.
fn entry(seq: u64) -> Vec<u8> {
    let digest = Entry::new(&seq.to_be_bytes()).expect("a short entry").leaf_hash();
    format!(r#"{{"seq":{seq},"type":"demo","h":"{digest}"}}"#).into_bytes()
}

fn place(index: u64) -> usize {
    usize::try_from(index).expect("an index in memory")
}

fn timed<T>(what: &str, count: u64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = work();
    let seconds = start.elapsed().as_secs_f64();
    let count = u32::try_from(count).expect("a count of at most 2^32");
    println!("{:>12.0} a second, {seconds:>6.3} s for {count}: {what}", f64::from(count) / seconds);
    made
}
