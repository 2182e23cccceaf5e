//! The program beside the plain model: the same acts by the same people pass in both or in
//! neither, and both stand at the same stage with the same approvals afterwards.

use std::sync::LazyLock;

use case::{Decider as _, File, file, office::register_stream, sale};
use model::{Act, BODIES, NAMES, Name, PERSONS, Plain, Stage, Step};
use proptest::{prelude::*, test_runner::Config};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use serde_json::{Value, json};
use terms::{Actor, Day, Desk, Kind, StreamId};
use testkit::{
    memory::{Memory, at_once},
    run,
    story::{Library, Start},
    world::Done,
};

const CASE: &str = "case/BN-P-LCB";
/// The persons' names; the last one is a second name of the first person.
const PEOPLE: [&str; NAMES as usize] = ["nia", "ola", "pia", "rex", "nia.b"];
const BODY_DESKS: [Desk; BODIES as usize] =
    [Desk::CountryDesk, Desk::Comptroller, Desk::Legal, Desk::TechnologySecurity, Desk::State];

/// The model as proptest draws from it.
struct Approvals;

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::ChangeLine),
        6 => Just(Act::ReviewLegally),
        8 => Just(Act::Approve),
        1 => Just(Act::ApproveStale),
        8 => Just(Act::Write),
        20 => (0..BODIES).prop_map(Act::Decide),
        1 => (0..BODIES).prop_map(Act::Refuse),
        8 => Just(Act::Countersign),
        8 => Just(Act::Offer),
        2 => Just(Act::CounterOffer),
        1 => Just(Act::Restate),
        2 => Just(Act::Accept),
        3 => Just(Act::RecordDeposit),
        1 => Just(Act::RaiseFinding),
        3 => Just(Act::ResolveFinding),
        1 => (0..NAMES).prop_map(Act::Delegate),
        2 => Just(Act::RevokeDelegation),
        1 => Just(Act::ConfirmPerson),
    ]
}

impl ReferenceStateMachine for Approvals {
    type State = Plain;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Plain> {
        Just(Plain::begin(false, true)).boxed()
    }

    fn transitions(state: &Plain) -> BoxedStrategy<Step> {
        let any = || (0..NAMES, acts()).prop_map(|(by, act)| Step { by, act });
        let onward = onward(state);
        if onward.is_empty() {
            return any().boxed();
        }
        prop_oneof![2 => any(), 1 => prop::sample::select(onward)].boxed()
    }

    fn apply(state: Plain, step: &Step) -> Plain {
        if state.passes(*step) { state.after(*step) } else { state }
    }
}

/// Steps that carry the case on: without them few sequences would come to an end.
fn onward(state: &Plain) -> Vec<Step> {
    let bodies = (0..BODIES).map(Act::Decide);
    let road = [Act::ReviewLegally, Act::Approve, Act::Write, Act::Countersign, Act::Offer];
    let last = [Act::Accept, Act::RecordDeposit, Act::ResolveFinding];
    let acts = road.into_iter().chain(bodies).chain(last);
    let done = |act: &Act| *act == Act::ReviewLegally && state.legal;
    let steps = acts.filter(|act| !done(act));
    let steps = steps.flat_map(|act| (0..NAMES).map(move |by| Step { by, act }));
    steps.filter(|step| state.passes(*step)).collect()
}

/// The program: its core in memory, and the model as it was before the last act.
struct Program {
    memory: Memory,
    before: Plain,
    today: Day,
    /// The content that was shown before the last change.
    stale: String,
}

/// A case that was offered once and restated, so that nothing but approvals is missing.
static BEGINNING: LazyLock<Memory> = LazyLock::new(|| {
    let until = Some((stream(CASE), "countersigned".to_owned()));
    let start = Start { script: "bases/patrol-boats".to_owned(), until, ..Start::default() };
    let mut memory = Memory::default();
    at_once(run::begin(&mut memory, &Library::of_repository(), &start)).expect("the sale runs");
    let on = day("2026-03-18");
    pass(&mut memory, (CASE, "restate"), json!({ "reason": "For the model" }), on);
    let entry = json!({ "person": "nia", "desks": Desk::CODES, "accounts": ["nia.b"] });
    let register = register_stream().to_string();
    pass(&mut memory, (&register, "register-person"), entry, on);
    memory
});

fn stream(text: &str) -> StreamId {
    text.parse().expect("a file")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn pass(memory: &mut Memory, (file, act): (&str, &str), with: Value, on: Day) {
    let done = memory.order((&stream(file), act), &with, (None, on));
    assert!(matches!(done, Done::Events(_)), "{act}: {done:?}");
}

impl Program {
    fn case(&self) -> sale::State {
        match &*self.memory.file_of(&stream(CASE)) {
            File::Case(case) => case.clone(),
            other => panic!("{other:?} is no case"),
        }
    }

    /// The file, the desk and the arguments of a step.
    fn order(&self, step: Step) -> (StreamId, Desk, Value) {
        let case = self.case();
        let content = || json!(sale::approvals::content(&case));
        let own = |desk, with| (stream(CASE), desk, with);
        let office = |desk, with| (register_stream(), desk, with);
        match step.act {
            Act::ChangeLine => {
                let mut line = json!(case.lines[1]);
                line["description"] = json!(format!("Spares, text of {}", self.today));
                own(Desk::CaseManager, line)
            }
            Act::ReviewLegally => {
                let with = json!({ "view": "sound", "remarks": "In order", "content": content() });
                own(Desk::Legal, with)
            }
            Act::Approve => own(Desk::AgencyApprover, json!({ "content": content() })),
            Act::ApproveStale => own(Desk::AgencyApprover, json!({ "content": self.stale })),
            Act::Write => own(Desk::CaseWriter, json!({})),
            Act::Decide(body) => own(BODY_DESKS[usize::from(body)], decision("approve")),
            Act::Refuse(body) => own(BODY_DESKS[usize::from(body)], decision("refuse")),
            Act::Countersign => own(Desk::Countersigner, json!({})),
            Act::Offer => own(Desk::CaseManager, json!({ "sent_to": "Ministry" })),
            Act::CounterOffer => {
                let with = json!({
                    "received_on": self.today, "reference": "MOD/1", "changes": "Later",
                });
                own(Desk::CaseManager, with)
            }
            Act::Restate => own(Desk::CaseManager, json!({ "reason": "Text" })),
            Act::Accept => own(Desk::CaseManager, acceptance(self.today)),
            Act::RecordDeposit => {
                let reference = format!("BN {}", self.today);
                let with = json!({ "on": self.today, "amount": "1.00", "reference": reference });
                own(Desk::Finance, with)
            }
            Act::RaiseFinding => {
                let with = json!({ "area": "end-use", "text": "Doubt", "severity": "high", "evidence": "Letter" });
                own(Desk::Compliance, with)
            }
            Act::ResolveFinding => {
                let number = case.open_findings().next().map_or(1, |finding| finding.number);
                own(
                    Desk::Compliance,
                    json!({ "number": number, "resolution": "Cleared", "evidence": "Letter" }),
                )
            }
            Act::Delegate(to) => {
                let with = json!({
                    "from": name(step.by), "to": name(to), "desks": Desk::CODES,
                    "starts": self.today, "ends": self.today.plus_days(400), "reason": "Leave",
                });
                office(Desk::CaseManager, with)
            }
            Act::RevokeDelegation => {
                let number = self.oldest(step.by);
                office(Desk::CaseManager, json!({ "number": number, "reason": "Back" }))
            }
            Act::ConfirmPerson => office(Desk::Administrator, json!({ "number": 1 })),
        }
    }

    /// The oldest delegation in force that a name has a part in; one that is not there, else.
    fn oldest(&self, by: Name) -> u32 {
        let file = self.memory.file_of(&register_stream());
        let File::Office(register) = &*file else { return u32::from(u8::MAX) };
        let person = |name: &str| register.person_of(name).unwrap_or(name).to_owned();
        let me = person(name(by));
        let mine = |d: &&case::office::Delegation| {
            let ends = [&d.given.from, &d.given.to].map(|name| person(name));
            d.revoked.is_none() && ends.contains(&me)
        };
        register.delegations.iter().find(mine).map_or(u32::from(u8::MAX), |d| d.number)
    }
}

fn name(name: Name) -> &'static str {
    PEOPLE[usize::from(name)]
}

fn decision(decision: &str) -> Value {
    json!({ "decision": decision, "justification": "Considered" })
}

fn acceptance(on: Day) -> Value {
    json!({
        "signed_on": on, "name": "Kessel", "title": "Secretary", "agency": "Ministry",
        "official": true, "unchanged": true, "paying_office": "Treasury",
    })
}

const fn stage(stage: Stage) -> sale::Stage {
    match stage {
        Stage::Development => sale::Stage::Development,
        Stage::AgencyApproved => sale::Stage::AgencyApproved,
        Stage::InReview => sale::Stage::InReview,
        Stage::Proposed => sale::Stage::Proposed,
        Stage::StateListed => sale::Stage::StateListed,
        Stage::Countersigned => sale::Stage::Countersigned,
        Stage::Offered => sale::Stage::Offered,
        Stage::CounterOffer => sale::Stage::CounterOffer,
        Stage::Accepted => sale::Stage::Accepted,
    }
}

impl StateMachineTest for Program {
    type SystemUnderTest = Self;
    type Reference = Approvals;

    fn init_test(before: &Plain) -> Self {
        let (memory, before) = (BEGINNING.clone(), before.clone());
        let stale = "5e".repeat(32);
        Self { memory, before, today: day("2026-03-19"), stale }
    }

    fn apply(mut program: Self, after: &Plain, step: Step) -> Self {
        let passes = program.before.passes(step);
        let content = sale::approvals::content(&program.case());
        let (file, desk, with) = program.order(step);
        let who = Actor::named(name(step.by), desk).expect("a name");
        let asked = (&file, step.act.name());
        let done = program.memory.order(asked, &with, (Some(who), program.today));
        match &done {
            Done::Events(_) => assert!(passes, "{step:?} passes in the program only"),
            Done::Refused(findings) => {
                assert!(!passes, "{step:?} passes in the model only: {findings:?}");
            }
            other => panic!("{step:?} with {with}: {other:?}"),
        }
        if passes && step.act == Act::ChangeLine {
            program.stale = content;
        }
        // Every act has its own day, so that a delegation that was revoked has ended.
        program.today = program.today.plus_days(1);
        program.before = after.clone();
        program
    }

    fn check_invariants(program: &Self, model: &Plain) {
        let case = program.case();
        assert_eq!(case.stage(), stage(model.stage));
        assert_eq!(case.open_findings().count(), usize::from(model.findings));
        let approvals = &case.approvals[case.approvals.len() - model.approvals.len()..];
        let present = sale::approvals::content(&case);
        for (real, plain) in approvals.iter().zip(&model.approvals) {
            assert_eq!(real.void.is_none(), plain.valid, "{real:?}");
            let same = real.content.as_ref() == Some(&present);
            assert!(real.void.is_some() || same, "a valid approval of another content: {real:?}");
        }
        assert!(model.approvals_hold_for_the_present() && model.nothing_leaves_unsigned());
    }
}

/// Sequences of fifty acts: as many as a test run has time for, all of them at night.
fn bounded() -> Config {
    let cases = if super::at_night() { 10_000 } else { 1_000 };
    let failure_persistence = None;
    Config { cases, failure_persistence, max_shrink_iters: 2_000, ..Config::default() }
}

prop_state_machine! {
    #![proptest_config(bounded())]

    #[test]
    fn the_program_does_what_the_plain_model_does(sequential 50 => Program);
}

#[test]
fn the_acts_of_the_model_are_acts_of_the_program() {
    let known = |kind: Kind| file::acts(kind).into_iter().map(|about| about.name);
    let known: Vec<&str> = known(Kind::Case).chain(known(Kind::Office)).collect();
    let acts = [
        Act::ChangeLine,
        Act::ReviewLegally,
        Act::Approve,
        Act::Write,
        Act::Decide(0),
        Act::Countersign,
        Act::Offer,
        Act::CounterOffer,
        Act::Restate,
        Act::Accept,
        Act::RecordDeposit,
        Act::RaiseFinding,
        Act::ResolveFinding,
        Act::Delegate(0),
        Act::RevokeDelegation,
        Act::ConfirmPerson,
    ];
    for act in acts {
        assert!(known.contains(&act.name()), "{}", act.name());
    }
    assert_eq!(usize::from(PERSONS) + 1, PEOPLE.len());
}
