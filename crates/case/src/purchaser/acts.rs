//! Every act of a purchaser's file. All but the first can be done as long as the file is open, and
//! pass no gate: what is known of a purchaser is written down, whatever it is.

use terms::Kind;

use super::{
    State, assess_interest, close_accelerated, determine_eligibility, note_change, record_contact,
    register, second_read,
};
use crate::{
    act::{About, Act},
    gates,
    statements::{attest, desks, waive},
};

const fn act(about: About) -> Act<State> {
    Act { about, opens: false, made_whole: false, stages: &[], gate: &[] }
}

pub(super) const ACTS: &[Act<State>] = &[
    Act {
        about: register::ABOUT,
        opens: true,
        made_whole: false,
        stages: &[],
        gate: &[gates::purchaser::KNOWN],
    },
    act(record_contact::ABOUT),
    act(determine_eligibility::ABOUT),
    act(assess_interest::ABOUT),
    act(second_read::ABOUT),
    act(note_change::ABOUT),
    act(close_accelerated::ABOUT),
    act(attest::about(Kind::Purchaser, desks::PURCHASER)),
    act(waive::about(Kind::Purchaser, desks::PURCHASER)),
];
