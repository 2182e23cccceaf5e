//! Markings and notes on pages and in the API: the banner of a page is the join of what it shows.

use serde_json::json;
use testkit::TestOffice;

use crate::{door::Door, reading::text};

async fn door() -> Door {
    let office =
        TestOffice::given("bases/patrol-boats until case/BN-P-LCB loa.legally_reviewed").await;
    Door::of(office)
}

async fn mark(door: &Door, act: &str, order: serde_json::Value, who: &str) -> u16 {
    let path = format!("/api/v1/cases/BN-P-LCB/{act}");
    door.json_with(&path, &order, &[("caseway-actor", who)]).await.status.as_u16()
}

#[tokio::test]
async fn a_page_carries_the_join_of_what_it_shows() {
    let door = door().await;
    let before = door.get("/cases/BN-P-LCB").await.is(200).body;
    assert!(!before.contains("cw-marking"), "nothing is controlled yet");
    let line = json!({
        "what": "line", "name": "001", "controlled": true, "categories": ["CTI"],
        "nations": ["BN", "JA"], "reason": "The line names the range of the radar"
    });
    assert_eq!(mark(&door, "markings", line, "ada@technology-security").await, 200);
    let file = json!({
        "what": "file", "controlled": true, "categories": ["EXPT"], "nations": ["BN", "UK"],
        "reason": "Under export control"
    });
    assert_eq!(mark(&door, "markings", file, "eva@compliance").await, 200);
    let page = text(&door.get("/cases/BN-P-LCB").await.is(200).body);
    for words in [
        "CUI category: CTI, EXPT",
        "Dissemination: REL TO USA, BN",
        "Point of contact: eva",
        "nobody; the marking of its kind",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let value = door.get("/api/v1/cases/BN-P-LCB").await.is(200).value();
    assert_eq!(value["marking"]["marking"], "CUI//CTI/EXPT//REL TO USA, BN", "{value}");
    assert_eq!(value["marking"]["banner"], "CUI");
    assert_eq!(value["marking"]["controlled_by"].as_array().map(Vec::len), Some(2));
    let codes: Vec<&str> =
        value["notes"].as_array().unwrap().iter().filter_map(|n| n["code"].as_str()).collect();
    assert_eq!(codes, ["WARRANTY", "CUI"], "a controlled case says so in its notes");
    assert!(page.contains("Notes chosen by rule") && page.contains("WARRANTY, version 1"));
}

#[tokio::test]
async fn the_api_lowers_no_marking_without_two_persons() {
    let door = door().await;
    let strict = json!({
        "what": "line", "name": "001", "controlled": true, "no_foreign": true, "reason": "Radar"
    });
    assert_eq!(mark(&door, "markings", strict, "ada@technology-security").await, 200);
    let lower =
        json!({ "what": "line", "name": "001", "controlled": false, "reason": "Published" });
    assert_eq!(mark(&door, "markings", lower.clone(), "ada@technology-security").await, 409);
    assert_eq!(mark(&door, "marking-proposals", lower, "ada@technology-security").await, 200);
    let confirm = json!({ "number": 1, "reason": "Read it" });
    assert_eq!(mark(&door, "lower-markings", confirm.clone(), "ada@legal").await, 409);
    let waits = text(&door.get("/cases/BN-P-LCB").await.is(200).body);
    assert!(waits.contains("It waits for another person."), "{waits}");
    assert_eq!(mark(&door, "lower-markings", confirm, "eva@legal").await, 200);
    let value = door.get("/api/v1/cases/BN-P-LCB").await.is(200).value();
    assert_eq!(value["marking"]["marking"], "U");
    assert!(value["marking"]["banner"].is_null());
}

#[tokio::test]
async fn a_request_bears_its_own_markings() {
    let door = door().await;
    let letter = json!({
        "what": "letter", "controlled": true, "categories": ["INTL"], "reason": "An agreement"
    });
    let marked = door.json("/api/v1/requests/BN-26-0001/markings", &letter).await;
    assert_eq!(marked.status.as_u16(), 200, "{}", marked.body);
    let page = text(&door.get("/requests/BN-26-0001").await.is(200).body);
    assert!(page.contains("CUI category: INTL"), "{page}");
    let value = door.get("/api/v1/requests/BN-26-0001").await.is(200).value();
    assert_eq!(value["marking"]["marking"], "CUI//INTL");
}
