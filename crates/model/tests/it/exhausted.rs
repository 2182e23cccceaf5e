//! Every state that the approvals of a case can come to, by any order of acts of any persons.

use model::{Act, BODIES, NAMES, PERSONS, Plain, Stage, Step};
use stateright::{Checker, Model, Property};

/// How far acts go: so many changes, offers and delegations, and so many persons.
struct Approvals {
    names: u8,
    drafts: u8,
    offers: u8,
    delegations: usize,
}

impl Model for Approvals {
    type State = Plain;
    type Action = Step;

    fn init_states(&self) -> Vec<Plain> {
        // Somebody outside has drafted it; the second name is known from the start, because nobody
        // can keep apart two names of which nobody knows that they are one person's.
        vec![Plain::begin(true, false)]
    }

    fn actions(&self, _: &Plain, actions: &mut Vec<Step>) {
        let names = (0..NAMES).filter(|name| *name < self.names || *name == PERSONS);
        for by in names {
            let plain = [
                Act::ChangeLine,
                Act::ReviewLegally,
                Act::Approve,
                Act::Write,
                Act::Countersign,
                Act::Offer,
                Act::Restate,
                Act::Accept,
                Act::RecordDeposit,
                Act::RevokeDelegation,
            ];
            let bodies = (0..BODIES).flat_map(|body| [Act::Decide(body), Act::Refuse(body)]);
            let others = (0..self.names).map(Act::Delegate);
            let acts = plain.into_iter().chain(bodies).chain(others);
            actions.extend(acts.map(|act| Step { by, act }));
        }
    }

    fn next_state(&self, state: &Plain, step: Step) -> Option<Plain> {
        let next = state.passes(step).then(|| settled(state).after(step))?;
        (next.draft <= self.drafts
            && next.offer <= self.offers
            && next.delegations.len() <= self.delegations)
            .then_some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("nobody is on both sides", |_, state: &Plain| state.sides_are_apart()),
            Property::always("an approval holds for the present draft", |_, state: &Plain| {
                state.approvals_hold_for_the_present()
            }),
            Property::always("nothing leaves unsigned", |_, state: &Plain| {
                state.nothing_leaves_unsigned()
            }),
            Property::sometimes("a sale is paid for", |_, state: &Plain| {
                state.stage == Stage::Accepted && state.deposited != 0
            }),
            Property::sometimes("somebody acts for another to the end", |_, state: &Plain| {
                state.stage == Stage::Offered && !state.delegations.is_empty()
            }),
        ]
    }
}

/// Hands that no later act is held against: the state right after the act has them by name, and the
/// properties look at them there; from the next act on it is enough that there was somebody.
fn settled(state: &Plain) -> Plain {
    const SOMEBODY: u8 = 1 << 7;
    let some = |names: u8| if names == 0 { 0 } else { SOMEBODY };
    Plain {
        reviewed: some(state.reviewed),
        wrote: some(state.wrote),
        decided: some(state.decided),
        countersigned: some(state.countersigned),
        deposited: some(state.deposited),
        ..state.clone()
    }
}

/// The states that are asked for.
const STATES: usize = 1_000_000;

#[test]
fn no_order_of_acts_puts_one_person_on_both_sides() {
    let model = if super::at_night() {
        Approvals { names: 4, drafts: 2, offers: 1, delegations: 2 }
    } else {
        Approvals { names: 4, drafts: 3, offers: 2, delegations: 1 }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let checked = model.checker().threads(threads).spawn_bfs().join();
    let states = checked.unique_state_count();
    println!("{states} states, {} transitions", checked.state_count());
    checked.assert_properties();
    assert!(STATES <= states, "only {states} states: the bounds are too tight");
}

/// A model that cannot fail proves nothing: without the rule it is found out.
#[test]
fn a_model_without_its_rule_is_found_out() {
    struct Careless(Approvals);
    impl Model for Careless {
        type State = Plain;
        type Action = Step;

        fn init_states(&self) -> Vec<Plain> {
            self.0.init_states()
        }

        fn actions(&self, state: &Plain, actions: &mut Vec<Step>) {
            self.0.actions(state, actions);
        }

        fn next_state(&self, state: &Plain, step: Step) -> Option<Plain> {
            // The approval of whoever drafted passes.
            let careless = step.act == Act::Approve
                && state.stage == Stage::Development
                && state.legal
                && state.draft <= 1;
            if careless { Some(state.after(step)) } else { self.0.next_state(state, step) }
        }

        fn properties(&self) -> Vec<Property<Self>> {
            vec![Property::always("nobody is on both sides", |_, state: &Plain| {
                state.sides_are_apart()
            })]
        }
    }
    let model = Careless(Approvals { names: 3, drafts: 1, offers: 0, delegations: 0 });
    let checked = model.checker().spawn_bfs().join();
    assert!(checked.discovery("nobody is on both sides").is_some());
}
