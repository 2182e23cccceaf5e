//! Every act of a notification: when it can be done, and which gates it passes. One row an act.

use terms::Kind;

use super::{
    Stage, State, clear, correct, emergency, exempt, informal, notify, post, prepare, publish,
    report, resolution, revalidate, review, shipping,
};
use crate::{
    act::{About, Act, Check},
    gates::notification as gate,
    statements::{attest, desks, waive},
};

const fn act(
    about: About,
    stages: &'static [Stage],
    gate: &'static [&'static [Check<State>]],
) -> Act<State> {
    Act { about, opens: false, made_whole: false, stages, gate }
}

const fn opens(about: About, gate: &'static [&'static [Check<State>]]) -> Act<State> {
    Act { about, opens: true, made_whole: false, stages: &[], gate }
}

const FREE: &[&[Check<State>]] = &[];
const DRAFT: &[Stage] = &[Stage::Draft];
const BEFORE_LEADERS: &[Stage] = &[Stage::Draft, Stage::DscaReview, Stage::StateReview];
const UNDER_REVIEW: &[Stage] = &[Stage::DscaReview, Stage::StateReview, Stage::InformalReview];
const LEADERS: &[Stage] = &[Stage::InformalReview];
const BEFORE_DELIVERY: &[Stage] = &[
    Stage::Draft,
    Stage::DscaReview,
    Stage::StateReview,
    Stage::InformalReview,
    Stage::Cleared,
    Stage::Emergency,
];
const IN_HASTE: &[Stage] = &[
    Stage::Draft,
    Stage::DscaReview,
    Stage::StateReview,
    Stage::InformalReview,
    Stage::Cleared,
    Stage::Notified,
];
const TOLD: &[Stage] = &[Stage::Notified, Stage::ReviewComplete, Stage::Emergency];
const SENT: &[Stage] = &[
    Stage::Notified,
    Stage::ReviewComplete,
    Stage::Emergency,
    Stage::Disapproved,
    Stage::Superseded,
    Stage::Reported,
];

pub(super) const ACTS: &[Act<State>] = &[
    opens(prepare::ABOUT, &[gate::PREPARE]),
    opens(report::DRAFT, FREE),
    act(prepare::REDRAFT, DRAFT, FREE),
    act(exempt::ABOUT, BEFORE_LEADERS, FREE),
    act(review::SUBMIT, DRAFT, FREE),
    act(review::PASS, &[Stage::DscaReview], FREE),
    act(review::BEGIN, &[Stage::StateReview], FREE),
    act(review::RETURN, UNDER_REVIEW, FREE),
    act(informal::ASK, LEADERS, FREE),
    act(informal::ANSWER, LEADERS, FREE),
    act(informal::HOLD, LEADERS, FREE),
    act(informal::LIFT, LEADERS, FREE),
    act(informal::CLEAR_LEADER, LEADERS, FREE),
    act(clear::CLEAR, &[Stage::Draft, Stage::InformalReview], &[gate::CLEAR]),
    act(emergency::ABOUT, IN_HASTE, FREE),
    act(notify::ABOUT, BEFORE_DELIVERY, &[gate::NOTIFY]),
    act(clear::COMPLETE_REVIEW, &[Stage::Notified], &[gate::REVIEW]),
    act(resolution::INTRODUCE, TOLD, FREE),
    act(resolution::MOVE, TOLD, FREE),
    act(clear::DISAPPROVE, TOLD, FREE),
    act(report::DELIVER, &[Stage::ReportDraft], FREE),
    act(correct::ABOUT, SENT, FREE),
    act(post::ABOUT, SENT, FREE),
    act(shipping::ASK, TOLD, FREE),
    act(shipping::SEND, TOLD, FREE),
    act(revalidate::ABOUT, TOLD, FREE),
    act(attest::about(Kind::Notification, desks::NOTIFICATION), &[], FREE),
    act(waive::about(Kind::Notification, desks::NOTIFICATION), &[], FREE),
    Act { about: publish::ABOUT, opens: true, made_whole: true, stages: &[], gate: FREE },
];
