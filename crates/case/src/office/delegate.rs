//! A person lets another act in their place: at which desks, in which acts, from when to when. The
//! two are one side while it lasts, and what was done under it stays with both.

use serde::{Deserialize, Serialize};
use terms::{Actor, Day, Desk, Kind, limits};

use super::{State, register::name};
use crate::{
    act::{About, Field, Input, reads},
    duties, file,
    refusal::Refusal,
    situation::Situation,
};

/// How the delegation describes itself.
pub const DELEGATE: About = About {
    name: "delegate",
    thing: "delegations",
    kind: Kind::Office,
    title: "Let another person act in one's place",
    help: "The other person may act at these desks from the first day to the last. Every act under \
           it says on whose behalf it was done, and both count as one side for two-person duties.",
    desks: Desk::ALL,
    fields: &[
        Field::must("from", "Who delegates", Input::Id("ada", name)),
        Field::must("to", "Who acts", Input::Id("ben", name)),
        Field::must("desks", "At these desks", Input::Many("case-manager", reads::<Desk>)),
        Field::may("acts", "In these acts only", Input::Many("case/approve", act))
            .hint("Kind of file and act; every act of the desks when left out"),
        Field::must("starts", "First day", Input::Day),
        Field::must("ends", "Last day", Input::Day),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How the revocation describes itself.
pub const REVOKE: About = About {
    name: "revoke-delegation",
    thing: "revocations",
    kind: Kind::Office,
    title: "Revoke a delegation",
    help: "The delegation ends today. What was done under it stays with both persons.",
    desks: Desk::ALL,
    fields: &[
        Field::must("number", "Delegation", Input::Count(1, limits::QUANTITY)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The reader of an act's full name.
fn act(text: &str) -> Result<(), terms::Unreadable> {
    let known = text.split_once('/').is_some_and(|(kind, verb)| {
        let kind = Kind::ALL.into_iter().find(|known| known.word() == kind);
        kind.is_some_and(|kind| file::acts(kind).iter().any(|about| about.name == verb))
    });
    let words = "is no act; write the kind of file and the act, such as case/approve";
    known.then_some(()).ok_or_else(|| terms::Unreadable::new("act", text, words))
}

/// A delegation as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegate {
    /// Who delegates.
    pub from: String,
    /// Who acts.
    pub to: String,
    /// At which desks.
    pub desks: Vec<Desk>,
    /// In which acts; every act of the desks when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<String>,
    /// First day.
    pub starts: Day,
    /// Last day.
    pub ends: Day,
    /// Why.
    pub reason: String,
}

/// A person let another act in their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegated {
    /// Number of the delegation, from 1.
    pub number: u32,
    /// What was given.
    pub given: Delegate,
}

/// A delegation was revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// The delegation.
    pub number: u32,
    /// Why.
    pub reason: String,
}

/// A delegation with its end.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Delegation {
    /// Number.
    pub number: u32,
    /// What was given.
    pub given: Delegate,
    /// The day on which it was revoked.
    pub revoked: Option<Day>,
}

impl Delegate {
    /// Whether an act at a desk is within its scope.
    pub fn covers(&self, desk: Desk, act: &str) -> bool {
        let named = || self.acts.iter().any(|named| named == act);
        self.desks.contains(&desk) && (self.acts.is_empty() || named())
    }
}

impl Delegation {
    /// Whether it holds on a day. On the day of its revocation it still makes the two one side.
    pub fn in_force(&self, on: Day) -> bool {
        self.given.starts <= on
            && on <= self.given.ends
            && self.revoked.is_none_or(|revoked| on <= revoked)
    }
}

pub(super) fn delegate(
    office: &State,
    act: &Delegate,
    now: &Situation<'_>,
) -> Result<Delegated, Refusal> {
    let person = |name: &str| office.person_of(name).unwrap_or(name).to_owned();
    let (from, to, me) = (person(&act.from), person(&act.to), person(&now.who.person()));
    let own = (from == to).then(|| {
        let sentence = format!("{from} cannot act in their own place.");
        now.contradiction(sentence, "Name two persons.")
    });
    let foreign = me != from && (me == to || now.who.desk() != Desk::Administrator);
    let foreign = foreign.then(|| {
        now.contradiction(
            format!("{me} gives away what is {from}'s."),
            "The person who delegates does it, or an administrator who is neither of the two.",
        )
    });
    let past = (act.starts < now.today || act.ends < act.starts).then(|| {
        now.contradiction(
            format!("From {} to {} is no time that begins today or later.", act.starts, act.ends),
            "Enter a first day from today on, and a last day that is not before it.",
        )
    });
    let elsewhere = act.desks.iter().find(|desk| {
        let seated = office.sits_at(&from, **desk);
        now.facts.named() && !seated
    });
    let elsewhere = elsewhere.map(|desk| {
        let desk = now.pack.jurisdiction().desk(*desk);
        let sentence = format!("{from} is not registered as the {desk}.");
        now.contradiction(sentence, "Delegate what is one's own; it cannot be passed on.")
    });
    Refusal::unless_clear([own, foreign, past, elsewhere].into_iter().flatten())?;
    let number = u32::try_from(office.delegations.len()).unwrap_or(u32::MAX).saturating_add(1);
    Ok(Delegated { number, given: act.clone() })
}

pub(super) fn revoke(
    office: &State,
    act: &Revoked,
    now: &Situation<'_>,
) -> Result<Revoked, Refusal> {
    let found = office.delegations.iter().find(|d| d.number == act.number);
    let Some(delegation) = found else {
        let sentence = format!("No delegation {} is on record.", act.number);
        return Err(now.contradiction(sentence, "Name a delegation of the register.").into());
    };
    let sides = duties::sides(now);
    let me = now.who.person();
    let me = sides.person(&me);
    let party = [&delegation.given.from, &delegation.given.to];
    let may = now.who.desk() == Desk::Administrator
        || party.into_iter().any(|name| sides.person(name) == me);
    let foreign = (!may).then(|| {
        let sentence = format!("Delegation {} is not {me}'s.", act.number);
        now.contradiction(sentence, "One of the two persons revokes it, or an administrator.")
    });
    let done = delegation.revoked.map(|on| {
        let sentence = format!("Delegation {} was revoked on {on}.", act.number);
        now.contradiction(sentence, "Nothing more is needed.")
    });
    Refusal::unless_clear(foreign.into_iter().chain(done))?;
    Ok(act.clone())
}

pub(super) fn evolve_delegated(office: &mut State, event: &Delegated) {
    let (number, given) = (event.number, event.given.clone());
    office.delegations.push(Delegation { number, given, revoked: None });
}

pub(super) fn evolve_revoked(office: &mut State, event: &Revoked, on: Day) {
    for d in office.delegations.iter_mut().filter(|d| d.number == event.number) {
        d.revoked.get_or_insert(on);
    }
}

/// The person and desk of an actor, for a sentence.
#[must_use]
pub fn told(by: &Actor, behalf: &[String]) -> String {
    if behalf.is_empty() { by.to_string() } else { format!("{by} for {}", behalf.join(", ")) }
}
