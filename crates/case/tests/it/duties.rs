//! Whatever anybody does in whatever order, nobody comes to be on both sides of a pair of acts, not
//! by another desk and not by acting for another; and every day of every file has one holder.

use std::collections::{BTreeMap, BTreeSet};

use case::{Event, File, Told, duties, file, office::register_stream};
use proptest::prelude::*;
use serde_json::json;
use terms::{Actor, Desk, StreamId};
use testkit::{
    law::Law,
    memory::{Entry, Memory, at_once},
    random::{self, BEGINNINGS, Draws},
    run,
    story::{Library, Start},
};

const PEOPLE: &[&str] = &["ada", "ben", "cleo"];

fn beginning(number: usize) -> Memory {
    let Some((stream, end)) = BEGINNINGS.get(number) else { return Memory::default() };
    let until = Some((stream.parse().expect("a file"), (*end).to_owned()));
    let start = Start { script: "bases/patrol-boats".to_owned(), until, ..Start::default() };
    let mut memory = Memory::default();
    at_once(run::begin(&mut memory, &Library::of_repository(), &start)).expect("the sale runs");
    memory
}

/// Any act by one of three people at the desk whose duty it is, or a delegation between two.
fn act(memory: &mut Memory, draws: &mut Draws) {
    let drawn = random::act(draws);
    let (who, other) = (draws.one(PEOPLE), draws.one(PEOPLE));
    if draws.in_ten(2) {
        let with = json!({
            "from": who, "to": other, "desks": Desk::CODES, "starts": drawn.on,
            "ends": drawn.on.plus_days(400), "reason": "Leave",
        });
        let by = Actor::named(who, Desk::CaseManager).expect("a name");
        memory.order((&register_stream(), "delegate"), &with, (Some(by), drawn.on));
        return;
    }
    let file = memory.file_of(&drawn.stream);
    let desk = file::usual_actor(&file, drawn.stream.kind, drawn.name()).desk();
    let by = Actor::named(who, desk).expect("a name");
    memory.order((&drawn.stream, drawn.name()), &drawn.arguments, (Some(by), drawn.on));
}

/// Who did what in a file, told by its stored events alone.
#[derive(Default)]
struct Watch {
    file: Option<File>,
    hands: BTreeMap<String, BTreeSet<String>>,
}

impl Watch {
    fn take(&mut self, entry: &Entry) -> Result<(), TestCaseError> {
        let me: BTreeSet<String> =
            std::iter::once(entry.by.person()).chain(entry.behalf.iter().cloned()).collect();
        let law = Law::of_repository();
        let row = law.pack.on("DUTY-002", entry.at.day()).expect("the row holds every day");
        let full = format!("{} {}", entry.stream.kind.word(), entry.act);
        for other in row.words(&full) {
            let verb = other.split_once(' ').map_or(other, |(_, verb)| verb);
            let both = self.hands.get(verb).into_iter().flatten().find(|hand| me.contains(*hand));
            prop_assert!(both.is_none(), "{both:?} did {other} and {full} in {}", entry.stream);
        }
        self.hands.entry(entry.act.clone()).or_default().extend(me);
        self.fold(entry);
        if entry.name == "change.opened" {
            self.forget(duties::OF_THE_DRAFT);
            self.forget(duties::OF_THE_DOCUMENT);
        }
        if entry.name == "purchaser.interest_second_read" {
            self.forget(&["assess-interest"]);
        }
        let begun_anew = self.file.as_ref().is_some_and(|file| file.stage().0 == "development");
        if begun_anew {
            let document = duties::OF_THE_DOCUMENT.iter().filter(|act| **act != "review-legally");
            self.forget(&document.copied().collect::<Vec<_>>());
        }
        Ok(())
    }

    fn fold(&mut self, entry: &Entry) {
        let file = self.file.get_or_insert_with(|| File::new(entry.stream.kind));
        let event = Event::read(entry.stream.kind, &entry.name, &entry.body).expect("it is stored");
        let (by, act, behalf) = (&entry.by, &entry.act, &entry.behalf);
        file.evolve(&event, &Told { by, act, behalf, at: entry.at, on: entry.at.day() });
    }

    fn forget(&mut self, acts: &[&str]) {
        for act in acts {
            self.hands.remove(*act);
        }
    }
}

fn bounded() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if asked { config } else { ProptestConfig { cases: 128, ..config } }
}

proptest! {
    #![proptest_config(bounded())]

    #[test]
    fn no_order_of_any_acts_lets_one_person_do_both(
        begins in 0..=BEGINNINGS.len(),
        seeds in prop::collection::vec(any::<u64>(), 1..60),
    ) {
        let mut memory = beginning(begins);
        for seed in seeds {
            act(&mut memory, &mut Draws(seed));
        }
        let mut watches: BTreeMap<StreamId, Watch> = BTreeMap::new();
        for entry in &memory.journal {
            watches.entry(entry.stream.clone()).or_default().take(entry)?;
        }
    }

    #[test]
    fn every_day_of_every_file_is_charged_to_one_holder(
        begins in 0..=BEGINNINGS.len(),
        seeds in prop::collection::vec(any::<u64>(), 1..40),
        later in 0_i32..4_000,
    ) {
        let mut memory = beginning(begins);
        for seed in seeds {
            act(&mut memory, &mut Draws(seed));
        }
        for stream in memory.streams() {
            let file = memory.file_of(stream);
            let spans = &file.head().spans;
            let Some(first) = spans.first() else { continue };
            prop_assert_eq!(Some(first.from), file.head().opened, "{} begins unheld", stream);
            let until = spans.last().map_or(first.from, |last| last.from).plus_days(later);
            let charged: i32 = schedule::days_by(spans, until).values().sum();
            prop_assert_eq!(charged, schedule::age(spans, until), "{}", stream);
            prop_assert!(spans.iter().all(|span| !span.reason.is_empty()));
            for pair in schedule::charges(spans, until).windows(2) {
                prop_assert!(pair[0].until <= pair[1].from, "{}: {:?}", stream, pair);
            }
        }
    }
}
