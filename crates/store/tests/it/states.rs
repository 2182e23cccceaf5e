//! States of long files: kept, used, and never the reason for another answer.

use case::kept;
use store::{
    Store,
    states::{self, Look},
};
use terms::StreamId;

use crate::{
    place::Place,
    world::{Hand, event, opened},
};

on_both! {
    a_long_file_is_read_from_its_kept_state,
    a_kept_state_that_is_not_as_it_was_written_is_not_read,
    a_kept_state_of_another_program_is_not_read,
    a_kept_state_of_another_history_is_not_read,
    a_kept_state_that_only_looks_right_is_found,
    a_short_file_needs_none,
}

/// A case with so many events more than its first.
async fn case(store: &Store, events: usize) -> Hand {
    let mut hand = Hand::on("case/BN-P-LCB");
    let stream = hand.stream.clone();
    hand.add(store, &[opened(&stream, "patrol boats", "two boats")]).await.unwrap();
    add(&mut hand, store, events).await;
    hand
}

async fn add(hand: &mut Hand, store: &Store, events: usize) {
    let stream = hand.stream.clone();
    let from = hand.version();
    let deposits = (0..events as u64).map(|n| {
        let body = serde_json::json!({
            "on": "2026-10-05", "amount": "1.00", "reference": format!("{}", from + n),
        });
        event(&stream, "case.deposited", &body)
    });
    let deposits: Vec<_> = deposits.collect();
    hand.add(store, &deposits).await.unwrap();
}

/// What a file says, in full.
async fn said(store: &Store, stream: &StreamId) -> (String, u64) {
    let latest = store.latest(stream).await.unwrap();
    (format!("{:?}", latest.file), latest.kept)
}

async fn look(store: &Store, hand: &Hand) -> Look {
    states::look(store, &hand.stream.to_string()).await.unwrap()
}

async fn a_long_file_is_read_from_its_kept_state(place: Place) {
    let store = place.open().await;
    let mut hand = case(&store, 100).await;
    assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 0));
    store.keep_state(&hand.stream, &hand.file).await.unwrap();
    assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 101));
    assert_eq!(look(&store, &hand).await, Look::Right);
    // What came later is folded on top of it, and the next one takes its place.
    add(&mut hand, &store, 7).await;
    assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 101));
    store.keep_state(&hand.stream, &hand.file).await.unwrap();
    assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 108));
    assert_eq!(states::names(&store, "").await.unwrap(), [hand.stream.to_string()]);
    store.write(vec![states::discard(&hand.stream.to_string())]).await.unwrap();
    assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 0));
}

/// Each column behind the program's back: the answer stays what it was.
async fn a_kept_state_that_is_not_as_it_was_written_is_not_read(place: Place) {
    let store = place.open().await;
    let hand = case(&store, 100).await;
    for change in [
        "version = version - 1",
        "version = -1",
        "version = version + 5",
        "tip = 'x'",
        "format = format || 'x'",
        "digest = ''",
    ] {
        store.keep_state(&hand.stream, &hand.file).await.unwrap();
        place.tamper(&format!("update kept_state set {change}")).await;
        assert_eq!(look(&store, &hand).await, Look::Damaged, "{change}");
        assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 0), "{change}");
    }
    // One byte of the body, at its beginning, in its middle and at its end.
    let length = kept::write(&hand.file).len();
    for at in [0, length / 2, length - 1] {
        store.keep_state(&hand.stream, &hand.file).await.unwrap();
        let mut body = kept::write(&hand.file);
        body[at] ^= 1;
        put(&place, &[("body", &hex_literal(&place, &body))]).await;
        assert_eq!(look(&store, &hand).await, Look::Damaged, "byte {at}");
        assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 0), "byte {at}");
    }
}

async fn a_kept_state_of_another_program_is_not_read(place: Place) {
    let store = place.open().await;
    let hand = case(&store, 100).await;
    store.keep_state(&hand.stream, &hand.file).await.unwrap();
    let body = kept::write(&hand.file);
    let tip = tip(&store, &hand.stream, hand.version()).await;
    let (stream, version) = (&hand.stream.to_string(), hand.version());
    let digest = states::Place { stream, version, format: "older", tip: &tip }.digest(&body);
    put(&place, &[("format", "'older'"), ("digest", &format!("'{digest}'"))]).await;
    assert_eq!(look(&store, &hand).await, Look::Old);
    assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 0));
}

/// The event at which it stands is not the one that it was folded to: a record that went back and
/// on again in another way.
async fn a_kept_state_of_another_history_is_not_read(place: Place) {
    let store = place.open().await;
    let hand = case(&store, 100).await;
    store.keep_state(&hand.stream, &hand.file).await.unwrap();
    let body = kept::write(&hand.file);
    let tip = tip(&store, &hand.stream, hand.version() - 1).await;
    let digest = digest_at(&hand, &tip, &body);
    put(&place, &[("tip", &format!("'{tip}'")), ("digest", &format!("'{digest}'"))]).await;
    assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 0));
    assert_eq!(look(&store, &hand).await, Look::Wrong);
    // The events from its version on are missing.
    store.keep_state(&hand.stream, &hand.file).await.unwrap();
    place.tamper("delete from event where version = 101").await;
    let (_, kept) = said(&store, &hand.stream).await;
    assert_eq!(kept, 0);
}

/// Somebody who knows how a digest is made writes another state: reading cannot tell, and looking
/// through does.
async fn a_kept_state_that_only_looks_right_is_found(place: Place) {
    let store = place.open().await;
    let hand = case(&store, 100).await;
    store.keep_state(&hand.stream, &hand.file).await.unwrap();
    let body = String::from_utf8(kept::write(&hand.file)).unwrap();
    assert!(body.contains("patrol boats"));
    let body = body.replace("patrol boats", "patrol goats").into_bytes();
    let tip = tip(&store, &hand.stream, hand.version()).await;
    let digest = digest_at(&hand, &tip, &body);
    let body = hex_literal(&place, &body);
    put(&place, &[("body", &body), ("digest", &format!("'{digest}'"))]).await;
    assert_eq!(look(&store, &hand).await, Look::Wrong);
}

async fn a_short_file_needs_none(place: Place) {
    let store = place.open().await;
    let hand = case(&store, 10).await;
    store.keep_state(&hand.stream, &hand.file).await.unwrap();
    // It is folded in less time than its state would be asked for.
    assert_eq!(said(&store, &hand.stream).await, (format!("{:?}", hand.file), 0));
}

/// The digest that this program gives to a state of a file.
fn digest_at(hand: &Hand, tip: &str, body: &[u8]) -> String {
    let (stream, version) = (&hand.stream.to_string(), hand.version());
    states::Place { stream, version, format: kept::FORMAT, tip }.digest(body)
}

async fn put(place: &Place, columns: &[(&str, &str)]) {
    let set: Vec<String> =
        columns.iter().map(|(column, value)| format!("{column} = {value}")).collect();
    place.tamper(&format!("update kept_state set {}", set.join(", "))).await;
}

/// Bytes as the database reads them.
fn hex_literal(place: &Place, bytes: &[u8]) -> String {
    let digits = terms::hex::encode(bytes);
    if place.database.is_some() { format!("'\\x{digits}'") } else { format!("x'{digits}'") }
}

/// The commitment of an event of a file.
async fn tip(store: &Store, stream: &StreamId, version: u64) -> String {
    let events = store.read(stream, version - 1).await.unwrap();
    store::codec::commitment_in(&events[0].entry).unwrap().to_owned()
}
