//! How few people can do a whole sale, and how its desks can be divided among them. An office
//! asks this before anybody is registered.

use std::collections::{BTreeMap, BTreeSet};

use rules::{Days, Pack};
use terms::{Day, Desk, Kind};

use super::{desks, full_name, lack};
use crate::file;

/// A division of all desks among as few people as the two-person rules of a day allow: the desks
/// of each person. Two of them are administrators, since one enters people and the other confirms
/// them; an auditor is whoever has no hand in anything, and is nobody of these.
pub fn least(pack: &Pack, on: Day) -> Vec<Vec<Desk>> {
    let of = |rule: &str| pack.by(rule, &Days::default(), on).map(|governed| governed.row);
    let pairs = of("DUTY-002").map(lack::pairs).unwrap_or_default();
    let row = of("DUTY-001");
    let all = Kind::ALL.into_iter().flat_map(file::acts);
    let desks_of: BTreeMap<String, Vec<Desk>> =
        all.map(|about| (full_name(about), desks(about, row).into_owned())).collect();
    let apart: BTreeSet<(&str, &str)> = pairs
        .iter()
        .flat_map(|(a, b)| [(a.as_str(), b.as_str()), (b.as_str(), a.as_str())])
        .filter(|(a, b)| a != b)
        .collect();
    let acts: Vec<&str> =
        apart.iter().map(|(a, _)| *a).collect::<BTreeSet<_>>().into_iter().collect();
    let mut persons = vec![BTreeSet::from([Desk::Administrator]); 2];
    let mut given = BTreeMap::new();
    while !divide(&acts, persons.len(), &apart, &mut given) {
        persons.push(BTreeSet::new());
    }
    for (act, person) in &given {
        persons[*person].extend(desks_of.get(*act).into_iter().flatten());
    }
    let held: BTreeSet<Desk> = persons.iter().flatten().copied().collect();
    let free = Desk::ALL.iter().filter(|desk| !held.contains(desk) && **desk != Desk::Auditor);
    persons[0].extend(free);
    persons.into_iter().map(|desks| desks.into_iter().collect()).collect()
}

/// Gives each act to one of so many people so that no pair falls to one of them.
fn divide<'a>(
    acts: &[&'a str],
    people: usize,
    apart: &BTreeSet<(&str, &str)>,
    given: &mut BTreeMap<&'a str, usize>,
) -> bool {
    let Some((act, rest)) = acts.split_first() else { return true };
    for person in 0..people {
        let clash =
            given.iter().any(|(other, who)| *who == person && apart.contains(&(*act, *other)));
        if !clash {
            given.insert(act, person);
            if divide(rest, people, apart, given) {
                return true;
            }
            given.remove(act);
        }
    }
    false
}
