//! Forms: what was typed is kept, every fault stands beside its field, and nothing needs script.

use serde_json::json;

use crate::{
    door::{Answer, Door, Part},
    reading::{attributes, text},
};

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The input or select of a name, as markup.
fn control(page: &Answer, name: &str) -> String {
    let at = page.body.find(&format!(" name=\"{name}\"")).expect("the control is on the page");
    let begin = page.body[..at].rfind('<').unwrap();
    let rest = &page.body[begin..];
    rest[..=rest.find('>').unwrap()].to_owned()
}

#[tokio::test]
async fn what_was_typed_is_kept_and_each_fault_describes_its_field() {
    let door = Door::empty().await;
    let typed = [
        pair("purchaser", "BN"),
        pair("requester", "Navy & <Staff>"),
        pair("received_on", "5 October"),
        pair("sme", "yes"),
        pair("in_writing", "true"),
        pair("ceiling", "much"),
        pair("text", "line one\r\nline two"),
        pair("items.0.name", "boat"),
        pair("items.0.quantity", "two"),
        pair("items.1.name", "radar"),
    ];
    let page = door.form("/requests/new", &typed).await.is(422);
    assert!(page.body.contains("<title>Error: "), "the title says that something is wrong");
    assert!(page.body.contains("role=\"alert\""));
    assert_eq!(attributes(&control(&page, "requester"), "value"), ["Navy & <Staff>"]);
    assert!(page.body.contains("line one\r\nline two"));
    assert!(page.body.contains("<option value=\"yes\" selected>"));
    assert!(control(&page, "items.1.name").contains("value=\"radar\""));
    for name in ["received_on", "ceiling", "items.0.quantity", "subject"] {
        let control = control(&page, name);
        let id = format!("f-{}-error", name.replace('.', "-"));
        assert!(control.contains("aria-invalid=\"true\""), "{control}");
        assert!(control.contains(&id), "{control}");
        assert!(page.body.contains(&format!("id=\"{id}\"")), "{name}");
        assert!(page.body.contains(&format!("href=\"#f-{}\"", name.replace('.', "-"))), "{name}");
    }
    // A day that is no day stays readable: a date control would show nothing of it.
    assert!(control(&page, "received_on").contains("type=\"text\""));
    assert!(control(&page, "received_on").contains("5 October"));
    assert!(!control(&page, "requester").contains("aria-invalid"));
    assert_eq!(door.office.store().head().await.unwrap().n, 0);
}

#[tokio::test]
async fn a_record_is_added_without_script_and_nothing_is_done() {
    let door = Door::empty().await;
    let shown = |page: &Answer| {
        let marks = page.body.split("<fieldset class=\"cw-record").skip(1);
        marks.filter(|rest| !rest.split('>').next().unwrap().contains("hidden")).count()
    };
    let first = door.get("/requests/new").await.is(200);
    let before = shown(&first);
    let typed = [pair("items.0.name", "boat"), pair("subject", "Boats"), pair("_more", "items")];
    let page = door.form("/requests/new", &typed).await.is(200);
    assert_eq!(shown(&page), before + 1);
    assert!(control(&page, "items.0.name").contains("boat"));
    assert!(control(&page, "subject").contains("Boats"));
    assert!(!page.body.contains("role=\"alert\""), "a form that is not finished has no faults");
    assert_eq!(door.office.store().head().await.unwrap().n, 0);
    let full = Door::full().await;
    let head = full.office.store().head().await.unwrap().n;
    let typed = [pair("milestones.0.name", "first"), pair("_more", "milestones")];
    let page = full.form("/cases/BN-P-LCB/delivery-plans", &typed).await.is(200);
    assert!(control(&page, "milestones.0.name").contains("first"));
    assert_eq!(full.office.store().head().await.unwrap().n, head);
}

#[tokio::test]
async fn a_file_that_was_sent_with_a_faulty_form_need_not_be_sent_again() {
    let door = Door::full().await;
    let path = "/requests/BN-23-0001/attachments";
    let first = [
        Part { name: "name", file: None, content: b"" },
        Part { name: "sha256", file: Some("plan.txt"), content: b"a plan" },
    ];
    let page = door.multipart(path, &first).await.is(422);
    let kept = attributes(&control(&page, "sha256"), "value").remove(0);
    assert_eq!(kept, app::papers::digest(b"a plan"));
    let key = attributes(&control(&page, "_key"), "value").remove(0);
    let second = [
        Part { name: "_key", file: None, content: key.as_bytes() },
        Part { name: "name", file: None, content: b"Site plan" },
        Part { name: "sha256", file: None, content: kept.as_bytes() },
        Part { name: "sha256", file: Some(""), content: b"" },
    ];
    let done = door.multipart(path, &second).await.is(303);
    let to = done.header("location");
    assert!(to.starts_with("/requests/BN-23-0001?done=attachments&entry="), "{to}");
    let file = door.get(to).await.is(200);
    assert!(file.body.contains("Attach a file: it is on record"), "{}", file.body);
    assert!(file.body.contains("Site plan"));
    assert_eq!(door.get(&format!("/files/{kept}")).await.is(200).body, "a plan");
    // The same form sent twice, as by an impatient hand, is done once.
    let head = door.office.store().head().await.unwrap().n;
    door.multipart(path, &second).await.is(303);
    assert_eq!(door.office.store().head().await.unwrap().n, head);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_by_the_form() {
    let door = Door::full().await;
    let large = vec![0; (25 << 20) + 1];
    let parts = [Part { name: "sha256", file: Some("x"), content: &large }];
    let page = door.multipart("/requests/BN-23-0001/attachments", &parts).await.is(413);
    assert!(page.body.contains("25 MB"), "{}", page.body);
}

#[tokio::test]
async fn a_form_offers_what_the_file_knows() {
    let door = Door::full().await;
    let page = door.get("/cases/BN-P-LCB/shipments").await.is(200);
    assert!(control(&page, "line").starts_with("<select"), "{}", control(&page, "line"));
    let page = door.get("/cases/BN-P-LCB/lines").await.is(200);
    assert!(control(&page, "requirements").contains("type=\"checkbox\""));
    let page = door.get("/requests/BN-23-0001/answers").await.is(200);
    assert!(control(&page, "facts.0.field").starts_with("<select"));
    let page = door.get("/requests/new?purchaser=BN").await.is(200);
    assert!(page.body.contains("<option value=\"BN\" selected>"), "{}", page.body);
    let page = door.get("/cases/new?request=BN-23-0001").await.is(200);
    assert!(control(&page, "request").starts_with("<select"));
    assert!(page.body.contains("<option value=\"BN-23-0001\" selected>"));
    let page = door.get("/requests/BN-23-0001/evaluations").await.is(200);
    for criterion in case::lor::evaluate::Criterion::CODES {
        let chosen = format!("<option value=\"{criterion}\" selected>");
        assert!(page.body.contains(&chosen), "{criterion} has its place in the form");
    }
    // What the file does not know can be typed.
    let page = door.get("/support/BN-P-LCB/ticket-resolutions").await.is(200);
    assert!(control(&page, "number").starts_with("<input"));
}

#[tokio::test]
async fn a_form_begins_with_what_the_file_has() {
    let door = Door::full().await;
    let terms = door.get("/api/v1/cases/BN-P-LCB").await.is(200).value()["terms"].clone();
    let page = door.get("/cases/BN-P-LCB/terms").await.is(200);
    let deposit = attributes(&control(&page, "initial_deposit"), "value").remove(0);
    assert_eq!(deposit, terms["initial_deposit"].as_str().unwrap());
    let page = door.get("/cases/BN-P-LCB/line-changes?number=001").await.is(200);
    assert!(page.body.contains("<option value=\"001\" selected>"));
    let cost = attributes(&control(&page, "unit_cost"), "value").remove(0);
    assert!(!cost.is_empty());
}

#[tokio::test]
async fn a_refused_form_tells_what_would_open_it_and_keeps_the_words() {
    let door = Door::full().await;
    let typed = [pair("remarks", "please")];
    let page = door.form("/cases/BN-P-LCB/approval", &typed).await.is(409);
    let read = text(&page.body);
    assert!(read.contains("Refused"), "{read}");
    assert!(read.contains("What would open it:"), "{read}");
    assert!(read.contains("STAGE-001"), "{read}");
    assert!(page.body.contains("please</textarea>"), "{}", page.body);
    let before = door.get("/cases/BN-P-LCB/approval").await.is(200);
    assert!(text(&before.body).contains("This cannot be done now"));
}

#[tokio::test]
async fn the_reasons_of_an_earlier_day_are_those_of_that_day() {
    let door = Door::full().await;
    let closed = door.get("/cases/BN-P-LCB/approval").await.is(200);
    assert!(text(&closed.body).contains("The file stands at"));
    let events = door.get("/api/v1/cases/BN-P-LCB/events").await.is(200).value();
    let first = events["items"][0]["meta"]["on"].as_str().unwrap().to_owned();
    let page = door.get(&format!("/cases/BN-P-LCB/approval?as-of={first}")).await.is(200);
    let read = text(&page.body);
    assert!(read.contains(&format!("At the end of {first}: it was")), "{read}");
    let api = format!("/api/v1/cases/BN-P-LCB/approval?on={first}");
    let stage = door.get(&api).await.is(200).value()["findings"][0].clone();
    assert_eq!((&stage["rule"], &stage["outcome"]), (&json!("STAGE-001"), &json!("satisfied")));
}

#[tokio::test]
async fn a_document_is_verified_by_upload_and_by_its_code() {
    let door = Door::full().await;
    let case = door.get("/api/v1/cases/BN-P-LCB").await.is(200).value();
    let order = json!({ "what": "loa" });
    let released = door.json("/api/v1/cases/BN-P-LCB/documents", &order).await;
    let paper = case["documents"][0].clone();
    let (sha256, code) = if paper.is_null() {
        let document = released.is(200).value()["document"].clone();
        (
            document["sha256"].as_str().unwrap().to_owned(),
            document["code"].as_str().unwrap().to_owned(),
        )
    } else {
        (paper["sha256"].as_str().unwrap().to_owned(), paper["code"].as_str().unwrap().to_owned())
    };
    let bytes = door.office.store().kept(&sha256).await.unwrap().expect("a release is kept");
    let good = [Part { name: "document", file: Some("loa.pdf"), content: &bytes }];
    let page = text(&door.multipart("/audit", &good).await.is(200).body);
    assert!(page.contains("Released from this record"), "{page}");
    let mut changed = bytes.clone();
    changed[9] ^= 1;
    let bad = [Part { name: "document", file: Some("loa.pdf"), content: &changed }];
    let page = text(&door.multipart("/audit", &bad).await.is(200).body);
    assert!(page.contains("Not released here"), "{page}");
    let page = text(&door.get(&format!("/audit?code={code}")).await.is(200).body);
    assert!(page.contains("Released from this record"), "{page}");
    let row = door.get(&format!("/api/v1/documents/{code}")).await.is(200).value();
    assert_eq!(row["sha256"], sha256);
}
