//! Idempotency keys.

use store::{Appended, Batch, NotAppended, Store, store::answered};
use terms::Moment;

use crate::{
    place::Place,
    world::{Hand, keyed, noon, registered},
};

fn command(key: &str, digest: &str) -> Batch {
    let hand = Hand::on("purchaser/BN");
    keyed(key, digest, vec![hand.append(&[registered(&hand.stream, "Bandaria")]).0])
}

async fn head(store: &Store) -> u64 {
    store.head().await.unwrap().n
}

async fn a_key_is_answered_once_and_for_all(place: Place) {
    let store = place.open().await;
    let mut first = command("k-1", "d-1");
    first.answer = serde_json::json!({ "said": ["so", 1] });
    let done = store.append(first.clone()).await.unwrap();
    let Appended::New(receipt) = done else { panic!("{done:?}") };
    assert_eq!(receipt.answer, first.answer);
    // The repeat could not be written any more: its version is taken. It is answered all the same.
    let again = store.append(first.clone()).await.unwrap();
    assert_eq!(again, Appended::Repeated(receipt.clone()));
    let other = store.append(command("k-1", "d-2")).await.unwrap_err();
    assert!(matches!(other, NotAppended::KeyReused { .. }), "{other}");
    assert_eq!(other.to_string(), "the idempotency key \"k-1\" was used for another command");
    drop(store);
    let store = place.open().await;
    let again = store.append(first).await.unwrap();
    let text = |receipt: &store::Receipt| serde_json::to_string(receipt).unwrap();
    let Appended::Repeated(later) = again else { panic!("{again:?}") };
    assert_eq!(text(&later), text(&receipt), "byte for byte, after a restart");
    let (digest, kept) = answered(&store, "k-1").await.unwrap().unwrap();
    assert_eq!((digest.as_str(), kept), ("d-1", receipt));
    assert_eq!(answered(&store, "k-2").await.unwrap(), None);
    assert_eq!(head(&store).await, 1);
}

async fn many_at_once_have_one_effect(place: Place) {
    const TIMES: usize = 40;
    let store = place.open().await;
    let sent = (0..TIMES).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.append(command("k", "d")).await.unwrap() })
    });
    let (mut new, mut answers) = (0, Vec::new());
    for one in sent.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Appended::New(receipt) => {
                new += 1;
                answers.push(receipt);
            }
            Appended::Repeated(receipt) => answers.push(receipt),
        }
    }
    assert_eq!((new, answers.len()), (1, TIMES));
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(head(&store).await, 1);
}

async fn a_command_that_failed_leaves_its_key_free(place: Place) {
    let store = place.open().await;
    let mut ahead = command("k", "d");
    ahead.appends[0].expected = Some(4);
    store.append(ahead).await.unwrap_err();
    assert_eq!(answered(&store, "k").await.unwrap(), None);
    assert!(matches!(store.append(command("k", "d")).await.unwrap(), Appended::New(_)));
}

async fn answers_are_forgotten_by_the_age_of_their_command(place: Place) {
    let store = place.open().await;
    // A command without events is as old as it is, not as old as its events.
    let hand = Hand::on("purchaser/BN");
    let nothing = keyed("quiet", "d", vec![hand.append(&[]).0]);
    let done = store.append(nothing).await.unwrap();
    let Appended::New(receipt) = done else { panic!("{done:?}") };
    assert_eq!((receipt.first, receipt.last, receipt.at), (0, 0, noon()));
    let later = Moment::from_micros(noon().micros() + 1);
    store.append(Batch { at: later, ..command("loud", "d") }).await.unwrap();
    store.forget_commands(noon()).await.unwrap();
    assert!(answered(&store, "quiet").await.unwrap().is_some());
    store.forget_commands(later).await.unwrap();
    assert_eq!(answered(&store, "quiet").await.unwrap(), None);
    assert!(answered(&store, "loud").await.unwrap().is_some());
}

on_both!(
    a_key_is_answered_once_and_for_all,
    many_at_once_have_one_effect,
    a_command_that_failed_leaves_its_key_free,
    answers_are_forgotten_by_the_age_of_their_command,
);
