//! The same exports under an independent verifier in another language, where one is at hand: at the
//! path in `CASEWAY_VERIFIER`, or beside the workspace.

use std::{
    env,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tlog::{OfflineProof, Prover, Trust, layout};

use crate::export::{Directory, TestLog};

/// Runs one verification for each argument list, given as lines of words parted by tabs, in one
/// process, and prints the exit status of each.
const DRIVER: &str = r#"
import contextlib, io, runpy, sys
main = runpy.run_path(sys.argv[1])["main"]
for line in sys.stdin.read().splitlines():
    with contextlib.redirect_stdout(io.StringIO()):
        status = main(line.split("\t"))
    print(status)
"#;

const PYTHON: &str = "python3";

/// The verifier's path; `None`, with the reason on standard error, where it cannot run.
fn verifier() -> Option<PathBuf> {
    let beside = "../../../shared/tools/tlog_verify.py";
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join(beside);
    let path = env::var_os("CASEWAY_VERIFIER").map_or(beside, PathBuf::from);
    if !path.is_file() {
        return skipped(&format!("no verifier at {}", path.display()));
    }
    let import = "from cryptography.hazmat.primitives.asymmetric import ed25519, mldsa";
    match Command::new(PYTHON).args(["-c", import]).output() {
        Ok(Output { status, .. }) if status.success() => Some(path),
        Ok(_) => skipped("python3 has no `cryptography` with ML-DSA"),
        Err(error) => skipped(&format!("python3 does not start: {error}")),
    }
}

/// Written past the test harness, which would keep it for itself.
fn skipped<T>(reason: &str) -> Option<T> {
    let mut console = io::stderr();
    writeln!(console, "skipped: second verifier: {reason}").unwrap();
    None
}

fn holds(verifier: &Path, arguments: &[&str]) {
    let output = Command::new(PYTHON).arg(verifier).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.starts_with("holds: "), "{arguments:?}: {said}");
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn exports_hold_at_every_edge_of_the_tiles() {
    let Some(verifier) = verifier() else { return };
    let (mut log, directory, beside) = (TestLog::new(), Directory::new(), Directory::new());
    let keys = log.signer.verifiers().map(|key| key.to_string());
    let trust = Trust::each_kind(log.signer.verifiers().into());
    let (mut since, mut remembered) = (0, Vec::new());
    for size in [0, 1, 255, 256, 257, 65_535, 65_536, 70_000] {
        log.grow(size);
        log.export(since, &directory);
        since = size;
        let events: Vec<u8> =
            log.entries.iter().flat_map(|e| [e, b"\n".as_slice()].concat()).collect();
        let events = beside.write("events", &events);
        let state = beside.path().join("state");
        let old = beside.write("old", log.checkpoint().as_bytes());
        let mut arguments = vec!["verify", text(directory.path()), "--strict"];
        arguments.extend(["--vkey", &keys[0], "--vkey", &keys[1]]);
        arguments.extend(["--state", text(&state), "--old", text(&old), "--events", text(&events)]);
        // The second verifier has its own test of inclusion proofs; a few hundred are enough here.
        arguments.extend(["--limit", "300"]);
        holds(&verifier, &arguments);
        remembered.push(log.checkpoint().into_bytes());
        let ours = directory.verify(&trust, &remembered).unwrap();
        assert_eq!((ours.checkpoint.head, ours.beyond.len()), (log.tiler.head(), 0));
    }
}

#[test]
fn offline_proofs_hold() {
    let Some(verifier) = verifier() else { return };
    let beside = Directory::new();
    let mut prover = Prover::default();
    for (size, index) in [(1, 0), (256, 255), (700, 0), (700, 699), (700, 300)] {
        let log = TestLog::of(size);
        let path = prover.inclusion(index, size, |tile| log.hashes(tile)).unwrap();
        let extra = (index == 300).then(|| b"context".to_vec());
        let proof = OfflineProof { index, extra, path, checkpoint: log.checkpoint() };
        let proof = beside.write("entry.tlog-proof", proof.to_string().as_bytes());
        let leaf = beside.write("leaf", log.entry(index).bytes());
        for key in log.signer.verifiers().map(|key| key.to_string()) {
            holds(&verifier, &["proof", text(&proof), "--leaf", text(&leaf), "--vkey", &key]);
        }
    }
}

#[test]
fn both_verifiers_give_the_same_verdict_on_changed_logs() {
    let Some(verifier) = verifier() else { return };
    let mut log = TestLog::of(100);
    let honest = Directory::new();
    log.export(0, &honest);
    log.grow(300);
    log.export(100, &honest);
    let keys = log.signer.verifiers();
    let trust = Trust::any_key(keys.to_vec());
    let vkeys = keys.map(|key| key.to_string());

    let mut chance = Chance(20_261_124);
    let changed: Vec<Directory> = (0..120).map(|_| changed(&honest, &mut chance)).collect();
    let lines = changed.iter().map(|directory| {
        let words = ["verify", text(directory.path()), "--limit", "20"];
        let keys = ["--vkey", &vkeys[0], "--vkey", &vkeys[1]];
        [words.as_slice(), &keys].concat().join("\t") + "\n"
    });
    let mut child = Command::new(PYTHON)
        .args(["-c", DRIVER, text(&verifier)])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.collect::<String>().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let theirs = String::from_utf8(output.stdout).unwrap();
    assert_eq!(theirs.lines().count(), changed.len());
    for (directory, theirs) in changed.iter().zip(theirs.lines()) {
        let ours = directory.verify(&trust, &[]);
        assert_eq!(ours.is_ok(), theirs == "0", "{ours:?}, theirs {theirs}");
    }
}

/// A copy of the log with one file changed, cut, lengthened, removed or taken from another place.
fn changed(honest: &Directory, chance: &mut Chance) -> Directory {
    let copy = Directory::new();
    let names = honest.names();
    for name in &names {
        copy.write(name, &honest.read(name).unwrap());
    }
    let name = &names[chance.below(names.len())];
    let mut bytes = honest.read(name).unwrap();
    let at = chance.below(bytes.len());
    match chance.below(8) {
        0 => bytes.truncate(at),
        1 => bytes.push(b'\n'),
        2 => bytes = honest.read(&names[chance.below(names.len())]).unwrap(),
        3 if name != layout::CHECKPOINT => {
            copy.remove(name);
            return copy;
        }
        _ => bytes[at] ^= 1 << chance.below(8),
    }
    copy.write(name, &bytes);
    copy
}

/// A sequence of numbers that is the same in each run (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).unwrap()
    }
}
