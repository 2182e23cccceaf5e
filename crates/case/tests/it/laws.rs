//! What holds for any acts in any order, by whomever, on whichever day.

use std::collections::BTreeMap;

use case::{Event, File, file, read};
use ledger::Books;
use proptest::prelude::*;
use serde_json::{Value, json};
use terms::{Kind, StreamId};
use testkit::{
    memory::{Memory, at_once},
    random::{self, BEGINNINGS, Draws},
    run,
    story::{Library, Start},
    world::Done,
};

/// Does one random act.
fn act(memory: &mut Memory, draws: &mut Draws) -> (StreamId, Done) {
    let drawn = random::act(draws);
    let asked = (&drawn.stream, drawn.name());
    let done = memory.order(asked, &drawn.arguments, (drawn.who.clone(), drawn.on));
    (drawn.stream, done)
}

fn beginning(number: usize) -> Memory {
    let Some((stream, end)) = BEGINNINGS.get(number) else { return Memory::default() };
    let until = Some((stream.parse().expect("a file"), (*end).to_owned()));
    let start = Start { script: "bases/patrol-boats".to_owned(), until, ..Start::default() };
    let mut memory = Memory::default();
    at_once(run::begin(&mut memory, &Library::of_repository(), &start)).expect("the sale runs");
    memory
}

/// Every file folded anew from the stored events, in turns of so many.
fn replayed(memory: &Memory, turn: usize) -> BTreeMap<StreamId, File> {
    let mut files: BTreeMap<StreamId, File> = BTreeMap::new();
    for events in memory.journal.chunks(turn) {
        for event in events {
            let fresh = || File::new(event.stream.kind);
            event.fold_into(files.entry(event.stream.clone()).or_insert_with(fresh));
        }
    }
    files
}

fn books_add_up(memory: &Memory) -> Result<(), TestCaseError> {
    let mut books = Books::default();
    for stream in memory.streams() {
        let File::Case(case) = &*memory.file_of(stream) else { continue };
        for entry in &case.entries {
            books.post(entry);
            let breaches = books.breaches();
            let unbalanced =
                breaches.iter().any(|b| matches!(b, ledger::Breach::Unbalanced { .. }));
            prop_assert!(!unbalanced, "{breaches:?}");
        }
    }
    prop_assert!(books.breaches().is_empty(), "{:?}", books.breaches());
    Ok(())
}

fn bounded() -> ProptestConfig {
    // `PROPTEST_CASES` asks for more.
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if asked { config } else { ProptestConfig { cases: 96, ..config } }
}

/// Any JSON, not too deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(json!("2026-10-05")),
        Just(json!("1,000.00")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let names = prop_oneof![
            Just("on"),
            Just("lines"),
            Just("items"),
            Just("purchaser"),
            Just("quantity"),
            Just("results"),
            Just("reason"),
            Just("requirements"),
            Just("conditions"),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.prop_map(str::to_owned), inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

const KINDS: [Kind; 5] =
    [Kind::Purchaser, Kind::Request, Kind::Case, Kind::Notification, Kind::Support];

proptest! {
    #![proptest_config(bounded())]

    #[test]
    fn any_acts_leave_a_record_that_replays_and_adds_up(
        begins in 0..=BEGINNINGS.len(),
        seeds in prop::collection::vec(any::<u64>(), 1..24),
        turn in 1_usize..40,
    ) {
        let mut memory = beginning(begins);
        for seed in seeds {
            let events = memory.journal.len();
            let (stream, done) = act(&mut memory, &mut Draws(seed));
            match done {
                Done::Events(_) => books_add_up(&memory)?,
                Done::Refused(findings) => {
                    prop_assert_eq!(events, memory.journal.len(), "a refusal changes nothing");
                    prop_assert!(!findings.is_empty(), "{} was refused without a reason", stream);
                    for finding in findings {
                        prop_assert!(finding.refuses(), "{finding:?}");
                        prop_assert!(!finding.sentence.is_empty() && !finding.citation.is_empty());
                    }
                }
                Done::Invalid(wrong) => {
                    prop_assert_eq!(events, memory.journal.len(), "a wrong form changes nothing");
                    prop_assert!(wrong.iter().all(|wrong| !wrong.sentence.is_empty()));
                }
                Done::Unknown(_) => prop_assert_eq!(events, memory.journal.len()),
            }
        }
        for (stream, file) in replayed(&memory, turn) {
            let live = memory.file_of(&stream);
            prop_assert_eq!(format!("{:?}", live), format!("{:?}", file), "{} differs", stream);
        }
    }

    #[test]
    fn arguments_of_any_form_are_read_or_told_and_never_stop_the_program(given in any_json()) {
        for kind in KINDS {
            for about in file::acts(kind) {
                match read::clean(about.fields, &given) {
                    Ok(clean) => prop_assert_eq!(read::clean(about.fields, &clean), Ok(clean)),
                    Err(wrong) => prop_assert!(!wrong.is_empty()),
                }
            }
        }
    }

    #[test]
    fn a_stored_event_of_any_form_is_read_or_told(given in any_json(), name in "[a-z]{2,4}\\.[a-z]{2,9}") {
        for kind in KINDS {
            for name in [name.as_str(), "loa.line_added", "lor.attached", "cn.cleared"] {
                if let Ok(event) = Event::read(kind, name, &given.to_string()) {
                    let (name, body) = event.store();
                    let again = Event::read(kind, &name, &body).expect("what is stored can be read");
                    prop_assert_eq!(again.store(), (name, body));
                }
            }
        }
    }
}

/// Every reason is told at once: whatever stands in the way before the arguments are known stands
/// in the refusal too.
#[test]
fn a_refusal_leaves_out_no_reason() {
    let (mut told, mut refused, mut passed) = (0, 0, 0);
    for number in 0..=BEGINNINGS.len() {
        let memory = beginning(number);
        for seed in 0..400 {
            let mut here = memory.clone();
            let drawn = random::act(&mut Draws(seed));
            let (asked, by) = ((&drawn.stream, drawn.name()), (drawn.who.clone(), drawn.on));
            let before = here.standing(asked, &drawn.arguments, by.clone());
            let done = here.order(asked, &drawn.arguments, by);
            passed += usize::from(matches!(done, Done::Events(_)));
            if let Done::Refused(findings) = done {
                refused += 1;
                for reason in before.iter().filter(|finding| finding.refuses()) {
                    told += 1;
                    assert!(findings.contains(reason), "{}: {reason:?}", drawn.name());
                }
            }
        }
    }
    let counts = format!("{passed} passed, {refused} refused for {told} reasons");
    assert!(passed > 200 && refused > 500 && told > 500, "the acts were too tame: {counts}");
    println!("{counts}");
}
