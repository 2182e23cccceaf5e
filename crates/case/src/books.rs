//! What each event means for money: the entries that it posts. Money moves only so; the ledger is
//! a function of the journal.

use ledger::{Account, Dims, Entry};

use crate::{decider::Told, sale};

/// The entries of one event of a case; `case` is the case after the event. Requests, purchasers,
/// notifications and support are words and not money: they post nothing.
#[expect(clippy::too_many_lines, reason = "a line an event: a split would need a wildcard")]
pub fn entries(case: &sale::State, event: &sale::Event, told: &Told<'_>) -> Vec<Entry> {
    let Some((purchaser, id)) = case.purchaser().zip(case.case()) else { return Vec::new() };
    let dims = || Dims { purchaser: purchaser.clone(), case: id.clone() };
    match event {
        // The value of a change is posted when it takes effect.
        sale::Event::Accepted(_) if case.change().is_some() => Vec::new(),
        sale::Event::Accepted(e) => {
            let pair = (Account::CASE_VALUE, Account::CASE_VALUE_CONTRA);
            vec![Entry::transfer(told.on, dims(), pair, e.value)]
        }
        sale::Event::Deposited(e) => {
            vec![Entry::transfer(e.on, dims(), (Account::CASH, Account::ADVANCE), e.amount)]
        }
        sale::Event::Implemented(e) => {
            let pair = (Account::AUTHORITY, Account::AUTHORITY_ISSUED);
            vec![Entry::transfer(told.on, dims(), pair, e.authority)]
        }
        sale::Event::EmergencyImplemented(e) => {
            let pair = (Account::AUTHORITY, Account::AUTHORITY_ISSUED);
            vec![Entry::transfer(told.on, dims(), pair, e.authority)]
        }
        sale::Event::ChangeImplemented(e) => {
            let value = (Account::CASE_VALUE, Account::CASE_VALUE_CONTRA);
            let authority = (Account::AUTHORITY, Account::AUTHORITY_ISSUED);
            let moved = |pair| Entry::transfer(told.on, dims(), pair, e.change);
            if e.change == terms::Usd::ZERO {
                Vec::new()
            } else {
                vec![moved(value), moved(authority)]
            }
        }
        // cargo x new: entry
        sale::Event::Opened(_)
        | sale::Event::OpenedFromNotice(_)
        | sale::Event::RevisedFromNotice(_)
        | sale::Event::Attached(_)
        | sale::Event::RequirementDefined(_)
        | sale::Event::LineAdded(_)
        | sale::Event::LineChanged(_)
        | sale::Event::LinePriced(_)
        | sale::Event::LineRemoved(_)
        | sale::Event::TermsSet(_)
        | sale::Event::PositionTaken(_)
        | sale::Event::TopicAgreed(_)
        | sale::Event::LegallyReviewed(_)
        | sale::Event::AreaReviewed(_)
        | sale::Event::FindingRaised(_)
        | sale::Event::FindingResolved(_)
        | sale::Event::Approved(_)
        | sale::Event::Written(_)
        | sale::Event::BodyDecided(_)
        | sale::Event::ConditionHonoured(_)
        | sale::Event::NotificationMoved(_)
        | sale::Event::Countersigned(_)
        | sale::Event::Offered(_)
        | sale::Event::OfferExtended(_)
        | sale::Event::CounterOffered(_)
        | sale::Event::Restated(_)
        | sale::Event::Declined(_)
        | sale::Event::Expired(_)
        | sale::Event::DeliveryPlanned(_)
        | sale::Event::Shipped(_)
        | sale::Event::ShipmentReceived(_)
        | sale::Event::Inspected(_)
        | sale::Event::CoursePlanned(_)
        | sale::Event::StudentEnrolled(_)
        | sale::Event::CourseCompleted(_)
        | sale::Event::SupportProvided(_)
        | sale::Event::Suspended(_)
        | sale::Event::Resumed(_)
        | sale::Event::DraftHeld(_)
        | sale::Event::DraftReleased(_)
        | sale::Event::WritingStarted(_)
        | sale::Event::DraftReturned(_)
        | sale::Event::CounterRefused(_)
        | sale::Event::CorrectedByPen(_)
        | sale::Event::OfferRevived(_)
        | sale::Event::EmergencyProposed(_)
        | sale::Event::Cancelled(_)
        | sale::Event::CancellationSettled(_)
        | sale::Event::ReviewHeld(_)
        | sale::Event::ActionItemDone(_)
        | sale::Event::LineClosed(_)
        | sale::Event::InterimClosed(_)
        | sale::Event::Reopened(_)
        | sale::Event::ReviewRaised(_)
        | sale::Event::ReviewClosed(_)
        | sale::Event::SupplyCompleted(_)
        | sale::Event::Held(_)
        | sale::Event::Closed(_)
        | sale::Event::Attested(_)
        | sale::Event::Waived(_)
        | sale::Event::ChangeOpened(_)
        | sale::Event::ScopeDeclared(_)
        | sale::Event::SurchargeReviewed(_)
        | sale::Event::ModificationSent(_)
        | sale::Event::ReceiptRecorded(_)
        | sale::Event::ParticipantAdded(_)
        | sale::Event::ParticipantRemoved(_)
        | sale::Event::PartiesSet(_)
        | sale::Event::ProgrammeJoined(_)
        | sale::Event::ProgrammeLeft(_)
        | sale::Event::NoteAdded(_)
        | sale::Event::NoteLeftOut(_)
        | sale::Event::Marked(_)
        | sale::Event::LoweringProposed(_)
        | sale::Event::MarkingLowered(_)
        | sale::Event::DocumentIssued(_) => Vec::new(),
    }
}
