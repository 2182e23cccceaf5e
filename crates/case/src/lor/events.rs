//! What can have happened to a request, what it changes, and who holds the request afterwards.

use serde::{Deserialize, Serialize};
use terms::{FileId, codes::Holder};

use super::{
    Acknowledgement, Attachment, Ended, State, ask, assessment, copy, country, disapproval,
    evaluate, milestones, need, pricing, receive,
};
use crate::{
    decider::Told,
    marks,
    sale::issue::Issued,
    statements::{Attestation, Waiver},
};

/// What can have happened to a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// A need was stated before a letter.
    #[serde(rename = "lor.need_stated")]
    NeedStated(need::Need),
    /// The release of sensitive items is assessed before a letter.
    #[serde(rename = "lor.assessment_opened")]
    AssessmentOpened(assessment::Asked),
    /// A body took a position on the assessment.
    #[serde(rename = "lor.assessment_position_taken")]
    AssessmentPositionTaken(assessment::PositionTaken),
    /// The assessment ended.
    #[serde(rename = "lor.assessment_concluded")]
    AssessmentConcluded(assessment::Concluded),
    /// A letter was received.
    #[serde(rename = "lor.received")]
    Received(receive::Received),
    /// A file was attached.
    #[serde(rename = "lor.attached")]
    Attached(Attachment),
    /// The receipt was acknowledged to the purchaser.
    #[serde(rename = "lor.acknowledged")]
    Acknowledged(Acknowledgement),
    /// A copy of the letter was passed on.
    #[serde(rename = "lor.copy_sent")]
    CopySent(copy::CopySent),
    /// The country team's assessment was recorded.
    #[serde(rename = "lor.country_assessment_recorded")]
    CountryAssessed(country::CountryAssessed),
    /// The criteria were evaluated one by one.
    #[serde(rename = "lor.evaluated")]
    Evaluated(evaluate::Evaluation),
    /// The purchaser was asked for clarification.
    #[serde(rename = "lor.clarification_asked")]
    ClarificationAsked(ask::Questions),
    /// The purchaser answered; the letter was versioned with the facts of the answer.
    #[serde(rename = "lor.clarification_answered")]
    ClarificationAnswered(ask::Answered),
    /// Work can start.
    #[serde(rename = "lor.actionable")]
    Actionable(milestones::Marked),
    /// An offer can be priced; the processing clock starts.
    #[serde(rename = "lor.completed")]
    Completed(milestones::Marked),
    /// A price for planning is in work.
    #[serde(rename = "lor.pricing_started")]
    PricingStarted(pricing::Started),
    /// The price for planning was sent.
    #[serde(rename = "lor.pricing_sent")]
    PricingSent(pricing::Sent),
    /// A case was opened for the request.
    #[serde(rename = "lor.case_opened")]
    CaseOpened(CaseOpened),
    /// The request was returned without action.
    #[serde(rename = "lor.returned")]
    Returned(milestones::Returned),
    /// The agency recommended disapproval.
    #[serde(rename = "lor.disapproval_proposed")]
    DisapprovalProposed(disapproval::Proposed),
    /// A body decided on the recommendation.
    #[serde(rename = "lor.disapproval_decided")]
    DisapprovalDecided(disapproval::Decided),
    /// The purchaser withdrew the request.
    #[serde(rename = "lor.withdrawn")]
    Withdrawn(milestones::Withdrawn),
    /// Somebody stated what was found under a rule that data cannot decide.
    #[serde(rename = "lor.attested")]
    Attested(Attestation),
    /// The authority that a rule names waived it for named acts.
    #[serde(rename = "lor.waived")]
    Waived(Waiver),
    /// A thing was marked.
    #[serde(rename = "lor.marked")]
    Marked(marks::Marked),
    /// A lower marking was proposed.
    #[serde(rename = "lor.lower_marking_proposed")]
    LoweringProposed(marks::LoweringProposed),
    /// A marking was lowered by two persons.
    #[serde(rename = "lor.marking_lowered")]
    MarkingLowered(marks::MarkingLowered),
    /// A paper about the request was released.
    #[serde(rename = "lor.document_issued")]
    DocumentIssued(Issued),
}

/// A case was opened for the request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CaseOpened {
    /// The case.
    pub case: FileId,
}

pub(super) fn evolve(file: &mut State, event: &Event, told: &Told<'_>) {
    match event {
        Event::NeedStated(e) => need::evolve(file, e),
        Event::AssessmentOpened(e) => assessment::evolve_opened(file, e, told),
        Event::AssessmentPositionTaken(e) => assessment::evolve_position(file, e),
        Event::AssessmentConcluded(e) => assessment::evolve_concluded(file, e),
        Event::Received(e) => receive::evolve(file, e),
        Event::Attached(e) => file.attachments.push(e.clone()),
        Event::Acknowledged(e) => file.acknowledged = Some(e.clone()),
        Event::CopySent(e) => file.copies.push(e.clone()),
        Event::CountryAssessed(e) => country::evolve(file, e),
        Event::Evaluated(e) => file.evaluations.push(e.clone()),
        Event::ClarificationAsked(e) => ask::evolve_asked(file, e, told),
        Event::ClarificationAnswered(e) => ask::evolve_answered(file, e),
        Event::Actionable(_) => milestones::evolve_actionable(file, told),
        Event::Completed(_) => milestones::evolve_complete(file, told),
        Event::PricingStarted(e) => pricing::evolve_started(file, e),
        Event::PricingSent(e) => pricing::evolve_sent(file, e),
        Event::CaseOpened(e) => file.cases.push(e.case.clone()),
        Event::Returned(e) => file.ended = Some(Ended::Returned(e.clone())),
        Event::DisapprovalProposed(e) => disapproval::evolve_proposed(file, e, told),
        Event::DisapprovalDecided(e) => disapproval::evolve_decided(file, e),
        Event::Withdrawn(e) => file.ended = Some(Ended::Withdrawn(e.clone())),
        Event::Attested(e) => file.head.statements.attest(e, told),
        Event::Waived(e) => file.head.statements.waive(e, told),
        Event::Marked(e) => file.marks.evolve_marked(e, told),
        Event::LoweringProposed(e) => file.marks.evolve_proposed(e, told),
        Event::MarkingLowered(e) => file.marks.evolve_lowered(e, told),
        Event::DocumentIssued(e) => file.documents.push(e.clone()),
    }
}

pub(super) fn holder(event: &Event) -> Option<(Holder, &'static str)> {
    Some(match event {
        Event::NeedStated(_) => (Holder::Purchaser, "a need was stated; no letter yet"),
        Event::AssessmentOpened(_) => (Holder::Reviewer, "assessed before a letter"),
        Event::AssessmentConcluded(_) => (Holder::Purchaser, "assessed; no letter yet"),
        Event::Received(_) => (Holder::Agency, "request received"),
        Event::ClarificationAsked(_) => (Holder::Purchaser, "clarification asked"),
        Event::ClarificationAnswered(_) => (Holder::Agency, "clarification answered"),
        Event::PricingStarted(_) => (Holder::Agency, "a price for planning is in work"),
        Event::PricingSent(_) => (Holder::Nobody, "answered with a price for planning"),
        Event::Returned(_) => (Holder::Nobody, "returned without action"),
        Event::DisapprovalProposed(_) => (Holder::Reviewer, "disapproval recommended"),
        Event::DisapprovalDecided(e) => match e.result {
            disapproval::Fate::Waits => return None,
            disapproval::Fate::Disapproved => (Holder::Nobody, "disapproved"),
            disapproval::Fate::Overturned => (Holder::Agency, "disapproval overturned"),
        },
        Event::Withdrawn(_) => (Holder::Nobody, "withdrawn"),
        Event::AssessmentPositionTaken(_)
        | Event::Attached(_)
        | Event::Acknowledged(_)
        | Event::CopySent(_)
        | Event::CountryAssessed(_)
        | Event::Evaluated(_)
        | Event::Actionable(_)
        | Event::Completed(_)
        | Event::CaseOpened(_)
        | Event::Attested(_)
        | Event::Waived(_)
        | Event::Marked(_)
        | Event::LoweringProposed(_)
        | Event::MarkingLowered(_)
        | Event::DocumentIssued(_) => return None,
    })
}
