//! Places that are not opened, with a message that says why and what to do, and with nothing
//! written.

use std::path::Path;

use store::{
    Mode, Store,
    migrate::{Dialect, STEPS},
    sqlite,
};

use crate::{
    place::Place,
    world::{Hand, keyed, line, opened, registered},
};

async fn refused(dir: &Path) -> String {
    let refused = Store::sqlite(dir, Mode::Own).await.err().expect("it must not be opened");
    format!("{refused:#}")
}

async fn a_newer_schema_is_left_alone(place: Place) {
    drop(place.open().await);
    let newer = STEPS.last().unwrap().number + 1;
    place
        .tamper(&format!("insert into migration (number, name, digest) values ({newer}, 'x', 'x')"))
        .await;
    let said = format!("{:#}", place.try_open().await.err().unwrap());
    assert!(said.contains(&format!("the database has schema {newer}")), "{said}");
    assert!(said.contains("use the newer program"), "{said}");
}

async fn a_step_from_another_text_is_refused(place: Place) {
    drop(place.open().await);
    place.tamper("update migration set digest = 'other' where number = 2").await;
    let said = format!("{:#}", place.try_open().await.err().unwrap());
    assert!(said.contains("step 2 of the schema was made from another text"), "{said}");
}

async fn opening_twice_one_after_the_other_changes_nothing(place: Place) {
    drop(place.open().await);
    drop(place.open().await);
    let store = place.open().await;
    let sql = "select count(*) from migration";
    let rows = store.query(store::value::Stmt::new(sql, vec![])).await.unwrap();
    assert_eq!(rows[0].int(0), i64::try_from(STEPS.len()).unwrap());
}

/// Every older schema, with what it held: brought to this program's, nothing is lost.
#[tokio::test]
async fn a_record_of_an_older_schema_keeps_its_events() {
    let now = world().await;
    for older in 1..STEPS.len() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("caseway.db");
        {
            let old = rusqlite::Connection::open(&path).unwrap();
            old.execute_batch(store::migrate::HISTORY).unwrap();
            for step in &STEPS[..older] {
                old.execute_batch(&step.sql(Dialect::Sqlite)).unwrap();
                old.execute(
                    "insert into migration (number, name, digest) values ($1, $2, $3)",
                    (step.number, step.name, step.digest(Dialect::Sqlite)),
                )
                .unwrap();
            }
            let event = "insert into event (shard, stream, version, n, id, kind, body, meta, at_us, \
                         salt, entry) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
            // Against the order of their numbers, as a table without one may hold them.
            for e in now.iter().rev() {
                old.execute(
                    event,
                    rusqlite::params![
                        0,
                        e.stream.to_string(),
                        i64::try_from(e.version).unwrap(),
                        i64::try_from(e.n).unwrap(),
                        e.id,
                        e.kind,
                        e.body,
                        e.meta,
                        e.at.micros(),
                        e.salt,
                        e.entry
                    ],
                )
                .unwrap();
            }
        }
        let store = Store::sqlite(dir.path(), Mode::Own).await.unwrap();
        assert_eq!(store.follow(0, 1_000).await.unwrap(), now, "from schema {older}");
        for event in &now {
            let alone = store.read(&event.stream, event.version - 1).await.unwrap();
            assert_eq!(alone.first(), Some(event), "from schema {older}");
        }
    }
}

/// The events of a small record.
async fn world() -> Vec<store::Recorded> {
    let place = Place::sqlite();
    let store = place.open().await;
    let purchaser = Hand::on("purchaser/BN");
    let mut case = Hand::on("case/BN-P-LCB");
    let registered = registered(&purchaser.stream, "Bandaria");
    let opened = opened(&case.stream, "patrol boats", "two boats");
    let line = line(&case.stream, "8000000.00");
    let (opening, after) = case.append(&[opened]);
    case.file = after;
    let (adding, _) = case.append(&[line]);
    for (key, append) in [("a", opening), ("b", purchaser.append(&[registered]).0), ("c", adding)] {
        store.append(keyed(key, "d", vec![append])).await.unwrap();
    }
    store.follow(0, 1_000).await.unwrap()
}

#[test]
fn an_older_sqlite_is_refused() {
    let said = sqlite::check_version(3_051_002).unwrap_err().to_string();
    assert_eq!(said, "SQLite 3.51.2 is too old: it can lose commits; at least 3.51.3 is needed");
    assert!(sqlite::check_version(3_040_001).is_err());
    assert!(sqlite::check_version(3_051_003).is_ok());
    assert!(sqlite::check_version(rusqlite::version_number()).is_ok());
}

#[tokio::test]
async fn a_directory_in_use_is_refused_and_can_be_read() {
    let place = Place::sqlite();
    let store = place.open().await;
    assert!(sqlite::in_use(place.folder.path()));
    let before = listing(place.folder.path());
    let said = refused(place.folder.path()).await;
    assert!(said.contains(&format!("is in use by process {}", std::process::id())), "{said}");
    assert_eq!(listing(place.folder.path()), before, "nothing was written");
    let beside = Store::sqlite(place.folder.path(), Mode::ReadOnly).await.unwrap();
    assert!(beside.is_read_only() && !beside.exclusive());
    assert_eq!(beside.head().await.unwrap().n, 0);
    assert!(beside.set_once("a", "b").await.is_err(), "a reader writes nothing");
    drop(store);
    assert!(!sqlite::in_use(place.folder.path()));
    place.open().await;
}

#[tokio::test]
async fn a_missing_directory_is_refused_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("not/there");
    let said = refused(&missing).await;
    assert!(said.contains("the data directory") && said.contains("cannot be used"), "{said}");
    assert!(listing(folder.path()).is_empty());
    assert!(Store::sqlite(&missing, Mode::ReadOnly).await.is_err());
}

#[tokio::test]
async fn a_place_that_takes_no_files_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "not a directory").unwrap();
    assert!(refused(&file).await.contains("cannot be used"));
    // A file system that nobody can write on, not even an administrator.
    let system = Path::new("/sys");
    if system.is_dir() {
        assert!(refused(system).await.contains("the data directory /sys cannot be used"));
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_kept() {
    let place = Place::sqlite();
    let path = place.folder.path().join("caseway.db");
    let content = "This is a letter, and no database.\n".repeat(200);
    std::fs::write(&path, &content).unwrap();
    let said = refused(place.folder.path()).await;
    assert!(said.contains("not a database"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
}

/// Names and contents of a folder's files.
fn listing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.display().to_string(), std::fs::read(&path).unwrap_or_default())
    });
    let mut files: Vec<_> = files.filter(|(name, _)| !name.ends_with("-shm")).collect();
    files.sort();
    files
}

on_both!(
    a_newer_schema_is_left_alone,
    a_step_from_another_text_is_refused,
    opening_twice_one_after_the_other_changes_nothing,
);
