//! Input that nobody should send: it is refused with a reason, or kept as harmless text.

use serde_json::{Value, json};

use crate::door::{Door, coded, pairs};

const PAYLOAD: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}";

/// A letter of which every text is the payload.
fn poisoned() -> Value {
    let mut letter = json!({ "purchaser": "BN", "received_on": "2026-10-05", "in_writing": true });
    for field in case::lor::letter::FIELDS {
        use case::act::Input;
        letter[field.name] = match field.input {
            Input::Text(most) | Input::Long(most) => {
                PAYLOAD.chars().take(most).collect::<String>().into()
            }
            Input::Choice(options) => options[0].0.into(),
            Input::Records(_) if field.name == "items" => {
                json!([{ "name": PAYLOAD, "quantity": 1 }])
            }
            Input::Records(_) => json!([{ "organisation": PAYLOAD, "action": true }]),
            _ => continue,
        };
    }
    letter
}

async fn harmless(door: &Door, path: &str) {
    let page = door.get(path).await;
    assert!(page.status.is_success(), "{path}: {}", page.body);
    assert!(!page.body.contains("<script>alert"), "{path}: {}", page.body);
    assert!(!page.body.contains("<img src=x"), "{path}: {}", page.body);
}

#[tokio::test]
async fn text_of_others_is_never_markup() {
    let door = Door::empty().await;
    door.json("/api/v1/purchasers", &json!({ "code": "BN", "remarks": PAYLOAD })).await.is(201);
    let contact = json!({
        "on": "2026-10-01", "channel": "letter", "counterpart": PAYLOAD, "asked": PAYLOAD,
        "interest": "funded", "capability": PAYLOAD, "next_step": PAYLOAD,
    });
    door.json("/api/v1/purchasers/BN/contacts", &contact).await.is(200);
    door.json("/api/v1/requests", &poisoned()).await.is(201);
    let question = json!({ "questions": [{ "text": PAYLOAD }] });
    door.json("/api/v1/requests/BN-26-0001/questions", &question).await.is(200);
    let notice = json!({
        "id": "cn-x", "transmittal": PAYLOAD, "paragraph": PAYLOAD, "purchaser": PAYLOAD,
        "description": PAYLOAD, "items": [{ "name": PAYLOAD }], "source_url": "javascript:alert(3)",
    });
    let import = door.post(
        "/api/v1/imports?name=%3Cscript%3Ealert(1)%3C/script%3E",
        "application/x-ndjson",
        notice.to_string(),
    );
    import.await.is(200);
    for path in [
        "/",
        "/requests",
        "/requests/BN-26-0001",
        "/requests/BN-26-0001/events",
        "/requests/BN-26-0001/answers",
        "/purchasers",
        "/purchasers/BN",
        "/purchasers/BN/events",
        "/imports",
        "/cases",
        "/notifications",
        "/notifications/cn-x",
        "/cases/cn-x",
        "/events",
        "/cases/new",
        "/reports/anomalies",
        "/reports/portfolio",
        "/reports/due",
    ] {
        harmless(&door, path).await;
    }
    let search = coded(PAYLOAD);
    for path in [
        "/cases?q=",
        "/requests?state=",
        "/notifications?sort=",
        "/cases?after=",
        "/purchasers?q=",
        "/imports?code=",
        "/audit?code=",
        "/requests/new?subject=",
        "/purchasers/new?code=",
    ] {
        harmless(&door, &format!("{path}{search}")).await;
    }
    let missing = door.get(&format!("/{search}")).await.is(404);
    assert!(!missing.body.contains("<script>alert"), "{}", missing.body);
    let form = [("subject".to_owned(), PAYLOAD.to_owned())];
    let kept = door.form("/requests/new", &form).await.is(422);
    assert!(!kept.body.contains("<script>alert") && kept.body.contains("&lt;script&gt;"));
    let page = door.get("/notifications/cn-x").await.is(200);
    assert!(!page.body.contains("href=\"javascript:"), "{}", page.body);
}

#[tokio::test]
async fn a_field_that_cannot_be_kept_is_named() {
    let door = Door::empty().await;
    door.json("/api/v1/purchasers", &json!({ "code": "BN" })).await.is(201);
    let good = json!({
        "on": "2026-10-01", "channel": "letter", "counterpart": "a", "asked": "b",
        "interest": "funded", "capability": "c",
    });
    let path = "/api/v1/purchasers/BN/contacts";
    for (field, value, said) in [
        ("counterpart", json!("x".repeat(1_000_000 - 500)), "more than"),
        ("counterpart", json!("a\u{0}b"), "U+0000"),
        ("counterpart", json!("a\u{1b}[2J"), "U+001B"),
        ("counterpart", json!(7), "is not a text"),
        ("on", json!("yesterday"), "is not a date"),
        ("on", json!("2026-02-30"), "is not a date"),
        ("channel", json!("pigeon"), "is none of"),
        ("surprise", json!(1), "is not a field of this act"),
        ("asked", json!("  "), "is needed"),
    ] {
        let mut wrong = good.clone();
        wrong[field] = value;
        let problem = door.json(path, &wrong).await.is(422).problem("invalid");
        let fields = problem["fields"].as_array().unwrap();
        assert_eq!(fields.len(), 1, "{problem}");
        assert_eq!(fields[0]["field"], field);
        assert!(fields[0]["sentence"].as_str().unwrap().contains(said), "{problem}");
    }
    door.json(path, &json!([])).await.is(422).problem("invalid");
    door.json(path, &json!(null)).await.is(422).problem("invalid");
    let mut both = good.clone();
    both["channel"] = json!("x");
    both["on"] = json!("y");
    let problem = door.json(path, &both).await.is(422).problem("invalid");
    assert_eq!(problem["fields"].as_array().unwrap().len(), 2, "all faults are told at once");
    door.json(path, &good).await.is(200);
}

#[tokio::test]
async fn a_letter_without_a_purchaser_is_told_its_other_faults_too() {
    let door = Door::empty().await;
    let path = "/api/v1/requests";
    let problem = door.json(path, &json!({ "subject": 7 })).await.is(422).problem("invalid");
    let fields = problem["fields"].as_array().unwrap();
    let named = |name: &str| fields.iter().filter(|field| field["field"] == name).count();
    assert_eq!([named("purchaser"), named("subject"), named("reference")], [1, 1, 1], "{problem}");
}

#[tokio::test]
async fn a_body_of_the_wrong_kind_or_size_is_a_problem() {
    let door = Door::empty().await;
    let path = "/api/v1/purchasers";
    door.post(path, "text/plain", "code=BN").await.is(415).problem("media-type");
    door.post(path, "application/x-www-form-urlencoded", "code=BN")
        .await
        .is(415)
        .problem("media-type");
    door.post(path, "application/json", "{").await.is(400).problem("bad-json");
    door.post(path, "application/json", "{\"code\":\"\u{fffd}").await.is(400).problem("bad-json");
    door.post(path, "application/json", vec![0xff, 0xfe]).await.is(400).problem("bad-json");
    let deep = "[".repeat(100_000);
    door.post(path, "application/json", deep).await.is(400).problem("bad-json");
    let large = format!("\"{}\"", "x".repeat(1_100_000));
    door.post(path, "application/json", large).await.is(413).problem("too-large");
    let huge = "x".repeat(27 << 20);
    door.post("/api/v1/files", "application/octet-stream", huge.clone())
        .await
        .is(413)
        .problem("too-large");
    door.post("/api/v1/files", "application/octet-stream", "").await.is(422).problem("invalid");
    let page = door.post("/requests/new", "application/x-www-form-urlencoded", huge).await.is(413);
    assert!(page.body.contains("26 MB"), "{}", page.body);
    door.post("/requests/new", "application/json", "{}").await.is(415);
    door.post("/requests/new", "multipart/form-data", "x").await.is(400);
    let torn = "--EDGE\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf";
    door.post("/requests/new", "multipart/form-data; boundary=EDGE", torn).await.is(400);
    assert_eq!(door.office.store().head().await.unwrap().n, 0);
}

#[tokio::test]
async fn a_file_of_25_megabytes_is_kept_and_comes_back_for_download_only() {
    let door = Door::empty().await;
    let most = "\u{0}".repeat(25 << 20);
    let kept = door.post("/api/v1/files", "application/octet-stream", most).await.is(201).value();
    assert_eq!(kept["size"], 25 << 20);
    let page = "<script>alert(1)</script>";
    let kept = door.post("/api/v1/files", "text/html", page).await.is(201).value();
    let sha256 = kept["sha256"].as_str().unwrap();
    for path in [format!("/api/v1/files/{sha256}"), format!("/files/{sha256}")] {
        let file = door.get(&path).await.is(200);
        assert_eq!(file.body, page);
        assert_eq!(file.header("content-type"), "application/octet-stream");
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert!(file.header("content-security-policy").contains("sandbox"));
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_in_its_own_form() {
    let door = Door::empty().await;
    let long = "x".repeat(5_000);
    let strange = [
        "NOPE",
        "BN-P-LCB",
        "%00",
        "%0d%0aSet-Cookie:%20x",
        "..%2f..%2fetc%2fpasswd",
        "%3Cscript%3E",
        "'%20or%201=1--",
        "%F0%9F%92%A9",
        "BN-P-LCB~",
        long.as_str(),
    ];
    for kind in ["cases", "requests", "purchasers", "notifications", "support"] {
        for id in strange {
            let page = door.get(&format!("/{kind}/{id}")).await;
            assert_eq!(page.status.as_u16(), 404, "/{kind}/{id}");
            assert!(page.body.contains("<h1>Not on record</h1>"), "{}", page.body);
            let answer = door.get(&format!("/api/v1/{kind}/{id}")).await.is(404);
            answer.problem("not-found");
            door.get(&format!("/api/v1/{kind}/{id}/events")).await.is(404).problem("not-found");
            door.get(&format!("/api/v1/{kind}/{id}/acts")).await.is(404).problem("not-found");
        }
        // Bytes that are no text cannot be an address at all.
        assert!(door.get(&format!("/{kind}/%FF")).await.is(400).body.contains("<h1>"));
        door.get(&format!("/api/v1/{kind}/%FF")).await.is(400).problem("bad-query");
    }
    for path in [
        "/files/x",
        "/audit/proofs/0",
        "/audit/proofs/1",
        "/audit/proofs/-1",
        "/rules/X-1",
        "/reports/none",
        "/cases/X/papers/loa",
        "/cases/X/papers/none",
        "/audit/proofs/99999999999999999999",
    ] {
        assert!(door.get(path).await.is(404).body.contains("<h1>"), "{path}");
        let api = path.replace("/audit", "/log");
        let code = if path.ends_with("/loa") { "no-document" } else { "not-found" };
        door.get(&format!("/api/v1{api}")).await.is(404).problem(code);
    }
    door.get("/cases/BN-P-LCB/nothing").await.is(404);
    door.get("/api/v1/cases/BN-P-LCB/nothing").await.is(404).problem("unknown-act");
    door.json("/api/v1/cases/BN-P-LCB/nothing", &json!({})).await.is(404).problem("unknown-act");
    door.json("/api/v1/notifications/26-99/publication", &json!({}))
        .await
        .is(404)
        .problem("unknown-act");
}

#[tokio::test]
async fn a_method_that_an_address_does_not_take_is_a_problem() {
    use axum::{body::Body, http::Request};
    let door = Door::empty().await;
    let delete = |path: &str| Request::delete(path).body(Body::empty()).unwrap();
    let answer = door.send(delete("/api/v1/cases")).await.is(405);
    answer.problem("method");
    assert_eq!(answer.header("allow"), "GET,HEAD,POST");
    let page = door.send(delete("/cases")).await.is(405);
    assert!(page.body.contains("does not take this method"), "{}", page.body);
    door.json("/api/v1/events", &json!({})).await.is(405).problem("method");
}

#[tokio::test]
async fn a_query_that_cannot_be_read_is_a_problem() {
    let door = Door::full().await;
    for path in [
        "cases?limit=0",
        "cases?limit=201",
        "cases?limit=x",
        "cases?sort=colour",
        "cases?surprise=1",
        "requests?sort=value",
        "purchasers?limit=-1",
        "notifications?sort=x",
        "events?limit=1001",
        "events?after=-1",
        "events?x=1",
        "cases/BN-P-LCB/events?after=x",
        "cases/BN-P-LCB/events?limit=0",
        "cases/BN-P-LCB/approval?on=yesterday",
        "cases/BN-P-LCB/approval?day=2026-01-01",
        "reports/due?format=xls",
        "reports/due?colour=red",
        "anomalies?limit=0",
        "imports?x=1",
    ] {
        let answer = if path.starts_with("imports") {
            door.post(&format!("/api/v1/{path}"), "application/x-ndjson", "{}").await
        } else {
            door.get(&format!("/api/v1/{path}")).await
        };
        answer.is(400).problem("bad-query");
    }
    // A person who mistypes an address of a list gets the list.
    door.get("/cases?sort=colour&limit=7&surprise=1").await.is(200);
    door.get("/cases/BN-P-LCB/approval?as-of=yesterday").await.is(422);
}

#[tokio::test]
async fn an_order_on_another_version_is_a_conflict_that_names_the_version() {
    let door = Door::empty().await;
    let opened = door.json("/api/v1/purchasers", &json!({ "code": "BN" })).await.is(201);
    assert_eq!(opened.header("location"), "/api/v1/purchasers/BN");
    assert_eq!(opened.header("etag"), "\"1\"");
    let contact = json!({
        "on": "2026-10-01", "channel": "letter", "counterpart": "a", "asked": "b",
        "interest": "funded", "capability": "c",
    });
    let path = "/api/v1/purchasers/BN/contacts";
    let done = door.json_with(path, &contact, &[("if-match", "\"1\"")]).await.is(200);
    assert_eq!(done.value()["version"], 2);
    let late = door.json_with(path, &contact, &[("if-match", "\"1\"")]).await.is(409);
    assert_eq!(late.problem("conflict")["current_version"], 2);
    door.json_with(path, &contact, &[("if-match", "two")]).await.is(400).problem("bad-version");
    // The form that was shown for an earlier version keeps what was entered and says what to do.
    let mut entered = vec![("_version".to_owned(), "1".to_owned())];
    pairs(&contact, "", &mut entered);
    let page = door.form("/purchasers/BN/contacts", &entered).await.is(409);
    assert!(page.body.contains("Somebody else was faster"), "{}", page.body);
    assert!(page.body.contains("name=\"_version\" value=\"2\""), "{}", page.body);
    assert!(page.body.contains("name=\"counterpart\" value=\"a\""), "{}", page.body);
}

#[tokio::test]
async fn a_key_makes_an_order_happen_once() {
    let door = Door::empty().await;
    let key = [("idempotency-key", "k-1")];
    let order = json!({ "code": "BN", "remarks": "once" });
    let first = door.json_with("/api/v1/purchasers", &order, &key).await.is(201);
    let again = door.json_with("/api/v1/purchasers", &order, &key).await.is(201);
    assert_eq!(first.value(), again.value());
    assert_eq!(door.office.store().head().await.unwrap().n, 1);
    let other = json!({ "code": "BN", "remarks": "twice" });
    door.json_with("/api/v1/purchasers", &other, &key).await.is(422).problem("key-reused");
    for bad in ["", "a b", &"x".repeat(129)] {
        let key = [("idempotency-key", bad)];
        door.json_with("/api/v1/purchasers", &other, &key).await.is(400).problem("bad-key");
    }
    let actor = [("caseway-actor", "Ada")];
    door.json_with("/api/v1/purchasers", &order, &actor).await.is(400).problem("bad-actor");
}

#[tokio::test]
async fn a_refusal_tells_rule_sentence_citation_facts_remedy_and_who() {
    let door = Door::full().await;
    let refused = door.json("/api/v1/cases/BN-P-LCB/approval", &json!({})).await.is(409);
    let problem = refused.problem("refused");
    let finding = &problem["findings"][0];
    assert_eq!(finding["rule"], "STAGE-001");
    assert_eq!(finding["outcome"], "refused");
    for field in ["sentence", "citation", "remedy"] {
        assert!(!finding[field].as_str().unwrap().is_empty(), "{problem}");
    }
    assert_eq!(finding["facts"][0]["name"], "stage");
    // The refusal is on record beside the case, and its page shows it.
    let page = door.get("/cases/BN-P-LCB").await.is(200);
    assert!(page.body.contains("What was refused"), "{}", page.body);
    let auditor = [("caseway-actor", "eve@auditor")];
    let contact = json!({
        "on": "2026-10-01", "channel": "letter", "counterpart": "a", "asked": "b",
        "interest": "funded", "capability": "c",
    });
    let refused =
        door.json_with("/api/v1/purchasers/BN/contacts", &contact, &auditor).await.is(409);
    let problem = refused.problem("refused");
    assert_eq!(problem["findings"][0]["rule"], "DUTY-001");
    assert!(!problem["findings"][0]["who"].as_array().unwrap().is_empty(), "{problem}");
}
