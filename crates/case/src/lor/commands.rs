//! What can be done to a request, and what follows from it.

use serde_json::{Error, Value, from_value};
use terms::Kind;

use super::{
    Acknowledgement, Attachment, Event, Letter, State, acknowledge, ask, assessment, attach, copy,
    country, disapproval, evaluate, issue, milestones, need, pricing, receive,
};
use crate::{
    decider::Outcome,
    file, marks,
    refusal::Refusal,
    sale::issue::Issued,
    situation::Situation,
    statements::{Attestation, Waiver, attest, waive},
};

/// What can be done to a request.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each command is documented with its act")]
#[expect(clippy::large_enum_variant, reason = "a command lives for one act; boxing buys nothing")]
pub enum Command {
    StateNeed(need::StateNeed),
    OpenAssessment(assessment::Asked),
    TakePosition(assessment::TakePosition),
    ConcludeAssessment(assessment::Conclude),
    Receive(Letter),
    Attach(Attachment),
    Acknowledge(Acknowledgement),
    SendCopy(copy::CopySent),
    AssessCountry(country::Given),
    Evaluate(evaluate::Evaluation),
    Ask(ask::Questions),
    Answer(ask::Answer),
    MarkActionable(milestones::Marked),
    MarkComplete(milestones::Marked),
    StartPricing(pricing::Start),
    SendPricing(pricing::Send),
    Return(milestones::Returned),
    ProposeDisapproval(disapproval::Proposed),
    DecideDisapproval(disapproval::Decide),
    Withdraw(milestones::Withdrawn),
    Attest(Attestation),
    Waive(Waiver),
    Mark(marks::mark::Mark),
    ProposeLowerMarking(marks::mark::Mark),
    ConfirmLowerMarking(marks::lower::Confirm),
    Issue(Issued),
}

pub(super) fn read(act: &str, arguments: Value) -> Result<Command, Error> {
    Ok(match act {
        "state-need" => Command::StateNeed(from_value(arguments)?),
        "open-assessment" => Command::OpenAssessment(from_value(arguments)?),
        "take-assessment-position" => Command::TakePosition(from_value(arguments)?),
        "conclude-assessment" => Command::ConcludeAssessment(from_value(arguments)?),
        "receive" => Command::Receive(from_value(arguments)?),
        "attach" => Command::Attach(from_value(arguments)?),
        "acknowledge" => Command::Acknowledge(from_value(arguments)?),
        "send-copy" => Command::SendCopy(from_value(arguments)?),
        "record-country-assessment" => Command::AssessCountry(from_value(arguments)?),
        "evaluate" => Command::Evaluate(from_value(arguments)?),
        "ask" => Command::Ask(from_value(arguments)?),
        "answer" => Command::Answer(from_value(arguments)?),
        "mark-actionable" => Command::MarkActionable(from_value(arguments)?),
        "mark-complete" => Command::MarkComplete(from_value(arguments)?),
        "start-pricing" => Command::StartPricing(from_value(arguments)?),
        "send-pricing" => Command::SendPricing(from_value(arguments)?),
        "return" => Command::Return(from_value(arguments)?),
        "propose-disapproval" => Command::ProposeDisapproval(from_value(arguments)?),
        "decide-disapproval" => Command::DecideDisapproval(from_value(arguments)?),
        "withdraw" => Command::Withdraw(from_value(arguments)?),
        "attest" => Command::Attest(from_value(arguments)?),
        "waive" => Command::Waive(from_value(arguments)?),
        "mark" => Command::Mark(from_value(arguments)?),
        "propose-lower-marking" => Command::ProposeLowerMarking(from_value(arguments)?),
        "confirm-lower-marking" => Command::ConfirmLowerMarking(from_value(arguments)?),
        "issue" => Command::Issue(from_value(arguments)?),
        other => return Err(file::no_such_act(other)),
    })
}

pub(super) fn decide(
    file: &State,
    command: &Command,
    now: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    Ok(match command {
        Command::StateNeed(act) => Event::NeedStated(need::decide(act, now)?),
        Command::OpenAssessment(act) => Event::AssessmentOpened(assessment::open(act, now)?),
        Command::TakePosition(act) => {
            Event::AssessmentPositionTaken(assessment::take(file, act, now)?)
        }
        Command::ConcludeAssessment(act) => {
            Event::AssessmentConcluded(assessment::conclude(file, act, now)?)
        }
        Command::Receive(act) => Event::Received(receive::decide(file, act, now)?),
        Command::Attach(act) => Event::Attached(attach::decide(&file.attachments, act, now)?),
        Command::Acknowledge(act) => Event::Acknowledged(acknowledge::decide(file, act, now)?),
        Command::SendCopy(act) => Event::CopySent(copy::decide(file, act, now)?),
        Command::AssessCountry(act) => Event::CountryAssessed(country::decide(act, now)?),
        Command::Evaluate(act) => Event::Evaluated(act.clone()),
        Command::Ask(act) => Event::ClarificationAsked(ask::ask(file, act, now)?),
        Command::Answer(act) => Event::ClarificationAnswered(ask::answer(file, act, now)?),
        Command::MarkActionable(act) => Event::Actionable(act.clone()),
        Command::MarkComplete(act) => Event::Completed(act.clone()),
        Command::StartPricing(act) => Event::PricingStarted(pricing::start(file, act, now)?),
        Command::SendPricing(act) => Event::PricingSent(pricing::send(file, act, now)?),
        Command::Return(act) => Event::Returned(act.clone()),
        Command::ProposeDisapproval(act) => {
            Event::DisapprovalProposed(disapproval::propose(act, now)?)
        }
        Command::DecideDisapproval(act) => {
            Event::DisapprovalDecided(disapproval::decide(file, act, now)?)
        }
        Command::Withdraw(act) => Event::Withdrawn(milestones::withdraw(act, now)?),
        Command::Attest(act) => Event::Attested(attest::decide(Kind::Request, act, now)?),
        Command::Waive(act) => Event::Waived(waive::decide(act, now)?),
        Command::Mark(act) => Event::Marked(marks::mark::decide(file, act, now)?),
        Command::ProposeLowerMarking(act) => {
            Event::LoweringProposed(marks::lower::propose(file, act, now)?)
        }
        Command::ConfirmLowerMarking(act) => {
            Event::MarkingLowered(marks::lower::confirm(file, act, now)?)
        }
        Command::Issue(act) => Event::DocumentIssued(issue::decide(file, act, now)?),
    }
    .into())
}
