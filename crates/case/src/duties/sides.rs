//! Who counts as one side: a person under all names that the register knows, and whoever acts for
//! another. The two-person rules bind sides, so that neither a second account nor a delegation
//! opens a way around them.

use terms::{Actor, Day, Desk};

use crate::{
    act::About,
    office::{self, delegate::Delegation},
};

/// Persons and delegations on a day, as the office's register has them.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    register: Option<&'a office::State>,
    on: Day,
    named: bool,
}

impl<'a> Sides<'a> {
    /// The sides of a day, by what the office itself set.
    pub fn new(register: Option<&'a office::State>, on: Day) -> Self {
        let named = register.is_some_and(|register| register.practice.named);
        Self { register, on, named }
    }

    /// The same where every act is a named person's, whatever the office set.
    #[must_use]
    pub const fn of_named(self) -> Self {
        Self { named: true, ..self }
    }

    /// The person behind a name. A name that the register does not have is a person of its own.
    pub fn person<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.register.and_then(|register| register.person_of(name)).unwrap_or(name)
    }

    /// Whether two names are one side: one person, or two of whom one acts for the other today.
    /// Where persons are named, a desk without a name may be whoever sits there.
    pub fn one(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.person(a), self.person(b));
        let linked = |d: &&Delegation| {
            let (from, to) = (self.person(&d.given.from), self.person(&d.given.to));
            (from, to) == (a, b) || (from, to) == (b, a)
        };
        a == b
            || self.delegations().any(|delegation| linked(&delegation))
            || self.may_be(a, b)
            || self.may_be(b, a)
    }

    /// For whom a person acts at a desk in an act today: everybody along the chain of delegations.
    pub fn behalf(&self, who: &Actor, about: &About) -> Vec<String> {
        let Some(name) = who.name() else { return Vec::new() };
        let act = format!("{}/{}", about.kind.word(), about.name);
        let mut chain = vec![self.person(name).to_owned()];
        let mut next = 0;
        while let Some(person) = chain.get(next).cloned() {
            let to_this = |d: &&Delegation| {
                self.person(&d.given.to) == person && d.given.covers(who.desk(), &act)
            };
            for delegation in self.delegations().filter(to_this) {
                let from = self.person(&delegation.given.from).to_owned();
                if !chain.contains(&from) {
                    chain.push(from);
                }
            }
            next += 1;
        }
        chain.split_off(1)
    }

    /// Whether a person sits at a desk, or acts today for somebody who does.
    pub fn sits_at(&self, who: &Actor, about: &About) -> Option<Seat> {
        let register = self.register?;
        let name = who.name()?;
        let sits = |person: &str| register.sits_at(person, who.desk());
        if sits(self.person(name)) {
            return Some(Seat::Own);
        }
        self.behalf(who, about).into_iter().find(|person| sits(person)).map(Seat::For)
    }

    fn delegations(&self) -> impl Iterator<Item = &'a Delegation> {
        let on = self.on;
        let all = self.register.into_iter().flat_map(|register| &register.delegations);
        all.filter(move |delegation| delegation.in_force(on))
    }

    /// Whether a desk that was not named may have been this person.
    fn may_be(&self, unnamed: &str, person: &str) -> bool {
        let desk = unnamed.strip_prefix('@').and_then(|desk| desk.parse::<Desk>().ok());
        let (Some(register), Some(desk)) = (self.register, desk) else { return false };
        self.named && register.sits_at(person, desk)
    }
}

/// By what right a person is at a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seat {
    /// The register has the person there.
    Own,
    /// For somebody whom the register has there.
    For(String),
}

/// An act as the pack names it: kind of file and verb, `case approve`.
pub fn full_name(about: &About) -> String {
    format!("{} {}", about.kind.word(), about.name)
}
