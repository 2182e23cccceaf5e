//! The published log: exports at every edge of the tiles under the second verifier, where one is at
//! hand, and proofs.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use app::Office;
use serde_json::{Value, json};
use store::{Append, Batch, NewEvent};
use terms::{Kind, StreamId};
use testkit::TestOffice;
use tlog::{File, OfflineProof, Tile, layout};

use crate::orders::{codes, contact, register};

/// The second verifier: at the path in `CASEWAY_VERIFIER`, or beside the checkout. `None`, with a
/// printed reason, where it cannot run.
fn verifier() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/tools/tlog_verify.py");
    let path = std::env::var_os("CASEWAY_VERIFIER").unwrap_or_else(|| beside.into());
    let path = PathBuf::from(path);
    let import = "from cryptography.hazmat.primitives.asymmetric import ed25519, mldsa";
    let python = Command::new("python3").args(["-c", import]).output();
    let reason = if !path.is_file() {
        format!("no verifier at {}", path.display())
    } else if !python.is_ok_and(|output| output.status.success()) {
        "python3 with `cryptography` that has ML-DSA is not here".to_owned()
    } else {
        return Some(path);
    };
    println!("skipped: second verifier: {reason}");
    None
}

fn holds(verifier: &Path, words: &[&str]) {
    let output = Command::new("python3").arg(verifier).args(words).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{words:?}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Lets the log grow to a size, by many events in each commit.
async fn grow(office: &Office, size: u64) {
    let stream: StreamId = "audit/case.BN-P-LCB".parse().unwrap();
    let body = json!({ "act": "offer", "findings": [] }).to_string();
    let meta = json!({ "act": "record-refusal", "by": "@state", "on": "2026-10-05", "pack": "" });
    loop {
        let head = office.store().head().await.unwrap().n;
        let left = size - head;
        if left == 0 {
            return;
        }
        let event = |number: u64| {
            let mut salt = [7; 32];
            salt[..8].copy_from_slice(&(head + number).to_be_bytes());
            NewEvent {
                id: format!("{:032x}", head + number),
                kind: "refusal.recorded".to_owned(),
                body: body.clone(),
                meta: meta.to_string(),
                by: "@state".to_owned(),
                at: office.now(),
                salt,
            }
        };
        let append = Append {
            stream: stream.clone(),
            expected: None,
            events: (0..left.min(4_000)).map(event).collect(),
            views: Vec::new(),
        };
        let batch = Batch { appends: vec![append], at: office.now(), ..Batch::default() };
        office.store().append(batch).await.unwrap();
    }
}

#[tokio::test]
async fn exports_hold_under_the_second_verifier_at_every_edge_of_the_tiles() {
    let verifier = verifier();
    let office = TestOffice::new().await;
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("log");
    let keys = office.verifier_keys().map(|key| key.to_string());
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let mut before = 0;
    for size in [0, 1, 255, 256, 257, 65_535, 65_536, 70_000] {
        grow(&office, size).await;
        let exported = office.export_log(&dir, |_, _| {}).await.unwrap();
        assert_eq!(
            (exported.before, exported.size, exported.events),
            (before, size, size - before)
        );
        // Only what is new was written.
        assert_eq!(exported.files, layout::new_since(before, size).count() as u64);
        before = size;
        let again = office.export_log(&dir, |_, _| {}).await.unwrap();
        assert_eq!((again.files, again.events), (0, 0));
        let Some(verifier) = &verifier else { continue };
        let (log, state) = (text(&dir), text(&folder.path().join("state")));
        let events = text(&dir.join("events.jsonl"));
        let mut words = vec!["verify", &log, "--strict", "--state", &state, "--events", &events];
        words.extend(["--vkey", &keys[0], "--vkey", &keys[1], "--limit", "300"]);
        holds(verifier, &words);
    }
    let verified = office.verify(&app::verify::Known::default(), |_, _| {}).await.unwrap();
    assert_eq!((verified.events, verified.checkpoints), (70_000, 8));
}

#[tokio::test]
async fn offline_proofs_hold_under_the_second_verifier_and_under_ours() {
    for office in TestOffice::each().await {
        grow(&office, 300).await;
        let folder = tempfile::tempdir().unwrap();
        for n in [1, 2, 255, 256, 257, 300] {
            let (proof, entry) = office.proof(n).await.unwrap();
            let proof = proof.to_string();
            assert_eq!(office.check_proof(proof.as_bytes(), entry.as_bytes()).unwrap(), 300);
            let other = entry.replace("\"v\":1", "\"v\":2");
            office.check_proof(proof.as_bytes(), other.as_bytes()).unwrap_err();
            let mut broken: OfflineProof = OfflineProof::parse(proof.as_bytes()).unwrap();
            broken.index ^= 1;
            office.check_proof(broken.to_string().as_bytes(), entry.as_bytes()).unwrap_err();
            let Some(verifier) = verifier() else { continue };
            let write = |name: &str, text: &str| {
                let path = folder.path().join(name);
                std::fs::write(&path, text).unwrap();
                path.to_str().unwrap().to_owned()
            };
            let (proof, leaf) = (write("proof", &proof), write("leaf", &entry));
            for key in office.verifier_keys().map(|key| key.to_string()) {
                holds(&verifier, &["proof", &proof, "--leaf", &leaf, "--vkey", &key]);
            }
        }
        assert!(office.proof(0).await.is_err());
        assert!(office.proof(301).await.unwrap_err().to_string().contains("there is no event 301"));
    }
}

#[tokio::test]
async fn what_is_published_is_what_is_exported() {
    for office in TestOffice::each().await {
        let folder = tempfile::tempdir().unwrap();
        for size in [200, 300, 600] {
            grow(&office, size).await;
            office.export_log(folder.path(), |_, _| {}).await.unwrap();
        }
        let names = names(folder.path());
        assert!(names.len() > 10);
        for name in names.iter().filter(|name| *name != "events.jsonl") {
            let file = office.log_file(name).await.unwrap().unwrap_or_else(|| panic!("{name}"));
            assert_eq!(file.bytes, std::fs::read(folder.path().join(name)).unwrap(), "{name}");
            assert_eq!(file.immutable, name != layout::CHECKPOINT);
            assert_eq!(file.text, name.starts_with("checkpoint"));
        }
        // An event that no checkpoint covers yet is not published.
        grow(&office, 601).await;
        let newer = File::Hashes(Tile::at(0, 2, 601).unwrap()).path();
        assert_eq!(office.log_file(&newer).await.unwrap(), None);
        office.checkpoint().await.unwrap();
        assert!(office.log_file(&newer).await.unwrap().is_some());
        for odd in ["", "events.jsonl", "checkpoints/7", "tile/0/3", "tile/9/000", "../lock"] {
            assert_eq!(office.log_file(odd).await.unwrap(), None, "{odd}");
        }
    }
}

#[tokio::test]
async fn an_export_that_was_interrupted_goes_on() {
    let office = TestOffice::new().await;
    let folder = tempfile::tempdir().unwrap();
    grow(&office, 300).await;
    office.export_log(folder.path(), |_, _| {}).await.unwrap();
    let checkpoint = std::fs::read(folder.path().join("checkpoint")).unwrap();
    grow(&office, 700).await;
    office.export_log(folder.path(), |_, _| {}).await.unwrap();
    // As if it had stopped before the checkpoint, in the middle of the lines.
    std::fs::write(folder.path().join("checkpoint"), checkpoint).unwrap();
    let lines = std::fs::read(folder.path().join("events.jsonl")).unwrap();
    std::fs::write(folder.path().join("events.jsonl"), &lines[..lines.len() - 1_000]).unwrap();
    std::fs::remove_file(folder.path().join("tile/0/002.p/188")).unwrap();
    let again = office.export_log(folder.path(), |_, _| {}).await.unwrap();
    assert_eq!((again.before, again.size), (300, 700));
    assert_eq!(std::fs::read(folder.path().join("events.jsonl")).unwrap(), lines);
    assert!(folder.path().join("tile/0/002.p/188").is_file());
    assert!(names(folder.path()).iter().all(|name| !name.contains("half")));
}

#[tokio::test]
async fn an_export_never_mixes_two_logs_or_two_histories() {
    let office = TestOffice::new().await;
    let folder = tempfile::tempdir().unwrap();
    register(&office, &codes(&office, 3)).await;
    office.export_log(folder.path(), |_, _| {}).await.unwrap();
    let other = TestOffice::sqlite(testkit::office::Made { seed: 99, ..Default::default() }).await;
    register(&other, &codes(&other, 4)).await;
    let said = other.export_log(folder.path(), |_, _| {}).await.unwrap_err();
    assert!(format!("{said:#}").contains("is of another log"), "{said:#}");
    // The same keys, and another history.
    let twin = TestOffice::new().await;
    let codes = codes(&twin, 5);
    register(&twin, &codes[1..]).await;
    twin.act(contact(&codes[1], "a")).await.unwrap();
    let said = twin.export_log(folder.path(), |_, _| {}).await.unwrap_err();
    assert!(format!("{said:#}").contains("another history of this log"), "{said:#}");
}

#[tokio::test]
async fn a_checkpoint_covers_what_was_answered_and_sizes_never_fall() {
    for office in TestOffice::each().await {
        let codes = codes(&office, 2);
        register(&office, &codes).await;
        let mut last = 0;
        for round in 0..30 {
            let receipt = office.act(contact(&codes[0], &format!("{round}"))).await.unwrap();
            let (a, b) = tokio::join!(office.checkpoint(), office.checkpoint());
            let (a, b) = (a.unwrap(), b.unwrap());
            assert!(receipt.last <= a.size && last < a.size);
            assert_eq!(a, b, "one checkpoint for one size");
            last = a.size;
        }
        let sizes = store::log::checkpoints(office.store(), -1, 1_000).await.unwrap();
        assert!(sizes.is_sorted_by(|a, b| a.size < b.size));
        assert_eq!(office.keys().memory().unwrap().size, last);
        assert!(office.store().follow(0, 100).await.unwrap().iter().all(|e| !e.is(Kind::Audit)));
    }
}

/// The names of all files below a folder.
fn names(folder: &Path) -> Vec<String> {
    let (mut names, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                names.push(name);
            }
        }
    }
    names
}

/// An entry says nothing of what it stands for.
#[tokio::test]
async fn entries_show_nothing_of_the_record() {
    let office = TestOffice::new().await;
    let codes = codes(&office, 1);
    register(&office, &codes).await;
    office.act(contact(&codes[0], "a secret wish")).await.unwrap();
    for event in office.store().follow(0, 10).await.unwrap() {
        let entry: Value = serde_json::from_str(&event.entry).unwrap();
        let mut names: Vec<&String> = entry.as_object().unwrap().keys().collect();
        names.sort();
        assert_eq!(names, ["actor", "at", "commit", "id", "n", "prev", "v"]);
        for word in ["secret", "contact", "purchaser", &format!("/{}", codes[0]), "@"] {
            assert!(!event.entry.contains(word), "{word}");
        }
    }
}
