//! Every act of a case: when it can be done, and which gates it passes. One row an act.

use super::{Stage, State, issue};
use crate::{
    act::{About, Act, Check},
    authority, closure, compliance, execution, gates, loa, lor, scope, talks, watch,
};

const fn act(
    about: About,
    stages: &'static [Stage],
    gate: &'static [&'static [Check<State>]],
) -> Act<State> {
    Act { about, opens: false, made_whole: false, stages, gate }
}

const FREE: &[&[Check<State>]] = &[];
const DRAFT: &[Stage] = &[Stage::Development];
const ANSWERED: &[Stage] = &[Stage::Offered, Stage::CounterOffer];
const ALIVE: &[Stage] = &[
    Stage::Notified,
    Stage::Development,
    Stage::AgencyApproved,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
    Stage::Accepted,
    Stage::Implemented,
    Stage::SupplyComplete,
    Stage::ClosureHold,
];
const BEFORE_OFFER: &[Stage] = &[
    Stage::Development,
    Stage::AgencyApproved,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
];
const RESTATABLE: &[Stage] = &[
    Stage::AgencyApproved,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
];
const PAYABLE: &[Stage] = &[Stage::Accepted, Stage::Implemented, Stage::SupplyComplete];
const RUNNING: &[Stage] = &[Stage::Implemented];
const SUPPORTED: &[Stage] = &[Stage::Accepted, Stage::Implemented, Stage::SupplyComplete];

pub(super) const ACTS: &[Act<State>] = &[
    Act {
        about: loa::open::ABOUT,
        opens: true,
        made_whole: false,
        stages: &[],
        gate: &[gates::drafting::OPEN],
    },
    act(lor::attach::CASE, ALIVE, FREE),
    act(scope::define_requirement::ABOUT, DRAFT, FREE),
    act(loa::line::ADD, DRAFT, FREE),
    act(loa::change_line::CHANGE, DRAFT, FREE),
    act(loa::change_line::REMOVE, DRAFT, FREE),
    act(loa::set_terms::ABOUT, DRAFT, FREE),
    act(talks::take_position::ABOUT, DRAFT, FREE),
    act(talks::agree_topic::ABOUT, DRAFT, FREE),
    act(talks::review_legally::ABOUT, DRAFT, FREE),
    act(compliance::review_area::ABOUT, BEFORE_OFFER, FREE),
    act(compliance::raise_finding::ABOUT, ALIVE, FREE),
    act(compliance::resolve_finding::ABOUT, ALIVE, FREE),
    act(
        loa::approve::ABOUT,
        DRAFT,
        &[gates::eligibility::CASE, gates::drafting::APPROVE, gates::compliance::CLEAR],
    ),
    act(loa::write::ABOUT, &[Stage::AgencyApproved], &[gates::compliance::CLEAR]),
    act(
        authority::decide_authorisation::ABOUT,
        &[Stage::InReview, Stage::Proposed],
        &[gates::compliance::CLEAR],
    ),
    act(authority::honour_condition::ABOUT, ALIVE, FREE),
    act(
        loa::countersign::COUNTERSIGN,
        &[Stage::StateListed],
        &[gates::eligibility::CASE, gates::offer::OFFER, gates::compliance::CLEAR],
    ),
    act(
        loa::countersign::OFFER,
        &[Stage::Countersigned],
        &[gates::eligibility::CASE, gates::offer::OFFER, gates::compliance::CLEAR],
    ),
    act(loa::extend_offer::ABOUT, &[Stage::Offered], &[gates::offer::EXTEND]),
    act(loa::counter_offer::ABOUT, &[Stage::Offered], FREE),
    act(loa::restate::ABOUT, RESTATABLE, FREE),
    act(loa::accept::ABOUT, ANSWERED, &[gates::offer::ACCEPT]),
    act(loa::finish::DECLINE, BEFORE_AND_WITH_PURCHASER, FREE),
    act(loa::finish::EXPIRE, ANSWERED, FREE),
    act(execution::record_deposit::ABOUT, PAYABLE, FREE),
    act(
        execution::implement::ABOUT,
        &[Stage::Accepted],
        &[gates::eligibility::CASE, gates::delivery::IMPLEMENT, gates::compliance::CLEAR],
    ),
    act(execution::plan_delivery::ABOUT, RUNNING, FREE),
    act(
        execution::ship::ABOUT,
        RUNNING,
        &[gates::eligibility::CASE, gates::delivery::SHIP, gates::compliance::CLEAR],
    ),
    act(execution::receive_shipment::ABOUT, RUNNING, FREE),
    act(execution::inspect::ABOUT, RUNNING, FREE),
    act(execution::plan_course::PLAN, RUNNING, FREE),
    act(execution::enrol_student::ABOUT, RUNNING, &[gates::delivery::TRAIN]),
    act(execution::plan_course::COMPLETE, RUNNING, FREE),
    act(execution::provide_support::ABOUT, SUPPORTED, FREE),
    act(execution::suspend::SUSPEND, ALIVE, &[gates::delivery::SUSPEND]),
    act(execution::suspend::RESUME, ALIVE, &[gates::delivery::RESUME]),
    act(watch::close_review::ABOUT, ALIVE, FREE),
    act(closure::complete_supply::ABOUT, RUNNING, &[gates::closing::COMPLETE]),
    act(closure::hold::ABOUT, &[Stage::SupplyComplete], FREE),
    act(
        closure::close::ABOUT,
        &[Stage::ClosureHold],
        &[gates::closing::CLOSE, gates::compliance::CLEAR],
    ),
    // cargo x new: act
    Act { about: issue::ABOUT, opens: false, made_whole: true, stages: &[], gate: FREE },
];

const BEFORE_AND_WITH_PURCHASER: &[Stage] = &[
    Stage::Development,
    Stage::AgencyApproved,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
];
