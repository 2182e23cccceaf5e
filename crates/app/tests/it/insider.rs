//! What an administrator can do to a record behind the program's back: every change is refused, and
//! the refusal names the first bad record. The weakest insider changes a row; a stronger one makes
//! the whole log anew; the strongest also has the keys and signs it.

use std::path::Path;

use app::{
    Office,
    keys::Keys,
    verify::{Known, Verified},
};
use serde_json::json;
use store::{
    Recorded, Store, codec,
    log::{Published, keep_checkpoint},
    value::{Stmt, V, text},
};
use tempfile::TempDir;
use terms::PurchaserCode;
use testkit::{TestOffice, office::Closed};
use tlog::{Entry, Head, Tiler};

use crate::orders::{cases, codes, contact, finding, order, register};

/// A record with events on several files, a checkpoint that somebody kept on the way, and an export
/// that was made then.
struct Crime {
    office: TestOffice,
    kept: Vec<u8>,
    export: TempDir,
    /// Size at which both were kept.
    size: u64,
}

/// The same record before anything was done to it, to be copied for each crime.
struct Honest {
    office: Closed,
    kept: Vec<u8>,
    export: TempDir,
    size: u64,
}

impl Honest {
    async fn new() -> Self {
        let Crime { office, kept, export, size } = scene(TestOffice::new().await).await;
        Self { office: office.closed(), kept, export, size }
    }

    async fn copy(&self) -> Crime {
        let export = tempfile::tempdir().unwrap();
        for name in ["checkpoint", "events.jsonl"] {
            std::fs::copy(self.export.path().join(name), export.path().join(name)).unwrap();
        }
        let office = self.office.open_copy().await;
        Crime { office, kept: self.kept.clone(), export, size: self.size }
    }
}

const KEPT_AT: usize = 12;

async fn scene(office: TestOffice) -> Crime {
    let codes: Vec<PurchaserCode> = codes(&office, 4);
    register(&office, &codes).await;
    cases(&office, 2).await;
    let export = tempfile::tempdir().unwrap();
    let mut kept = None;
    for round in 0..20 {
        office.act(contact(&codes[round % 4], &format!("contact {round}"))).await.unwrap();
        office.act(finding("cn-1", &format!("finding {round}"))).await.unwrap();
        if round % 5 == 0 {
            office.checkpoint().await.unwrap();
        }
        if round == KEPT_AT {
            let checkpoint = office.checkpoint().await.unwrap();
            office.export_log(export.path(), |_, _| {}).await.unwrap();
            kept = Some((checkpoint.note.into_bytes(), checkpoint.size));
        }
    }
    let keyed = app::Order { key: Some("k".into()), ..contact(&codes[0], "keyed") };
    office.act(keyed).await.unwrap();
    office.checkpoint().await.unwrap();
    let (kept, size) = kept.unwrap();
    Crime { office, kept, export, size }
}

impl Crime {
    async fn sql(&self, sql: &str) {
        self.office.store().write(vec![Stmt::composed(sql.to_owned(), vec![])]).await.unwrap();
    }

    async fn verify(&self, known: &Known) -> anyhow::Result<Verified> {
        self.office.verify(known, |_, _| {}).await
    }

    async fn said(&self, known: &Known) -> String {
        match self.verify(known).await {
            Ok(verified) => panic!("it was taken for true: {verified:?}"),
            Err(error) => format!("{error:#}"),
        }
    }

    fn checkpoint(&self) -> Known {
        Known { old: vec![self.kept.clone()], exports: Vec::new() }
    }

    fn with_export(&self) -> Known {
        let mut known = Known::default();
        known.take(self.export.path()).unwrap();
        known
    }

    /// The number of the first contact from a number on.
    async fn contact_from(&self, mut n: u64) -> u64 {
        while !self.event(n).await.body.contains("contact ") {
            n += 1;
        }
        n
    }

    async fn event(&self, n: u64) -> Recorded {
        self.office.store().follow(n - 1, 1).await.unwrap().remove(0)
    }
}

#[tokio::test]
async fn an_honest_record_holds_against_everything_that_was_kept() {
    for office in TestOffice::each().await {
        let crime = scene(office).await;
        for known in [Known::default(), crime.checkpoint(), crime.with_export()] {
            let verified = crime.verify(&known).await.unwrap();
            assert_eq!(verified.events, crime.office.store().head().await.unwrap().n);
            assert_eq!((verified.answers, verified.successions.len()), (1, 0));
        }
    }
}

/// Changes of single rows, and what is said of each. `{n}` is an event in the middle.
const ROWS: &[(&str, &str)] = &[
    ("update event set body = replace(body, 'contact', 'kontact') where n = {n}", "event {n} "),
    ("update event set kind = 'purchaser.registered' where n = {n}", "event {n} "),
    ("update event set meta = replace(meta, '@', 'eve@') where n = {n}", "event {n} "),
    (
        "update event set meta = replace(meta, '2026-10-05', '2026-10-04') where n = {n}",
        "event {n} ",
    ),
    ("update event set at_us = at_us - 86400000000 where n = {n}", "event {n} "),
    ("update event set id = 'x' where n = {n}", "event {n} "),
    ("update event set salt = (select salt from event where n = 1) where n = {n}", "event {n} "),
    ("update event set entry = replace(entry, '\"v\":1', '\"v\":2') where n = {n}", "event {n} "),
    ("update event set stream = 'purchaser/ZZ' where n = {n}", "event {n} "),
    ("update event set version = version + 100 where n = {n}", "event {n} "),
    ("delete from event where n = {n}", "event {n} is missing"),
    ("delete from event where n >= {n}", "events are missing from its end"),
    ("update event set n = n + 1000 where n = {n}", "event {n} is missing"),
    ("update log_head set n = n - 1", "the log's head says"),
    ("update log_head set root = (select salt from event where n = 1)", "the log's head says"),
    ("update checkpoint set note = replace(note, 'caseway', 'casewax')", "checkpoint "),
    (
        "update checkpoint set size = size + 1 where size = (select max(size) from checkpoint)",
        "checkpoint ",
    ),
    (
        "update command set answer = replace(answer, '\"version\":', '\"version\":1')",
        "the answer to the key k ",
    ),
    (
        "update command set answer = replace(answer, 'contacted', 'assessed')",
        "the answer to the key k ",
    ),
];

#[tokio::test]
async fn a_row_that_was_changed_is_named() {
    let honest = Honest::new().await;
    for (sql, expected) in ROWS {
        let crime = honest.copy().await;
        // An event of a purchaser that others follow, before the kept checkpoint.
        let n = crime.contact_from(crime.size / 2).await;
        let sql = sql.replace("{n}", &n.to_string());
        crime.sql(&sql).await;
        let said = crime.said(&Known::default()).await;
        let expected = expected.replace("{n}", &n.to_string());
        assert!(said.contains(&expected), "{sql}: {said}");
    }
}

#[tokio::test]
async fn events_that_changed_places_are_named() {
    let honest = Honest::new().await;
    let crime = honest.copy().await;
    let n = crime.size / 2;
    let (a, b) = (crime.event(n).await, crime.event(n + 1).await);
    // The contents of two events are swapped, with their entries and without.
    for with_entry in [false, true] {
        let crime = honest.copy().await;
        for (at, from) in [(n, &b), (n + 1, &a)] {
            let sql = "update event set kind = $1, body = $2, meta = $3, salt = $4 where n = $5";
            let params = vec![
                text(&from.kind),
                text(&from.body),
                text(&from.meta),
                V::Blob(from.salt.clone()),
                at.into(),
            ];
            crime.office.store().write(vec![Stmt::new(sql, params)]).await.unwrap();
            if with_entry {
                let sql = "update event set entry = $1 where n = $2";
                let params = vec![text(&from.entry), at.into()];
                crime.office.store().write(vec![Stmt::new(sql, params)]).await.unwrap();
            }
        }
        let said = crime.said(&Known::default()).await;
        assert!(said.contains(&format!("event {n} ")), "{said}");
    }
    // Their numbers are swapped.
    let crime = honest.copy().await;
    for sql in [
        "update event set n = 100000 where n = {a}",
        "update event set n = {a} where n = {b}",
        "update event set n = {b} where n = 100000",
    ] {
        let sql = sql.replace("{a}", &n.to_string()).replace("{b}", &(n + 1).to_string());
        crime.sql(&sql).await;
    }
    let said = crime.said(&Known::default()).await;
    assert!(said.contains(&format!("event {n} ")), "{said}");
}

#[tokio::test]
async fn read_models_books_tiles_and_files_are_held_against_the_events() {
    let honest = Honest::new().await;
    for (sql, named) in [
        (
            "update purchaser_list set contacts = contacts + 1",
            "purchaser_list: the row of purchaser/",
        ),
        ("delete from case_list where file = 'cn-1'", "case_list: "),
        (
            "update case_list set open_findings = 0 where file = 'cn-1'",
            "case_list: the row of case/cn-1 ",
        ),
        (
            "insert into due_list values ('case/cn-1', 9, 'x', '2026-10-05', 'x', null, 'x')",
            "due_list: ",
        ),
        (
            "insert into ledger_entry values ('case/cn-1', 0, 'BN-P-LCB', 'BN', 1, '2026-10-05', '1010', 5)",
            "ledger_entry: a row of case/cn-1 belongs to no event",
        ),
        (
            "update search set words = 'nothing' where stream = 'case/cn-1'",
            "search: the row of case/cn-1 ",
        ),
        (
            "update notification_list set total_cents = 1 where file = 'cn-1'",
            "notification_list: the row of notification/cn-1 ",
        ),
    ] {
        let crime = honest.copy().await;
        crime.sql(sql).await;
        let said = crime.said(&Known::default()).await;
        assert!(said.contains(named), "{sql}: {said}");
        let compared = crime.office.compare_views(|_, _| {}).await.unwrap();
        let differing = compared.iter().filter(|table| !table.same()).count();
        assert_eq!(differing, 1, "{sql}");
        // The events are whole, so that the read models can be made anew.
        crime.office.rebuild(|_, _| {}).await.unwrap();
        crime.verify(&Known::default()).await.unwrap();
    }
}

#[tokio::test]
async fn a_tile_and_a_kept_file_that_were_changed_are_named() {
    let office = TestOffice::new().await;
    let codes = codes(&office, 1);
    register(&office, &codes).await;
    cases(&office, 1).await;
    for number in 0..260 {
        office.act(contact(&codes[0], &format!("contact {number}"))).await.unwrap();
    }
    let digest = office.store().keep(b"a letter".to_vec(), office.now()).await.unwrap();
    let attach = json!({ "name": "letter.txt", "sha256": digest });
    office.act(order("case/cn-1", "attach", attach)).await.unwrap();
    let export = tempfile::tempdir().unwrap();
    let crime = Crime { office, kept: Vec::new(), export, size: 0 };
    assert_eq!(crime.verify(&Known::default()).await.unwrap().blobs, 1);
    let tile = "select hashes from log_tile where level = 0 and tile = 0";
    let tile = crime.office.store().query(Stmt::new(tile, vec![])).await.unwrap().remove(0);
    let mut other = tile.blob(0).to_vec();
    other[100] ^= 1;
    for (hashes, expected) in
        [(other, Some("tile 0 of level 0 of the log is damaged")), (tile.blob(0).to_vec(), None)]
    {
        let sql = "update log_tile set hashes = $1 where level = 0 and tile = 0";
        let write = vec![Stmt::new(sql, vec![V::Blob(hashes)])];
        crime.office.store().write(write).await.unwrap();
        match expected {
            Some(expected) => assert_eq!(crime.said(&Known::default()).await, expected),
            None => drop(crime.verify(&Known::default()).await.unwrap()),
        }
    }
    crime.sql("update blob set bytes = x'00'").await;
    let said = crime.said(&Known::default()).await;
    assert!(said.contains(&format!("the kept file {digest} is damaged")), "{said}");
    crime.sql("delete from blob").await;
    let said = crime.said(&Known::default()).await;
    assert!(said.contains(&format!("the file {digest} is named by an event")), "{said}");
}

/// Makes the whole log anew over events that were changed: numbers, versions, entries, tiles, head
/// and read models fit each other again. Only the keys are missing.
async fn remake(office: &Office, change: impl FnOnce(&mut Vec<Recorded>)) {
    let store: &Store = office.store();
    let mut events = store.follow(0, 100_000).await.unwrap();
    change(&mut events);
    let mut tips = std::collections::HashMap::new();
    let mut stmts: Vec<Stmt> = ["event", "log_tile", "log_head"]
        .map(|table| Stmt::composed(format!("delete from {table}"), vec![]))
        .into();
    let mut tiler = Tiler::new();
    for (n, event) in (1..).zip(&mut events) {
        let tip: &mut (u64, String) = tips.entry(event.stream.clone()).or_default();
        (event.n, event.version) = (n, tip.0 + 1);
        let entry = codec::entry_of(event, &tip.1).unwrap();
        event.entry = entry.text;
        *tip = (event.version, entry.commitment);
        let sql = "insert into event (shard, stream, version, n, id, kind, body, meta, at_us, \
                   salt, entry) values (0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let params = vec![
            text(&event.stream),
            event.version.into(),
            n.into(),
            text(&event.id),
            text(&event.kind),
            text(&event.body),
            text(&event.meta),
            V::Int(event.at.micros()),
            V::Blob(event.salt.clone()),
            text(&event.entry),
        ];
        stmts.push(Stmt::new(sql, params));
        tiler.append(Entry::new(event.entry.as_bytes()).unwrap().leaf_hash());
    }
    assert!(tiler.size() < 256, "no tile is full");
    let head = "insert into log_head (shard, n, root) values (0, $1, $2)";
    let root = V::Blob(tiler.root().bytes().to_vec());
    stmts.push(Stmt::new(head, vec![tiler.size().into(), root]));
    stmts.push(Stmt::new("delete from command", vec![]));
    store.write(stmts).await.unwrap();
    office.rebuild(|_, _| {}).await.unwrap();
}

/// Signs every checkpoint anew with the keys, and makes the memory beside them forget.
async fn resign(office: &Office, folder: &Path) {
    let keys = Keys::read(&folder.join("keys"), office.keys().origin()).unwrap();
    let head = office.store().head().await.unwrap();
    let head = Head { size: head.n, root: head.root.into() };
    let note = keys.signer().sign(&head, 1_790_000_000);
    keys.remember(&note).unwrap();
    let published = Published { size: head.size, note, at: office.now() };
    let stmts = vec![Stmt::new("delete from checkpoint", vec![]), keep_checkpoint(&published)];
    office.store().write(stmts).await.unwrap();
}

/// A way to write history anew.
type Change = fn(&mut Vec<Recorded>, usize);

const HISTORIES: &[(&str, Change)] = &[
    ("changed", |events, at| {
        events[at].body = events[at].body.replace("contact ", "kontact ");
    }),
    ("deleted", |events, at| drop(events.remove(at))),
    ("inserted", |events, at| {
        let mut more = events[at].clone();
        "00000000-0000-7000-8000-000000000000".clone_into(&mut more.id);
        events.insert(at, more);
    }),
    ("swapped", |events, at| events.swap(at, at + 1)),
    ("moved to the end", |events, at| {
        let moved = events.remove(at);
        events.push(moved);
    }),
    ("dated back", |events, at| {
        events[at].at = terms::Moment::from_micros(events[at].at.micros() - 86_400_000_000);
    }),
    ("done by somebody else", |events, at| {
        events[at].meta = events[at].meta.replacen('@', "eve@", 1);
    }),
];

#[tokio::test]
async fn a_log_made_anew_is_refused_with_one_kept_checkpoint_and_named_with_an_export() {
    let honest = Honest::new().await;
    for (what, change) in HISTORIES {
        let crime = honest.copy().await;
        let n = crime.contact_from(crime.size / 2).await;
        let at = usize::try_from(n - 1).unwrap();
        remake(&crime.office, |events| change(events, at)).await;

        // Without the keys, the published checkpoints speak.
        let said = crime.said(&Known::default()).await;
        assert!(said.starts_with("history was rewritten"), "{what}: {said}");
        assert!(names(&said, n), "{what}, event {n}: {said}");

        // With the keys, the record holds for whoever knows nothing else.
        resign(&crime.office, crime.office.folder()).await;
        crime.verify(&Known::default()).await.unwrap();
        let said = crime.said(&crime.checkpoint()).await;
        assert!(said.starts_with("history was rewritten"), "{what}: {said}");
        assert!(names(&said, n), "{what}, event {n}: {said}");
        let said = crime.said(&crime.with_export()).await;
        assert!(said.contains(&format!("event {n} ")), "{what}, event {n}: {said}");
        assert!(said.contains("it is not what was exported"), "{what}: {said}");
    }
}

/// Whether a sentence names an event, alone or within a range.
fn names(said: &str, n: u64) -> bool {
    let bad = said.split("the first bad record is ").nth(1).unwrap();
    let numbers: Vec<u64> =
        bad.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        [one] => one == n,
        [first, last] => first <= n && n <= last,
        _ => false,
    }
}

#[tokio::test]
async fn a_log_that_lost_its_end_is_refused() {
    let honest = Honest::new().await;
    for drop_last in [1, 5, 20] {
        let crime = honest.copy().await;
        let before = crime.office.store().head().await.unwrap().n;
        remake(&crime.office, |events| events.truncate(events.len() - drop_last)).await;
        let left = before - drop_last as u64;
        let first = format!("the first is event {}", left + 1);
        let said = crime.said(&Known::default()).await;
        assert!(said.contains(&first), "{said}");
        // The memory beside the keys speaks when the checkpoints are gone too.
        crime.sql("delete from checkpoint").await;
        let said = crime.said(&Known::default()).await;
        assert!(said.contains(&first), "{said}");
        let newest = crime.office.keys().memory().unwrap();
        assert_eq!(newest.size, before);
        // With the keys, it is what others saw that speaks.
        resign(&crime.office, crime.office.folder()).await;
        crime.verify(&Known::default()).await.unwrap();
        let seen_later = left < crime.size;
        let with_kept = crime.verify(&crime.checkpoint()).await;
        assert_eq!(with_kept.is_err(), seen_later, "{drop_last}");
        assert_eq!(crime.verify(&crime.with_export()).await.is_err(), seen_later);
    }
}

#[tokio::test]
async fn yesterdays_file_is_refused_at_the_start_and_by_the_verifier() {
    let crime = scene(TestOffice::new().await).await;
    let folder = crime.office.folder().to_owned();
    let yesterday = folder.join("yesterday.db");
    crime.office.backup(&yesterday, |_, _| {}).await.unwrap();
    let codes = codes(&crime.office, 1);
    for number in 0..5 {
        crime.office.act(contact(&codes[0], &format!("today {number}"))).await.unwrap();
    }
    let newest = crime.office.checkpoint().await.unwrap();
    let Crime { office, .. } = crime;
    let open = office.closed();
    for name in ["caseway.db", "caseway.db-wal", "caseway.db-shm"] {
        let _ = std::fs::remove_file(folder.join(name));
    }
    std::fs::copy(&yesterday, folder.join("caseway.db")).unwrap();
    let said = Office::open(open.config()).await.err().unwrap().to_string();
    assert!(said.contains("it is an older copy"), "{said}");
    let mending = app::Config { repairing: true, ..open.config() };
    let office = Office::open(mending).await.unwrap();
    let said = office.verify(&Known::default(), |_, _| {}).await.unwrap_err().to_string();
    assert!(said.contains("events are missing from its end"), "{said}");
    // Whoever also turned the memory back is refused by the newest checkpoint that anybody has.
    std::fs::remove_file(folder.join("keys/log.seen")).unwrap();
    office.verify(&Known::default(), |_, _| {}).await.unwrap();
    let known = Known { old: vec![newest.note.into_bytes()], exports: Vec::new() };
    let said = office.verify(&known, |_, _| {}).await.unwrap_err().to_string();
    assert!(said.contains("events are missing from its end"), "{said}");
}

#[tokio::test]
async fn a_record_that_does_not_lead_to_what_was_published_is_not_served() {
    let crime = scene(TestOffice::new().await).await;
    let at = usize::try_from(crime.size / 2).unwrap();
    remake(&crime.office, |events| events[at].meta = events[at].meta.replacen('@', "eve@", 1))
        .await;
    let said = Office::open(crime.office.closed().config()).await.err().unwrap();
    assert!(format!("{said:#}").contains("this record is not the one whose log was published"));
}
