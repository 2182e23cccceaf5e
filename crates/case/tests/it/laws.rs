//! What holds for any acts in any order, by whomever, on whichever day.

use std::collections::BTreeMap;

use case::{Event, Field, File, Input, Need, file, read};
use ledger::Books;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use terms::{Actor, Day, Desk, Kind, StreamId};
use testkit::{
    memory::{Memory, at_once},
    run,
    story::{Library, Start},
    world::Done,
};

/// Where the acts begin: from nothing, and at stages all along a sale.
const BEGINNINGS: &[(&str, &str)] = &[
    ("purchaser/BN", "registered"),
    ("request/BN-26-0001", "received"),
    ("request/BN-26-0001", "actionable"),
    ("case/BN-P-LCB", "development"),
    ("case/BN-P-LCB", "loa.legally_reviewed"),
    ("case/BN-P-LCB", "in-review"),
    ("case/BN-P-LCB", "state-listed"),
    ("notification/26-99", "notified"),
    ("case/BN-P-LCB", "offered"),
    ("case/BN-P-LCB", "accepted"),
    ("case/BN-P-LCB", "implemented"),
    ("case/BN-P-LCB", "case.shipped"),
    ("case/BN-P-LCB", "closure-hold"),
];

const STREAMS: &[&str] = &[
    "purchaser/BN",
    "purchaser/XA",
    "request/BN-26-0001",
    "request/BN-26-0002",
    "case/BN-P-LCB",
    "case/XA-P-LCB",
    "notification/26-99",
    "support/BN-P-LCB",
    "audit/case.BN-P-LCB",
];

const DAYS: &[&str] = &[
    "1976-02-29",
    "2026-01-16",
    "2026-02-12",
    "2026-03-15",
    "2026-04-10",
    "2026-04-28",
    "2026-04-29",
    "2026-09-07",
    "2026-10-05",
    "2027-11-30",
    "9999-12-31",
];

const PEOPLE: &[&str] = &["ada", "ben"];

/// Draws from one number, the same ones each time.
struct Draws(u64);

impl Draws {
    fn below(&mut self, limit: usize) -> usize {
        // The step of SplitMix64: every bit of the number counts.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit as u64).expect("below a size")
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    fn in_ten(&mut self, times: usize) -> bool {
        self.below(10) < times
    }
}

/// Arguments that fit the fields mostly, and do not now and then.
fn arguments(fields: &[Field], draws: &mut Draws) -> Value {
    let mut all = Map::new();
    for field in fields {
        let wanted = match field.need {
            Need::Must => draws.below(40) != 0,
            Need::May => draws.in_ten(5),
        };
        if wanted {
            all.insert(field.name.to_owned(), value(field, draws));
        }
    }
    Value::Object(all)
}

fn value(field: &Field, draws: &mut Draws) -> Value {
    if draws.below(60) == 0 {
        return json!([null, { "odd": -1 }]);
    }
    match field.input {
        Input::Text(_) => draws.one(&["S1", "S2", "0001", "Bayline"]).into(),
        Input::Long(_) => draws.one(&["In order", "Two lines\nof text"]).into(),
        Input::Day => draws.one(DAYS).into(),
        Input::Money => draws
            .one(&[
                "0.00",
                "1.00",
                "-5.00",
                "4,000,000.00",
                "1,000,000,000,000.00",
                "92233720368547758.07",
            ])
            .into(),
        Input::Id(example, _) => example.into(),
        Input::Choice(options) => options[draws.below(options.len())].0.into(),
        Input::Upload => "5e".repeat(32).into(),
        Input::Count(low, high) => [low, low + 1, high][draws.below(3)].into(),
        Input::Flag => draws.in_ten(7).into(),
        Input::Many(example, _) => json!([example]),
        Input::Records(inner) => (0..draws.below(4)).map(|_| arguments(inner, draws)).collect(),
    }
}

/// One random act.
fn act(memory: &mut Memory, draws: &mut Draws) -> (StreamId, Done) {
    let stream: StreamId = draws.one(STREAMS).parse().expect("a file");
    let acts = file::acts(stream.kind);
    let about = (!acts.is_empty()).then(|| acts[draws.below(acts.len())]);
    let (name, fields) = about.map_or(("record-refusal", &[][..]), |a| (a.name, a.fields));
    let arguments = arguments(fields, draws);
    let who = match draws.below(8) {
        0 => Some(Actor::at(Desk::ALL[draws.below(Desk::ALL.len())])),
        1 => {
            let person = draws.one(PEOPLE);
            let desk = Desk::ALL[draws.below(Desk::ALL.len())];
            Some(Actor::named(person, desk).expect("a name"))
        }
        _ => None,
    };
    let on: Day = draws.one(DAYS).parse().expect("a day");
    (stream.clone(), memory.order((&stream, name), &arguments, (who, on)))
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
        for kind in [Kind::Purchaser, Kind::Request, Kind::Case, Kind::Notification, Kind::Support] {
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
        for kind in [Kind::Purchaser, Kind::Request, Kind::Case, Kind::Notification, Kind::Support] {
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
            let mut draws = Draws(seed);
            let stream: StreamId = draws.one(STREAMS).parse().expect("a file");
            let acts = file::acts(stream.kind);
            if acts.is_empty() {
                continue;
            }
            let about = acts[draws.below(acts.len())];
            let arguments = arguments(about.fields, &mut draws);
            let on: Day = draws.one(DAYS).parse().expect("a day");
            let before = here.standing((&stream, about.name), &arguments, (None, on));
            let done = here.order((&stream, about.name), &arguments, (None, on));
            passed += usize::from(matches!(done, Done::Events(_)));
            if let Done::Refused(findings) = done {
                refused += 1;
                for reason in before.iter().filter(|finding| finding.refuses()) {
                    told += 1;
                    assert!(findings.contains(reason), "{stream} {}: {reason:?}", about.name);
                }
            }
        }
    }
    let counts = format!("{passed} passed, {refused} refused for {told} reasons");
    assert!(passed > 200 && refused > 500 && told > 500, "the acts were too tame: {counts}");
    println!("{counts}");
}
