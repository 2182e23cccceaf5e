//! Every page renders, and every way leads somewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::{
    door::{Answer, Door},
    reading::{attributes, text},
};

/// What every page must be.
fn check_page(path: &str, page: &Answer) {
    let body = &page.body;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
    assert_eq!(body.matches("<h1").count(), 1, "{path}: one heading says what the page is");
    assert!(body.contains("<html lang=\"en\">"), "{path}");
    assert!(body.contains("<main id=\"main-content\""), "{path}");
    let first = body.matches("class=\"usa-button\"").count();
    assert!(first <= 1, "{path}: {first} first actions; one is the first");
    let mut ids = BTreeSet::new();
    for id in attributes(body, "id") {
        assert!(ids.insert(id.clone()), "{path}: the id {id} stands twice");
    }
    for name in ["aria-labelledby", "aria-describedby", "for"] {
        for named in attributes(body, name).iter().flat_map(|value| value.split_whitespace()) {
            assert!(ids.contains(named), "{path}: {name} names {named}, which is not there");
        }
    }
    for href in attributes(body, "href") {
        if let Some(id) = href.strip_prefix('#').filter(|id| !id.is_empty()) {
            assert!(ids.contains(id), "{path}: #{id} leads nowhere");
        }
    }
    assert!(!body.contains("style=\""), "{path}: the policy forbids styles inside a page");
    assert!(!body.contains("onclick"), "{path}: the policy forbids programs inside a page");
}

/// Follows every way inside the site, from the home page on.
async fn crawl(door: &Door) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    let mut ways = VecDeque::from(["/".to_owned()]);
    let mut known: BTreeSet<String> = ways.iter().cloned().collect();
    while let Some(path) = ways.pop_front() {
        let answer = door.get(&path).await;
        let status = answer.status.as_u16();
        assert!(status == 200 || status == 303, "{path} answers {status}: {}", answer.body);
        if answer.header("content-type").starts_with("text/html") {
            check_page(&path, &answer);
            let inside = |href: &String| href.starts_with('/') && !href.starts_with("//");
            let found = attributes(&answer.body, "href").into_iter().filter(inside);
            let actions = attributes(&answer.body, "src").into_iter().filter(inside);
            let found: Vec<String> = found.chain(actions).collect();
            for href in found {
                let href = href.split('#').next().unwrap_or_default().to_owned();
                if known.insert(href.clone()) {
                    ways.push_back(href);
                }
            }
        }
        seen.insert(path, answer.body);
    }
    seen
}

#[tokio::test]
async fn every_way_from_the_home_page_of_a_full_record_leads_somewhere() {
    let door = Door::full().await;
    let seen = crawl(&door).await;
    let count = |prefix: &str| seen.keys().filter(|path| path.starts_with(prefix)).count();
    for prefix in [
        "/cases/",
        "/requests/",
        "/purchasers/",
        "/notifications/",
        "/support/",
        "/rules/",
        "/reports/",
        "/files/",
        "/audit/proofs/",
        "/assets/",
        "/api/v1/",
        "/log/",
        "/events",
    ] {
        assert!(count(prefix) > 0, "no way leads to {prefix}");
    }
    assert!(seen.len() > 300, "only {} addresses were found", seen.len());
}

#[tokio::test]
async fn every_way_from_the_home_page_of_an_empty_record_leads_somewhere() {
    let door = Door::empty().await;
    let seen = crawl(&door).await;
    for path in ["/cases", "/requests", "/purchasers", "/notifications", "/imports", "/events"] {
        let page = text(&seen[path]);
        assert!(!page.contains("Next page"), "{path}: {page}");
    }
    assert!(text(&seen["/"]).contains("Three ways to begin"), "{}", text(&seen["/"]));
    assert!(text(&seen["/cases"]).contains("No case is on record"));
    assert!(text(&seen["/requests"]).contains("No request is on record"));
}

/// Pages of which the text is kept: a change of words shows in review.
const KEPT: &[(&str, &str)] = &[
    ("home", "/"),
    ("cases", "/cases"),
    ("case", "/cases/BN-P-LCB"),
    ("requests", "/requests"),
    ("request", "/requests/BN-26-0001"),
    ("notification", "/notifications/26-99"),
    ("request-form", "/requests/new"),
    ("purchasers", "/purchasers"),
    ("purchaser", "/purchasers/BN"),
    ("support", "/support/BN-P-LCB"),
    ("act-refused", "/cases/BN-P-LCB/terms"),
    ("reports", "/reports"),
];

#[tokio::test]
async fn the_words_of_the_main_pages_are_the_kept_ones() {
    let door = crate::walk::by_api().await;
    let mut differ = Vec::new();
    for (name, path) in KEPT {
        let page = door.get(path).await.is(200);
        let found = text(&page.body);
        let file = testkit::law::root().join(format!("crates/web/tests/it/pages/{name}.txt"));
        if testkit::law::blessing() {
            testkit::law::write(&file, &found);
        }
        let kept = if file.exists() { testkit::law::read(&file) } else { String::new() };
        let pairs = kept.lines().zip(found.lines());
        let line = pairs.clone().position(|(old, new)| old != new);
        if kept != found {
            let (old, new) = line.map_or(("", ""), |line| {
                (kept.lines().nth(line).unwrap_or(""), found.lines().nth(line).unwrap_or(""))
            });
            differ.push(format!("{name}: kept {old:?}, found {new:?}"));
        }
    }
    assert!(
        differ.is_empty(),
        "{}\nrun again with CASEWAY_BLESS=1 if the change is meant, and review it",
        differ.join("\n")
    );
}

#[tokio::test]
async fn a_case_page_tells_everything_that_its_reader_needs() {
    let door = Door::full().await;
    let page = text(&door.get("/cases/BN-P-LCB").await.is(200).body);
    for heading in [
        "What can be done now",
        "What is due",
        "Who held it",
        "Days by holder",
        "Scope and requirements",
        "Congressional notification",
        "Lines",
        "Price",
        "Documents",
        "Delivery",
        "What is closed, and what would open it",
        "Record",
    ] {
        assert!(page.lines().any(|line| line == heading), "{heading} is not on the page:\n{page}");
    }
}
