//! What can be done to a notification, and what follows from it.

use serde_json::{Error, Value, from_value};

use terms::Kind;

use super::{
    Cleared, Disapproved, Event, Published, Stage, State, clear, correct, emergency, exempt,
    informal, moved, notify, post, prepare, publish, report, resolution, revalidate, review,
    review::Step, shipping,
};
use crate::{
    decider::Outcome,
    refusal::Refusal,
    situation::Situation,
    statements::{Attestation, Waiver, attest, waive},
};

/// What can be done to a notification.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each command is documented with its act")]
pub enum Command {
    Prepare(prepare::Prepare),
    Redraft(prepare::Prepare),
    DraftReport(report::Draft),
    FindNotRequired(exempt::Find),
    Step(Step, review::Given),
    RecordQuestion(informal::Asked),
    AnswerQuestion(informal::Answered),
    PlaceHold(informal::Placed),
    LiftHold(informal::Lifted),
    ClearLeader(informal::LeaderCleared),
    Clear(Cleared),
    CertifyEmergency(emergency::Emergency),
    Notify(notify::Given),
    CompleteReview,
    IntroduceResolution(resolution::Introduced),
    MoveResolution(resolution::Moved),
    Disapprove(Disapproved),
    DeliverReport(notify::Given),
    Correct(correct::Correction),
    Post(post::Post),
    AskPreshipment(shipping::Asked),
    SendPreshipment(shipping::Sent),
    Revalidate(revalidate::Revalidated),
    Attest(Attestation),
    Waive(Waiver),
    Publish(Published),
}

pub(super) fn read(act: &str, arguments: Value) -> Result<Command, Error> {
    use Command as C;
    Ok(match act {
        "prepare" => C::Prepare(from_value(arguments)?),
        "redraft" => C::Redraft(from_value(arguments)?),
        "draft-report" => C::DraftReport(from_value(arguments)?),
        "find-not-required" => C::FindNotRequired(from_value(arguments)?),
        "submit" => C::Step(Step::Dsca, from_value(arguments)?),
        "pass-review" => C::Step(Step::State, from_value(arguments)?),
        "begin-review" => C::Step(Step::Leaders, from_value(arguments)?),
        "return-draft" => C::Step(Step::Back, from_value(arguments)?),
        "record-question" => C::RecordQuestion(from_value(arguments)?),
        "answer-question" => C::AnswerQuestion(from_value(arguments)?),
        "place-hold" => C::PlaceHold(from_value(arguments)?),
        "lift-hold" => C::LiftHold(from_value(arguments)?),
        "clear-leader" => C::ClearLeader(from_value(arguments)?),
        "clear" => C::Clear(from_value(arguments)?),
        "certify-emergency" => C::CertifyEmergency(from_value(arguments)?),
        "notify" => C::Notify(from_value(arguments)?),
        "complete-review" => C::CompleteReview,
        "introduce-resolution" => C::IntroduceResolution(from_value(arguments)?),
        "move-resolution" => C::MoveResolution(from_value(arguments)?),
        "disapprove" => C::Disapprove(from_value(arguments)?),
        "deliver-report" => C::DeliverReport(from_value(arguments)?),
        "correct" => C::Correct(from_value(arguments)?),
        "post" => C::Post(from_value(arguments)?),
        "ask-preshipment" => C::AskPreshipment(from_value(arguments)?),
        "send-preshipment" => C::SendPreshipment(from_value(arguments)?),
        "revalidate" => C::Revalidate(from_value(arguments)?),
        "attest" => C::Attest(from_value(arguments)?),
        "waive" => C::Waive(from_value(arguments)?),
        "publish" => C::Publish(from_value(arguments)?),
        other => return Err(crate::file::no_such_act(other)),
    })
}

pub(super) fn decide(
    file: &State,
    command: &Command,
    now: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    use Command as C;
    use Event as E;
    let (stage, event) = match command {
        C::Prepare(act) => return prepare::decide(act, now),
        C::Redraft(act) => return prepare::redraft(file, act, now),
        C::DraftReport(act) => return report::draft(act, now),
        C::DeliverReport(act) => return report::deliver(file, act, now),
        C::Notify(act) => return notify::decide(file, act, now),
        C::Step(to, given) => return review::decide(file, (*to, given), now),
        C::Publish(act) => return Ok(publish::decide(file, act, now)),
        C::FindNotRequired(act) => {
            (Stage::NotRequired, E::Exempted(exempt::decide(file, act, now)?))
        }
        C::Clear(act) => (Stage::Cleared, E::Cleared(clear::clear(act, now)?)),
        C::CertifyEmergency(act) => {
            (Stage::Emergency, E::EmergencyCertified(emergency::decide(act, now)?))
        }
        C::CompleteReview => {
            (Stage::ReviewComplete, E::ReviewCompleted(clear::complete_review(file, now)?))
        }
        C::Disapprove(act) => {
            (Stage::Disapproved, E::Disapproved(clear::disapprove(file, act, now)?))
        }
        _ => return note(file, command, now),
    };
    Ok(moved::with(file, stage, event, now))
}

/// The second half of the same match: what leaves the notification where it stands.
fn note(file: &State, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    use Command as C;
    use Event as E;
    Ok(match command {
        C::RecordQuestion(act) => E::QuestionAsked(informal::ask(file, act, now)?),
        C::AnswerQuestion(act) => E::QuestionAnswered(informal::answer(file, act, now)?),
        C::PlaceHold(act) => E::HoldPlaced(informal::hold(file, act, now)?),
        C::LiftHold(act) => E::HoldLifted(informal::lift(file, act, now)?),
        C::ClearLeader(act) => E::LeaderCleared(informal::clear_leader(file, act, now)?),
        C::IntroduceResolution(act) => {
            E::ResolutionIntroduced(resolution::introduce(file, act, now)?)
        }
        C::MoveResolution(act) => E::ResolutionMoved(resolution::step(file, act, now)?),
        C::Correct(act) => E::CorrectionSent(correct::decide(file, act, now)?),
        C::Post(act) => E::Posted(post::decide(file, act, now)?),
        C::AskPreshipment(act) => E::PreshipmentAsked(shipping::ask(file, act, now)?),
        C::SendPreshipment(act) => E::PreshipmentNotified(shipping::send(file, act, now)?),
        C::Revalidate(act) => E::Revalidated(revalidate::decide(file, act, now)?),
        C::Attest(act) => E::Attested(attest::decide(Kind::Notification, act, now)?),
        C::Waive(act) => E::Waived(waive::decide(act, now)?),
        _ => unreachable!("decide() takes every act that moves the notification"),
    }
    .into())
}
