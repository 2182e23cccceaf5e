//! Copies while the office works, and restoring them: never a silent way back.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use app::{
    Config, Office,
    backup::{Restore, Restored},
    clock::Clock,
    ids::Chance,
    office::Place,
    verify::Known,
};
use tempfile::TempDir;
use testkit::TestOffice;

use crate::orders::{cases, codes, contact, finding, register};

/// An empty place to restore into.
struct Empty(TempDir);

impl Empty {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn config(&self) -> Config {
        let dir = self.0.path().join("data");
        Config {
            keys: dir.join("keys"),
            place: Place::Directory(dir),
            clock: Clock::set_at("2026-10-06T09:00:00Z".parse().unwrap()),
            chance: Chance::seeded(70),
            repairing: false,
        }
    }

    async fn restore(&self, wanted: Restore) -> anyhow::Result<Restored> {
        Office::restore(self.config(), wanted, |_, _| {}).await
    }
}

fn wanted(file: &Path, keys: &Path) -> Restore {
    Restore { file: file.to_owned(), latest: None, succession: None, keys_from: keys.to_owned() }
}

/// The operator's keys without their memory, as they lie in a safe.
fn keys_in_a_safe(office: &TestOffice, safe: &Path) -> PathBuf {
    std::fs::copy(office.folder().join("keys/log.key"), safe.join("log.key")).unwrap();
    safe.to_owned()
}

async fn filled() -> TestOffice {
    fill(TestOffice::new().await).await
}

async fn fill(office: TestOffice) -> TestOffice {
    let codes = codes(&office, 3);
    register(&office, &codes).await;
    cases(&office, 2).await;
    for number in 0..20 {
        let key = Some(format!("k{number}"));
        let order = contact(&codes[number % 3], &format!("contact {number}"));
        office.act(app::Order { key, ..order }).await.unwrap();
    }
    let digest = office.store().keep(b"a letter".to_vec(), office.now()).await.unwrap();
    let attach = serde_json::json!({ "name": "letter.txt", "sha256": digest });
    office.act(crate::orders::order("case/cn-1", "attach", attach)).await.unwrap();
    office
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_the_office_works_restores_to_what_it_was() {
    for office in TestOffice::each().await {
        let copying_ended = Arc::new(AtomicBool::new(false));
        let office = fill(office).await;
        let (folder, safe) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = folder.path().join("backup.db");
        let working = {
            let (office, ended) = (office.shared(), Arc::clone(&copying_ended));
            tokio::spawn(async move {
                let mut number = 0;
                while !ended.load(Ordering::Relaxed) {
                    let key = Some(format!("busy-{number}"));
                    let order = finding("cn-1", &format!("finding {number}"));
                    office.act(app::Order { key, ..order }).await.unwrap();
                    number += 1;
                }
            })
        };
        let copied = office.backup(&file, |_, _| {}).await.unwrap();
        copying_ended.store(true, Ordering::Relaxed);
        working.await.unwrap();
        let published = office.store().head().await.unwrap();
        assert!(copied.size <= published.n);
        let said = office.backup(&file, |_, _| {}).await.unwrap_err().to_string();
        assert!(said.contains("does not overwrite"), "{said}");

        // Somebody saw the log at the size of the backup, or before: nothing is missing.
        let checkpoints = store::log::checkpoints(office.store(), -1, 1_000).await.unwrap();
        let latest = checkpoints.iter().rfind(|one| one.size <= copied.size).unwrap();
        let place = Empty::new();
        let keys_from = keys_in_a_safe(&office, safe.path());
        let latest = Some(latest.note.clone().into_bytes());
        let restored = place.restore(Restore { latest, ..wanted(&file, &keys_from) }).await;
        let restored = restored.unwrap();
        assert_eq!((restored.size, restored.succeeded), (copied.size, false));
        assert_eq!(restored.origin, office.keys().origin());

        let again = Office::open(place.config()).await.unwrap();
        let events = |office: &Office| {
            let store = office.store().clone();
            async move { store.follow(0, 100_000).await.unwrap() }
        };
        let before: Vec<_> = events(&office).await;
        let after = events(&again).await;
        assert_eq!(after.len() as u64, copied.size);
        assert_eq!(before[..after.len()], after[..]);
        // Keys are answered as before, and the log goes on.
        let codes = codes(&office, 3);
        let repeat = app::Order { key: Some("k3".into()), ..contact(&codes[0], "contact 3") };
        let known = office.act(repeat.clone()).await.unwrap();
        assert_eq!(again.act(repeat).await.unwrap(), known);
        again.act(contact(&codes[0], "after the restore")).await.unwrap();
        assert_eq!(again.checkpoint().await.unwrap().size, copied.size + 1);
        again.verify(&Known::default(), |_, _| {}).await.unwrap();
    }
}

#[tokio::test]
async fn a_way_back_is_refused_in_every_form() {
    let office = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.db");
    office.backup(&file, |_, _| {}).await.unwrap();
    let codes = codes(&office, 1);
    office.act(contact(&codes[0], "after the backup")).await.unwrap();
    let latest = office.checkpoint().await.unwrap().note.into_bytes();
    let safe = tempfile::tempdir().unwrap();
    let safe = keys_in_a_safe(&office, safe.path());
    let own = office.folder().join("keys");
    let refused = async |wanted: Restore| {
        let place = Empty::new();
        let said = place.restore(wanted).await.unwrap_err();
        let made = place.0.path().join("data").exists();
        assert!(!made, "nothing was made");
        format!("{said:#}")
    };
    // Nobody says what was published.
    let said = refused(wanted(&file, &safe)).await;
    assert!(said.contains("nobody says what was published after this backup"), "{said}");
    // The newest checkpoint shows more than the backup has.
    let shown = Restore { latest: Some(latest.clone()), ..wanted(&file, &safe) };
    assert!(refused(shown).await.contains("the log was published with"));
    // An older checkpoint is held out, and the memory beside the keys knows better.
    let checkpoints = store::log::checkpoints(office.store(), -1, 1_000).await.unwrap();
    let older = Some(checkpoints[0].note.clone().into_bytes());
    let shown = Restore { latest: older, ..wanted(&file, &own) };
    assert!(refused(shown).await.contains("the keys remember"));
    // A checkpoint of another log proves nothing.
    let other = TestOffice::sqlite(testkit::office::Made { seed: 5, ..Default::default() }).await;
    let foreign = other.checkpoint().await.unwrap().note.into_bytes();
    let shown = Restore { latest: Some(foreign), ..wanted(&file, &safe) };
    assert!(refused(shown).await.contains("is not one of this log"));
    // Keys of another log cannot go on with this one: the name may be the same, the keys are not.
    let strange = other.folder().join("keys");
    let shown = Restore { latest: Some(latest), ..wanted(&file, &strange) };
    assert!(refused(shown).await.contains("is not one of this log"));
    // Something that is no backup.
    std::fs::write(folder.path().join("letter"), "Dear Sir").unwrap();
    let letter = wanted(&folder.path().join("letter"), &safe);
    assert!(!refused(letter).await.is_empty());
    let missing = wanted(&folder.path().join("missing"), &safe);
    assert!(refused(missing).await.contains("is not there"));
}

#[tokio::test]
async fn a_succession_is_signed_by_both_logs_and_seen_by_whoever_verifies() {
    let office = filled().await;
    let (folder, safe) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("backup.db");
    let old = office.backup(&file, |_, _| {}).await.unwrap();
    let within = office.checkpoint().await.unwrap().note.into_bytes();
    let codes = codes(&office, 1);
    for number in 0..7 {
        office.act(contact(&codes[0], &format!("lost {number}"))).await.unwrap();
    }
    let lost = office.checkpoint().await.unwrap();
    let keys_from = keys_in_a_safe(&office, safe.path());
    let place = Empty::new();
    let wanted = Restore {
        latest: Some(lost.note.clone().into_bytes()),
        succession: Some("The disk of the server\nfailed".to_owned()),
        ..wanted(&file, &keys_from)
    };
    let restored = place.restore(wanted.clone()).await.unwrap();
    assert!(restored.succeeded);
    assert_eq!(restored.origin, "caseway.example/test/2");
    assert_eq!(restored.size, old.size);
    // The place is taken now.
    let said = place.restore(wanted).await.unwrap_err().to_string();
    assert!(said.contains("not empty"), "{said}");

    let again = Office::open(place.config()).await.unwrap();
    let verify = async |note: &[u8]| {
        let known = Known { old: vec![note.to_vec()], exports: Vec::new() };
        again.verify(&known, |_, _| {}).await
    };
    // Whoever saw the old log before the backup sees nothing missing; whoever saw more is told how
    // much was lost, under which name the log goes on, and why.
    let verified = verify(&within).await.unwrap();
    assert_eq!(verified.successions[0].seen, None);
    let verified = verify(lost.note.as_bytes()).await.unwrap();
    let [succession] = &verified.successions[..] else { panic!("{verified:?}") };
    assert_eq!(succession.seen, Some(lost.size));
    let said = succession.to_string();
    assert!(said.contains("7 are lost") && said.contains("caseway.example/test/2"), "{said}");

    // The record of it cannot be taken away or changed.
    let record = again.store().setting("succession").await.unwrap().unwrap();
    assert!(record.contains("succeeded by caseway.example/test/2"), "{record}");
    let other = record.replace("The disk", "A flood");
    for (with, expected) in [
        (other.as_str(), "says something else than the event"),
        (record.rsplit_once('\u{2014}').unwrap().0, "is not signed by"),
        (record.as_str(), ""),
    ] {
        again.store().replace_setting("succession", with).await.unwrap();
        match verify(&within).await {
            Ok(_) => assert!(expected.is_empty()),
            Err(error) => assert!(format!("{error:#}").contains(expected), "{error:#}"),
        }
    }
    // The new log is served, exported and copied as any other, and can succeed again.
    again.act(contact(&codes[0], "after the restore")).await.unwrap();
    let second = folder.path().join("second.db");
    again.backup(&second, |_, _| {}).await.unwrap();
    again.act(contact(&codes[0], "lost again")).await.unwrap();
    again.checkpoint().await.unwrap();
    let third = Empty::new();
    let keys_from = place.config().keys;
    let wanted = Restore {
        latest: None,
        succession: Some("Again".to_owned()),
        ..self::wanted(&second, &keys_from)
    };
    let restored = third.restore(wanted).await.unwrap();
    assert_eq!(restored.origin, "caseway.example/test/3");
    let last = Office::open(third.config()).await.unwrap();
    let known = Known { old: vec![within, lost.note.into_bytes()], exports: Vec::new() };
    let verified = last.verify(&known, |_, _| {}).await.unwrap();
    assert_eq!(verified.successions.len(), 2);
    assert_eq!(verified.successions[0].seen, Some(lost.size));
}

#[tokio::test]
async fn a_restore_that_was_interrupted_is_not_served() {
    let office = filled().await;
    let (folder, safe) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("backup.db");
    office.backup(&file, |_, _| {}).await.unwrap();
    let latest = Some(office.checkpoint().await.unwrap().note.into_bytes());
    let keys_from = keys_in_a_safe(&office, safe.path());
    let place = Empty::new();
    place.restore(Restore { latest, ..wanted(&file, &keys_from) }).await.unwrap();
    // As if it had stopped before the read models were made.
    let half = Office::open(place.config()).await.unwrap();
    half.store().set_once("views-stale", "yes").await.unwrap();
    drop(half);
    let said = Office::open(place.config()).await.err().unwrap().to_string();
    assert!(said.contains("run `caseway rebuild`"), "{said}");
    let mending = Config { repairing: true, ..place.config() };
    Office::open(mending).await.unwrap().rebuild(|_, _| {}).await.unwrap();
    Office::open(place.config()).await.unwrap();
}
