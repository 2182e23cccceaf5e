//! Whether the office has people enough: every pair of acts that is kept apart needs two persons,
//! and a whole sale needs an assignment of persons to acts in which no pair falls to one side.

use std::collections::{BTreeMap, BTreeSet};

use rules::{Pack, Row};
use terms::{Day, Desk, Kind};

use super::{Sides, desks, full_name};
use crate::{act::About, file, office};

/// Something that the register cannot staff.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Lack {
    /// What is lacking, as a sentence.
    pub sentence: String,
    /// The acts that it concerns.
    pub acts: Vec<String>,
    /// The desks at which another person is needed.
    pub desks: Vec<Desk>,
}

/// What the register of a day lacks for the two-person rules of that day. An office that has
/// registered nobody lacks a register, and nothing else can be said of it.
pub fn lacks(register: &office::State, pack: &Pack, on: Day) -> Vec<Lack> {
    if register.people().next().is_none() {
        let sentence = "Nobody is registered: two-person duties are held by names and desks only.";
        let desks = vec![Desk::Administrator];
        return vec![Lack { sentence: sentence.to_owned(), acts: Vec::new(), desks }];
    }
    let Some(rule) = pack.of_act("DUTY-002", on) else { return Vec::new() };
    let staff = Staff::of(register, pack.of_act("DUTY-001", on), on);
    let pairs = pairs(rule);
    let mut lacks: Vec<Lack> = unmanned(&pairs, &staff);
    lacks.extend(pairs.iter().filter_map(|(act, other)| staff.pair(act, other)));
    if lacks.is_empty() && !staff.whole_sale(&pairs) {
        let sentence = "Each pair of acts has two persons, but no assignment of persons to acts \
                        keeps all pairs of one sale apart.";
        let acts: BTreeSet<&str> = pairs.iter().flat_map(|(a, b)| [a.as_str(), b]).collect();
        lacks.push(Lack {
            sentence: sentence.to_owned(),
            acts: acts.into_iter().map(str::to_owned).collect(),
            desks: Vec::new(),
        });
    }
    lacks
}

/// The pairs of acts that a row keeps apart.
pub fn pairs(row: &Row) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for act in row.params.keys().filter(|name| !name.ends_with(": done")) {
        pairs.extend(row.words(act).into_iter().map(|other| (act.clone(), other.to_owned())));
    }
    pairs
}

/// Acts of pairs that nobody can do.
fn unmanned(pairs: &[(String, String)], staff: &Staff) -> Vec<Lack> {
    let acts: BTreeSet<&String> = pairs.iter().flat_map(|(act, other)| [act, other]).collect();
    let none = acts.into_iter().filter(|act| staff.able(act).is_empty());
    none.map(|act| Lack {
        sentence: format!("Nobody is registered who may do {act}."),
        acts: vec![act.clone()],
        desks: staff.desks.get(act).cloned().unwrap_or_default(),
    })
    .collect()
}

/// Who can do which act.
struct Staff<'a> {
    able: BTreeMap<String, Vec<String>>,
    desks: BTreeMap<String, Vec<Desk>>,
    sides: Sides<'a>,
}

impl<'a> Staff<'a> {
    fn of(register: &'a office::State, row: Option<&Row>, on: Day) -> Self {
        let (mut able, mut all) = (BTreeMap::new(), BTreeMap::new());
        let acts = Kind::ALL.into_iter().flat_map(file::acts);
        for about in acts {
            let about: &About = about;
            let name = full_name(about);
            let desks = desks(about, row).into_owned();
            let seated = register.people().filter(|p| desks.iter().any(|d| p.desks.contains(d)));
            able.insert(name.clone(), seated.map(|p| p.person.clone()).collect());
            all.insert(name, desks);
        }
        Self { able, desks: all, sides: Sides::new(Some(register), on) }
    }

    fn able(&self, act: &str) -> &[String] {
        self.able.get(act).map_or(&[], Vec::as_slice)
    }

    /// What a pair lacks: two sides, one for each act.
    fn pair(&self, act: &str, other: &str) -> Option<Lack> {
        let (these, those) = (self.able(act), self.able(other));
        let apart = these.iter().any(|this| those.iter().any(|that| !self.sides.one(this, that)));
        if apart || these.is_empty() || those.is_empty() {
            return None;
        }
        let mut desks: Vec<Desk> = Vec::new();
        desks.extend(self.desks.get(act).into_iter().flatten());
        desks.extend(self.desks.get(other).into_iter().flatten());
        desks.sort_unstable();
        desks.dedup();
        let sentence =
            format!("{act} and {other} need two persons; {} can do both alone.", these.join(", "));
        Some(Lack { sentence, acts: vec![act.to_owned(), other.to_owned()], desks })
    }

    /// Whether one person for each act can be found so that every pair has two sides. Acts with
    /// the fewest people are staffed first; a sale has few acts in pairs.
    fn whole_sale(&self, pairs: &[(String, String)]) -> bool {
        let acts: BTreeSet<&str> = pairs.iter().flat_map(|(a, b)| [a.as_str(), b]).collect();
        let mut acts: Vec<&str> = acts.into_iter().collect();
        acts.sort_by_key(|act| self.able(act).len());
        self.assign(&acts, pairs, &mut BTreeMap::new())
    }

    fn assign<'b>(
        &'b self,
        acts: &[&'b str],
        pairs: &[(String, String)],
        chosen: &mut BTreeMap<&'b str, &'b str>,
    ) -> bool {
        let Some((act, rest)) = acts.split_first() else { return true };
        for person in self.able(act) {
            let clash = pairs.iter().any(|(a, b)| {
                let other = if a == act {
                    b
                } else if b == act {
                    a
                } else {
                    return false;
                };
                chosen.get(other.as_str()).is_some_and(|held| self.sides.one(held, person))
            });
            if !clash {
                chosen.insert(act, person);
                if self.assign(rest, pairs, chosen) {
                    return true;
                }
                chosen.remove(act);
            }
        }
        false
    }
}
