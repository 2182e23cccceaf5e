//! Who holds a case at each stage and after each event: no match has a wildcard, so that a new
//! stage says whose its days are. An event that names another holder goes before its stage.

use schedule::Span;
use terms::codes::Holder;

use super::{Event, Stage, State};
use crate::{authority, cn};

/// The holder of a stage, with a reason; `None` before the case is opened.
pub(super) const fn of(stage: Stage) -> Option<(Holder, &'static str)> {
    Some(match stage {
        Stage::None => return None,
        Stage::Notified => (Holder::Unknown, "notified; no offer is on record"),
        Stage::Development => (Holder::Agency, "drafting"),
        Stage::DevelopmentHold => (Holder::Agency, "draft on hold"),
        Stage::Writing => (Holder::Agency, "being written"),
        Stage::Returned => (Holder::Agency, "sent back by case writing"),
        Stage::AgencyApproved => (Holder::Agency, "approved; to be written"),
        Stage::InReview => (Holder::Reviewer, "bodies decide"),
        Stage::Proposed => (Holder::Reviewer, "the last bodies decide"),
        Stage::StateListed => (Holder::Reviewer, "to be countersigned"),
        Stage::Countersigned => (Holder::Agency, "countersigned; to be sent"),
        Stage::ModificationSent => (Holder::Agency, "modification sent; to be implemented"),
        Stage::Offered => (Holder::Purchaser, "offer to be accepted"),
        Stage::CounterOffer => (Holder::Agency, "counter-offer to be answered"),
        Stage::Accepted => (Holder::Purchaser, "deposit due"),
        Stage::Implemented => (Holder::Vendor, "in production"),
        Stage::EmergencyImplemented => (Holder::Vendor, "in production; deposit outstanding"),
        Stage::Cancelled => (Holder::Agency, "cancelled; to be settled"),
        Stage::SupplyComplete => (Holder::Agency, "to be reconciled"),
        Stage::ClosureHold => (Holder::Reviewer, "final reconciliation"),
        Stage::InterimClosed => (Holder::Agency, "closed for the time being"),
        Stage::Reopened => (Holder::Agency, "reopened for a late adjustment"),
        Stage::Expired | Stage::Declined => (Holder::Nobody, "ended without acceptance"),
        Stage::Closed => (Holder::Nobody, "closed"),
        // cargo x new: held stage
    })
}

/// The reason under which the days of a suspended case are charged.
const SUSPENDED: &str = "suspended";

/// Who held the case when it was suspended; `None` where somebody took it up meanwhile.
fn before_suspension(case: &State) -> Option<Holder> {
    let spans = &case.head.spans;
    let (last, earlier) = spans.split_last()?;
    earlier.last().filter(|_| last.reason == SUSPENDED).map(|span| span.holder)
}

/// The reason under which days of the committees' review are charged.
const INFORMALLY: &str = "informal review";
/// The reason under which days of the formal period are charged.
const FORMALLY: &str = "with the legislature";

/// Who holds a case after its notification moved. While the committees review it informally, and
/// while the formal period runs, the legislature does; what it gives back is held as its stage
/// says. A case that the purchaser or a vendor has does not change hands for an informal review.
fn of_notification(case: &State, to: cn::Stage) -> Option<(Holder, &'static str)> {
    use cn::Stage as N;
    let stage = case.document_stage();
    let with_it = spans(case).last().is_some_and(|span| span.holder == Holder::Legislature);
    Some(match to {
        N::InformalReview if is_before_offer(stage) => (Holder::Legislature, INFORMALLY),
        N::Notified => (Holder::Legislature, FORMALLY),
        N::ReviewComplete => (Holder::Reviewer, "review period over"),
        N::Cleared if with_it => (Holder::Reviewer, "cleared informally; to be notified"),
        N::Emergency if with_it => (Holder::Reviewer, "an emergency is certified"),
        N::Draft | N::NotRequired | N::Disapproved if with_it => return of(stage),
        _ => return None,
    })
}

/// The legislature, where everybody else has decided and a notification is before it.
fn before_the_legislature(case: &State) -> Option<(Holder, &'static str)> {
    let at = |stage| case.notifications.iter().any(|linked| linked.stage == stage);
    match () {
        () if at(cn::Stage::Notified) => Some((Holder::Legislature, FORMALLY)),
        () if at(cn::Stage::InformalReview) => Some((Holder::Legislature, INFORMALLY)),
        () => None,
    }
}

/// Who held the document in work.
fn spans(case: &State) -> &[Span] {
    case.change().map_or(&case.head.spans, |change| &change.track.spans)
}

/// Whether the document is on its way to an offer.
const fn is_before_offer(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Development
            | Stage::DevelopmentHold
            | Stage::AgencyApproved
            | Stage::Writing
            | Stage::Returned
            | Stage::InReview
            | Stage::Proposed
            | Stage::StateListed
            | Stage::Countersigned
    )
}

/// The holder that an event names, with a reason; `None` leaves it to the stage.
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
        E::BodyDecided(_) if case.document_stage() == Stage::StateListed => {
            return before_the_legislature(case);
        }
        E::NotificationMoved(e) => return of_notification(case, e.stage),
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
        | E::LinePriced(_)
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
        | E::NoteAdded(_)
        | E::NoteLeftOut(_)
        | E::Marked(_)
        | E::LoweringProposed(_)
        | E::MarkingLowered(_)
        | E::Posted(_)
        | E::PostingReversed(_)
        | E::DocumentIssued(_) => return None,
    })
}
