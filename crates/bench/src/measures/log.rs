//! The log: appending, proving, verifying, each beside plain Python.

use std::{
    collections::HashMap,
    hint::black_box,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::Context as _;
use tlog::{
    Entry, File, Hash, LogSigner, Prover, Tile, Tiler, Trust, bundle, layout,
    verify::{self, Audit},
};

use super::Bench;
use crate::{
    figure::{Bound, Figure, Pair, Promise},
    machine, peer,
};

const SIZE: u64 = 1_000_000;
const PROOFS: u64 = 200_000;
const ORIGIN: &str = "log.example/bench";

const APPEND: Promise = Promise {
    id: "P15",
    what: "appends to the log (leaf, path, tiles), one core",
    peer: "Python hashlib, nodes of the same tree",
    unit: "a second",
    floor: Bound::AtLeast(1.0),
    aim: Bound::AtLeast(4.0),
};
const PROVE: Promise = Promise {
    id: "P16",
    what: "inclusion proofs from stored tiles, at random, one core",
    peer: "Python hashlib, from the same tiles",
    unit: "a second",
    floor: Bound::AtLeast(20.0),
    aim: Bound::AtLeast(60.0),
};
const VERIFY: Promise = Promise {
    id: "P17",
    what: "full verification of 1,000,000 exported entries",
    peer: "the independent verifier in Python, on the same folder",
    unit: "a second",
    floor: Bound::AtLeast(5.0),
    aim: Bound::AtLeast(15.0),
};

/// P15 and P16.
pub fn tree(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let entries: Vec<Vec<u8>> = (0..SIZE).map(entry).collect();
    let (mut appends, mut proofs) = (Vec::new(), Vec::new());
    let before = machine::load();
    for _ in 0..bench.args.pairs {
        let (tiler, tiles, rate) = append(&entries)?;
        let proved = prove(&tiler, &tiles)?;
        let seconds = bench.args.seconds.to_string();
        let peer = peer::python("merkle.py", &[&SIZE.to_string(), &seconds])?;
        appends.push(Pair { ours: rate, peer: peer::number(&peer, "nodes_per_second")? });
        proofs.push(Pair { ours: proved, peer: peer::number(&peer, "proofs_per_second")? });
    }
    let load = (before, machine::load());
    bench.keep(Figure { promise: APPEND, pairs: appends, load, notes: Vec::new() });
    bench.note(
        "An append of ours hashes the entry of about a hundred bytes and its nodes; the peer's \
         figure is nodes alone.",
    );
    bench.keep(Figure { promise: PROVE, pairs: proofs, load, notes: Vec::new() });
    bench.note(
        "Ours remembers the inner nodes of tiles that it has read, as the server does; the peer \
         hashes them for each proof.",
    );
    Ok(())
}

/// P17.
pub fn verification(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let verifier = bench.args.verifier.clone();
    if !verifier.exists() {
        bench.skip("P17", "the independent verifier does not lie beside this checkout");
        return Ok(());
    }
    let dir = bench.args.work.join("log");
    let signer = signer()?;
    export(&dir, &signer)?;
    let keys = signer.verifiers();
    let trust = Trust::each_kind(keys.to_vec());
    let vkey = keys[0].to_string();
    bench.pairs(VERIFY, |_| {
        let began = Instant::now();
        let mut listing = Vec::new();
        list(&dir, "", &mut listing)?;
        let audit = Audit { trust: &trust, listing: &listing, old: &[] };
        let read = |name: &str| match std::fs::read(dir.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.to_string()),
        };
        let held = verify::log(&audit, read, |_, _| Ok(()));
        let held = held.map_err(|fault| anyhow::anyhow!("ours refuses an honest log: {fault}"))?;
        anyhow::ensure!(held.checkpoint.head.size == SIZE, "not everything was verified");
        let ours = began.elapsed().as_secs_f64();
        let began = Instant::now();
        let said = Command::new("python3")
            .arg(&verifier)
            .arg("verify")
            .arg(&dir)
            .args(["--vkey", &vkey])
            .stdin(Stdio::null())
            .output()
            .context("python3 is needed for this peer")?;
        let theirs = began.elapsed().as_secs_f64();
        let words = String::from_utf8_lossy(&said.stdout);
        anyhow::ensure!(said.status.success(), "the peer refuses an honest log: {words}");
        Ok(Pair { ours: 1.0 / ours, peer: 1.0 / theirs })
    })?;
    bench.note("Whole verifications a second; both read the same files, one core each.");
    Ok(())
}

type Tiles = HashMap<Tile, Vec<u8>>;

fn append(entries: &[Vec<u8>]) -> anyhow::Result<(Tiler, Tiles, f64)> {
    let mut tiler = Tiler::new();
    let mut full = Vec::new();
    let began = Instant::now();
    for entry in entries {
        full.extend(tiler.append(Entry::new(entry)?.leaf_hash()));
    }
    let rate = entries.len() as f64 / began.elapsed().as_secs_f64();
    let mut tiles: Tiles = full.into_iter().map(|done| (done.tile, done.hashes)).collect();
    tiles.extend(tiler.unfinished().map(|(tile, row)| (tile, row.to_vec())));
    Ok((tiler, tiles, rate))
}

fn prove(tiler: &Tiler, tiles: &Tiles) -> anyhow::Result<f64> {
    let size = tiler.size();
    let mut prover = Prover::default();
    let mut path: Vec<Hash> = Vec::new();
    let began = Instant::now();
    for n in 0..PROOFS {
        let index = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) % size;
        path = black_box(prover.inclusion(index, size, |tile| tiles.get(&tile))?);
    }
    anyhow::ensure!(!path.is_empty(), "a proof of a million entries has hashes");
    Ok(PROOFS as f64 / began.elapsed().as_secs_f64())
}

fn signer() -> anyhow::Result<LogSigner> {
    LogSigner::from_seeds(ORIGIN, &[1; 32], &[2; 32]).map_err(|fault| anyhow::anyhow!("{fault}"))
}

/// Writes a log of a million entries into a folder, in the layout that verifiers read.
fn export(dir: &Path, signer: &LogSigner) -> anyhow::Result<()> {
    if dir.exists() {
        std::fs::remove_dir_all(dir)?;
    }
    let entries: Vec<Vec<u8>> = (0..SIZE).map(entry).collect();
    let (tiler, tiles, _) = append(&entries)?;
    for file in layout::files(SIZE) {
        let bytes = match file {
            File::Hashes(tile) => tiles.get(&tile).context("a tile is missing")?.clone(),
            File::Entries(tile) => {
                let mut bytes = Vec::new();
                for index in tile.positions() {
                    bundle::push(&mut bytes, Entry::new(&entries[usize::try_from(index)?])?);
                }
                bytes
            }
        };
        let path: PathBuf = dir.join(file.path());
        std::fs::create_dir_all(path.parent().context("a file has a folder")?)?;
        std::fs::write(path, bytes)?;
    }
    std::fs::write(dir.join(layout::CHECKPOINT), signer.sign(&tiler.head(), 0))?;
    Ok(())
}

/// The names of all files below a folder.
fn list(folder: &Path, under: &str, names: &mut Vec<String>) -> anyhow::Result<()> {
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let name = file.file_name().into_string();
        let name = name.map_err(|name| anyhow::anyhow!("{} is no name", name.display()))?;
        let name = if under.is_empty() { name } else { format!("{under}/{name}") };
        if file.file_type()?.is_dir() {
            list(&file.path(), &name, names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

/// About a hundred bytes, as a record with a digest has.
fn entry(n: u64) -> Vec<u8> {
    let digest = Entry::new(&n.to_be_bytes()).expect("eight bytes").leaf_hash();
    format!(r#"{{"seq":{n},"type":"demo","h":"{digest}"}}"#).into_bytes()
}
