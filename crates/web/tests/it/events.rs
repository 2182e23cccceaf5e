//! The feed: pages by number, and events as they come.

use std::time::Duration;

use axum::{body::Body, http::Request};
use futures_util::StreamExt as _;
use serde_json::json;

use crate::door::Door;

/// How long a test waits for what must come.
const LONG: Duration = Duration::from_secs(20);

/// Reads server-sent events until so many have come.
async fn take(
    stream: &mut (impl futures_util::Stream<Item = String> + Unpin),
    count: usize,
) -> Vec<(u64, String)> {
    let mut text = String::new();
    loop {
        let whole: Vec<&str> =
            text.split_inclusive("\n\n").filter(|e| e.ends_with("\n\n")).collect();
        let events: Vec<(u64, String)> = whole.iter().filter_map(|event| read(event)).collect();
        if events.len() >= count {
            return events;
        }
        let next = tokio::time::timeout(LONG, stream.next()).await;
        text.push_str(&next.expect("an event comes").expect("the feed goes on"));
    }
}

fn read(event: &str) -> Option<(u64, String)> {
    let field = |name: &str| {
        event.lines().find_map(|line| line.strip_prefix(name)).map(|text| text.trim().to_owned())
    };
    Some((field("id:")?.parse().ok()?, field("event:")?))
}

async fn follow(
    door: &Door,
    path: &str,
    last: Option<&str>,
) -> impl futures_util::Stream<Item = String> + Unpin {
    let mut request = Request::get(path).header("accept", "text/event-stream");
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    let response = door.open(request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let chunks = response.into_body().into_data_stream();
    let texts = chunks.map(|chunk| String::from_utf8(chunk.unwrap().to_vec()).unwrap());
    Box::pin(texts)
}

#[tokio::test]
async fn a_follower_gets_what_is_there_and_then_each_event_as_it_is_written() {
    let door = Door::empty().await;
    door.json("/api/v1/purchasers", &json!({ "code": "BN" })).await.is(201);
    let mut feed = follow(&door, "/api/v1/events", None).await;
    assert_eq!(take(&mut feed, 1).await, [(1, "purchaser.registered".to_owned())]);
    let contact = json!({
        "on": "2026-10-01", "channel": "letter", "counterpart": "a", "asked": "b",
        "interest": "funded", "capability": "c",
    });
    door.json("/api/v1/purchasers/BN/contacts", &contact).await.is(200);
    assert_eq!(take(&mut feed, 1).await, [(2, "purchaser.contacted".to_owned())]);
}

#[tokio::test]
async fn a_follower_goes_on_after_the_last_event_that_it_saw() {
    let door = Door::full().await;
    let head = door.office.store().head().await.unwrap().n;
    let last = (head - 3).to_string();
    let mut feed = follow(&door, "/api/v1/events?after=0", Some(&last)).await;
    let events = take(&mut feed, 3).await;
    assert_eq!(events.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [head - 2, head - 1, head]);
}

#[tokio::test]
async fn the_feed_has_no_gap_and_nothing_twice() {
    let door = Door::full().await;
    let head = door.office.store().head().await.unwrap().n;
    let (mut after, mut expected) = (0, 1);
    loop {
        let page =
            door.get(&format!("/api/v1/events?after={after}&limit=37")).await.is(200).value();
        let items = page["items"].as_array().unwrap().clone();
        for event in &items {
            assert_eq!(event["n"], expected);
            expected += 1;
        }
        if items.is_empty() {
            break;
        }
        after = page["last"].as_u64().unwrap();
    }
    assert_eq!(expected, head + 1);
    let last = door.get(&format!("/api/v1/events?after={head}")).await.is(200).value();
    assert_eq!(last["last"], head);
}

#[tokio::test]
async fn every_event_has_a_proof_that_its_page_shows() {
    let door = Door::full().await;
    for n in [1, door.office.store().head().await.unwrap().n] {
        let proof = door.get(&format!("/api/v1/log/proofs/{n}")).await.is(200).value();
        let page = door.get(&format!("/audit/proofs/{n}")).await.is(200);
        let read = crate::reading::text(&page.body);
        let first = proof["proof"].as_str().unwrap().lines().next().unwrap().to_owned();
        assert!(read.contains(&first), "{read}");
        let (proof, entry) = (proof["proof"].as_str().unwrap(), proof["entry"].as_str().unwrap());
        door.office.check_proof(proof.as_bytes(), entry.as_bytes()).expect("the proof holds");
    }
}
