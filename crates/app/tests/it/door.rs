//! The one door under many hands at once: one effect for each key, one winner for each version,
//! and no refusal without a trace.

use std::{collections::HashMap, sync::Arc};

use app::{ActError, Office, Order};
use serde_json::json;
use store::Receipt;
use terms::Kind;
use testkit::TestOffice;
use tokio::task::JoinSet;

use crate::{
    chance::Chance,
    orders::{cases, codes, contact, finding, letter, order, register},
};

const PURCHASERS: usize = 80;
const CASES: usize = 60;

/// What a client is told, as bytes.
fn answer(done: &Result<Receipt, ActError>) -> String {
    match done {
        Ok(receipt) => serde_json::to_string(receipt).unwrap(),
        Err(ActError::Refused(refusal)) => {
            format!("refused {}", serde_json::to_string(&refusal.findings).unwrap())
        }
        Err(other) => panic!("{other}"),
    }
}

/// Commands of several kinds: contacts, findings, letters that open a file, and one in ten that the
/// law refuses.
fn commands(office: &Office, count: usize, chance: &mut Chance) -> Vec<Order> {
    let codes = codes(office, PURCHASERS);
    let command = |number| {
        let code = &codes[chance.below(codes.len())];
        let words = format!("command {number}");
        let made = match number % 10 {
            0 => Order { who: Some("@finance".parse().unwrap()), ..contact(code, &words) },
            1 => letter(code, &words),
            2..=5 => finding(&format!("cn-{}", 1 + chance.below(CASES)), &words),
            _ => contact(code, &words),
        };
        Order { key: Some(format!("key-{number}")), ..made }
    };
    (0..count).map(command).collect()
}

/// Sends each command 1 to 5 times at once, all of them in any order, and checks that every repeat
/// of a key got the same bytes. Gives the answers by key.
async fn send(
    office: &Arc<Office>,
    commands: &[Order],
    chance: &mut Chance,
) -> HashMap<String, String> {
    const AT_ONCE: usize = 64;
    let mut sent: Vec<&Order> = Vec::new();
    for command in commands {
        sent.extend((0..=chance.below(5)).map(|_| command));
    }
    // Repeats stay near each other, so that many are under way at the same time.
    for at in 1..sent.len() {
        let back = chance.below(at.min(20) + 1);
        sent.swap(at, at - back);
    }
    let mut answers: HashMap<String, String> = HashMap::new();
    let mut under_way = JoinSet::new();
    let mut waiting = sent.into_iter().cloned();
    loop {
        while under_way.len() < AT_ONCE
            && let Some(order) = waiting.next()
        {
            let office = Arc::clone(office);
            under_way.spawn(async move {
                let key = order.key.clone().unwrap();
                (key, answer(&office.act(order).await))
            });
        }
        let Some(done) = under_way.join_next().await else { return answers };
        let (key, answer) = done.unwrap();
        let first = answers.entry(key.clone()).or_insert_with(|| answer.clone());
        assert_eq!(*first, answer, "{key}");
    }
}

async fn each_key_has_one_effect(office: TestOffice, count: usize) {
    let mut chance = Chance(20_261_124);
    register(&office, &codes(&office, PURCHASERS)).await;
    cases(&office, CASES).await;
    let before = office.store().head().await.unwrap().n;
    let commands = commands(&office, count, &mut chance);
    let first = send(&office.shared(), &commands, &mut chance).await;
    assert_eq!(first.len(), count);
    let after = office.store().head().await.unwrap();
    let effects = effects(&office, before).await;
    let refused = first.values().filter(|answer| answer.starts_with("refused")).count();
    assert_eq!(effects, (count - refused, refused), "accepted, refused");
    assert!(count / 20 < refused);

    let office = office.reopened().await;
    let again = send(&office.shared(), &commands, &mut chance).await;
    assert!(again == first, "the same bytes after a restart");
    assert_eq!(office.store().head().await.unwrap(), after, "nothing was written");
    let other = Order { arguments: json!({}), ..commands[3].clone() };
    assert!(matches!(office.act(other).await, Err(ActError::KeyReused(_))));
    let views = office.compare_views(|_, _| {}).await.unwrap();
    let differing: Vec<_> = views.iter().filter(|view| !view.same()).collect();
    assert!(differing.is_empty(), "{differing:?}");
    let verified = office.verify(&app::verify::Known::default(), |_, _| {}).await.unwrap();
    assert_eq!(verified.answers, count as u64);
}

/// Commands that took effect, and refusals on record, after an event.
async fn effects(office: &Office, before: u64) -> (usize, usize) {
    let events = office.store().follow(before, 1_000_000).await.unwrap();
    let mut seen = HashMap::new();
    for event in &events {
        let words = event.body.split("command ").nth(1).and_then(|rest| rest.split('"').next());
        if let Some(words) = words {
            let known = seen.insert(words.to_owned(), event.n);
            assert_eq!(known, None, "command {words} took effect twice");
        }
    }
    let refused = events.iter().filter(|event| event.is(Kind::Audit)).count();
    (seen.len(), refused)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_commands_sent_up_to_five_times_have_one_effect_each() {
    each_key_has_one_effect(TestOffice::new().await, 10_000).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_sent_up_to_five_times_have_one_effect_each_on_postgresql() {
    if let Some(office) = TestOffice::postgres().await {
        each_key_has_one_effect(office, 1_000).await;
    }
}

/// Wins a version of the case with each of its acts; gives the versions, and the tries for each.
async fn race(office: Arc<Office>, client: usize, start: u64) -> Vec<(u64, usize)> {
    const ACTS: usize = 3;
    let mut expected = start;
    let mut won = Vec::new();
    for act in 0..ACTS {
        for tries in 1.. {
            let finding = finding("cn-1", &format!("client {client}, act {act}"));
            match office.act(Order { expected: Some(expected), ..finding }).await {
                Ok(receipt) => {
                    assert_eq!(receipt.version, expected + 1);
                    won.push((receipt.version, tries));
                    expected = receipt.version;
                    break;
                }
                Err(ActError::Conflict { stream, current }) => {
                    assert_eq!(stream.to_string(), "case/cn-1");
                    assert!(expected < current, "{current} is where it was thought to be");
                    expected = current;
                }
                Err(other) => panic!("{other}"),
            }
        }
    }
    won
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_sixty_four_clients_on_one_case_one_wins_each_version_and_nobody_starves() {
    const CLIENTS: usize = 64;
    // Without a line of those who were too late, the last one tries as often as there are clients.
    const TRIES: usize = 50;
    for office in TestOffice::each().await {
        cases(&office, 1).await;
        let start = office.file_at("case/cn-1").await.head().version;
        let clients: JoinSet<_> =
            (0..CLIENTS).map(|client| race(office.shared(), client, start)).collect();
        let won = clients.join_all().await.concat();
        let mut versions: Vec<u64> = won.iter().map(|(version, _)| *version).collect();
        versions.sort_unstable();
        let expected: Vec<u64> = (start + 1..=start + won.len() as u64).collect();
        assert_eq!(versions, expected, "one winner each");
        let most = won.iter().map(|(_, tries)| *tries).max().unwrap();
        assert!(most <= TRIES, "a client had to try {most} times");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_that_are_too_late_and_stay_away_are_all_told() {
    let office = TestOffice::new().await;
    cases(&office, 1).await;
    let start = office.file_at("case/cn-1").await.head().version;
    let order = |client: usize| Order {
        expected: Some(start - 1),
        key: Some(format!("late-{client}")),
        ..finding("cn-1", "Too late")
    };
    let late: JoinSet<_> = (0..100)
        .map(|client| {
            let (office, order) = (office.shared(), order(client));
            async move { office.act(order).await }
        })
        .collect();
    for answer in late.join_all().await {
        let Err(ActError::Conflict { current, .. }) = answer else { panic!("{answer:?}") };
        assert_eq!(current, start);
    }
    // Whoever is in time does not stand in their line.
    let order = Order { expected: Some(start), key: Some("in-time".to_owned()), ..order(0) };
    assert_eq!(office.act(order).await.unwrap().version, start + 1);
}

#[tokio::test]
async fn a_stale_order_is_told_the_version_and_has_no_effect() {
    for office in TestOffice::each().await {
        let codes = codes(&office, 1);
        register(&office, &codes).await;
        let stale = Order { expected: Some(0), key: Some("k".into()), ..contact(&codes[0], "a") };
        let said = office.act(stale.clone()).await.unwrap_err();
        assert!(matches!(said, ActError::Conflict { current: 1, .. }), "{said}");
        let ahead = Order { expected: Some(9), ..contact(&codes[0], "a") };
        let said = office.act(ahead).await.unwrap_err();
        assert!(matches!(said, ActError::Conflict { current: 1, .. }), "{said}");
        assert_eq!(office.store().head().await.unwrap().n, 1);
        // The key was not used up: the client reads again and sends the order anew.
        let fresh = Order { expected: Some(1), key: Some("k".into()), ..contact(&codes[0], "a") };
        office.act(fresh.clone()).await.unwrap();
        // Asked again, it is answered, although the file has moved on.
        assert_eq!(office.act(fresh).await.unwrap().version, 2);
    }
}

#[tokio::test]
async fn a_key_is_checked_and_bound_to_everything_that_was_asked() {
    let office = TestOffice::new().await;
    let codes = codes(&office, 2);
    register(&office, &codes).await;
    for bad in ["", "with space", "tab\t", "é", &"k".repeat(129)] {
        let order = Order { key: Some(bad.to_owned()), ..contact(&codes[0], "a") };
        assert!(matches!(office.act(order).await, Err(ActError::BadKey)), "{bad:?}");
    }
    let key = Some("k".repeat(128));
    let order = Order { key: key.clone(), ..contact(&codes[0], "a") };
    office.act(order.clone()).await.unwrap();
    let others = [
        contact(&codes[1], "a"),
        contact(&codes[0], "b"),
        Order { who: Some("ada@intake".parse().unwrap()), ..contact(&codes[0], "a") },
        Order { expected: Some(1), ..contact(&codes[0], "a") },
        Order { act: "no-such-act".to_owned(), ..contact(&codes[0], "a") },
        Order { arguments: json!({ "nonsense": 1 }), ..contact(&codes[0], "a") },
    ];
    for other in others {
        let said = office.act(Order { key: key.clone(), ..other }).await.unwrap_err();
        let bound = matches!(said, ActError::KeyReused(_) | ActError::Unknown { .. });
        assert!(bound, "{said}");
    }
    assert_eq!(office.store().head().await.unwrap().n, 3);
}

#[tokio::test]
async fn a_refusal_is_on_record_beside_the_file_and_the_file_is_unchanged() {
    for office in TestOffice::each().await {
        let codes = codes(&office, 1);
        register(&office, &codes).await;
        let file = format!("purchaser/{}", codes[0]);
        let wrong_desk =
            Order { who: Some("bo@finance".parse().unwrap()), ..contact(&codes[0], "a") };
        let keyed = Order { key: Some("k".into()), ..wrong_desk.clone() };
        let first = answer(&office.act(keyed.clone()).await);
        assert_eq!(answer(&office.act(keyed).await), first, "the same refusal");
        office.act(wrong_desk).await.unwrap_err();
        let refusals = office.refusals(&file.parse().unwrap()).await.unwrap();
        assert_eq!(refusals.len(), 2, "one for the key, and one without");
        assert!(refusals[0].meta.contains("bo@finance"));
        assert_eq!(office.file_at(&file).await.head().version, 1);
    }
}

#[tokio::test]
async fn a_file_that_was_not_uploaded_cannot_be_named() {
    let office = TestOffice::new().await;
    cases(&office, 1).await;
    let arguments = json!({ "name": "letter.pdf", "sha256": "0".repeat(64) });
    let before = office.store().head().await.unwrap().n;
    let said = office.act(order("case/cn-1", "attach", arguments)).await.unwrap_err();
    assert!(matches!(&said, ActError::Invalid(_)), "{said}");
    assert!(said.to_string().contains("upload it first"), "{said}");
    assert_eq!(office.store().head().await.unwrap().n, before);
}
