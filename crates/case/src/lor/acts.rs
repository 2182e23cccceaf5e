//! Every act of a request: when it can be done, and which gates it passes. One row an act.

use terms::Kind;

use super::{
    Stage, State, acknowledge, ask, assessment, attach, copy, country, disapproval, evaluate,
    issue, milestones, need, pricing, receive,
};
use crate::{
    act::{About, Act, Check},
    gates, marks,
    statements::{attest, desks, waive},
};

const fn act(
    about: About,
    stages: &'static [Stage],
    gate: &'static [&'static [Check<State>]],
) -> Act<State> {
    Act { about, opens: false, made_whole: false, stages, gate }
}

/// An act that opens the file, or is done to a file that stands at one of the stages.
const fn opens(about: About, stages: &'static [Stage]) -> Act<State> {
    Act { about, opens: true, made_whole: false, stages, gate: FREE }
}

const FREE: &[&[Check<State>]] = &[];

/// Before the letter.
const EARLY: &[Stage] = &[Stage::PreLor, Stage::ParOpen];
/// The letter is not judged yet.
const OPEN: &[Stage] = &[Stage::Received, Stage::Evaluation, Stage::Clarification];
/// Somebody works on the letter.
const WORKED_ON: &[Stage] = &[
    Stage::Received,
    Stage::Evaluation,
    Stage::Clarification,
    Stage::Actionable,
    Stage::Complete,
    Stage::RomInWork,
];
/// The letter was evaluated, and nothing has answered it.
const EVALUATED: &[Stage] = &[
    Stage::Evaluation,
    Stage::Clarification,
    Stage::Actionable,
    Stage::Complete,
    Stage::RomInWork,
];
/// The letter is not answered.
const ALIVE: &[Stage] = &[
    Stage::Received,
    Stage::Evaluation,
    Stage::Clarification,
    Stage::Actionable,
    Stage::Complete,
    Stage::RomInWork,
    Stage::DisapprovalProposed,
];
/// The file has not ended.
const ANY: &[Stage] = &[
    Stage::PreLor,
    Stage::ParOpen,
    Stage::Received,
    Stage::Evaluation,
    Stage::Clarification,
    Stage::Actionable,
    Stage::Complete,
    Stage::RomInWork,
    Stage::RomSent,
    Stage::DisapprovalProposed,
];

pub(super) const ACTS: &[Act<State>] = &[
    opens(need::ABOUT, &[]),
    act(assessment::OPEN, &[Stage::PreLor], FREE),
    act(assessment::POSITION, &[Stage::ParOpen], FREE),
    act(assessment::CONCLUDE, &[Stage::ParOpen], FREE),
    opens(receive::ABOUT, EARLY),
    act(attach::ABOUT, ANY, FREE),
    act(marks::mark::REQUEST, ANY, FREE),
    act(marks::lower::PROPOSE_REQUEST, ANY, FREE),
    act(marks::lower::CONFIRM_REQUEST, ANY, FREE),
    act(acknowledge::ABOUT, ALIVE, FREE),
    act(copy::ABOUT, ALIVE, FREE),
    act(country::ABOUT, ANY, FREE),
    act(evaluate::ABOUT, OPEN, FREE),
    act(ask::ASK, WORKED_ON, FREE),
    act(ask::ANSWER, WORKED_ON, FREE),
    act(
        milestones::MARK_ACTIONABLE,
        &[Stage::Evaluation],
        &[gates::eligibility::REQUEST, gates::request::ACTIONABLE],
    ),
    act(milestones::MARK_COMPLETE, &[Stage::Actionable], &[gates::request::COMPLETE]),
    act(pricing::START, &[Stage::Evaluation, Stage::Actionable], FREE),
    act(pricing::SEND, &[Stage::RomInWork], FREE),
    act(milestones::RETURN, OPEN, FREE),
    act(disapproval::PROPOSE, EVALUATED, FREE),
    act(disapproval::DECIDE, &[Stage::DisapprovalProposed], FREE),
    act(milestones::WITHDRAW, ANY, FREE),
    act(attest::about(Kind::Request, desks::REQUEST), ANY, FREE),
    act(waive::about(Kind::Request, desks::REQUEST), ANY, FREE),
    Act { about: issue::ABOUT, opens: false, made_whole: true, stages: &[], gate: FREE },
];
