//! The register of persons: who somebody is, under which names they act, and at which desks. An
//! entry counts once a second person has confirmed it.

use serde::{Deserialize, Serialize};
use terms::{Actor, Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input, reads},
    duties,
    refusal::Refusal,
    situation::Situation,
};

/// How the registration describes itself.
pub const REGISTER: About = About {
    name: "register-person",
    thing: "persons",
    kind: Kind::Office,
    title: "Register a person",
    help: "Keeps under which names somebody acts and at which desks. The entry counts once a second \
           person has confirmed it. A name that belongs to one person never becomes another's.",
    desks: &[Desk::Administrator],
    fields: &[
        Field::must("person", "Person", Input::Id("ada", name)),
        Field::must("desks", "Desks", Input::Many("case-manager", reads::<Desk>)),
        Field::may("accounts", "Other names of the same person", Input::Many("ada.b", name)),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How the confirmation describes itself.
pub const CONFIRM: About = About {
    name: "confirm-person",
    thing: "confirmations",
    kind: Kind::Office,
    title: "Confirm a registered person",
    help: "A second person confirms an entry of the register: neither who entered it nor whom it is \
           about.",
    desks: &[Desk::Administrator],
    fields: &[Field::must("number", "Entry", Input::Count(1, limits::QUANTITY))],
};

/// How the retirement describes itself.
pub const RETIRE: About = About {
    name: "retire-person",
    thing: "retirements",
    kind: Kind::Office,
    title: "Retire a person",
    help: "The person sits at no desk from today on. What they did stays theirs, under all of their \
           names.",
    desks: &[Desk::Administrator],
    fields: &[
        Field::must("person", "Person", Input::Id("ada", name)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The reader of a person's name.
pub(super) fn name(text: &str) -> Result<(), terms::Unreadable> {
    Actor::named(text, Desk::Auditor).map(drop)
}

/// An entry as it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The person.
    pub person: String,
    /// The desks at which they sit.
    pub desks: Vec<Desk>,
    /// Other names under which they act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// A person was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRegistered {
    /// Number of the entry, from 1.
    pub number: u32,
    /// The entry.
    pub entry: Register,
}

/// An entry was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonConfirmed {
    /// The entry.
    pub number: u32,
}

/// A person was retired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRetired {
    /// The person.
    pub person: String,
    /// Why.
    pub reason: String,
}

/// An entry of the register.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// What was entered.
    pub given: PersonRegistered,
    /// By whom.
    pub by: Actor,
    /// When it was confirmed; it counts from then on.
    pub confirmed: Option<Day>,
}

/// A person as the confirmed entries have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name that counts.
    pub person: String,
    /// Desks; none once they are retired.
    pub desks: Vec<Desk>,
    /// Other names.
    pub accounts: Vec<String>,
    /// Whether they are retired.
    pub retired: bool,
}

pub(super) fn register(
    office: &State,
    act: &Register,
    now: &Situation<'_>,
) -> Result<PersonRegistered, Refusal> {
    Refusal::unless_clear(taken(office, act, now))?;
    let number = u32::try_from(office.entries.len()).unwrap_or(u32::MAX).saturating_add(1);
    Ok(PersonRegistered { number, entry: act.clone() })
}

/// A name that belongs to another person already.
fn taken(office: &State, act: &Register, now: &Situation<'_>) -> Option<rules::Finding> {
    let names = std::iter::once(&act.person).chain(&act.accounts);
    let other = names
        .filter_map(|name| Some((name, office.person_of(name)?)))
        .find(|(_, person)| *person != act.person);
    other.map(|(name, person)| {
        now.contradiction(
            format!("The name {name} belongs to {person}."),
            "Enter it with that person, or choose a name that nobody has.",
        )
    })
}

pub(super) fn confirm(
    office: &State,
    act: &PersonConfirmed,
    now: &Situation<'_>,
) -> Result<PersonConfirmed, Refusal> {
    let Some(entry) = office.entries.iter().find(|entry| entry.given.number == act.number) else {
        let sentence = format!("The register has no entry {}.", act.number);
        return Err(now.contradiction(sentence, "Name an entry of the register.").into());
    };
    let done = entry.confirmed.map(|on| {
        let sentence = format!("Entry {} was confirmed on {on}.", act.number);
        now.contradiction(sentence, "Nothing more is needed.")
    });
    let sides = duties::sides(now);
    let me = now.who.person();
    let given = &entry.given.entry;
    let about = std::iter::once(&given.person).chain(&given.accounts);
    let own = about.chain([&entry.by.person()]).any(|name| sides.one(&me, name));
    let own = own.then(|| {
        now.under("DUTY-002", |row| {
            let no = format!("{me} entered it or is whom it is about; a second person confirms.");
            rules::Finding::under(row, rules::Outcome::Refused, no)
                .remedy("Another administrator must confirm it.", CONFIRM.desks)
        })
    });
    let taken = taken(office, given, now);
    Refusal::unless_clear(done.into_iter().chain(own.flatten()).chain(taken))?;
    Ok(act.clone())
}

pub(super) fn retire(
    office: &State,
    act: &PersonRetired,
    now: &Situation<'_>,
) -> Result<PersonRetired, Refusal> {
    let known = office.people().any(|person| person.person == act.person);
    let unknown = (!known).then(|| {
        let sentence = format!("No person {} is registered, or they are retired.", act.person);
        now.contradiction(sentence, "Name a person of the register.")
    });
    Refusal::unless_clear(unknown)?;
    Ok(act.clone())
}

pub(super) fn evolve_registered(office: &mut State, event: &PersonRegistered, by: &Actor) {
    office.entries.push(Entry { given: event.clone(), by: by.clone(), confirmed: None });
}

/// A confirmed entry gives the person the desks that it names and adds its names to theirs.
pub(super) fn evolve_confirmed(office: &mut State, event: &PersonConfirmed, on: Day) {
    let found = office.entries.iter_mut().find(|entry| entry.given.number == event.number);
    let Some(entry) = found else { return };
    entry.confirmed.get_or_insert(on);
    let given = entry.given.entry.clone();
    let known = office.persons.iter_mut().find(|person| person.person == given.person);
    match known {
        Some(person) => {
            person.desks = given.desks;
            person.accounts.extend(given.accounts);
            person.retired = false;
        }
        None => office.persons.push(Person {
            person: given.person,
            desks: given.desks,
            accounts: given.accounts,
            retired: false,
        }),
    }
}

pub(super) fn evolve_retired(office: &mut State, event: &PersonRetired) {
    for person in office.persons.iter_mut().filter(|person| person.person == event.person) {
        person.retired = true;
    }
}
