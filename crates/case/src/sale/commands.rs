//! What can be done to a case, and what follows from it.

use serde_json::{Error, Value, from_value};
use terms::Kind;

use super::{Event, State, issue, paths};
use crate::{
    authority, change, closure, compliance,
    decider::Outcome,
    execution, loa,
    lor::{Attachment, attach},
    participants,
    refusal::Refusal,
    scope,
    situation::Situation,
    statements, talks, watch,
};

/// What can be done to a case.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each command is documented with its act")]
pub enum Command {
    Open(loa::open::Open),
    Attach(Attachment),
    DefineRequirement(scope::DefineRequirement),
    AddLine(loa::Line),
    ChangeLine(loa::Line),
    PriceLine(loa::price_line::PriceLine),
    RemoveLine(loa::change_line::LineRemoved),
    SetTerms(loa::Terms),
    TakePosition(talks::take_position::TakePosition),
    AgreeTopic(talks::Agreed),
    ReviewLegally(talks::LegalReview),
    ReviewArea(compliance::AreaReview),
    RaiseFinding(compliance::raise_finding::RaiseFinding),
    ResolveFinding(compliance::Resolved),
    Approve(loa::approve::Approve),
    Write(loa::write::Write),
    DecideAuthorisation(authority::decide_authorisation::Decide),
    HonourCondition(authority::Honoured),
    Countersign(loa::countersign::Countersigned),
    Offer(loa::countersign::Send),
    ExtendOffer(loa::extend_offer::Extension),
    CounterOffer(loa::counter_offer::CounterOffer),
    Restate(loa::restate::Restate),
    Accept(loa::accept::Accept),
    Decline(loa::finish::Declined),
    Expire,
    RecordDeposit(execution::Deposit),
    Implement(execution::implement::Implement),
    PlanDelivery(execution::plan_delivery::Plan),
    Ship(execution::ship::Ship),
    ReceiveShipment(execution::receive_shipment::Receipt),
    Inspect(execution::Inspection),
    PlanCourse(execution::plan_course::PlanCourse),
    EnrolStudent(execution::enrol_student::Student),
    CompleteCourse(execution::plan_course::CourseCompleted),
    ProvideSupport(execution::Provision),
    Path(paths::Command),
    CloseReview(watch::close_review::ReviewClosed),
    CompleteSupply(closure::complete_supply::SupplyCompleted),
    Hold(closure::hold::Held),
    Close(closure::close::Close),
    Attest(statements::Attestation),
    Waive(statements::Waiver),
    OpenChange(change::open::OpenChange),
    DeclareScope(change::declare_scope::DeclareScope),
    ReviewSurcharge(change::surcharge::ReviewSurcharge),
    SendModification(change::send::SendModification),
    RecordReceipt(change::receipt::ReceiptRecorded),
    AddParticipant(participants::Participant),
    RemoveParticipant(participants::Removed),
    SetParties(participants::Parties),
    JoinProgramme(scope::join_programme::Joined),
    LeaveProgramme(scope::join_programme::Left),
    // cargo x new: command
    Issue(issue::Issued),
}

pub(super) fn read(act: &str, arguments: Value) -> Result<Command, Error> {
    Ok(match act {
        "open" => Command::Open(from_value(arguments)?),
        "attach" => Command::Attach(from_value(arguments)?),
        "define-requirement" => Command::DefineRequirement(from_value(arguments)?),
        "add-line" => Command::AddLine(from_value(arguments)?),
        "change-line" => Command::ChangeLine(from_value(arguments)?),
        "price-line" => Command::PriceLine(from_value(arguments)?),
        "remove-line" => Command::RemoveLine(from_value(arguments)?),
        "set-terms" => Command::SetTerms(from_value(arguments)?),
        "take-position" => Command::TakePosition(from_value(arguments)?),
        "agree-topic" => Command::AgreeTopic(from_value(arguments)?),
        "review-legally" => Command::ReviewLegally(from_value(arguments)?),
        "review-area" => Command::ReviewArea(from_value(arguments)?),
        "raise-finding" => Command::RaiseFinding(from_value(arguments)?),
        "resolve-finding" => Command::ResolveFinding(from_value(arguments)?),
        "approve" => Command::Approve(from_value(arguments)?),
        "write" => Command::Write(from_value(arguments)?),
        "decide-authorisation" => Command::DecideAuthorisation(from_value(arguments)?),
        "honour-condition" => Command::HonourCondition(from_value(arguments)?),
        "countersign" => Command::Countersign(from_value(arguments)?),
        "offer" => Command::Offer(from_value(arguments)?),
        "extend-offer" => Command::ExtendOffer(from_value(arguments)?),
        "counter-offer" => Command::CounterOffer(from_value(arguments)?),
        "restate" => Command::Restate(from_value(arguments)?),
        "accept" => Command::Accept(from_value(arguments)?),
        "decline" => Command::Decline(from_value(arguments)?),
        "expire" => Command::Expire,
        "record-deposit" => Command::RecordDeposit(from_value(arguments)?),
        "implement" => Command::Implement(from_value(arguments)?),
        "plan-delivery" => Command::PlanDelivery(from_value(arguments)?),
        "ship" => Command::Ship(from_value(arguments)?),
        "receive-shipment" => Command::ReceiveShipment(from_value(arguments)?),
        "inspect" => Command::Inspect(from_value(arguments)?),
        "plan-course" => Command::PlanCourse(from_value(arguments)?),
        "enrol-student" => Command::EnrolStudent(from_value(arguments)?),
        "complete-course" => Command::CompleteCourse(from_value(arguments)?),
        "provide-support" => Command::ProvideSupport(from_value(arguments)?),
        "close-review" => Command::CloseReview(from_value(arguments)?),
        "complete-supply" => Command::CompleteSupply(from_value(arguments)?),
        "hold" => Command::Hold(from_value(arguments)?),
        "close" => Command::Close(from_value(arguments)?),
        "attest" => Command::Attest(from_value(arguments)?),
        "waive" => Command::Waive(from_value(arguments)?),
        "open-change" => Command::OpenChange(from_value(arguments)?),
        "declare-scope" => Command::DeclareScope(from_value(arguments)?),
        "review-surcharge" => Command::ReviewSurcharge(from_value(arguments)?),
        "send-modification" => Command::SendModification(from_value(arguments)?),
        "record-receipt" => Command::RecordReceipt(from_value(arguments)?),
        "add-participant" => Command::AddParticipant(from_value(arguments)?),
        "remove-participant" => Command::RemoveParticipant(from_value(arguments)?),
        "set-parties" => Command::SetParties(from_value(arguments)?),
        "join-programme" => Command::JoinProgramme(from_value(arguments)?),
        "leave-programme" => Command::LeaveProgramme(from_value(arguments)?),
        // cargo x new: reader
        "issue" => Command::Issue(from_value(arguments)?),
        other => Command::Path(paths::read(other, arguments)?),
    })
}

pub(super) fn decide(
    case: &State,
    command: &Command,
    now: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    use Command as C;
    use Event as E;
    Ok(match command {
        C::Open(act) => return loa::open::decide(act, now),
        C::Attach(act) => E::Attached(attach::decide(&case.attachments, act, now)?),
        C::DefineRequirement(act) => {
            E::RequirementDefined(scope::define_requirement::decide(case, act))
        }
        C::AddLine(act) => E::LineAdded(loa::line::decide(case, act, now)?),
        C::PriceLine(act) => E::LinePriced(loa::price_line::decide(case, act, now)?),
        C::ChangeLine(act) => E::LineChanged(loa::change_line::change(case, act, now)?),
        C::RemoveLine(act) => E::LineRemoved(loa::change_line::remove(case, act, now)?),
        C::SetTerms(act) => E::TermsSet(loa::set_terms::decide(act, now)?),
        C::TakePosition(act) => E::PositionTaken(talks::take_position::decide(case, act)),
        C::AgreeTopic(act) => E::TopicAgreed(talks::agree_topic::decide(case, act, now)?),
        C::ReviewLegally(act) => E::LegallyReviewed(talks::review_legally::decide(case, act, now)?),
        C::ReviewArea(act) => E::AreaReviewed(compliance::review_area::decide(case, act, now)?),
        C::RaiseFinding(act) => E::FindingRaised(compliance::raise_finding::decide(case, act)),
        C::ResolveFinding(act) => {
            E::FindingResolved(compliance::resolve_finding::decide(case, act, now)?)
        }
        C::Approve(act) => E::Approved(loa::approve::decide(case, act, now)?),
        C::Write(act) => E::Written(loa::write::decide(act, now)?),
        C::DecideAuthorisation(act) => {
            E::BodyDecided(authority::decide_authorisation::decide(case, act, now)?)
        }
        C::HonourCondition(act) => {
            E::ConditionHonoured(authority::honour_condition::decide(case, act, now)?)
        }
        C::Countersign(act) => E::Countersigned(loa::countersign::countersign(case, act, now)?),
        C::Offer(act) => E::Offered(loa::countersign::offer(case, act, now)?),
        C::ExtendOffer(act) => E::OfferExtended(loa::extend_offer::decide(case, act, now)?),
        C::CounterOffer(act) => E::CounterOffered(loa::counter_offer::decide(act, now)?),
        C::Restate(act) => E::Restated(loa::restate::decide(case, act)),
        C::Accept(act) => E::Accepted(loa::accept::decide(case, act, now)?),
        C::Decline(act) => E::Declined(act.clone()),
        C::Expire => E::Expired(loa::finish::expire(case, now)?),
        _ => return execute(case, command, now),
    }
    .into())
}

/// The second half of the same match: what follows acceptance.
fn execute(case: &State, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    use Command as C;
    use Event as E;
    use execution as x;
    Ok(match command {
        C::RecordDeposit(act) => E::Deposited(x::record_deposit::decide(case, act, now)?),
        C::Implement(act) => match case.change() {
            Some(open) => E::ChangeImplemented(change::effect::implement(case, open, act, now)?),
            None => E::Implemented(x::implement::decide(case, act, now)?),
        },
        C::PlanDelivery(act) => E::DeliveryPlanned(x::plan_delivery::decide(case, act, now)?),
        C::Ship(act) => E::Shipped(x::ship::decide(case, act, now)?),
        C::ReceiveShipment(act) => {
            E::ShipmentReceived(x::receive_shipment::decide(case, act, now)?)
        }
        C::Inspect(act) => E::Inspected(x::inspect::decide(case, act, now)?),
        C::PlanCourse(act) => E::CoursePlanned(x::plan_course::plan(case, act, now)?),
        C::EnrolStudent(act) => E::StudentEnrolled(x::enrol_student::decide(case, act, now)?),
        C::CompleteCourse(act) => E::CourseCompleted(x::plan_course::complete(case, act, now)?),
        C::ProvideSupport(act) => E::SupportProvided(x::provide_support::decide(act, now)?),
        C::Path(act) => paths::decide(case, act, now)?,
        C::CloseReview(act) => E::ReviewClosed(watch::close_review::decide(case, act, now)?),
        C::CompleteSupply(act) => E::SupplyCompleted(act.clone()),
        C::Hold(act) => E::Held(act.clone()),
        C::Close(act) => E::Closed(closure::close::decide(case, act, now)?),
        C::Attest(act) => E::Attested(statements::attest::decide(Kind::Case, act, now)?),
        C::Waive(act) => E::Waived(statements::waive::decide(act, now)?),
        C::OpenChange(act) => E::ChangeOpened(change::open::decide(case, act, now)),
        C::DeclareScope(act) => E::ScopeDeclared(change::declare_scope::decide(case, act, now)?),
        C::ReviewSurcharge(act) => E::SurchargeReviewed(change::surcharge::decide(case, act, now)?),
        C::SendModification(act) => E::ModificationSent(change::send::decide(case, act)),
        C::RecordReceipt(act) => E::ReceiptRecorded(change::receipt::decide(case, act, now)?),
        C::AddParticipant(act) => E::ParticipantAdded(participants::add::add(case, act, now)?),
        C::RemoveParticipant(act) => {
            E::ParticipantRemoved(participants::add::remove(case, act, now)?)
        }
        C::SetParties(act) => E::PartiesSet(participants::set_parties::decide(case, act, now)?),
        C::JoinProgramme(act) => return scope::join_programme::join(case, act, now),
        C::LeaveProgramme(act) => return scope::join_programme::leave(case, act, now),
        // cargo x new: decision
        C::Issue(act) => E::DocumentIssued(issue::decide(case, act, now)?),
        _ => unreachable!("decide() takes every act up to acceptance"),
    }
    .into())
}
