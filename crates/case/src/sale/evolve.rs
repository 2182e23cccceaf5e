//! What each event changes in a case.

use super::{Event, State};
use crate::{
    authority, change as c, closure, cn, compliance, decider::Told, execution as x, loa,
    participants, talks, watch,
};

#[expect(clippy::too_many_lines, reason = "a line an event: a split would need a wildcard")]
pub(super) fn evolve(case: &mut State, event: &Event, told: &Told<'_>) {
    use Event as E;
    match event {
        E::Opened(e) => loa::open::evolve(case, e),
        E::OpenedFromNotice(e) | E::RevisedFromNotice(e) => {
            loa::open_from_notice::evolve(case, e);
        }
        E::Attached(e) => case.attachments.push(e.clone()),
        E::RequirementDefined(e) => case.requirements.push(e.clone()),
        E::LineAdded(e) => redraft(case, |case| loa::line::evolve(case, e)),
        E::LineChanged(e) => redraft(case, |case| loa::change_line::evolve_changed(case, e)),
        E::LinePriced(e) => redraft(case, |case| loa::price_line::evolve(case, e)),
        E::LineRemoved(e) => redraft(case, |case| loa::change_line::evolve_removed(case, e)),
        E::TermsSet(e) => redraft(case, |case| loa::set_terms::evolve(case, e)),
        E::PositionTaken(e) => talks::take_position::evolve(case, e, told),
        E::TopicAgreed(e) => talks::agree_topic::evolve(case, e, told),
        E::LegallyReviewed(e) => case.legal = Some(e.clone()),
        E::AreaReviewed(e) => case.areas.push(e.clone()),
        E::FindingRaised(e) => compliance::raise_finding::evolve(case, e),
        E::FindingResolved(e) => compliance::resolve_finding::evolve(case, e),
        E::Approved(e) => loa::approve::evolve(case, e, told),
        E::Written(e) => loa::write::evolve(case, e, told),
        E::BodyDecided(e) => authority::decide_authorisation::evolve(case, e, told),
        E::ConditionHonoured(e) => authority::honour_condition::evolve(case, e),
        E::NotificationMoved(e) => cn::moved::evolve(case, e),
        E::Countersigned(_) => loa::countersign::evolve_countersigned(case, told),
        E::Offered(_) => loa::countersign::evolve_offered(case, told.on),
        E::OfferExtended(e) => loa::extend_offer::evolve(case, e),
        E::CounterOffered(e) => loa::counter_offer::evolve(case, e),
        E::Restated(e) => loa::restate::evolve(case, e),
        E::Accepted(e) => loa::accept::evolve(case, e),
        E::Declined(e) => c::effect::end(case, c::effect::Ended::Declined(e.clone()), told),
        E::Expired(e) => c::effect::end(case, c::effect::Ended::Expired(e.clone()), told),
        E::Deposited(e) => {
            case.deposits.push(e.clone());
            x::emergency::evolve_deposited(case);
        }
        E::Implemented(e) => x::implement::evolve(case, e, told.on),
        E::DeliveryPlanned(e) => case.plan.clone_from(&e.milestones),
        E::Shipped(e) => x::ship::evolve(case, e),
        E::ShipmentReceived(e) => x::receive_shipment::evolve(case, e),
        E::Inspected(e) => case.inspections.push(e.clone()),
        E::CoursePlanned(e) => x::plan_course::evolve_planned(case, e),
        E::StudentEnrolled(e) => x::enrol_student::evolve(case, e),
        E::CourseCompleted(e) => x::plan_course::evolve_completed(case, e),
        E::SupportProvided(e) => case.provisions.push(e.clone()),
        E::Suspended(e) => x::suspend::evolve_suspended(case, e),
        E::Resumed(e) => x::suspend::evolve_resumed(case, e),
        E::ReviewRaised(e) => watch::evolve(case, e),
        E::ReviewClosed(e) => watch::close_review::evolve(case, e),
        E::SupplyCompleted(_) => closure::complete_supply::evolve(case, told.on),
        E::Held(_) => closure::hold::evolve(case, told.on),
        E::Closed(e) => closure::close::evolve(case, e, told.on),
        E::Attested(e) => case.head.statements.attest(e, told),
        E::Waived(e) => case.head.statements.waive(e, told),
        E::ChangeOpened(e) => c::open::evolve(case, e, told),
        E::ScopeDeclared(e) => c::declare_scope::evolve(case, e),
        E::SurchargeReviewed(e) => c::surcharge::evolve(case, e),
        E::ModificationSent(e) => c::send::evolve(case, e, told),
        E::ChangeImplemented(e) => c::effect::evolve(case, e, told),
        E::ReceiptRecorded(e) => c::receipt::evolve(case, e),
        E::ParticipantAdded(e) => participants::add::evolve_added(case, e),
        E::ParticipantRemoved(e) => participants::add::evolve_removed(case, e),
        E::PartiesSet(e) => case.parties = Some(e.clone()),
        E::ProgrammeJoined(e) => case.programme = Some(e.clone()),
        E::ProgrammeLeft(_) => case.programme = None,
        E::DraftHeld(e) => loa::hold_draft::evolve_held(case, e, told),
        E::DraftReleased(_) => loa::hold_draft::evolve_released(case, told),
        E::WritingStarted(_) => loa::return_draft::evolve_started(case),
        E::DraftReturned(e) => loa::return_draft::evolve_returned(case, e),
        E::CounterRefused(_) => loa::refuse_counter::evolve(case),
        E::CorrectedByPen(e) => loa::pen_and_ink::evolve(case, e),
        E::OfferRevived(e) => loa::revive_offer::evolve(case, e),
        E::EmergencyProposed(e) => x::emergency::evolve_proposed(case, e),
        E::EmergencyImplemented(e) => x::emergency::evolve(case, e, told.on),
        E::Cancelled(e) => x::cancel::evolve_cancelled(case, e),
        E::CancellationSettled(e) => x::cancel::evolve_settled(case, e),
        E::ReviewHeld(e) => x::hold_review::evolve_held(case, e),
        E::ActionItemDone(e) => x::hold_review::evolve_done(case, e, told),
        E::LineClosed(e) => case.closed_lines.push(e.clone()),
        E::InterimClosed(e) => closure::close_interim::evolve(case, e, told.on),
        E::Reopened(e) => closure::reopen::evolve(case, e),
        E::NoteAdded(e) => redraft(case, |case| loa::notes::evolve_added(case, e)),
        E::NoteLeftOut(e) => redraft(case, |case| loa::notes::evolve_left_out(case, e)),
        E::Marked(e) => case.marks.evolve_marked(e, told),
        E::LoweringProposed(e) => case.marks.evolve_proposed(e, told),
        E::MarkingLowered(e) => case.marks.evolve_lowered(e, told),
        E::Posted(_) | E::PostingReversed(_) => {}
        // cargo x new: change
        E::DocumentIssued(e) => case.documents.push(e.clone()),
    }
}

/// A changed draft is not the draft that counsel reviewed.
fn redraft(case: &mut State, change: impl FnOnce(&mut State)) {
    change(case);
    case.legal = None;
    if let Some(change) = &mut case.versions.open {
        change.track.surcharge = None;
    }
    case.draft = case.draft.saturating_add(1);
}
