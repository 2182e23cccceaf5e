//! Events are the only stored types of the core. Each has a frozen sample beside the program, made
//! by real acts: a sample that no longer reads and stores back to the same bytes is a record that
//! can no longer be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use case::Event;
use serde_json::{Value, json};
use terms::{Day, Kind, StreamId};
use testkit::{
    law::{blessing, files_under, read, root, write},
    memory::{Memory, at_once},
    run,
    story::{Library, Start, Story},
};

/// The kinds of file. Audit files hold the office's events.
const KINDS: &[Kind] =
    &[Kind::Purchaser, Kind::Request, Kind::Case, Kind::Notification, Kind::Support, Kind::Office];

fn folder() -> PathBuf {
    root().join("crates/case/events")
}

fn path_of(name: &str) -> PathBuf {
    folder().join(format!("{name}.json"))
}

/// The names that the reader of a kind of file knows, as it says itself.
fn names(kind: Kind) -> Vec<String> {
    let unknown = Event::read(kind, "?", "null").expect_err("no event has this name").cause;
    let quoted: Vec<&str> = unknown.split('`').collect();
    let names: Vec<String> =
        quoted.chunks(2).filter_map(|pair| pair.get(1)).map(|name| (*name).to_owned()).collect();
    names.into_iter().filter(|name| name != "?").collect()
}

/// A frozen sample, as it stands in its file.
fn sample(name: &str) -> Option<Value> {
    let path = path_of(name);
    path.exists().then(|| {
        let read = serde_json::from_str(&read(&path));
        read.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    })
}

fn printed(kind: Kind, name: &str, body: &Value) -> String {
    let sample = json!({ "file": kind.word(), "event": name, "body": body });
    let text = serde_json::to_string_pretty(&sample).expect("a sample is JSON");
    text + "\n"
}

#[test]
fn every_event_has_a_sample_and_every_sample_an_event() {
    let known: BTreeSet<String> = KINDS.iter().flat_map(|kind| names(*kind)).collect();
    if blessing() {
        write_missing(&known);
    }
    let kept: BTreeSet<String> = files_under(&folder(), "json")
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    let without: Vec<&String> = known.difference(&kept).collect();
    assert!(without.is_empty(), "events without a sample, run CASEWAY_BLESS=1: {without:?}");
    let orphans: Vec<&String> = kept.difference(&known).collect();
    assert!(orphans.is_empty(), "samples of events that the program no longer reads: {orphans:?}");
}

#[test]
fn a_sample_reads_and_stores_back_to_the_same_bytes() {
    for kind in KINDS {
        for name in names(*kind) {
            let Some(sample) = sample(&name) else { continue };
            let body = sample["body"].to_string();
            let event = Event::read(*kind, &name, &body).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(event.store(), (name.clone(), body), "{name} changed its stored form");
            let kept = read(&path_of(&name));
            assert_eq!(kept, printed(*kind, &name, &sample["body"]), "{name}.json was edited");
        }
    }
}

/// Writes samples for events that have none, from acts that were really done. A sample that is
/// there is never written again.
fn write_missing(known: &BTreeSet<String>) {
    let missing: Vec<&String> = known.iter().filter(|name| !path_of(name).exists()).collect();
    if missing.is_empty() {
        return;
    }
    let happened = happened();
    for name in missing {
        if let Some((kind, body)) = happened.get(name) {
            write(&path_of(name), &printed(*kind, name, body));
        }
    }
}

/// The richest event of each name, over all stories, the first seed, and the acts of the program
/// itself.
fn happened() -> BTreeMap<String, (Kind, Value)> {
    let mut richest: BTreeMap<String, (Kind, Value)> = BTreeMap::new();
    let mut keep = |memory: &Memory| {
        for entry in &memory.journal {
            let body: Value = serde_json::from_str(&entry.body).expect("a body is JSON");
            let kind =
                if entry.stream.kind == Kind::Audit { Kind::Office } else { entry.stream.kind };
            let held = richest.get(&entry.name);
            if held.is_none_or(|(_, held)| leaves(held) < leaves(&body)) {
                richest.insert(entry.name.clone(), (kind, body));
            }
        }
    };
    let library = Library::of_repository();
    for story in library.stories().expect("the stories can be read") {
        keep(&told(&library, &story));
    }
    let whole = |script: &str| Start { script: script.to_owned(), ..Start::default() };
    let mut memory = Memory::default();
    at_once(run::begin(&mut memory, &library, &whole("first-lor"))).expect("the seed runs");
    keep(&memory);
    keep(&done_by_the_program());
    richest
}

fn told(library: &Library, story: &Story) -> Memory {
    let mut memory = Memory::under(story.pack());
    if let Some(start) = story.start() {
        at_once(run::begin(&mut memory, library, &start)).expect("a story begins");
    }
    at_once(run::tell(&mut memory, story));
    memory
}

fn leaves(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.values().map(leaves).sum(),
        Value::Array(items) => items.iter().map(leaves).sum(),
        _ => 1,
    }
}

/// What no officer does by a form: imports, releases of papers, refusals, a log that succeeds.
fn done_by_the_program() -> Memory {
    let library = Library::of_repository();
    let mut memory = Memory::default();
    let start = Start { script: "bases/patrol-boats".to_owned(), ..Start::default() };
    at_once(run::begin(&mut memory, &library, &start)).expect("the sale runs");
    let on: Day = "2027-12-01".parse().expect("a day");
    let mut order = |stream: &str, act: &str, arguments: Value| {
        let stream: StreamId = stream.parse().expect("a file");
        let done = memory.order((&stream, act), &arguments, (None, on));
        assert!(done.events().next().is_some(), "{stream} {act}: {done:?}");
    };
    let paper = json!({
        "what": "loa", "sha256": "5e".repeat(32), "size": 48_213, "version": "basic, offer 1",
    });
    order("case/BN-P-LCB", "issue", paper);
    let paper = json!({
        "what": "acknowledgement", "sha256": "6f".repeat(32), "size": 31_022,
        "version": "request BN-26-0001",
    });
    order("request/BN-26-0001", "issue", paper);
    let notice = |digest: &str, total: &str| {
        json!({
            "notice": "cn-1", "case": "cn-1", "transmittal": "26-12", "paragraph": "36(b)(1)",
            "purchaser_printed": "Corvania", "purchaser": "XC", "mde": "9000000.00",
            "other": "1000000.00", "total": total, "description": "Patrol boats and spares",
            "items": [{ "name": "Patrol boat", "quantity": 2, "mde": "yes", "remark": "up to" }],
            "agency": "Navy", "designators": ["XC-P-LAA"], "prior_cases": "none",
            "commission": "none known", "funding": "national funds", "contractor": "Bayline",
            "date": "2026-03-02", "date_basis": "date of the notice",
            "delivered_on": "2026-03-02", "amends": "25-11",
            "source_url": "https://example.org/notices/26-12",
            "anomalies": [{ "code": "sum_differs", "sentence": "Parts and total differ.",
                "printed": false }],
            "record": { "id": "cn-1", "total_usd": 10_000_000 }, "digest": digest.repeat(32),
        })
    };
    order("notification/cn-1", "publish", notice("a1", "10000000.00"));
    order("notification/cn-1", "publish", notice("b2", "11000000.00"));
    let import = json!({
        "name": "notices.jsonl", "sha256": "c3".repeat(32), "lines": 3, "new": 1, "changed": 1,
        "unchanged": 0, "anomalies": 2, "refused": [{ "line": 3, "cause": "not JSON" }],
        "refused_count": 1,
    });
    order("office/imports", "finish-import", import);
    let finding = json!({
        "rule": "DUTY-001", "outcome": "refused", "sentence": "The auditor may not suspend.",
        "citation": "Roles of the manual as read by this office", "confidence": "memory_high",
        "facts": [{ "name": "desk", "value": "auditor" }],
        "remedy": "Ask one of these desks to do it.", "who": ["state", "country-desk"],
    });
    order(
        "audit/case.BN-P-LCB",
        "record-refusal",
        json!({ "act": "suspend", "findings": [finding] }),
    );
    let succession = json!({
        "before": "caseway.example/log", "after": "caseway.example/log-2", "size": 120,
        "root": "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=", "reason": "Restored from a backup",
    });
    order("office/log", "succeed-log", succession);
    memory
}
