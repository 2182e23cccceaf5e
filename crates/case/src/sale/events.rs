//! What can have happened to a case. What it changes stands in `evolve`, who holds the case
//! afterwards in `holders`.

use serde::{Deserialize, Serialize};

use super::issue::Issued;
use crate::{
    authority, change as c, closure, cn, compliance, execution as x, loa, lor::Attachment, marks,
    participants, scope, statements, talks, watch,
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
    /// The price of a line was built up.
    #[serde(rename = "loa.line_priced")]
    LinePriced(loa::BuildUp),
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
    /// A note of the table was added to the offer.
    #[serde(rename = "loa.note_added")]
    NoteAdded(loa::notes::Decided),
    /// A note that the rules chose was left out of the offer.
    #[serde(rename = "loa.note_left_out")]
    NoteLeftOut(loa::notes::Decided),
    /// A thing was marked.
    #[serde(rename = "case.marked")]
    Marked(marks::Marked),
    /// A lower marking was proposed.
    #[serde(rename = "case.lower_marking_proposed")]
    LoweringProposed(marks::LoweringProposed),
    /// A marking was lowered by two persons.
    #[serde(rename = "case.marking_lowered")]
    MarkingLowered(marks::MarkingLowered),
    /// Money moved, or the right to spend it.
    #[serde(rename = "money.posted")]
    Posted(crate::money::Posted),
    /// Everything that was posted under a document was taken back.
    #[serde(rename = "money.reversed")]
    PostingReversed(crate::money::reverse::Reversed),
    // cargo x new: event
    /// A document was released.
    #[serde(rename = "document.issued")]
    DocumentIssued(Issued),
}
