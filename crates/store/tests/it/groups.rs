//! Group commit: whatever waits is committed together, and nobody is answered before the commit.

use std::{
    pin::Pin,
    task::{Context, Poll, Waker},
};

use store::{Appended, NotAppended, Store, value::Stmt};

use crate::{
    place::{Place, client},
    world::{Hand, batch, registered},
};

const COMMANDS: usize = 64;

type Waiting = Pin<Box<dyn Future<Output = Result<Appended, NotAppended>> + Send>>;

/// Commands that are sent, and whose answers nobody looked at yet.
fn sent(store: &Store) -> Vec<Waiting> {
    let send = |number| {
        let store = store.clone();
        let hand = Hand::on(&format!("purchaser/N{number}"));
        let append = hand.append(&[registered(&hand.stream, "x")]).0;
        let waiting = async move { store.append(batch(vec![append])).await };
        Box::pin(waiting) as Waiting
    };
    (0..COMMANDS).map(send).collect()
}

/// Sends what is not sent yet, and says how many are answered.
fn answered(all: &mut [Waiting]) -> usize {
    let mut ctx = Context::from_waker(Waker::noop());
    let polled = all.iter_mut().map(|one| one.as_mut().poll(&mut ctx));
    polled.filter(Poll::is_ready).count()
}

async fn all_answered(all: Vec<Waiting>) {
    for waiting in all {
        assert!(matches!(waiting.await.unwrap(), Appended::New(_)));
    }
}

/// Commits in a write-ahead log: a frame that ends one says how large the database is after it.
fn commits(wal: &[u8]) -> usize {
    let number = |at: usize| u32::from_be_bytes(wal[at..at + 4].try_into().unwrap());
    let (page, salts) = (number(8) as usize, &wal[16..24]);
    let frames = wal[32..].chunks_exact(24 + page);
    // A frame with other salts is left over from before the log began anew.
    let own = frames.filter(|frame| frame[8..16] == *salts);
    own.filter(|frame| frame[4..8] != [0; 4]).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_commands_share_one_commit_of_sqlite() {
    let place = Place::sqlite();
    let store = place.open().await;
    let wal = || std::fs::read(place.folder.path().join("caseway.db-wal")).unwrap();
    let before = commits(&wal());
    // While somebody else holds the write lock, no commit can take place.
    let other = rusqlite::Connection::open(place.folder.path().join("caseway.db")).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let mut all = sent(&store);
    assert_eq!(answered(&mut all), 0);
    assert_eq!(store.head().await.unwrap().n, 0, "reading goes on meanwhile");
    assert_eq!(answered(&mut all), 0);
    other.execute_batch("rollback").unwrap();
    all_answered(all).await;
    let made = commits(&wal()) - before;
    assert!((1..=3).contains(&made), "{COMMANDS} commands took {made} commits");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_commands_share_one_commit_of_postgresql() {
    let Some(place) = Place::postgres() else { return };
    let store = place.open().await;
    let other = client(&place.database.as_ref().unwrap().url()).await;
    other.batch_execute("begin; lock table event in exclusive mode").await.unwrap();
    let mut all = sent(&store);
    assert_eq!(answered(&mut all), 0);
    assert_eq!(store.head().await.unwrap().n, 0, "reading goes on meanwhile");
    assert_eq!(answered(&mut all), 0);
    other.batch_execute("rollback").await.unwrap();
    all_answered(all).await;
    let sql = "select count(distinct xmin::text) from event";
    let made = store.query(Stmt::new(sql, vec![])).await.unwrap()[0].int(0);
    assert!((1..=3).contains(&made), "{COMMANDS} commands took {made} commits");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_store_has_finished_what_was_sent() {
    let place = Place::sqlite();
    let store = place.open().await;
    let mut all = sent(&store);
    // Nobody waits for the answers any more; the commands were sent all the same.
    answered(&mut all);
    drop(all);
    drop(store);
    let store = place.open().await;
    assert_eq!(store.head().await.unwrap().n, COMMANDS as u64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_write_ahead_log_is_copied_and_begins_anew() {
    let place = Place::sqlite();
    let store = place.open().await;
    let long = "x".repeat(20_000);
    for number in 0..400 {
        let mut hand = Hand::on(&format!("purchaser/N{number}"));
        hand.add(&store, &[registered(&hand.stream, &long)]).await.unwrap();
    }
    let size = |name: &str| std::fs::metadata(place.folder.path().join(name)).unwrap().len();
    let (wal, database) = (size("caseway.db-wal"), size("caseway.db"));
    assert!(8_000_000 < database, "pages reached the database: {database} bytes");
    assert!(wal < 8_000_000, "the write-ahead log stayed small: {wal} bytes");
}
