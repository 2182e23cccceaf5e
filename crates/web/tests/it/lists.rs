//! Lists: pages by key, orders, filters, words.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::door::Door;

/// Leafs through a list and checks that each file comes once.
async fn leaf(door: &Door, (list, key): (&str, &str), query: &str, limit: usize) -> Vec<Value> {
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    let mut after = String::new();
    loop {
        let path = format!("/api/v1/{list}?limit={limit}{query}{after}");
        let page = door.get(&path).await.is(200).value();
        let items = page["items"].as_array().unwrap().clone();
        assert!(items.len() <= limit, "{path}");
        for item in items {
            let name = item[key].as_str().unwrap().to_owned();
            assert!(seen.insert(name.clone()), "{path}: {name} comes twice");
            all.push(item);
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={}", crate::door::coded(next)),
            None => return all,
        }
    }
}

#[tokio::test]
async fn every_order_of_every_list_brings_every_file_once() {
    let door = Door::full().await;
    let lists = [
        ("cases", "file", &["case", "touched", "value", "due", "state"][..]),
        ("requests", "file", &["request", "received", "state", "complete"]),
        ("purchasers", "code", &["name", "code", "contacts", "touched"]),
        ("notifications", "file", &["notification", "day", "value", "state", "oddities"]),
    ];
    for (list, key, sorts) in lists {
        let whole = leaf(&door, (list, key), "", 200).await;
        assert!(!whole.is_empty(), "{list}");
        for sort in sorts {
            let leafed = leaf(&door, (list, key), &format!("&sort={sort}"), 7).await;
            assert_eq!(leafed.len(), whole.len(), "{list} by {sort}");
            let page = door.get(&format!("/{list}?sort={sort}")).await.is(200);
            assert!(page.body.contains("aria-sort=\"other\""), "{list} by {sort} says its order");
        }
    }
}

#[tokio::test]
async fn the_most_valuable_case_comes_first_and_unknown_values_last() {
    let door = Door::full().await;
    let cases = leaf(&door, ("cases", "file"), "&sort=value", 11).await;
    let values: Vec<i64> =
        cases.iter().map(|case| case["value_cents"].as_i64().unwrap_or(-1)).collect();
    assert!(values.windows(2).all(|two| two[0] >= two[1]), "{values:?}");
    assert!(values[0] > 0);
}

#[tokio::test]
async fn words_find_cases_whatever_their_case_accents_and_order() {
    let door = Door::full().await;
    let find = async |words: &str| -> Vec<String> {
        let query = format!("&q={}", crate::door::coded(words));
        let found = leaf(&door, ("cases", "file"), &query, 50).await;
        found.iter().map(|case| case["file"].as_str().unwrap().to_owned()).collect()
    };
    assert!(find("patrol").await.contains(&"BN-P-LCB".to_owned()));
    assert!(find("BOATS pat").await.contains(&"BN-P-LCB".to_owned()));
    assert!(find("bn-p-lcb").await.contains(&"BN-P-LCB".to_owned()));
    assert!(find("zeppelin").await.is_empty());
    assert!(find("\"'; drop table").await.is_empty());
    assert!(find("--").await.is_empty());
    let page = door.get("/cases?q=zeppelin").await.is(200);
    assert!(page.body.contains("No case fits. Take a filter away."));
    assert!(page.body.contains(">Show all</a>"));
}

#[tokio::test]
async fn filters_narrow_a_list() {
    let door = Door::full().await;
    let notified = leaf(&door, ("cases", "file"), "&state=notified", 50).await;
    assert!(notified.iter().all(|case| case["stage"] == "notified"));
    assert!(!notified.is_empty());
    let ours = leaf(&door, ("cases", "file"), "&purchaser=BN", 50).await;
    assert!(ours.iter().all(|case| case["purchaser"] == "BN") && !ours.is_empty());
    let none = leaf(&door, ("cases", "file"), "&purchaser=BN&state=notified", 50).await;
    assert!(none.is_empty());
}

#[tokio::test]
async fn a_page_of_a_list_leads_to_the_next_and_back_to_the_first() {
    let door = Door::full().await;
    let all = leaf(&door, ("anomalies", "sentence"), "", 200);
    let first = door.get("/imports").await.is(200).body;
    let hrefs = crate::reading::attributes(&first, "href");
    let next = hrefs.iter().find(|href| href.starts_with("/imports?after="));
    let next = next.expect("the extract has more oddities than a page shows");
    let second = door.get(next.split('#').next().unwrap()).await.is(200).body;
    assert!(second.contains(">First page</a>"));
    drop(all);
    let mut count = 0;
    let mut after = String::new();
    loop {
        let page = door.get(&format!("/api/v1/anomalies?limit=13{after}")).await.is(200).value();
        count += page["items"].as_array().unwrap().len();
        match page["next"].as_str() {
            Some(next) => after = format!("&after={}", crate::door::coded(next)),
            None => break,
        }
    }
    let imports = door.get("/api/v1/imports").await.is(200).value();
    assert_eq!(count as u64, imports["items"][0]["anomalies"].as_u64().unwrap());
}

#[tokio::test]
async fn a_report_is_sorted_by_the_column_that_its_address_names() {
    let door = Door::full().await;
    let names = async |sort: &str| {
        let page = door.get(&format!("/reports/portfolio{sort}")).await.is(200);
        let cells = page.body.split("data-label=\"Purchaser\">").skip(1);
        let names: Vec<String> =
            cells.map(|cell| cell.split('<').next().unwrap_or_default().to_owned()).collect();
        (names, page.body)
    };
    let (up, page) = names("?sort=purchaser").await;
    assert!(page.contains("aria-sort=\"ascending\""), "the heading says the order");
    assert!(page.contains("href=\"?sort=-purchaser\""), "and turns it around");
    assert!(page.contains("href=\"?sort=value\""));
    let (mut down, page) = names("?sort=-purchaser").await;
    assert!(page.contains("aria-sort=\"descending\""));
    assert!(10 < up.len());
    assert_eq!((up.last(), down.last()), (Some(&"all".to_owned()), Some(&"all".to_owned())));
    let known = |names: &[String]| -> Vec<String> {
        names.iter().filter(|name| *name != "all" && *name != "not known").cloned().collect()
    };
    down.reverse();
    assert_eq!(known(&up), known(&down));
    assert!(known(&up).is_sorted());
    // An order that there is not is no fault of whoever followed an old link.
    let (plain, page) = names("?sort=colour").await;
    assert_eq!(plain, names("").await.0);
    assert!(!page.contains("aria-sort"));
}

#[tokio::test]
async fn a_gate_that_is_none_is_told_and_not_answered_by_an_empty_list() {
    let door = Door::empty().await;
    for known in ["open", "held", "none", "CN-001", "cn-001"] {
        door.get(&format!("/api/v1/cases?gate={known}")).await.is(200);
    }
    let problem = door.get("/api/v1/cases?gate=nonsense").await.is(400).problem("bad-query");
    let said = problem["detail"].as_str().unwrap();
    assert_eq!(
        said,
        "gate: \"nonsense\" is none of: open, held, none; nor is it a rule such as CN-001."
    );
}
