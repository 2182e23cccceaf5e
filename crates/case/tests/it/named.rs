//! Who acts: in a record that is no sandbox always a person of the register, in a sandbox where its
//! office wants it. And how few people a whole sale needs.

use case::{
    duties::{PROGRAM, lack, staff},
    office::{self, register_stream},
};
use serde_json::{Value, json};
use terms::{Actor, Day, Desk, StreamId};
use testkit::{law::Law, memory::Memory, world::Done};

/// Does an act and says what it led to: the events, or the rules that refused it.
fn done(
    memory: &mut Memory,
    (stream, act): (&StreamId, &str),
    (with, who): (&Value, &str),
) -> Vec<String> {
    let who: Actor = who.parse().unwrap();
    match memory.order((stream, act), with, (Some(who), on())) {
        Done::Events(happened) => happened.own.iter().map(|told| told.name.clone()).collect(),
        Done::Refused(findings) => {
            let refused = findings.iter().filter(|finding| finding.refuses());
            refused.map(|finding| finding.rule.to_string()).collect()
        }
        Done::Invalid(wrong) => panic!("{wrong:?}"),
        Done::Unknown(act) => panic!("no act {act}"),
    }
}

fn on() -> Day {
    "2026-01-05".parse().unwrap()
}

/// The first administrator enters somebody, and another confirms it.
fn enter(memory: &mut Memory, (number, by): (usize, &str), (person, desks): (&str, &[Desk])) {
    let (register, entry) = (register_stream(), json!({ "person": person, "desks": desks }));
    let entered = done(memory, (&register, "register-person"), (&entry, "una@administrator"));
    assert_eq!(entered, ["office.person_registered"]);
    let number = json!({ "number": number });
    let confirmed = done(memory, (&register, "confirm-person"), (&number, by));
    assert_eq!(confirmed, ["office.person_confirmed"]);
}

#[test]
fn a_record_has_named_persons_from_its_first_act_and_cannot_do_without() {
    let (japan, none) = ("purchaser/JA".parse().unwrap(), json!({}));
    let act = (&japan, "register");
    let mut memory = Memory::of_a_record();
    // The register can be set up by whoever begins; nothing else can be done.
    assert_eq!(done(&mut memory, act, (&none, "@country-desk")), ["DUTY-003"]);
    assert_eq!(done(&mut memory, act, (&none, "yan@country-desk")), ["DUTY-003"]);
    enter(&mut memory, (1, "otto@administrator"), ("una", &[Desk::Administrator]));
    enter(&mut memory, (2, "@administrator"), ("otto", &[Desk::Administrator, Desk::CountryDesk]));
    assert_eq!(done(&mut memory, act, (&none, "@country-desk")), ["DUTY-003"]);
    // From two administrators on, the register itself is theirs.
    let (register, wim) = (register_stream(), json!({ "person": "wim", "desks": ["legal"] }));
    let entering = (&register, "register-person");
    assert_eq!(done(&mut memory, entering, (&wim, "@administrator")), ["DUTY-003"]);
    assert_eq!(done(&mut memory, entering, (&wim, "eve@administrator")), ["DUTY-003"]);
    let practice = (&register, "set-practice");
    let off = json!({ "named": false });
    assert_eq!(done(&mut memory, practice, (&off, "una@administrator")), ["DUTY-003"]);
    let steps = json!({ "named": true, "steps": [{ "days": -5, "tell": "Case manager" }] });
    let set = done(&mut memory, practice, (&steps, "una@administrator"));
    assert_eq!(set, ["office.practice_set"]);
    let done = done(&mut memory, act, (&none, "otto@country-desk"));
    assert_eq!(done, ["purchaser.registered"]);
}

#[test]
fn a_sandbox_chooses() {
    let (japan, none) = ("purchaser/JA".parse().unwrap(), json!({}));
    let mut memory = Memory::default();
    let registered = done(&mut memory, (&japan, "register"), (&none, "@country-desk"));
    assert_eq!(registered, ["purchaser.registered"]);
    let off = (&json!({ "named": false }), "zoe@administrator");
    let set = done(&mut memory, (&register_stream(), "set-practice"), off);
    assert_eq!(set, ["office.practice_set"]);
}

/// Somebody acts under the program's name, in a record with a register that is set up.
#[test]
fn the_programs_own_name_opens_nothing_but_what_it_does_by_itself() {
    let mut memory = Memory::of_a_record();
    enter(&mut memory, (1, "otto@administrator"), ("una", &[Desk::Administrator]));
    enter(&mut memory, (2, "@administrator"), ("otto", &[Desk::Administrator]));
    let who = Actor::named(PROGRAM, Desk::CaseWriter).unwrap();
    let case: StreamId = "case/JA-P-LAB".parse().unwrap();
    let held = |act: &str| {
        let findings = memory.standing((&case, act), &Value::Null, (Some(who.clone()), on()));
        let duty = findings.iter().find(|finding| finding.rule.to_string() == "DUTY-003");
        duty.map(rules::Finding::refuses)
    };
    assert_eq!((held("expire"), held("write")), (Some(false), Some(true)));
}

#[test]
fn the_least_staff_is_enough_and_one_less_is_not() {
    for pack in ["us", "sandbox"] {
        let law = Law::named(pack);
        let division = staff::least(&law.pack, on());
        let lacking = |people: &[Vec<Desk>]| {
            let person = |(number, desks): (usize, &Vec<Desk>)| office::Person {
                person: format!("person-{number}"),
                desks: desks.clone(),
                accounts: Vec::new(),
                retired: false,
            };
            let mut register = office::State::default();
            register.persons = people.iter().enumerate().map(person).collect();
            lack::lacks(&register, &law.pack, on()).len()
        };
        assert_eq!(lacking(&division), 0, "{pack}: {division:?}");
        let everything: Vec<Desk> = Desk::ALL.to_vec();
        assert!(0 < lacking(&vec![everything; division.len() - 1]), "{pack}");
    }
}
