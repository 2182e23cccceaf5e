//! Files of notices, sent by a page and by a program.

use crate::{
    door::{Door, Part},
    reading::text,
};

const FILE: &str = "{\"id\":\"cn-1\",\"transmittal\":\"26-01\",\"paragraph\":\"36(b)(1)\",\
    \"purchaser\":\"Greece\",\"purchaser_iso3\":\"GRC\",\"description\":\"Cargo helicopters\",\
    \"total_usd\":150000000}\nnot a notice\n";

#[tokio::test]
async fn a_page_reads_a_file_in_and_tells_what_became_of_it() {
    let door = Door::empty().await;
    let file = [Part { name: "notices", file: Some("../../may.jsonl"), content: FILE.as_bytes() }];
    let page = text(&door.multipart("/imports", &file).await.is(200).body);
    assert!(page.contains("may.jsonl was read"), "{page}");
    assert!(page.contains("2 lines: 1 new, 0 changed, 0 unchanged, 1 refused"), "{page}");
    assert!(page.contains("Lines that could not be read; the rest was"), "{page}");
    assert!(door.get("/cases/cn-1").await.is(200).body.contains("Cargo helicopters"));
    let again = text(&door.multipart("/imports", &file).await.is(200).body);
    assert!(again.contains("0 new, 0 changed, 1 unchanged, 1 refused"), "{again}");
    let list = text(&door.get("/imports").await.is(200).body);
    assert_eq!(list.matches("may.jsonl").count(), 1, "{list}");
}

#[tokio::test]
async fn a_program_reads_a_file_in_and_gets_the_same_report() {
    let door = Door::empty().await;
    let path = "/api/v1/imports?name=may.jsonl";
    let report = door.post(path, "application/x-ndjson", FILE).await.is(200).value();
    let done = &report["finished"];
    assert_eq!(done["name"], "may.jsonl");
    assert_eq!((&done["new"], &done["refused_count"]), (&1.into(), &1.into()));
    assert_eq!(done["refused"][0]["line"], 2);
    let again = door.post(path, "application/x-ndjson", FILE).await.is(200).value();
    assert_eq!(again["finished"]["unchanged"], 1);
    let imports = door.get("/api/v1/imports").await.is(200).value();
    assert_eq!(imports["items"].as_array().unwrap().len(), 1);
    assert_eq!(imports["items"][0]["name"], "may.jsonl");
    let odd = door.get("/api/v1/anomalies").await.is(200).value();
    assert!(odd["items"].as_array().unwrap().iter().all(|row| row["notice"] == "cn-1"));
    door.post(path, "application/x-ndjson", "").await.is(422).problem("invalid");
}

#[tokio::test]
async fn no_file_is_no_import() {
    let door = Door::empty().await;
    let none = [Part { name: "notices", file: Some(""), content: b"" }];
    let page = door.multipart("/imports", &none).await.is(422);
    assert!(page.body.contains("Choose a file with something in it."), "{}", page.body);
    assert!(page.body.contains("aria-invalid=\"true\""), "{}", page.body);
    assert_eq!(door.office.store().head().await.unwrap().n, 0);
}

#[tokio::test]
async fn notices_are_judged_and_nothing_is_kept() {
    let door = Door::empty().await;
    let path = "/api/v1/notices/check";
    let dated = FILE.replace("\"total_usd\"", "\"date\":\"2026-02-20\",\"total_usd\"");
    let checked = door.post(path, "application/x-ndjson", dated).await.is(200).value();
    let said = &checked["items"][0];
    assert_eq!((&said["id"], &said["tier"]), (&"cn-1".into(), &"nato_plus".into()));
    assert_eq!((&said["formal_days"], &said["required"]), (&15.into(), &true.into()));
    assert_eq!(said["earliest_offer"], "2026-03-08");
    assert_eq!(said["rule"], "CN-002@2002-09-30");
    assert_eq!(checked["refused"][0]["line"], 2);
    door.post(path, "application/x-ndjson", "").await.is(422).problem("invalid");
    assert_eq!(door.office.store().head().await.unwrap().n, 0);
}

#[tokio::test]
async fn the_page_of_a_notice_tells_tier_thresholds_and_period() {
    let door = Door::empty().await;
    let dated = FILE.replace("\"total_usd\"", "\"date\":\"2001-02-20\",\"total_usd\"");
    door.post("/api/v1/imports", "application/x-ndjson", dated).await.is(200);
    let page = text(&door.get("/notifications/cn-1").await.is(200).body);
    for said in [
        "By the law of the day",
        "NATO, its members and the plus-five",
        "USD 50,000,000.00",
        "reached",
        "2001-03-07",
        "2001-03-08",
        "CN-002",
        "from memory",
        "counted from the day of the source",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}
