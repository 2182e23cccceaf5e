//! Acts beside the straight road of a case: holds and returns of its draft, answers to a
//! counter-offer, emergency, suspension, cancellation, reviews, conditional and interim closure,
//! reopening. They are read and decided here, as `commands` does for the others.

use serde_json::{Error, Value, from_value};

use super::{Event, State};
use crate::{
    closure, execution as x, file,
    loa::{hold_draft, notes, pen_and_ink, refuse_counter, return_draft, revive_offer},
    marks, money,
    refusal::Refusal,
    situation::Situation,
};

/// What can be done to a case beside its straight road.
#[derive(Debug, Clone)]
pub enum Command {
    HoldDraft(hold_draft::Hold),
    ReleaseDraft(hold_draft::DraftReleased),
    StartWriting(return_draft::WritingStarted),
    ReturnDraft(return_draft::DraftReturned),
    RefuseCounter(refuse_counter::CounterRefused),
    PenAndInk(pen_and_ink::PenAndInk),
    ReviveOffer(revive_offer::Revived),
    ProposeEmergency(x::emergency::Proposed),
    ImplementEmergency(x::implement::Implement),
    Suspend(x::Suspended),
    Resume(x::Suspended),
    Cancel(x::cancel::Cancelled),
    SettleCancellation(x::cancel::Settled),
    RecordReview(x::hold_review::HoldReview),
    CloseActionItem(x::hold_review::ItemDone),
    CloseLine(closure::close_line::LineClosed),
    CloseInterim(closure::close_interim::CloseInterim),
    Reopen(closure::reopen::Reopened),
    AddNote(notes::Named),
    LeaveOutNote(notes::Named),
    Mark(marks::mark::Mark),
    ProposeLowerMarking(marks::mark::Mark),
    ConfirmLowerMarking(marks::lower::Confirm),
    Post(&'static money::Form, money::Given),
    Reverse(money::reverse::Reversed),
}

pub(super) fn read(act: &str, arguments: Value) -> Result<Command, Error> {
    Ok(match act {
        "hold-draft" => Command::HoldDraft(from_value(arguments)?),
        "release-draft" => Command::ReleaseDraft(from_value(arguments)?),
        "start-writing" => Command::StartWriting(from_value(arguments)?),
        "return-draft" => Command::ReturnDraft(from_value(arguments)?),
        "refuse-counter-offer" => Command::RefuseCounter(from_value(arguments)?),
        "pen-and-ink" => Command::PenAndInk(from_value(arguments)?),
        "revive-offer" => Command::ReviveOffer(from_value(arguments)?),
        "propose-emergency" => Command::ProposeEmergency(from_value(arguments)?),
        "implement-emergency" => Command::ImplementEmergency(from_value(arguments)?),
        "suspend" => Command::Suspend(from_value(arguments)?),
        "resume" => Command::Resume(from_value(arguments)?),
        "cancel" => Command::Cancel(from_value(arguments)?),
        "settle-cancellation" => Command::SettleCancellation(from_value(arguments)?),
        "record-review" => Command::RecordReview(from_value(arguments)?),
        "close-action-item" => Command::CloseActionItem(from_value(arguments)?),
        "close-line" => Command::CloseLine(from_value(arguments)?),
        "close-interim" => Command::CloseInterim(from_value(arguments)?),
        "reopen" => Command::Reopen(from_value(arguments)?),
        "add-note" => Command::AddNote(from_value(arguments)?),
        "leave-out-note" => Command::LeaveOutNote(from_value(arguments)?),
        "mark" => Command::Mark(from_value(arguments)?),
        "propose-lower-marking" => Command::ProposeLowerMarking(from_value(arguments)?),
        "confirm-lower-marking" => Command::ConfirmLowerMarking(from_value(arguments)?),
        "reverse-posting" => Command::Reverse(from_value(arguments)?),
        other => match money::form(other) {
            Some(form) => Command::Post(form, from_value(arguments)?),
            None => return Err(file::no_such_act(other)),
        },
    })
}

pub(super) fn decide(
    case: &State,
    command: &Command,
    now: &Situation<'_>,
) -> Result<Event, Refusal> {
    use Command as C;
    use Event as E;
    Ok(match command {
        C::HoldDraft(act) => E::DraftHeld(hold_draft::hold(act, now)?),
        C::ReleaseDraft(act) => E::DraftReleased(act.clone()),
        C::StartWriting(act) => E::WritingStarted(act.clone()),
        C::ReturnDraft(act) => E::DraftReturned(return_draft::send_back(act, now)?),
        C::RefuseCounter(act) => E::CounterRefused(act.clone()),
        C::PenAndInk(act) => E::CorrectedByPen(pen_and_ink::decide(case, act, now)?),
        C::ReviveOffer(act) => E::OfferRevived(revive_offer::decide(act, now)?),
        C::ProposeEmergency(act) => E::EmergencyProposed(x::emergency::propose(case, act, now)?),
        C::ImplementEmergency(act) => {
            E::EmergencyImplemented(x::emergency::decide(case, act, now)?)
        }
        C::Suspend(act) => E::Suspended(x::suspend::suspend(case, act, now)?),
        C::Resume(act) => E::Resumed(x::suspend::resume(case, act, now)?),
        C::Cancel(act) => E::Cancelled(x::cancel::cancel(case, act, now)?),
        C::SettleCancellation(act) => E::CancellationSettled(x::cancel::settle(case, act, now)?),
        C::RecordReview(act) => E::ReviewHeld(x::hold_review::hold(case, act, now)?),
        C::CloseActionItem(act) => E::ActionItemDone(x::hold_review::close_item(case, act, now)?),
        C::CloseLine(act) => E::LineClosed(closure::close_line::decide(case, act, now)?),
        C::CloseInterim(act) => E::InterimClosed(closure::close_interim::decide(case, act, now)?),
        C::Reopen(act) => E::Reopened(act.clone()),
        C::AddNote(act) => E::NoteAdded(notes::add(case, act, now)?),
        C::LeaveOutNote(act) => E::NoteLeftOut(notes::leave_out(case, act, now)?),
        C::Mark(act) => E::Marked(marks::mark::decide(case, act, now)?),
        C::ProposeLowerMarking(act) => E::LoweringProposed(marks::lower::propose(case, act, now)?),
        C::Post(form, act) => E::Posted(money::decide(case, form, act, now)?),
        C::Reverse(act) => E::PostingReversed(money::reverse::decide(case, act, now)?),
        C::ConfirmLowerMarking(act) => E::MarkingLowered(marks::lower::confirm(case, act, now)?),
    })
}
