//! Every act of a case: when it can be done, and which gates it passes. One row an act.

use terms::Kind;

use super::{Stage, State, issue};
use crate::{
    act::{About, Act, Check},
    authority, change, closure, compliance, execution, gates, loa, lor, marks, money, participants,
    scope, statements, talks, watch,
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
    Stage::DevelopmentHold,
    Stage::AgencyApproved,
    Stage::Writing,
    Stage::Returned,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
    Stage::Accepted,
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::Cancelled,
    Stage::SupplyComplete,
    Stage::ClosureHold,
    Stage::InterimClosed,
    Stage::Reopened,
];
const BEFORE_OFFER: &[Stage] = &[
    Stage::Development,
    Stage::DevelopmentHold,
    Stage::AgencyApproved,
    Stage::Writing,
    Stage::Returned,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
];
const RESTATABLE: &[Stage] = &[
    Stage::AgencyApproved,
    Stage::Writing,
    Stage::Returned,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
    Stage::Expired,
];
/// The package is with case writing or with the bodies.
const WITH_WRITING: &[Stage] =
    &[Stage::AgencyApproved, Stage::Writing, Stage::InReview, Stage::Proposed];
const PAYABLE: &[Stage] = &[
    Stage::Accepted,
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::SupplyComplete,
    Stage::Reopened,
];
const RUNNING: &[Stage] = &[Stage::Implemented, Stage::EmergencyImplemented];
/// Money moves from implementation until the case is closed for good.
const MONEY: &[Stage] = &[
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::Cancelled,
    Stage::SupplyComplete,
    Stage::ClosureHold,
    Stage::InterimClosed,
    Stage::Reopened,
];
/// Something is still to be delivered.
const CANCELLABLE: &[Stage] = &[Stage::Accepted, Stage::Implemented, Stage::EmergencyImplemented];
const CANCELLED: &[Stage] = &[
    Stage::Accepted,
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::Cancelled,
    Stage::SupplyComplete,
    Stage::ClosureHold,
];
const REVIEWED: &[Stage] = &[
    Stage::Accepted,
    Stage::Implemented,
    Stage::EmergencyImplemented,
    Stage::Cancelled,
    Stage::SupplyComplete,
];
/// A line may be closed before its case.
const LINES_CLOSE: &[Stage] = &[
    Stage::Implemented,
    Stage::SupplyComplete,
    Stage::ClosureHold,
    Stage::InterimClosed,
    Stage::Reopened,
];
/// A change is opened while the case is carried out; the closure hold has its own rule.
const CHANGEABLE: &[Stage] = &[Stage::Implemented, Stage::SupplyComplete, Stage::ClosureHold];
const CHANGED: &[Stage] =
    &[Stage::Implemented, Stage::SupplyComplete, Stage::ClosureHold, Stage::Closed];
const SUPPORTED: &[Stage] =
    &[Stage::Accepted, Stage::Implemented, Stage::EmergencyImplemented, Stage::SupplyComplete];

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
    act(loa::price_line::ABOUT, DRAFT, FREE),
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
    act(loa::hold_draft::HOLD, DRAFT, FREE),
    act(loa::hold_draft::RELEASE, &[Stage::DevelopmentHold], FREE),
    act(loa::return_draft::START, &[Stage::AgencyApproved], FREE),
    act(loa::write::ABOUT, &[Stage::AgencyApproved, Stage::Writing], &[gates::compliance::CLEAR]),
    act(loa::return_draft::RETURN, WITH_WRITING, FREE),
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
            gates::marks::OFFER,
            gates::compliance::CLEAR,
        ],
    ),
    act(loa::extend_offer::ABOUT, &[Stage::Offered], &[gates::offer::EXTEND]),
    act(loa::counter_offer::ABOUT, &[Stage::Offered], FREE),
    act(loa::refuse_counter::ABOUT, &[Stage::CounterOffer], FREE),
    act(loa::pen_and_ink::ABOUT, ANSWERED, FREE),
    act(loa::restate::ABOUT, RESTATABLE, FREE),
    act(loa::accept::ABOUT, ANSWERED, &[gates::offer::ACCEPT, gates::notification::LAW]),
    act(loa::finish::DECLINE, BEFORE_AND_WITH_PURCHASER, FREE),
    act(loa::finish::EXPIRE, ANSWERED, FREE),
    act(
        loa::revive_offer::ABOUT,
        &[Stage::Expired],
        &[gates::eligibility::CASE, gates::notification::OFFER, gates::compliance::CLEAR],
    ),
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
    act(execution::emergency::PROPOSE, &[Stage::Accepted], FREE),
    act(
        execution::emergency::IMPLEMENT,
        &[Stage::Accepted],
        &[
            gates::eligibility::CASE,
            gates::delivery::EMERGENCY,
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
    act(execution::cancel::CANCEL, CANCELLABLE, FREE),
    act(execution::cancel::SETTLE, CANCELLED, FREE),
    act(execution::hold_review::HOLD, REVIEWED, FREE),
    act(execution::hold_review::DONE, REVIEWED, FREE),
    act(watch::close_review::ABOUT, ALIVE, FREE),
    act(
        closure::complete_supply::ABOUT,
        &[Stage::Implemented],
        &[gates::closing::COMPLETE, gates::change::NONE_OPEN],
    ),
    act(
        closure::hold::ABOUT,
        &[Stage::SupplyComplete, Stage::Cancelled],
        &[gates::closing::HOLD, gates::change::NONE_OPEN],
    ),
    act(closure::close_line::ABOUT, LINES_CLOSE, FREE),
    act(
        closure::close_interim::ABOUT,
        &[Stage::ClosureHold],
        &[gates::closing::INTERIM, gates::compliance::CLEAR],
    ),
    act(
        closure::close::ABOUT,
        &[Stage::ClosureHold, Stage::InterimClosed, Stage::Reopened],
        &[gates::closing::CLOSE, gates::compliance::CLEAR],
    ),
    act(closure::reopen::ABOUT, &[Stage::Closed, Stage::InterimClosed], FREE),
    act(statements::attest::about(Kind::Case, statements::desks::CASE), ALIVE, FREE),
    act(statements::waive::about(Kind::Case, statements::desks::CASE), ALIVE, FREE),
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
            gates::marks::SEND,
            gates::compliance::CLEAR,
        ],
    ),
    act(change::receipt::ABOUT, CHANGED, FREE),
    act(participants::add::ADD, ALIVE, FREE),
    act(participants::add::REMOVE, ALIVE, FREE),
    act(participants::set_parties::ABOUT, ALIVE, FREE),
    act(scope::join_programme::JOIN, ALIVE, FREE),
    act(scope::join_programme::LEAVE, ALIVE, FREE),
    act(loa::notes::ADD, DRAFT, FREE),
    act(loa::notes::LEAVE_OUT, DRAFT, FREE),
    act(marks::mark::CASE, ALIVE, FREE),
    act(marks::lower::PROPOSE_CASE, ALIVE, FREE),
    act(marks::lower::CONFIRM_CASE, ALIVE, FREE),
    act(money::about(0), MONEY, FREE),
    act(money::about(1), MONEY, FREE),
    act(money::about(2), MONEY, FREE),
    act(money::about(3), MONEY, FREE),
    act(money::about(4), MONEY, FREE),
    act(money::about(5), MONEY, FREE),
    act(money::about(6), MONEY, FREE),
    act(money::about(7), MONEY, FREE),
    act(money::about(8), MONEY, FREE),
    act(money::about(9), MONEY, FREE),
    act(money::about(10), MONEY, FREE),
    act(money::about(11), MONEY, FREE),
    act(money::about(12), MONEY, FREE),
    act(money::about(13), MONEY, FREE),
    act(money::reverse::ABOUT, MONEY, FREE),
    // cargo x new: act
    Act { about: issue::ABOUT, opens: false, made_whole: true, stages: &[], gate: FREE },
];

const BEFORE_AND_WITH_PURCHASER: &[Stage] = &[
    Stage::Development,
    Stage::DevelopmentHold,
    Stage::AgencyApproved,
    Stage::Writing,
    Stage::Returned,
    Stage::InReview,
    Stage::Proposed,
    Stage::StateListed,
    Stage::Countersigned,
    Stage::Offered,
    Stage::CounterOffer,
];
