//! What can have happened to a case, what it changes, and who holds the case afterwards.

use serde::{Deserialize, Serialize};
use terms::codes::Holder;

use super::{State, issue::Issued};
use crate::{
    authority, change as c, closure, cn, compliance, decider::Told, execution as x, loa,
    lor::Attachment, participants, scope, statements, talks, watch,
};

/// What can have happened to a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// A case was opened for a request.
    #[serde(rename = "case.opened")]
    Opened(loa::open::Opened),
    /// A case became known from a public notice.
    #[serde(rename = "case.opened_from_notice")]
    OpenedFromNotice(loa::open_from_notice::OpenedFromNotice),
    /// The public notice that a case is known from was read in again with other content.
    #[serde(rename = "case.revised_from_notice")]
    RevisedFromNotice(loa::open_from_notice::OpenedFromNotice),
    /// A file was attached.
    #[serde(rename = "case.attached")]
    Attached(Attachment),
    /// A requirement was defined.
    #[serde(rename = "scope.requirement_defined")]
    RequirementDefined(scope::Requirement),
    /// A line was added to the draft.
    #[serde(rename = "loa.line_added")]
    LineAdded(loa::Line),
    /// A line of the draft was changed.
    #[serde(rename = "loa.line_changed")]
    LineChanged(loa::Line),
    /// A line was taken out of the draft.
    #[serde(rename = "loa.line_removed")]
    LineRemoved(loa::change_line::LineRemoved),
    /// The terms of the offer were set.
    #[serde(rename = "loa.terms_set")]
    TermsSet(loa::Terms),
    /// One side took a position on a topic.
    #[serde(rename = "talks.position_taken")]
    PositionTaken(talks::Position),
    /// Both sides agreed on a topic.
    #[serde(rename = "talks.topic_agreed")]
    TopicAgreed(talks::Agreed),
    /// Counsel reviewed the draft.
    #[serde(rename = "loa.legally_reviewed")]
    LegallyReviewed(talks::LegalReview),
    /// An area of compliance was reviewed.
    #[serde(rename = "compliance.area_reviewed")]
    AreaReviewed(compliance::AreaReview),
    /// A compliance finding was raised.
    #[serde(rename = "compliance.finding_raised")]
    FindingRaised(compliance::raise_finding::FindingRaised),
    /// A compliance finding was resolved.
    #[serde(rename = "compliance.finding_resolved")]
    FindingResolved(compliance::Resolved),
    /// The implementing agency approved; price and expiration date are fixed.
    #[serde(rename = "loa.approved")]
    Approved(loa::approve::Approved),
    /// The final document was written and put before the bodies.
    #[serde(rename = "loa.written")]
    Written(loa::write::Written),
    /// A body decided.
    #[serde(rename = "authority.body_decided")]
    BodyDecided(authority::BodyDecided),
    /// A condition of a body was honoured.
    #[serde(rename = "authority.condition_honoured")]
    ConditionHonoured(authority::Honoured),
    /// A notification of the case moved.
    #[serde(rename = "case.notification_moved")]
    NotificationMoved(cn::moved::NotificationMoved),
    /// The offer was countersigned.
    #[serde(rename = "loa.countersigned")]
    Countersigned(loa::countersign::Countersigned),
    /// The offer was sent to the purchaser.
    #[serde(rename = "loa.offered")]
    Offered(loa::countersign::Offered),
    /// The offer stays open longer.
    #[serde(rename = "loa.extended")]
    OfferExtended(loa::extend_offer::Extension),
    /// The purchaser wants the offer changed.
    #[serde(rename = "loa.countered")]
    CounterOffered(loa::counter_offer::CounterOffer),
    /// The next offer began; approvals of the last are void.
    #[serde(rename = "loa.restated")]
    Restated(loa::restate::Restated),
    /// The purchaser accepted the offer.
    #[serde(rename = "loa.accepted")]
    Accepted(loa::Accepted),
    /// The offer was declined or withdrawn.
    #[serde(rename = "loa.declined")]
    Declined(loa::finish::Declined),
    /// The offer expired.
    #[serde(rename = "loa.expired")]
    Expired(loa::finish::Expired),
    /// Money was received for the case.
    #[serde(rename = "case.deposited")]
    Deposited(x::Deposit),
    /// The case was implemented; authority was issued.
    #[serde(rename = "case.implemented")]
    Implemented(x::Implemented),
    /// The delivery was planned.
    #[serde(rename = "case.delivery_planned")]
    DeliveryPlanned(x::plan_delivery::Plan),
    /// Goods left for the purchaser.
    #[serde(rename = "case.shipped")]
    Shipped(x::ship::Shipped),
    /// A shipment was received by the purchaser.
    #[serde(rename = "case.shipment_received")]
    ShipmentReceived(x::receive_shipment::Receipt),
    /// A line was inspected.
    #[serde(rename = "qa.inspected")]
    Inspected(x::Inspection),
    /// A training course was planned.
    #[serde(rename = "training.course_planned")]
    CoursePlanned(x::plan_course::CoursePlanned),
    /// A student was enrolled.
    #[serde(rename = "training.student_enrolled")]
    StudentEnrolled(x::enrol_student::Student),
    /// A training course ended.
    #[serde(rename = "training.course_completed")]
    CourseCompleted(x::plan_course::CourseCompleted),
    /// Spares or support were provided for.
    #[serde(rename = "case.support_provided")]
    SupportProvided(x::Provision),
    /// The case was suspended.
    #[serde(rename = "case.suspended")]
    Suspended(x::Suspended),
    /// The suspension was lifted.
    #[serde(rename = "case.resumed")]
    Resumed(x::Suspended),
    /// A change abroad raised a review.
    #[serde(rename = "case.review_raised")]
    ReviewRaised(watch::ReviewRaised),
    /// The review of a change abroad was closed.
    #[serde(rename = "case.review_closed")]
    ReviewClosed(watch::close_review::ReviewClosed),
    /// Everything was delivered and performed.
    #[serde(rename = "case.supply_completed")]
    SupplyCompleted(closure::complete_supply::SupplyCompleted),
    /// The closure hold was set.
    #[serde(rename = "case.held")]
    Held(closure::hold::Held),
    /// The case was closed.
    #[serde(rename = "case.closed")]
    Closed(closure::Closed),
    /// Somebody stated what was found under a rule that data cannot decide.
    #[serde(rename = "case.attested")]
    Attested(statements::Attestation),
    /// The authority that a rule names waived it for named acts.
    #[serde(rename = "case.waived")]
    Waived(statements::Waiver),
    /// A change was opened.
    #[serde(rename = "change.opened")]
    ChangeOpened(c::ChangeOpened),
    /// The scope of the open change was declared anew.
    #[serde(rename = "change.scope_declared")]
    ScopeDeclared(c::declare_scope::ScopeDeclared),
    /// The surcharge rates of the open change were reviewed.
    #[serde(rename = "change.surcharge_reviewed")]
    SurchargeReviewed(c::surcharge::SurchargeReviewed),
    /// A modification was sent.
    #[serde(rename = "change.sent")]
    ModificationSent(c::send::ModificationSent),
    /// A change took effect.
    #[serde(rename = "change.implemented")]
    ChangeImplemented(c::ChangeImplemented),
    /// The receipt of a modification was signed.
    #[serde(rename = "change.receipt_recorded")]
    ReceiptRecorded(c::receipt::ReceiptRecorded),
    /// A participant was added, or what is recorded of one changed.
    #[serde(rename = "case.participant_added")]
    ParticipantAdded(participants::Added),
    /// A participant was taken out.
    #[serde(rename = "case.participant_removed")]
    ParticipantRemoved(participants::Removed),
    /// Who buys for whom was set.
    #[serde(rename = "case.parties_set")]
    PartiesSet(participants::Parties),
    /// The case was related to a programme.
    #[serde(rename = "case.programme_joined")]
    ProgrammeJoined(scope::join_programme::Joined),
    /// The case was taken out of its programme.
    #[serde(rename = "case.programme_left")]
    ProgrammeLeft(scope::join_programme::Left),
    /// The draft was put on hold.
    #[serde(rename = "loa.draft_held")]
    DraftHeld(loa::hold_draft::DraftHeld),
    /// The draft was taken up again.
    #[serde(rename = "loa.draft_released")]
    DraftReleased(loa::hold_draft::DraftReleased),
    /// Case writing began.
    #[serde(rename = "loa.writing_started")]
    WritingStarted(loa::return_draft::WritingStarted),
    /// Case writing sent the package back.
    #[serde(rename = "loa.returned")]
    DraftReturned(loa::return_draft::DraftReturned),
    /// The counter-offer was refused; the offer stands.
    #[serde(rename = "loa.counter_refused")]
    CounterRefused(loa::refuse_counter::CounterRefused),
    /// The offer was corrected by pen and ink.
    #[serde(rename = "loa.corrected_by_pen")]
    CorrectedByPen(loa::pen_and_ink::Corrected),
    /// An expired offer is open again.
    #[serde(rename = "loa.revived")]
    OfferRevived(loa::revive_offer::Revived),
    /// An emergency implementation was proposed.
    #[serde(rename = "case.emergency_proposed")]
    EmergencyProposed(x::emergency::Proposed),
    /// The case was implemented without its deposit.
    #[serde(rename = "case.implemented_in_emergency")]
    EmergencyImplemented(x::emergency::EmergencyImplemented),
    /// A line or the case was cancelled.
    #[serde(rename = "case.cancelled")]
    Cancelled(x::cancel::Cancelled),
    /// A cancellation was settled.
    #[serde(rename = "case.cancellation_settled")]
    CancellationSettled(x::cancel::Settled),
    /// A review of the case was held.
    #[serde(rename = "case.review_held")]
    ReviewHeld(x::hold_review::ReviewHeld),
    /// An action item of a review was done.
    #[serde(rename = "case.action_item_done")]
    ActionItemDone(x::hold_review::ItemDone),
    /// A line was closed while its contract was open.
    #[serde(rename = "case.line_closed")]
    LineClosed(closure::close_line::LineClosed),
    /// The case was closed for the time being.
    #[serde(rename = "case.interim_closed")]
    InterimClosed(closure::close_interim::InterimClosed),
    /// A closed case was reopened.
    #[serde(rename = "case.reopened")]
    Reopened(closure::reopen::Reopened),
    // cargo x new: event
    /// A document was released.
    #[serde(rename = "document.issued")]
    DocumentIssued(Issued),
}

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
        E::Implemented(e) => x::implement::evolve(case, e),
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
        E::Closed(e) => closure::close::evolve(case, e),
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
        E::EmergencyImplemented(e) => x::emergency::evolve(case, e),
        E::Cancelled(e) => x::cancel::evolve_cancelled(case, e),
        E::CancellationSettled(e) => x::cancel::evolve_settled(case, e),
        E::ReviewHeld(e) => x::hold_review::evolve_held(case, e),
        E::ActionItemDone(e) => x::hold_review::evolve_done(case, e, told),
        E::LineClosed(e) => case.closed_lines.push(e.clone()),
        E::InterimClosed(e) => closure::close_interim::evolve(case, e),
        E::Reopened(e) => closure::reopen::evolve(case, e),
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

/// The reason under which the days of a suspended case are charged.
const SUSPENDED: &str = "suspended";

/// Who held the case when it was suspended; `None` where somebody took it up meanwhile.
fn before_suspension(case: &State) -> Option<Holder> {
    let spans = &case.head.spans;
    let (last, earlier) = spans.split_last()?;
    earlier.last().filter(|_| last.reason == SUSPENDED).map(|span| span.holder)
}

#[expect(clippy::too_many_lines, reason = "a line an event: a split would need a wildcard")]
pub(crate) fn holder(case: &State, event: &Event) -> Option<(Holder, &'static str)> {
    use Event as E;
    Some(match event {
        E::Opened(_) => (Holder::Agency, "drafting"),
        E::OpenedFromNotice(_) => (Holder::Unknown, "notified; no offer is on record"),
        E::Approved(_) => (Holder::Agency, "approved; to be written"),
        E::Written(_) => (Holder::Reviewer, "bodies decide"),
        E::BodyDecided(e) if e.decision == authority::Decision::Refuse => {
            (Holder::Agency, "refused by a body; drafting again")
        }
        E::NotificationMoved(e) if e.stage == cn::Stage::Notified => {
            (Holder::Legislature, "with the legislature")
        }
        E::NotificationMoved(e) if e.stage == cn::Stage::ReviewComplete => {
            (Holder::Reviewer, "review period over")
        }
        E::Countersigned(_) => (Holder::Agency, "countersigned; to be sent"),
        E::Offered(_) => (Holder::Purchaser, "offer to be accepted"),
        E::CounterOffered(_) => (Holder::Agency, "counter-offer to be answered"),
        E::Restated(_) => (Holder::Agency, "drafting the next offer"),
        E::Accepted(_) => (Holder::Purchaser, "deposit due"),
        // A payment during execution leaves the case with whoever works on it.
        E::Deposited(_) if case.implemented.is_some() => return None,
        E::Deposited(_) => (Holder::Agency, "deposit received"),
        E::Implemented(_) => (Holder::Vendor, "in production"),
        E::Shipped(_) => (Holder::Agency, "in transit"),
        E::ShipmentReceived(_) if case.all_received() => {
            (Holder::Agency, "everything received; to be completed")
        }
        E::ShipmentReceived(_) => (Holder::Vendor, "shipment received; more to come"),
        E::SupplyCompleted(_) => (Holder::Agency, "to be reconciled"),
        E::Held(_) => (Holder::Reviewer, "final reconciliation"),
        E::Declined(_) | E::Expired(_) => (Holder::Nobody, "ended without acceptance"),
        E::Closed(_) => (Holder::Nobody, "closed"),
        E::ChangeOpened(_) => (Holder::Agency, "drafting the change"),
        E::ModificationSent(_) => (Holder::Agency, "modification sent; to be implemented"),
        E::DraftHeld(e) => e.hold.blocker.holder(),
        E::DraftReleased(_) => (Holder::Agency, "drafting goes on"),
        E::WritingStarted(_) => (Holder::Agency, "being written"),
        E::DraftReturned(_) => (Holder::Agency, "sent back by case writing"),
        E::CounterRefused(_) => (Holder::Purchaser, "counter-offer refused; offer to be accepted"),
        E::CorrectedByPen(_) => (Holder::Purchaser, "offer corrected; to be accepted"),
        E::OfferRevived(_) => (Holder::Purchaser, "offer revived; to be accepted"),
        E::EmergencyImplemented(_) => (Holder::Vendor, "in production; deposit outstanding"),
        E::Suspended(e) if e.is_whole() => (Holder::Reviewer, SUSPENDED),
        E::Resumed(e) if e.is_whole() => (before_suspension(case)?, "suspension lifted"),
        E::Cancelled(e) if e.line.is_none() => (Holder::Agency, "cancelled; to be settled"),
        E::CancellationSettled(e) if e.line.is_none() => {
            (Holder::Agency, "cancelled and settled; to be reconciled")
        }
        E::InterimClosed(_) => (Holder::Agency, "closed for the time being"),
        E::Reopened(_) => (Holder::Agency, "reopened for a late adjustment"),
        // cargo x new: holder
        E::RevisedFromNotice(_)
        | E::Attached(_)
        | E::RequirementDefined(_)
        | E::LineAdded(_)
        | E::LineChanged(_)
        | E::LineRemoved(_)
        | E::TermsSet(_)
        | E::PositionTaken(_)
        | E::TopicAgreed(_)
        | E::LegallyReviewed(_)
        | E::AreaReviewed(_)
        | E::FindingRaised(_)
        | E::FindingResolved(_)
        | E::BodyDecided(_)
        | E::ConditionHonoured(_)
        | E::NotificationMoved(_)
        | E::OfferExtended(_)
        | E::DeliveryPlanned(_)
        | E::Inspected(_)
        | E::CoursePlanned(_)
        | E::StudentEnrolled(_)
        | E::CourseCompleted(_)
        | E::SupportProvided(_)
        | E::Suspended(_)
        | E::Resumed(_)
        | E::EmergencyProposed(_)
        | E::Cancelled(_)
        | E::CancellationSettled(_)
        | E::ReviewHeld(_)
        | E::ActionItemDone(_)
        | E::LineClosed(_)
        | E::ReviewRaised(_)
        | E::ReviewClosed(_)
        | E::Attested(_)
        | E::Waived(_)
        | E::ScopeDeclared(_)
        | E::SurchargeReviewed(_)
        | E::ChangeImplemented(_)
        | E::ReceiptRecorded(_)
        | E::ParticipantAdded(_)
        | E::ParticipantRemoved(_)
        | E::PartiesSet(_)
        | E::ProgrammeJoined(_)
        | E::ProgrammeLeft(_)
        | E::DocumentIssued(_) => return None,
    })
}
