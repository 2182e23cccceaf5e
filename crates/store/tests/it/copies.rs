//! Copies of a whole record, and kept files.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use store::{Mode, Store, store::answered, transfer};

use crate::{
    place::Place,
    world::{Hand, keyed, noon, registered},
};

async fn filled(place: &Place) -> Store {
    let store = place.open().await;
    for number in 0..30 {
        let mut hand = Hand::on(&format!("purchaser/N{number}"));
        hand.add(&store, &vec![registered(&hand.stream, "x"); 20]).await.unwrap();
    }
    let hand = Hand::on("purchaser/KEY");
    let append = hand.append(&[registered(&hand.stream, "x")]).0;
    store.append(keyed("k", "d", vec![append])).await.unwrap();
    store.set_once("origin", "caseway.example/test").await.unwrap();
    store.keep(b"a file".to_vec(), noon()).await.unwrap();
    store
}

async fn everything_is_carried_over(place: Place) {
    let from = filled(&place).await;
    let other = Place::sqlite();
    let to = other.open().await;
    transfer::all(&from, &to, |_, _| {}).await.unwrap();
    assert_eq!(to.head().await.unwrap(), from.head().await.unwrap());
    assert_eq!(to.follow(0, 1_000).await.unwrap(), from.follow(0, 1_000).await.unwrap());
    assert_eq!(answered(&to, "k").await.unwrap(), answered(&from, "k").await.unwrap());
    assert_eq!(to.setting("origin").await.unwrap().as_deref(), Some("caseway.example/test"));
    let kept = store::scan::blob_digests(&to, "").await.unwrap();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(to.kept(&kept[0]).await.unwrap().unwrap(), b"a file");
    let again = transfer::all(&from, &to, |_, _| {}).await.unwrap_err();
    assert!(again.to_string().contains("not empty"), "{again}");
}

async fn content_is_kept_once_and_damage_is_seen(place: Place) {
    let store = place.open().await;
    let digest = store.keep(b"a letter".to_vec(), noon()).await.unwrap();
    assert_eq!(store.keep(b"a letter".to_vec(), noon()).await.unwrap(), digest);
    assert!(store.has(&digest).await.unwrap());
    assert_eq!(store.kept(&digest).await.unwrap().unwrap(), b"a letter");
    assert_eq!(store.kept("0").await.unwrap(), None);
    place.tamper("update blob set size = 1").await;
    assert!(store.kept(&digest).await.is_ok(), "the size is not what is trusted");
    let damage = match &place.database {
        None => "update blob set bytes = x'00'",
        Some(_) => "update blob set bytes = '\\x00'",
    };
    place.tamper(damage).await;
    let said = store.kept(&digest).await.unwrap_err().to_string();
    assert!(said.contains("is damaged"), "{said}");
}

/// The copy shows one state, however much is written meanwhile, and it ends.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_under_load_is_one_state() {
    let place = Place::sqlite();
    let store = filled(&place).await;
    // More pages than one step of the copy takes.
    for number in 0..25 {
        store.keep(vec![number; 1_000_000], noon()).await.unwrap();
    }
    let copied = Arc::new(AtomicBool::new(false));
    let writing = {
        let (store, copied) = (store.clone(), Arc::clone(&copied));
        tokio::spawn(async move {
            let mut hand = Hand::on("purchaser/BUSY");
            while !copied.load(Ordering::Relaxed) {
                hand.add(&store, &[registered(&hand.stream, "x")]).await.unwrap();
            }
        })
    };
    let before = store.head().await.unwrap().n;
    let target = tempfile::tempdir().unwrap();
    let copy = store.backend().copy_to(target.path().join("caseway.db")).unwrap();
    copy.await.unwrap();
    copied.store(true, Ordering::Relaxed);
    writing.await.unwrap();
    let copied = Store::sqlite(target.path(), Mode::ReadOnly).await.unwrap();
    let head = copied.head().await.unwrap();
    assert!(before <= head.n && head.n < store.head().await.unwrap().n);
    let events = copied.follow(before - 1, 100_000).await.unwrap();
    assert_eq!(events.last().unwrap().n, head.n);
    assert_eq!(store::log::root_at(&copied, head.n).await.unwrap().unwrap(), head.root);
}

/// What is written meanwhile is not seen, and nothing can be written there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snapshot_of_postgresql_stands_still() {
    let Some(place) = Place::postgres() else { return };
    let store = filled(&place).await;
    let still = store.snapshot().await.unwrap();
    let before = still.head().await.unwrap();
    let mut hand = Hand::on("purchaser/LATER");
    hand.add(&store, &[registered(&hand.stream, "x")]).await.unwrap();
    assert_eq!(still.head().await.unwrap(), before);
    assert_eq!(still.follow(before.n, 10).await.unwrap(), []);
    assert_eq!(store.head().await.unwrap().n, before.n + 1);
    assert!(still.is_read_only() && still.set_once("a", "b").await.is_err());
}

on_both!(everything_is_carried_over, content_is_kept_once_and_damage_is_seen);
