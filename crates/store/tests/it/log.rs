//! The log that grows with the journal.

use store::{
    Appended, Store,
    log::{self, Published},
    scan,
    value::Stmt,
};
use tlog::{Entry, File, Tile, Tiler, layout};

use crate::{
    place::Place,
    world::{Hand, batch, noon, registered},
};

/// Events on many files, in groups.
async fn grow(store: &Store, events: usize) {
    let mut hand = Hand::on("purchaser/BN");
    let mut left = events;
    while left > 0 {
        let some = left.min(100);
        hand.add(store, &vec![registered(&hand.stream, "x"); some]).await.unwrap();
        left -= some;
    }
}

async fn tiler(store: &Store) -> Tiler {
    let mut tiler = Tiler::new();
    let mut after = 0;
    loop {
        let page = store.follow(after, 1_000).await.unwrap();
        let Some(last) = page.last() else { return tiler };
        after = last.n;
        for event in &page {
            tiler.append(Entry::new(event.entry.as_bytes()).unwrap().leaf_hash());
        }
    }
}

async fn the_head_is_the_root_over_all_entries(place: Place) {
    let store = place.open().await;
    assert_eq!(store.head().await.unwrap().root, *Tiler::new().root().bytes());
    grow(&store, 700).await;
    let tiler = tiler(&store).await;
    let head = store.head().await.unwrap();
    assert_eq!((head.n, &head.root), (700, tiler.root().bytes()));
    assert_eq!(log::root_at(&store, 700).await.unwrap().unwrap(), head.root);
    assert_eq!(log::root_at(&store, 701).await.unwrap(), None);
    // The log goes on from what is kept.
    drop(store);
    let store = place.open().await;
    let mut other = Hand::on("purchaser/AA");
    other.add(&store, &[registered(&other.stream, "x")]).await.unwrap();
    assert_eq!(store.head().await.unwrap().root, *self::tiler(&store).await.root().bytes());
}

async fn every_file_of_the_log_is_there_at_its_size(place: Place) {
    let store = place.open().await;
    grow(&store, 600).await;
    for size in [1, 255, 256, 257, 512, 600] {
        for file in layout::files(size) {
            let bytes = match file {
                File::Hashes(tile) => log::hashes(&store, tile).await.unwrap().unwrap(),
                File::Entries(tile) => log::bundle(&store, tile).await.unwrap().unwrap(),
            };
            assert!(!bytes.is_empty(), "{}", file.path());
        }
    }
    let beyond = Tile::at(0, 2, 601).unwrap();
    assert_eq!(log::hashes(&store, beyond).await.unwrap(), None);
    assert_eq!(log::bundle(&store, beyond).await.unwrap(), None);
    // Full tiles of level 0, and one growing tile above them.
    let kept = scan::tiles(&store).await.unwrap();
    let places: Vec<(i64, i64, usize)> =
        kept.iter().map(|(level, tile, hashes)| (*level, *tile, hashes.len())).collect();
    assert_eq!(places, [(0, 0, 8_192), (0, 1, 8_192), (1, 0, 64)]);
}

async fn of_two_checkpoints_of_one_size_the_first_stays(place: Place) {
    let store = place.open().await;
    for note in ["first", "second"] {
        let published = Published { size: 7, note: note.to_owned(), at: noon() };
        store.write(vec![log::keep_checkpoint(&published)]).await.unwrap();
    }
    assert_eq!(log::newest_checkpoint(&store).await.unwrap().unwrap().note, "first");
    assert_eq!(log::checkpoints(&store, -1, 10).await.unwrap().len(), 1);
    assert!(log::checkpoints(&store, 7, 10).await.unwrap().is_empty());
}

async fn a_log_whose_tiles_were_changed_does_not_grow(place: Place) {
    let store = place.open().await;
    grow(&store, 300).await;
    drop(store);
    place
        .tamper("update event set entry = replace(entry, '\"v\":1', '\"v\":2') where n = 290")
        .await;
    let store = place.open().await;
    let hand = Hand::on("purchaser/AA");
    let append = hand.append(&[registered(&hand.stream, "x")]).0;
    let said = store.append(batch(vec![append])).await.unwrap_err().to_string();
    assert!(said.contains("the log's tiles lead to"), "{said}");
    assert_eq!(store.head().await.unwrap().n, 300);
}

async fn a_file_whose_last_entry_is_damaged_takes_no_more(place: Place) {
    let store = place.open().await;
    let mut hand = Hand::on("purchaser/BN");
    hand.add(&store, &[registered(&hand.stream, "x")]).await.unwrap();
    place.tamper("update event set entry = 'gone'").await;
    let said = hand.add(&store, &[registered(&hand.stream, "y")]).await.unwrap_err();
    assert!(said.to_string().contains("the last entry of a file is damaged"), "{said}");
}

/// Two programs write one database. Each moves the head from where it found it, so that there is
/// one log and nobody's command is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_writers_never_fork_the_log() {
    const EACH: usize = 60;
    let Some(place) = Place::postgres() else { return };
    let mut writers = Vec::new();
    for program in 0..2 {
        let store = place.open().await;
        for task in 0..4 {
            let store = store.clone();
            writers.push(tokio::spawn(async move {
                let mut hand = Hand::on(&format!("purchaser/P{program}T{task}"));
                for _ in 0..EACH {
                    // One file is written by both programs at once.
                    let shared = Hand::on("purchaser/ALL");
                    let append = shared.append(&[registered(&shared.stream, "x")]).0;
                    let shared = store::Append { expected: None, views: Vec::new(), ..append };
                    let (own, after) = hand.append(&[registered(&hand.stream, "x")]);
                    let done = store.append(batch(vec![own, shared])).await.unwrap();
                    let Appended::New(receipt) = done else { panic!("no key was given") };
                    assert_eq!(receipt.last - receipt.first, 1);
                    hand.file = after;
                }
            }));
        }
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let store = place.open().await;
    let head = store.head().await.unwrap();
    assert_eq!(head.n, 2 * 4 * 2 * EACH as u64);
    let tiler = tiler(&store).await;
    assert_eq!((tiler.size(), tiler.root().bytes()), (head.n, &head.root));
    let sql = "select count(*), max(version) from event where stream = 'purchaser/ALL'";
    let row = store.query(Stmt::new(sql, vec![])).await.unwrap().remove(0);
    assert_eq!((row.int(0), row.int(1)), (480, 480));
}

on_both!(
    the_head_is_the_root_over_all_entries,
    every_file_of_the_log_is_there_at_its_size,
    of_two_checkpoints_of_one_size_the_first_stays,
    a_log_whose_tiles_were_changed_does_not_grow,
    a_file_whose_last_entry_is_damaged_takes_no_more,
);
