//! The description of the API is true: it names what is served and nothing else, and answers are
//! of the shape that it tells.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, Request},
};
use serde_json::{Value, json};

use crate::{
    door::{Answer, Door},
    schema::faults,
};

async fn description(door: &Door) -> Value {
    let document = door.get("/api/openapi.json").await.is(200).value();
    assert_eq!(document["openapi"], "3.1.0");
    document
}

/// Holds an answer against the description of its operation.
fn check(document: &Value, (path, verb): (&str, &str), answer: &Answer) {
    let responses = &document["paths"][path][verb]["responses"];
    let status = answer.status.as_str();
    let told = if responses[status].is_null() { &responses["default"] } else { &responses[status] };
    assert!(answer.status.is_client_error() || !responses[status].is_null(), "{path}: {status}");
    let kind = answer.header("content-type").split(';').next().unwrap();
    let schema = &told["content"][kind]["schema"];
    assert!(!schema.is_null(), "{verb} {path} answers {status} as {kind}, which is not described");
    if kind.ends_with("json") {
        let faults = faults(&document["components"]["schemas"], schema, &answer.value());
        assert!(faults.is_empty(), "{verb} {path}: {}", faults.join("; "));
    }
}

/// A path with names in place of its parts.
fn filled(path: &str, door: &Sample) -> String {
    let kind = path.trim_start_matches("/api/v1/").split('/').next().unwrap_or_default();
    let id = match kind {
        "cases" | "support" => "BN-P-LCB",
        "requests" => "BN-23-0001",
        "purchasers" => "BN",
        "notifications" => &door.notification,
        "rules" => "CN-001",
        "office" => "register",
        _ => "none",
    };
    let paper = if kind == "requests" { "acknowledgement" } else { "loa" };
    path.replace("{id}", id)
        .replace("{name}", "portfolio")
        .replace("{version}", "A1")
        .replace("{n}", "1")
        .replace("{kind}", paper)
        .replace("{sha256}", &door.sha256)
        .replace("{code}", &door.sha256)
}

/// Names of things that are on record.
struct Sample {
    notification: String,
    sha256: String,
}

async fn sample(door: &Door) -> Sample {
    let entry = json!({ "person": "ada", "desks": ["case-manager"] });
    let zoe = door.office.as_officer("zoe@administrator");
    zoe.act("office/register", "register-person", entry).await;
    let released = door.json("/api/v1/cases/BN-P-LCB/documents", &json!({ "what": "loa" })).await;
    let document = released.is(200).value()["document"].clone();
    let notifications = door.get("/api/v1/notifications?purchaser=BN").await.is(200).value();
    Sample {
        notification: notifications["items"][0]["file"].as_str().unwrap().to_owned(),
        sha256: document["sha256"].as_str().unwrap().to_owned(),
    }
}

#[tokio::test]
async fn every_answer_has_the_shape_that_is_described() {
    let door = Door::full().await;
    let document = description(&door).await;
    let sample = sample(&door).await;
    let mut read = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        if item.get("get").is_none() {
            continue;
        }
        let answer = door.get(&filled(path, &sample)).await;
        assert_eq!(answer.status.as_u16(), 200, "GET {path}: {}", answer.body);
        check(&document, (path, "get"), &answer);
        read += 1;
    }
    assert!(read > 90, "{read} operations read");
    for query in ["?limit=2", "?limit=1&sort=state", "?q=patrol", "?state=notified"] {
        let answer = door.get(&format!("/api/v1/cases{query}")).await.is(200);
        check(&document, ("/api/v1/cases", "get"), &answer);
    }
    let csv = door.get("/api/v1/reports/due?format=csv").await.is(200);
    check(&document, ("/api/v1/reports/{name}", "get"), &csv);
}

#[tokio::test]
async fn every_order_answers_as_described_when_it_is_done_and_when_it_is_not() {
    let door = Door::full().await;
    let document = description(&door).await;
    let sample = sample(&door).await;
    for (path, item) in document["paths"].as_object().unwrap() {
        let takes_content = ["/files", "/imports", "/notices/check"];
        if item.get("post").is_none() || takes_content.iter().any(|end| path.ends_with(end)) {
            continue;
        }
        let answer = door.json(&filled(path, &sample), &json!({ "surprise": 1 })).await;
        answer.must_not_be_done(path);
        check(&document, (path, "post"), &answer);
        let answer = door.post(&filled(path, &sample), "text/plain", "x").await.is(415);
        check(&document, (path, "post"), &answer);
    }
    let purchaser = door.json("/api/v1/purchasers", &json!({ "code": "XX" })).await;
    check(&document, ("/api/v1/purchasers", "post"), &purchaser);
    let contact = json!({
        "on": "2026-01-01", "channel": "letter", "counterpart": "a", "asked": "b",
        "interest": "funded", "capability": "c",
    });
    let done = door.json("/api/v1/purchasers/BN/contacts", &contact).await.is(200);
    check(&document, ("/api/v1/purchasers/{id}/contacts", "post"), &done);
    let file = door.post("/api/v1/files", "application/octet-stream", "x").await.is(201);
    check(&document, ("/api/v1/files", "post"), &file);
    let notice = "{\"id\":\"cn-z\"}\nx\n";
    let report = door.post("/api/v1/imports", "application/x-ndjson", notice).await.is(200);
    check(&document, ("/api/v1/imports", "post"), &report);
    let checked = door.post("/api/v1/notices/check", "application/x-ndjson", notice).await.is(200);
    check(&document, ("/api/v1/notices/check", "post"), &checked);
}

impl Answer {
    fn must_not_be_done(&self, path: &str) {
        let status = self.status.as_u16();
        assert!(matches!(status, 409 | 422), "POST {path} answers {status}: {}", self.body);
    }
}

#[tokio::test]
async fn what_is_described_is_served_and_what_is_served_is_described() {
    let door = Door::full().await;
    let document = description(&door).await;
    let sample = sample(&door).await;
    let paths = document["paths"].as_object().unwrap();
    for (path, item) in paths {
        let verbs: BTreeSet<String> =
            item.as_object().unwrap().keys().filter(|k| *k != "parameters").cloned().collect();
        // A method that nobody takes tells which ones are taken.
        let request = Request::builder().method(Method::PATCH).uri(filled(path, &sample));
        let answer = door.send(request.body(Body::empty()).unwrap()).await.is(405);
        let taken = answer.header("allow").split(',').map(str::to_lowercase);
        let taken: BTreeSet<String> = taken.filter(|verb| verb != "head").collect();
        assert_eq!(taken, verbs, "{path}");
    }
    for (path, _) in web::api::routes::mounted() {
        let told = match path.strip_suffix("/{thing}") {
            None => paths.contains_key(&path),
            Some(base) => paths.keys().any(|known| known.starts_with(&format!("{base}/"))),
        };
        assert!(told, "{path} is served and not described");
    }
}

#[tokio::test]
async fn operations_have_names_of_their_own_and_every_field_a_description() {
    let door = Door::empty().await;
    let document = description(&door).await;
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for verb in ["get", "post"] {
            let operation = &item[verb];
            if operation.is_null() {
                continue;
            }
            let name = operation["operationId"].as_str().unwrap().to_owned();
            assert!(names.insert(name.clone()), "{name} is the name of two operations");
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{verb} {path}");
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            for (field, schema) in body["properties"].as_object().into_iter().flatten() {
                assert!(schema["description"].is_string(), "{verb} {path}: {field}");
            }
        }
        for name in path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            let told = item["parameters"].as_array().unwrap().iter().any(|p| p["name"] == name);
            assert!(told, "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn the_help_page_explains_every_code_of_a_problem() {
    let door = Door::empty().await;
    let page = door.get("/help").await.is(200);
    for (code, _) in web::api::problem::CODES {
        assert!(page.body.contains(&format!("id=\"problem-{code}\"")), "{code}");
    }
}
