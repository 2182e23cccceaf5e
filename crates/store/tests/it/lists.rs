//! Lists a page at a time, and words.

use store::{
    Store,
    views::{
        cases::{self, CaseQuery, CaseRow, CaseSort},
        purchasers::{self, PurchaserQuery},
    },
};
use terms::Moment;

use crate::{
    place::Place,
    world::{Hand, event, line, noon, opened, registered},
};

const CASES: u32 = 57;

/// Cases that tie and differ in every order: values, days, moments and stages.
async fn fill(store: &Store) {
    for number in 0..CASES {
        let letter = |n: u32| char::from(b'A' + u8::try_from(n).unwrap());
        let id = format!("case/BN-P-{}{}A", letter(number / 26), letter(number % 26));
        let mut hand = Hand::on(&id);
        hand.at = Moment::from_micros(noon().micros() + i64::from(number * 7 % 10));
        let mut events = vec![opened(&hand.stream, "boats", "Two boats")];
        if number % 5 == 0 {
            let declined = serde_json::json!({
                "by": "purchaser", "reference": "BN-7", "reason": "They buy elsewhere."
            });
            events.push(event(&hand.stream, "loa.declined", &declined));
        } else if number % 3 != 0 {
            events.push(line(&hand.stream, &format!("{}.00", 100 * (1 + number % 4))));
        }
        hand.add(store, &events).await.unwrap();
    }
}

async fn pages(store: &Store, sort: CaseSort, limit: u32) -> Vec<CaseRow> {
    let mut query = CaseQuery { sort, limit, ..CaseQuery::default() };
    let mut all = Vec::new();
    loop {
        let page = cases::list(store, &query).await.unwrap();
        assert!(page.items.len() <= limit as usize);
        all.extend(page.items);
        let Some(next) = page.next else { return all };
        query.after = Some(next);
    }
}

async fn pages_hold_every_row_once_in_every_order(place: Place) {
    let store = place.open().await;
    fill(&store).await;
    for (word, sort) in CaseSort::WORDS {
        let whole = pages(&store, *sort, 200).await;
        assert_eq!(whole.len(), CASES as usize, "{word}");
        for limit in [1, 7, 56, 57] {
            assert_eq!(pages(&store, *sort, limit).await, whole, "{word}, {limit} a page");
        }
        let key = |row: &CaseRow| {
            let number = match sort {
                CaseSort::Touched => -row.touched.micros(),
                CaseSort::Value => -row.value_cents.unwrap_or(-1),
                _ => 0,
            };
            let text = match sort {
                CaseSort::Due => row.next_due.clone().unwrap_or_else(|| "9999-12-31".to_owned()),
                CaseSort::Stage => row.stage.clone(),
                _ => String::new(),
            };
            (number, text)
        };
        assert!(whole.is_sorted_by_key(key), "{word}");
    }
    let stages: std::collections::BTreeSet<String> =
        pages(&store, CaseSort::Stage, 200).await.into_iter().map(|row| row.stage).collect();
    assert!(1 < stages.len(), "{stages:?}");
}

async fn rows_that_come_meanwhile_neither_repeat_nor_hide(place: Place) {
    let store = place.open().await;
    fill(&store).await;
    let query = CaseQuery { limit: 20, ..CaseQuery::default() };
    let first = cases::list(&store, &query).await.unwrap();
    let mut early = Hand::on("case/AA-P-AAA");
    early.add(&store, &[opened(&early.stream, "early", "Sorts before")]).await.unwrap();
    let query = CaseQuery { after: first.next, ..query };
    let second = cases::list(&store, &query).await.unwrap();
    let files = first.items.iter().chain(&second.items).map(|row| row.file.clone());
    let seen: std::collections::BTreeSet<String> = files.collect();
    assert_eq!(seen.len(), 40);
    assert!(!seen.contains("AA-P-AAA"));
}

async fn filters_hold_on_every_page(place: Place) {
    let store = place.open().await;
    fill(&store).await;
    let query =
        CaseQuery { limit: 5, stage: Some("development".to_owned()), ..CaseQuery::default() };
    let mut query = query;
    let mut found = 0;
    loop {
        let page = cases::list(&store, &query).await.unwrap();
        assert!(page.items.iter().all(|row| row.stage == "development"));
        found += page.items.len();
        let Some(next) = page.next else { break };
        query.after = Some(next);
    }
    let by_stage = cases::by_stage(&store).await.unwrap();
    let counted = by_stage.iter().find(|(stage, _)| stage == "development").unwrap().1;
    assert_eq!(i64::try_from(found).unwrap(), counted);
    let none = CaseQuery { purchaser: Some("ZZ".to_owned()), limit: 5, ..CaseQuery::default() };
    assert!(cases::list(&store, &none).await.unwrap().items.is_empty());
}

async fn words_are_found_as_people_type_them(place: Place) {
    let store = place.open().await;
    let mut boats = Hand::on("case/BN-P-AAA");
    let text = "Two Armidale-class patrol boats, 40% spares (Türkiye)";
    boats.add(&store, &[opened(&boats.stream, "PATROL", text)]).await.unwrap();
    let mut lorries = Hand::on("case/BN-P-BBB");
    lorries
        .add(&store, &[opened(&lorries.stream, "LORRY", "Ten lorries, no boats")])
        .await
        .unwrap();
    let find = async |words: &str| {
        let query = CaseQuery { words: Some(words.to_owned()), limit: 10, ..CaseQuery::default() };
        let page = cases::list(&store, &query).await.unwrap();
        page.items.into_iter().map(|row| row.nickname).collect::<Vec<_>>()
    };
    assert_eq!(find("boats").await, ["PATROL", "LORRY"]);
    assert_eq!(find("BOAT patr").await, ["PATROL"], "beginnings of words, all of them");
    assert_eq!(find("turkiye").await, ["PATROL"]);
    assert_eq!(find("TÜRKİYE").await, ["PATROL"]);
    assert_eq!(find("armidale class").await, ["PATROL"]);
    assert_eq!(find("BN-P-BBB").await, ["LORRY"]);
    for odd in ["'", "\"", "boats' or '1'='1", "*", "a:b & !", "NEAR(", "-", "%", "\u{0}"] {
        assert!(find(odd).await.len() <= 2, "{odd}");
    }
    assert!(find("submarines").await.is_empty());
    // What a file no longer says is no longer found.
    lorries.add(&store, &[line(&lorries.stream, "10.00")]).await.unwrap();
    assert_eq!(find("lorries patrol").await, ["LORRY"]);
}

async fn names_sort_by_their_bytes_on_both(place: Place) {
    let store = place.open().await;
    let names = ["Zed", "alpha", "Älg", "Beta", "beta", "ZED", "_", "a b", "ab"];
    for (number, name) in names.iter().enumerate() {
        let mut hand = Hand::on(&format!("purchaser/N{number}"));
        hand.add(&store, &[registered(&hand.stream, name)]).await.unwrap();
    }
    let query = PurchaserQuery { limit: 100, ..PurchaserQuery::default() };
    let page = purchasers::list(&store, &query).await.unwrap();
    let listed: Vec<String> = page.items.into_iter().map(|row| row.name).collect();
    let mut sorted = names.map(str::to_owned).to_vec();
    sorted.sort();
    assert_eq!(listed, sorted);
}

on_both!(
    pages_hold_every_row_once_in_every_order,
    rows_that_come_meanwhile_neither_repeat_nor_hide,
    filters_hold_on_every_page,
    words_are_found_as_people_type_them,
    names_sort_by_their_bytes_on_both,
);
