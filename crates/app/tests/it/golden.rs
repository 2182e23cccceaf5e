//! Replay is exact: after the first sale every read model has the digest that is kept here, on
//! either engine, however the journal is read, in whatever zone and language the program runs.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf, process::Command};

use app::Office;
use case::File;
use sha2::{Digest as _, Sha256};
use store::{store as journal, views};
use terms::{StreamId, hex};
use testkit::{
    TestOffice,
    law::{blessing, read, root, write},
};

fn kept() -> PathBuf {
    root().join("crates/app/tests/it/first-lor.digests")
}

async fn first_sale(office: &Office) {
    let done = office.seed_all(&["first-lor"], None, |_, _| {}).await;
    done.unwrap_or_else(|error| panic!("{error:#}"));
}

/// The digests of all read models, one a line, as they are; they must be what the journal says.
async fn digests(office: &Office) -> String {
    let mut out = String::new();
    for compared in office.compare_views(|_, _| {}).await.unwrap() {
        assert!(compared.same(), "{compared:?}");
        let live = compared.live;
        let _ = writeln!(out, "{} {} {}", live.table, live.rows, live.digest);
    }
    out
}

#[tokio::test]
async fn the_read_models_after_the_first_sale_are_as_kept() {
    for office in TestOffice::each().await {
        first_sale(&office).await;
        let found = digests(&office).await;
        if blessing() {
            write(&kept(), &found);
        }
        assert_eq!(read(&kept()), found, "run CASEWAY_BLESS=1 once the change is meant");
        office.rebuild(|_, _| {}).await.unwrap();
        assert_eq!(digests(&office).await, found, "a rebuild gives the same rows");
        let office = office.reopened().await;
        assert_eq!(digests(&office).await, found, "a restart changes nothing");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_number_of_threads_changes_no_digest() {
    let office = TestOffice::new().await;
    first_sale(&office).await;
    assert_eq!(digests(&office).await, read(&kept()));
}

/// The rows of the read models that the journal says, when it is read so many events at a time.
async fn folded(office: &Office, batch: u32) -> String {
    let mut files: BTreeMap<StreamId, File> = BTreeMap::new();
    let mut after = 0;
    loop {
        let events = office.store().follow(after, batch).await.unwrap();
        let Some(last) = events.last() else { break };
        after = last.n;
        for event in &events {
            let fresh = || File::new(event.stream.kind);
            let file = files.entry(event.stream.clone()).or_insert_with(fresh);
            journal::evolve(file, event).unwrap();
        }
    }
    let rows = files.iter().flat_map(|(stream, file)| views::expected(stream, file));
    let rows: Vec<String> = rows.map(|row| format!("{row:?}")).collect();
    hex::encode(&Sha256::digest(rows.join("\n")))
}

#[tokio::test]
async fn the_size_of_a_batch_changes_nothing() {
    let office = TestOffice::new().await;
    first_sale(&office).await;
    let whole = folded(&office, 100_000).await;
    for batch in [1, 2, 7, 100] {
        assert_eq!(folded(&office, batch).await, whole, "{batch} events at a time");
    }
}

#[test]
fn zone_and_language_of_the_machine_change_no_digest() {
    const TEST: &str = "golden::the_number_of_threads_changes_no_digest";
    let program = std::env::current_exe().expect("a test knows its own program");
    for (zone, language) in [("Pacific/Kiritimati", "tr_TR.UTF-8"), ("America/Adak", "C")] {
        let run = Command::new(&program)
            .args(["--exact", TEST])
            .env("TZ", zone)
            .env("LC_ALL", language)
            .env("LANG", language)
            .env_remove("CASEWAY_BLESS")
            .output()
            .expect("a test can run its own program");
        let said = String::from_utf8_lossy(&run.stdout);
        assert!(said.contains("1 passed"), "{zone} {language}: {said}");
    }
}
