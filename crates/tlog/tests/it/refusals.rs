//! Logs that were changed after the fact: each is refused, and the refusal names the first bad file
//! or entry.

use tlog::{
    Entry, LogSigner, Trust, layout,
    verify::{self, Audit, Fault},
};

use crate::export::{Directory, TIME, TestLog};

fn trust(log: &TestLog) -> Trust {
    Trust::each_kind(log.signer.verifiers().into())
}

/// A log of 600 entries, exported at 200, at 256 and at its end.
fn exported() -> (TestLog, Directory) {
    let (mut log, directory) = (TestLog::new(), Directory::new());
    let mut since = 0;
    for size in [200, 256, 600] {
        log.grow(size);
        log.export(since, &directory);
        since = size;
    }
    (log, directory)
}

/// Changes a file, asks the verifier, and puts the file back.
fn said(log: &TestLog, directory: &Directory, name: &str, change: impl Fn(&mut Vec<u8>)) -> String {
    let before = directory.read(name).unwrap_or_default();
    let mut bytes = before.clone();
    change(&mut bytes);
    directory.write(name, &bytes);
    let fault = directory.verify(&trust(log), &[]).unwrap_err();
    directory.write(name, &before);
    fault.to_string()
}

#[test]
fn an_honest_log_holds_whatever_partial_tiles_are_left() {
    let (log, directory) = exported();
    let held = directory.verify(&trust(&log), &[]).unwrap();
    assert_eq!(held.checkpoint.head, log.tiler.head());
    assert_eq!((held.tiles, held.checkpoints), (4, 4));
    assert_eq!((held.narrower, held.beyond.len()), (3, 0));
    // A partial tile may go once the full one is there, and the full one may stand in for it.
    directory.remove("tile/0/000.p/200");
    for (name, fill) in [("tile/0/002", 256 * 32), ("tile/entries/002", 256 * 2)] {
        let mut bytes = directory.read(&format!("{name}.p/88")).unwrap();
        bytes.resize(if name.contains("entries") { bytes.len() + 168 * 2 } else { fill }, 0);
        directory.write(name, &bytes);
        directory.remove(&format!("{name}.p/88"));
    }
    let held = directory.verify(&trust(&log), &[]).unwrap();
    assert_eq!(
        (held.narrower, held.beyond),
        (2, vec!["tile/0/002".into(), "tile/entries/002".into()])
    );
}

#[test]
fn the_first_bad_entry_or_file_is_named() {
    let (log, directory) = exported();
    let flip = |at: usize| move |bytes: &mut Vec<u8>| bytes[at] ^= 1;
    let check = |name: &str, change: &dyn Fn(&mut Vec<u8>), expected: &str| {
        let said = said(&log, &directory, name, change);
        assert!(said.contains(expected), "{name}: {said}");
    };
    let entry = "entry 257 in tile/entries/001 does not hash to its leaf in tile/0/001";
    let second = 2 + log.entries[256].len() + 2;
    check("tile/entries/001", &flip(second), entry);
    check("tile/0/001", &flip(32), entry);
    check("tile/entries/001", &flip(0), "tile/entries/001: the bundle is cut short in its entry");
    check("tile/entries/001", &|bytes| bytes.extend([0, 0]), "257 entries instead of 256");
    check("tile/0/001", &|bytes| bytes.push(0), "tile/0/001 has 8193 bytes instead of 8192");
    check("tile/0/002.p/88", &|bytes| bytes.truncate(32), "32 bytes instead of 2816");
    check(
        "tile/1/000.p/2",
        &flip(32),
        "hash 1 of tile/1/000.p/2 is not the root of the tile below",
    );
    check("tile/0/000.p/200", &flip(9), "tile/0/000.p/200 contradicts the wider tile");
    check("tile/entries/000.p/200", &flip(9), "tile/entries/000.p/200 contradicts the wider");
    check("tile/1/000.p/1", &flip(9), "tile/1/000.p/1 contradicts the wider tile");
    check("tile/0/notes.txt", &|bytes| bytes.push(1), "tile/0/notes.txt is not the name of a file");
    directory.remove("tile/0/notes.txt");
    check("checkpoint", &flip(3), "checkpoint: the signature by log.example/caseway is refused");
    check("checkpoints/200", &flip(22), "checkpoints/200: the signature by log.example/caseway");
    let moved = directory.read("checkpoints/256").unwrap();
    let misplaced = "checkpoints/200 is a checkpoint of size 256, not of size 200";
    check("checkpoints/200", &|bytes| bytes.clone_from(&moved), misplaced);
    directory.verify(&trust(&log), &[]).unwrap();
    directory.remove("tile/1/000.p/2");
    let fault = directory.verify(&trust(&log), &[]).unwrap_err();
    assert_eq!(fault.to_string(), "tile/1/000.p/2 is missing");
}

#[test]
fn the_holder_of_the_key_cannot_rewrite_what_a_reader_remembers() {
    let (log, _) = exported();
    let mut rewritten = TestLog::new();
    rewritten.grow(42);
    rewritten.append(b"changed afterwards".to_vec());
    rewritten.grow(610);
    let directory = Directory::new();
    rewritten.export(0, &directory);
    assert!(directory.verify(&trust(&log), &[]).is_ok(), "consistent in itself");
    let remembered = [log.checkpoint().into_bytes()];
    let said = directory.verify(&trust(&log), &remembered).unwrap_err().to_string();
    assert!(said.starts_with("the earlier checkpoint 1 states the root"), "{said}");
    assert!(said.contains("for 600 entries, and the entries lead to"), "{said}");

    let (shorter, directory) = (TestLog::of(500), Directory::new());
    shorter.export(0, &directory);
    let said = directory.verify(&trust(&log), &remembered).unwrap_err().to_string();
    assert!(said.starts_with("rollback: the earlier checkpoint 1 was signed for 600"), "{said}");

    let other = LogSigner::from_seeds("log.example/other", &[7; 32], &[8; 32]).unwrap();
    let both = Trust::any_key([log.signer.verifiers(), other.verifiers()].concat());
    let stray = [other.sign(&shorter.tiler.head(), TIME).into_bytes()];
    let said = directory.verify(&both, &stray).unwrap_err().to_string();
    assert!(said.ends_with("is a checkpoint of log.example/other, not of log.example/caseway"));
}

#[test]
fn the_reader_sees_each_entry_in_order_and_may_refuse_it() {
    let (log, directory) = exported();
    let trust = trust(&log);
    let audit = Audit { trust: &trust, listing: &[], old: &[] };
    let mut seen = 0;
    let held = verify::log(
        &audit,
        |name| Ok(directory.read(name)),
        |index, entry: Entry<'_>| {
            assert_eq!((index, entry), (seen, log.entry(seen)));
            seen += 1;
            Ok(())
        },
    );
    assert_eq!((held.unwrap().checkpoints, seen), (1, 600));
    let refused = verify::log(
        &audit,
        |name| Ok(directory.read(name)),
        |index, _| if index == 77 { Err("no such event".to_owned()) } else { Ok(()) },
    );
    assert_eq!(refused.unwrap_err().to_string(), "entry 77: no such event");
    let unreadable = verify::log(&audit, |_| Err("disk on fire".to_owned()), |_, _| Ok(()));
    assert!(matches!(unreadable, Err(Fault::Unreadable { .. })));
}

#[test]
fn a_checkpoint_for_other_entries_is_refused() {
    let (log, directory) = exported();
    let longer = TestLog::of(601);
    directory.write(layout::CHECKPOINT, longer.checkpoint().as_bytes());
    let fault = directory.verify(&trust(&log), &[]).unwrap_err();
    assert_eq!(fault.to_string(), "tile/0/002.p/89 is missing");
    let mut head = log.tiler.head();
    head.root = log.leaf(0);
    directory.write(layout::CHECKPOINT, log.signer.sign(&head, TIME).as_bytes());
    let said = directory.verify(&trust(&log), &[]).unwrap_err().to_string();
    let expected = format!("checkpoint states the root {} for 600 entries", head.root);
    assert!(said.starts_with(&expected), "{said}");
}
