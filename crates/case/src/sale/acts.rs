//! Every act of a case: when it can be done, and which gates it passes. One row an act.

use terms::{Desk, Kind};

use super::{Stage, State, issue};
use crate::{
    act::{About, Act, Check},
    authority, change, closure, compliance, execution, gates, loa, lor, participants, scope,
    statements, talks, watch,
};

const fn act(
    about: About,
    stages: &'static [Stage],
    gate: &'static [&'static [Check<State>]],
) -> Act<State> {
    Act { about, opens: false, made_whole: false, stages, gate }
}

/// The desks that state what was found, or record a waiver; the case manager usually does.
const STATING: &[Desk] = &[
    Desk::CaseManager,
    Desk::CaseWriter,
    Desk::SecurityCooperation,
    Desk::CountryDesk,
    Desk::Comptroller,
    Desk::Legal,
    Desk::TechnologySecurity,
    Desk::State,
    Desk::Compliance,
    Desk::Logistics,
];

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
/// A change is opened while the case is carried out; the closure hold has its own rule.
const CHANGEABLE: &[Stage] = &[Stage::Implemented, Stage::SupplyComplete, Stage::ClosureHold];
const CHANGED: &[Stage] =
    &[Stage::Implemented, Stage::SupplyComplete, Stage::ClosureHold, Stage::Closed];
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
        &[
            gates::eligibility::CASE,
            gates::drafting::APPROVE,
            gates::change::APPROVE,
            gates::package::PACKAGE,
            gates::compliance::CLEAR,
        ],
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
        &[
            gates::eligibility::CASE,
            gates::offer::OFFER,
            gates::notification::OFFER,
            gates::participants::OFFER,
            gates::compliance::CLEAR,
        ],
    ),
    act(
        loa::countersign::OFFER,
        &[Stage::Countersigned],
        &[
            gates::eligibility::CASE,
            gates::offer::OFFER,
            gates::notification::OFFER,
            gates::participants::OFFER,
            gates::change::OFFER,
            gates::compliance::CLEAR,
        ],
    ),
    act(loa::extend_offer::ABOUT, &[Stage::Offered], &[gates::offer::EXTEND]),
    act(loa::counter_offer::ABOUT, &[Stage::Offered], FREE),
    act(loa::restate::ABOUT, RESTATABLE, FREE),
    act(loa::accept::ABOUT, ANSWERED, &[gates::offer::ACCEPT, gates::notification::LAW]),
    act(loa::finish::DECLINE, BEFORE_AND_WITH_PURCHASER, FREE),
    act(loa::finish::EXPIRE, ANSWERED, FREE),
    act(execution::record_deposit::ABOUT, PAYABLE, FREE),
    act(
        execution::implement::ABOUT,
        &[Stage::Accepted, Stage::ModificationSent],
        &[
            gates::eligibility::CASE,
            gates::delivery::IMPLEMENT,
            gates::notification::LAW,
            gates::compliance::CLEAR,
        ],
    ),
    act(execution::plan_delivery::ABOUT, RUNNING, FREE),
    act(
        execution::ship::ABOUT,
        RUNNING,
        &[
            gates::eligibility::CASE,
            gates::delivery::SHIP,
            gates::notification::SHIP,
            gates::parties::RELEASE,
            gates::compliance::CLEAR,
        ],
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
    act(
        closure::complete_supply::ABOUT,
        RUNNING,
        &[gates::closing::COMPLETE, gates::change::NONE_OPEN],
    ),
    act(closure::hold::ABOUT, &[Stage::SupplyComplete], &[gates::change::NONE_OPEN]),
    act(
        closure::close::ABOUT,
        &[Stage::ClosureHold],
        &[gates::closing::CLOSE, gates::compliance::CLEAR],
    ),
    act(statements::attest::about(Kind::Case, STATING), ALIVE, FREE),
    act(statements::waive::about(Kind::Case, STATING), ALIVE, FREE),
    act(change::open::ABOUT, CHANGEABLE, &[gates::eligibility::CASE, gates::change::OPEN]),
    act(change::declare_scope::ABOUT, DRAFT, FREE),
    act(change::surcharge::ABOUT, DRAFT, FREE),
    act(
        change::send::ABOUT,
        &[Stage::Countersigned],
        &[
            gates::eligibility::CASE,
            gates::offer::OFFER,
            gates::notification::OFFER,
            gates::participants::OFFER,
            gates::change::SEND,
            gates::compliance::CLEAR,
        ],
    ),
    act(change::receipt::ABOUT, CHANGED, FREE),
    act(participants::add::ADD, ALIVE, FREE),
    act(participants::add::REMOVE, ALIVE, FREE),
    act(participants::set_parties::ABOUT, ALIVE, FREE),
    act(scope::join_programme::JOIN, ALIVE, FREE),
    act(scope::join_programme::LEAVE, ALIVE, FREE),
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
