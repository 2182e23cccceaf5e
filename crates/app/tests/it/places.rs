//! Places that an office does not open: with a message that says why, and with nothing written.

use std::path::Path;

use app::{Config, Office, clock::Clock, ids::Chance, office::Place};

fn config(dir: &Path) -> Config {
    Config {
        place: Place::Directory(dir.to_owned()),
        keys: dir.join("keys"),
        clock: Clock::System,
        chance: Chance::seeded(1),
        repairing: false,
    }
}

async fn refused(dir: &Path) -> String {
    format!("{:#}", Office::open(config(dir)).await.err().expect("it must not be opened"))
}

fn is_empty(dir: &Path) -> bool {
    std::fs::read_dir(dir).unwrap().next().is_none()
}

#[tokio::test]
async fn a_place_that_was_never_made_ready_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let said = refused(folder.path()).await;
    assert!(said.contains("holds no record; run `caseway init` first"), "{said}");
    assert!(is_empty(folder.path()));
    let missing = folder.path().join("missing");
    assert!(refused(&missing).await.contains("holds no record"));
    assert!(is_empty(folder.path()));
}

#[tokio::test]
async fn a_second_office_on_one_directory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    Office::init(&config(folder.path()), "caseway.example/test", false).await.unwrap();
    let first = Office::open(config(folder.path())).await.unwrap();
    let said = refused(folder.path()).await;
    assert!(said.contains("is in use by process"), "{said}");
    let beside = Office::open_beside(config(folder.path())).await.unwrap();
    assert!(beside.checkpoint().await.is_err(), "nothing is signed beside the office");
    drop(first);
    Office::open(config(folder.path())).await.unwrap();
}

#[tokio::test]
async fn keys_that_are_missing_or_of_another_log_are_named() {
    let folder = tempfile::tempdir().unwrap();
    Office::init(&config(folder.path()), "caseway.example/test", false).await.unwrap();
    let key = folder.path().join("keys/log.key");
    let text = std::fs::read_to_string(&key).unwrap();
    std::fs::write(&key, text.replace("caseway.example/test", "caseway.example/other")).unwrap();
    let said = refused(folder.path()).await;
    assert!(said.contains("are of another log than caseway.example/test"), "{said}");
    std::fs::write(&key, "origin caseway.example/test\ned25519 00ff\n").unwrap();
    let said = refused(folder.path()).await;
    assert!(
        said.contains("a key is not 64 hexadecimal digits") && !said.contains("00ff"),
        "{said}"
    );
    std::fs::remove_file(&key).unwrap();
    let said = refused(folder.path()).await;
    assert!(said.contains("the log's keys") && said.contains("cannot be read"), "{said}");
}

#[tokio::test]
async fn a_record_takes_no_other_clock_and_a_sandbox_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    Office::init(&config(folder.path()), "caseway.example/test", false).await.unwrap();
    let set = Clock::set_at("2026-10-05T09:00:00Z".parse().unwrap());
    let said = Office::open(Config { clock: set, ..config(folder.path()) }).await.err().unwrap();
    assert!(said.to_string().contains("only a sandbox takes another clock"), "{said}");
    let said = Office::init(&config(folder.path()), "caseway.example/test", true).await;
    assert!(said.unwrap_err().to_string().contains("already initialised"));
    // Once more as it is: nothing changes.
    Office::init(&config(folder.path()), "caseway.example/test", false).await.unwrap();
}
