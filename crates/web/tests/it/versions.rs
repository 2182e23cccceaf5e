//! The versions of a case on its pages and in the API: the same differences, in words.

use crate::{
    door::{Answer, Door},
    reading::text,
};

async fn page(door: &Door, path: &str) -> String {
    let answer: Answer = door.get(path).await.is(200);
    text(&answer.body)
}

#[tokio::test]
async fn versions_are_listed_and_compared_in_words() {
    let door = Door::full().await;
    let all = page(&door, "/cases/BN-P-LCB/versions").await;
    for words in ["In force: M1", "No change is open", "replaced by a later version", "-92,880.00"]
    {
        assert!(all.contains(words), "{words}: {all}");
    }
    let amendment = page(&door, "/cases/BN-P-LCB/versions/A1").await;
    for words in [
        "What it changes of basic",
        "All 4",
        "Changed 1",
        "Unchanged 3",
        "Unit cost: 2,380,000.00 → 2,290,000.00",
        "it alters what the purchaser agreed to get",
        "the value went from USD 25,761,480.00 to USD 25,668,600.00",
    ] {
        assert!(amendment.contains(words), "{words}: {amendment}");
    }
    let only = page(&door, "/cases/BN-P-LCB/versions/A1?show=changed").await;
    assert!(only.contains("Spares for three years") && !only.contains("Patrol boat, 28 m"));
    let markup = door.get("/cases/BN-P-LCB/versions/A1").await.is(200).body;
    assert!(markup.contains("usa-current\" href=\"/cases\""), "it stands under Cases: {markup}");
    let both = page(&door, "/cases/BN-P-LCB/versions/M1?against=basic").await;
    assert!(both.contains("What it changes of basic") && both.contains("Changed 2"), "{both}");
}

#[tokio::test]
async fn a_version_that_is_not_there_is_not_found() {
    let door = Door::full().await;
    for path in [
        "/cases/BN-P-LCB/versions/A9",
        "/cases/BN-P-LCB/versions/first",
        "/cases/BN-P-LCB/versions/A1?against=M7",
        "/cases/XX-P-LCB/versions",
        "/api/v1/cases/BN-P-LCB/versions/A9",
        "/api/v1/cases/BN-P-LCB/versions/A1?against=M7",
    ] {
        door.get(path).await.is(404);
    }
    door.get("/api/v1/cases/BN-P-LCB/versions/A1?against=first").await.is(404);
    door.get("/api/v1/cases/BN-P-LCB/versions/A1?other=1").await.is(400);
}

#[tokio::test]
async fn the_api_tells_the_same_differences() {
    let door = Door::full().await;
    let all = door.get("/api/v1/cases/BN-P-LCB/versions").await.is(200).value();
    let names: Vec<&str> =
        all["items"].as_array().unwrap().iter().map(|v| v["version"].as_str().unwrap()).collect();
    assert_eq!((names, &all["in_force"]), (vec!["basic", "A1", "M1"], &"M1".into()));
    let one = door.get("/api/v1/cases/BN-P-LCB/versions/A1").await.is(200).value();
    let difference = &one["difference"];
    assert_eq!(difference["against"], "basic");
    let line = &difference["lines"][1];
    assert_eq!(
        (&line["status"], &line["total"]["change"]),
        (&"changed".into(), &"-90000.00".into())
    );
    let total = &difference["blocks"][5]["amounts"];
    assert_eq!(total["change"], "-92880.00");
    let case = door.get("/api/v1/cases/BN-P-LCB").await.is(200).value();
    assert_eq!(case["versions"]["in_force"], "M1");
    assert_eq!(case["lines"][2]["unit_cost"], "398500.00");
}
