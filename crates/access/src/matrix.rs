//! The access matrix: what each role may do with a thing in each state, asked of the policies.

use terms::{Desk, PurchaserCode};

use crate::{Action, Kind, Principal, Resource, Thing, decide};

/// The nation of the matrix, and another one.
const NATIONS: [&str; 2] = ["BN", "JA"];

/// States of a thing in which decisions differ.
pub const STATES: [&str; 3] = ["own, released", "own, not released", "of another nation"];

/// Each role by its name: every desk of the office, whoever is abroad, and the public.
pub fn roles() -> Vec<(&'static str, Principal)> {
    let abroad = |desks: Vec<Desk>, kind| {
        Principal::signed_in("role", kind, desks).of_nation(nation(NATIONS[0]))
    };
    let office = Desk::ALL.iter().copied().filter(|desk| *desk != Desk::PurchaserOfficial);
    let mut roles: Vec<(&'static str, Principal)> = office
        .map(|desk| (desk.code(), Principal::signed_in("role", Kind::Official, [desk])))
        .collect();
    roles.push(("purchaser-official", abroad(vec![Desk::PurchaserOfficial], Kind::Purchaser)));
    roles.push(("forwarder", abroad(Vec::new(), Kind::Forwarder)));
    roles.push(("public", Principal::public()));
    roles
}

/// A thing in a state of the matrix.
pub fn thing(thing: Thing, state: usize) -> Resource {
    let of = nation(NATIONS[usize::from(state == 2)]);
    Resource { released: state == 0, ..Resource::any(thing).of(of) }
}

/// In how many states a role may do something with a thing, state by state.
pub fn may(who: &Principal, action: Action, kind: Thing) -> [bool; 3] {
    [0, 1, 2].map(|state| decide(who, action, &thing(kind, state)).allow)
}

fn nation(code: &str) -> Option<PurchaserCode> {
    code.parse().ok()
}
