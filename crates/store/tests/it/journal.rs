//! Versions, several files at once, numbers, reading.

use std::collections::HashMap;

use store::{
    NotAppended, Store,
    value::{Stmt, text},
    views,
};
use terms::StreamId;

use crate::{
    place::Place,
    world::{Hand, batch, line, opened, registered, stream},
};

async fn count(store: &Store, table: &'static str) -> i64 {
    let sql = format!("select count(*) from {table}");
    store.query(Stmt::composed(sql, vec![])).await.unwrap()[0].int(0)
}

async fn one_version_has_one_winner(place: Place) {
    let store = place.open().await;
    let mut first = Hand::on("purchaser/BN");
    let second = first.clone();
    let receipt = first.add(&store, &[registered(&first.stream, "Bandaria")]).await.unwrap();
    assert_eq!((receipt.version, receipt.first, receipt.last), (1, 1, 1));
    assert_eq!(receipt.events, ["purchaser.registered"]);
    let late = second.append(&[registered(&second.stream, "Other")]).0;
    let said = store.append(batch(vec![late.clone()])).await.unwrap_err();
    assert_eq!(said.to_string(), "purchaser/BN is at version 1, not at 0");
    let ahead = store::Append { expected: Some(7), ..late.clone() };
    let said = store.append(batch(vec![ahead])).await.unwrap_err();
    assert_eq!(said.to_string(), "purchaser/BN is at version 1, not at 7");
    // Without an expected version it goes after whatever is there.
    let anyway = store::Append { expected: None, views: Vec::new(), ..late };
    store.append(batch(vec![anyway])).await.unwrap();
    let versions: Vec<u64> =
        store.read(&first.stream, 0).await.unwrap().iter().map(|event| event.version).collect();
    assert_eq!(versions, [1, 2]);
}

async fn several_files_change_together_or_not_at_all(place: Place) {
    let store = place.open().await;
    let (purchaser, case) = (Hand::on("purchaser/BN"), Hand::on("case/BN-P-AAA"));
    let both = |expected| {
        let of_purchaser = purchaser.append(&[registered(&purchaser.stream, "Bandaria")]).0;
        let of_case = case.append(&[opened(&case.stream, "boats", "Two boats")]).0;
        vec![of_purchaser, store::Append { expected: Some(expected), ..of_case }]
    };
    let said = store.append(batch(both(3))).await.unwrap_err();
    assert_eq!(said.to_string(), "case/BN-P-AAA is at version 0, not at 3");
    assert_eq!(store.head().await.unwrap().n, 0);
    for table in ["event", "purchaser_list", "case_list", "search", "command"] {
        assert_eq!(count(&store, table).await, 0, "{table}");
    }
    store.append(batch(both(0))).await.unwrap();
    assert_eq!(store.head().await.unwrap().n, 2);
    assert_eq!(count(&store, "case_list").await, 1);
}

async fn a_row_that_cannot_be_written_takes_its_events_with_it(place: Place) {
    let store = place.open().await;
    let mut sound = Hand::on("purchaser/AA");
    let broken = Hand::on("purchaser/BB");
    let mut append = broken.append(&[registered(&broken.stream, "B")]).0;
    let twice = append.views.clone();
    append.views.extend(twice);
    // Both are in one group: the sound one must not suffer for the other.
    let failing = store.append(batch(vec![append]));
    let (sound_append, after) = sound.append(&[registered(&sound.stream, "A")]);
    let (failed, done) = tokio::join!(failing, store.append(batch(vec![sound_append])));
    assert!(failed.is_err(), "{failed:?}");
    done.unwrap();
    sound.file = after;
    assert_eq!(store.head().await.unwrap().n, 1);
    assert!(store.read(&broken.stream, 0).await.unwrap().is_empty());
    sound.add(&store, &[registered(&sound.stream, "again")]).await.unwrap();
    assert_eq!(store.head().await.unwrap().n, 2);
}

async fn a_file_that_was_read_must_not_have_moved(place: Place) {
    let store = place.open().await;
    let mut purchaser = Hand::on("purchaser/BN");
    purchaser.add(&store, &[registered(&purchaser.stream, "Bandaria")]).await.unwrap();
    let case = Hand::on("case/BN-P-AAA");
    let relying = |version| {
        let append = case.append(&[opened(&case.stream, "boats", "Two boats")]).0;
        store::Batch { unmoved: vec![(purchaser.stream.clone(), version)], ..batch(vec![append]) }
    };
    let said = store.append(relying(0)).await.unwrap_err();
    assert!(matches!(said, NotAppended::Conflict { current: 1, expected: 0, .. }), "{said}");
    assert!(store.read(&case.stream, 0).await.unwrap().is_empty());
    store.append(relying(1)).await.unwrap();
}

async fn numbers_have_no_gap_and_follow_the_commits(place: Place) {
    const CLIENTS: usize = 8;
    const EACH: usize = 40;
    let store = place.open().await;
    let clients = (0..CLIENTS).map(|client| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut last = 0;
            let mut hand = Hand::on(&format!("purchaser/C{client}"));
            for round in 0..EACH {
                let events = vec![registered(&hand.stream, "x"); 1 + round % 3];
                let receipt = hand.add(&store, &events).await.unwrap();
                assert!(last < receipt.first, "{receipt:?} after {last}");
                assert_eq!(receipt.last - receipt.first + 1, events.len() as u64);
                last = receipt.last;
                // A loser in between must not use up a number.
                let late = Hand::on(&format!("purchaser/C{client}"));
                late.clone().add(&store, &[registered(&late.stream, "y")]).await.unwrap_err();
                // Whatever was answered is there to be read.
                let read = store.follow(receipt.first - 1, 1).await.unwrap();
                assert_eq!(read[0].stream, hand.stream);
                assert!(store.head().await.unwrap().n >= last);
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    let mut versions: HashMap<StreamId, u64> = HashMap::new();
    let mut after = 0;
    loop {
        let page = store.follow(after, 37).await.unwrap();
        assert!(page.len() <= 37);
        let Some(last) = page.last() else { break };
        for (n, event) in (after + 1..).zip(&page) {
            assert_eq!(event.n, n);
            let version = versions.entry(event.stream.clone()).or_default();
            *version += 1;
            assert_eq!(event.version, *version);
        }
        after = last.n;
    }
    assert_eq!(after, store.head().await.unwrap().n);
    let each: usize = (0..EACH).map(|round| 1 + round % 3).sum();
    assert_eq!(after, (CLIENTS * each) as u64);
}

async fn every_reader_sees_read_models_that_fit_the_events(place: Place) {
    const FILES: usize = 120;
    let store = place.open().await;
    let writing = {
        let store = store.clone();
        tokio::spawn(async move {
            for number in 0..FILES {
                let mut hand = Hand::on(&format!("purchaser/N{number}"));
                hand.add(&store, &[registered(&hand.stream, "x")]).await.unwrap();
            }
        })
    };
    let mut looks = 0;
    loop {
        let ended = writing.is_finished();
        let sql = "select (select count(*) from event), (select count(*) from purchaser_list), \
                   (select count(*) from search), (select n from log_head)";
        let row = store.query(Stmt::new(sql, vec![])).await.unwrap().remove(0);
        let seen = [row.int(0), row.int(1), row.int(2), row.int(3)];
        assert_eq!(seen, [seen[0]; 4]);
        looks += 1;
        if ended {
            assert_eq!(seen[0], i64::try_from(FILES).unwrap());
            break;
        }
    }
    assert!(2 < looks);
    writing.await.unwrap();
}

async fn a_folded_file_is_the_file_that_was_written(place: Place) {
    let store = place.open().await;
    let mut case = Hand::on("case/BN-P-AAA");
    case.add(&store, &[opened(&case.stream, "boats", "Two boats")]).await.unwrap();
    case.add(&store, &[line(&case.stream, "1250000.50")]).await.unwrap();
    drop(store);
    let store = place.open().await;
    let folded = store.fold(&case.stream, case::File::new(case.stream.kind)).await.unwrap();
    assert_eq!(folded.head().version, 2);
    let rows = |file| views::expected(&case.stream, file);
    assert_eq!(rows(&folded), rows(&case.file));
    let sql = "select value_cents from case_list where stream = $1";
    let row = store.query(Stmt::new(sql, vec![text(stream("case/BN-P-AAA"))])).await.unwrap();
    assert_eq!(row[0].int(0), 125_000_050);
}

on_both!(
    one_version_has_one_winner,
    several_files_change_together_or_not_at_all,
    a_row_that_cannot_be_written_takes_its_events_with_it,
    a_file_that_was_read_must_not_have_moved,
    numbers_have_no_gap_and_follow_the_commits,
    every_reader_sees_read_models_that_fit_the_events,
    a_folded_file_is_the_file_that_was_written,
);
