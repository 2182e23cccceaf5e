//! What holds for a case with changes, whatever is done to it: its books hold the value in force,
//! one version is in force, one change at most is open, and no number is used twice.

use std::collections::BTreeSet;

use case::{Decider, File, change::Standing, sale::State};
use ledger::Account;
use proptest::prelude::*;
use serde_json::json;
use terms::{StreamId, Usd};
use testkit::{
    memory::{Memory, at_once},
    random::{self, Draws},
    run,
    story::{Library, Start},
};

/// Where the acts begin: a script, and an event of it.
const BEGINNINGS: &[(&str, &str)] = &[
    ("bases/amendment", "change.opened"),
    ("bases/amendment", "loa.legally_reviewed"),
    ("bases/amendment", "loa.written"),
    ("bases/amendment", "loa.countersigned"),
    ("bases/amendment", "loa.offered"),
    ("bases/amendment", "loa.accepted"),
    ("bases/amendment", "change.implemented"),
    ("bases/modification", "change.opened"),
    ("bases/modification", "loa.legally_reviewed"),
    ("bases/modification", "change.sent"),
    ("bases/modification", "change.receipt_recorded"),
];

const CASE: &str = "case/BN-P-LCB";

fn stream() -> StreamId {
    CASE.parse().expect("a file")
}

fn beginning(number: usize) -> Memory {
    let (script, event) = BEGINNINGS[number % BEGINNINGS.len()];
    let until = Some((stream(), event.to_owned()));
    let start = Start { script: script.to_owned(), until, ..Start::default() };
    let mut memory = Memory::default();
    at_once(run::begin(&mut memory, &Library::of_repository(), &start)).expect("it begins");
    memory
}

/// An act on the case: any of those of the forms, and now and then one that brings a change on.
fn act(memory: &mut Memory, draws: &mut Draws) {
    let day = ["2026-05-21", "2026-06-15", "2026-07-30", "2026-12-09"];
    let on = day[draws.below(day.len())].parse().expect("a day");
    let open = json!({
        "reason": "Another price", "requested_by": draws.one(&["purchaser", "us-government"]),
        "reference": "R", "changes_scope": draws.in_ten(5), "statement": "As it is",
        "print": "restated", "group": "B",
    });
    let systems =
        json!({ "systems": [{ "name": "a" }, { "name": "b" }, { "name": "c" }, { "name": "d" }] });
    let likely = [
        ("open-change", open),
        ("implement", systems),
        ("restate", json!({ "reason": "Again" })),
        ("declare-scope", json!({ "changes_scope": draws.in_ten(5), "statement": "Anew" })),
        ("review-surcharge", json!({ "result": "keep", "statement": "Kept" })),
        ("review-legally", json!({ "view": "sound", "remarks": "Sound" })),
        ("approve", json!({})),
        ("write", json!({})),
        ("decide-authorisation", json!({ "decision": "approve", "justification": "Yes" })),
        ("countersign", json!({})),
        ("offer", json!({ "sent_to": "Ministry" })),
        ("send-modification", json!({ "sent_to": "Ministry" })),
        ("decline", json!({ "by": "agency", "reference": "N", "reason": "No" })),
        ("remove-line", json!({ "number": "002", "reason": "Not wanted" })),
    ];
    if draws.in_ten(7) {
        let (name, arguments) = &likely[draws.below(likely.len())];
        memory.order((&stream(), name), arguments, (None, on));
    } else {
        let drawn = random::act(draws);
        memory.order((&drawn.stream, drawn.name()), &drawn.arguments, (drawn.who, on));
    }
}

fn held(case: &State, account: Account) -> Usd {
    let legs = case.entries.iter().flat_map(ledger::Entry::legs);
    let of = legs.filter(|leg| leg.account == account).map(|leg| leg.amount);
    Usd::total(of).expect("within the range")
}

fn holds(case: &State) -> Result<(), TestCaseError> {
    let in_force = case.agreed().offer.approved.as_ref().map(|approved| approved.summary.total);
    prop_assert_eq!(Some(held(case, Account::CASE_VALUE)), in_force, "the value in the books");
    prop_assert_eq!(Some(held(case, Account::AUTHORITY)), in_force, "the authority in the books");
    let first = case.accepted.as_ref().map(|accepted| accepted.value).unwrap_or_default();
    let deltas = case.tracks().filter_map(|track| track.implemented.as_ref());
    let deltas = Usd::total(deltas.map(|(_, done)| done.change)).expect("within the range");
    prop_assert_eq!(first.plus(deltas), in_force, "the sum of what the changes moved");
    let all = case.all_versions();
    let standing = |wanted| all.iter().filter(|shown| shown.standing == wanted).count();
    prop_assert_eq!(standing(Standing::InForce), 1);
    prop_assert!(standing(Standing::Open) <= 1);
    prop_assert_eq!(standing(Standing::Open) == 1, case.change().is_some());
    let used: BTreeSet<_> = case.versions.used.iter().collect();
    prop_assert_eq!(used.len(), case.versions.used.len(), "no number is used twice");
    prop_assert!(all.len() <= used.len() + 1);
    if let Some(change) = case.change() {
        prop_assert!(change.track.stage.is_of_document(), "{}", change.track.stage);
        prop_assert!(!case.stage().is_of_document(), "{}", case.stage());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn the_books_hold_the_value_in_force(
        begins in 0..BEGINNINGS.len(),
        seeds in prop::collection::vec(any::<u64>(), 1..48),
    ) {
        let mut memory = beginning(begins);
        for seed in seeds {
            act(&mut memory, &mut Draws(seed));
            let file = memory.file_of(&stream());
            let File::Case(case) = &*file else { panic!("it is a case") };
            holds(case)?;
        }
    }
}

/// The draws are of any use only if they bring changes into effect and end them.
#[test]
fn the_draws_bring_changes_to_both_ends() {
    let (mut in_effect, mut ended) = (0, 0);
    for seed in 0..66_u64 {
        let mut memory = beginning(usize::try_from(seed).expect("a small number"));
        for step in 0..48 {
            act(&mut memory, &mut Draws(seed * 1_000 + step));
        }
        let file = memory.file_of(&stream());
        let File::Case(case) = &*file else { panic!("it is a case") };
        in_effect += case.tracks().filter(|track| track.implemented.is_some()).count();
        ended += case.tracks().filter(|track| track.ended.is_some()).count();
    }
    assert!(18 < in_effect && 15 < ended, "{in_effect} took effect, {ended} ended without");
}
