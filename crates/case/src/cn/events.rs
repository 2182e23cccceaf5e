//! What can have happened to a notification, what it changes, and who holds it afterwards.

use serde::{Deserialize, Serialize};
use terms::codes::Holder;

use super::{
    Cleared, Disapproved, Notified, Prepared, Published, ReviewCompleted, Stage, State, correct,
    emergency, exempt, informal, notify, post, report, resolution, revalidate, review,
    review::Step, shipping,
};
use crate::{
    decider::{Decider, Told},
    statements::{Attestation, Waiver},
};

/// What can have happened to a notification.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// A notification was drafted for a case.
    #[serde(rename = "cn.prepared")]
    Prepared(Prepared),
    /// The draft was written anew.
    #[serde(rename = "cn.redrafted")]
    Redrafted(Prepared),
    /// A report on a notified sale was drafted.
    #[serde(rename = "cn.report_drafted")]
    ReportDrafted(report::Drafted),
    /// None was found to be required.
    #[serde(rename = "cn.found_not_required")]
    Exempted(exempt::Exempted),
    /// The draft was sent to an office, or back.
    #[serde(rename = "cn.stepped")]
    Stepped(review::Stepped),
    /// A leader of a committee asked a question.
    #[serde(rename = "cn.question_asked")]
    QuestionAsked(informal::Asked),
    /// A question was answered.
    #[serde(rename = "cn.question_answered")]
    QuestionAnswered(informal::Answered),
    /// A leader of a committee holds the sale.
    #[serde(rename = "cn.hold_placed")]
    HoldPlaced(informal::Placed),
    /// A hold was lifted.
    #[serde(rename = "cn.hold_lifted")]
    HoldLifted(informal::Lifted),
    /// One leader cleared the sale.
    #[serde(rename = "cn.leader_cleared")]
    LeaderCleared(informal::LeaderCleared),
    /// The committees cleared it informally.
    #[serde(rename = "cn.cleared")]
    Cleared(Cleared),
    /// An emergency was certified: the wait is waived.
    #[serde(rename = "cn.emergency_certified")]
    EmergencyCertified(emergency::Emergency),
    /// It was delivered to both chambers; the period runs.
    #[serde(rename = "cn.notified")]
    Notified(Notified),
    /// The period passed without a law against the sale.
    #[serde(rename = "cn.review_completed")]
    ReviewCompleted(ReviewCompleted),
    /// A joint resolution against the sale was introduced.
    #[serde(rename = "cn.resolution_introduced")]
    ResolutionIntroduced(resolution::Introduced),
    /// A joint resolution against the sale went a step.
    #[serde(rename = "cn.resolution_moved")]
    ResolutionMoved(resolution::Moved),
    /// A law against the sale was enacted.
    #[serde(rename = "cn.disapproved")]
    Disapproved(Disapproved),
    /// A later notification took its place.
    #[serde(rename = "cn.superseded")]
    Superseded(notify::Superseded),
    /// A report was delivered.
    #[serde(rename = "cn.report_delivered")]
    ReportDelivered(report::Delivered),
    /// A report on this notification moved.
    #[serde(rename = "cn.child_moved")]
    ChildMoved(report::ChildMoved),
    /// A correction was sent to Congress.
    #[serde(rename = "cn.correction_sent")]
    CorrectionSent(correct::Correction),
    /// Something was published of it.
    #[serde(rename = "cn.posted")]
    Posted(post::Posted),
    /// The committees ask for notice before shipment.
    #[serde(rename = "cn.preshipment_asked")]
    PreshipmentAsked(shipping::Asked),
    /// The committees were told of a shipment.
    #[serde(rename = "cn.preshipment_notified")]
    PreshipmentNotified(shipping::Sent),
    /// The last day on which it supports an offer was set.
    #[serde(rename = "cn.revalidated")]
    Revalidated(revalidate::Revalidated),
    /// Somebody stated what was found under a rule that data cannot decide.
    #[serde(rename = "cn.attested")]
    Attested(Attestation),
    /// The authority that a rule names waived it for named acts.
    #[serde(rename = "cn.waived")]
    Waived(Waiver),
    /// A public notice was read in.
    #[serde(rename = "cn.published")]
    Published(Published),
    /// A public notice was read in again with other content; the earlier version stays.
    #[serde(rename = "cn.corrected")]
    Corrected(Published),
}

pub(super) fn evolve(file: &mut State, event: &Event, told: &Told<'_>) {
    match event {
        Event::Prepared(e) | Event::Redrafted(e) => {
            file.case = Some(e.given.case.clone());
            file.prepared = Some(e.clone());
            file.go(Stage::Draft);
        }
        Event::ReportDrafted(e) => {
            file.case = Some(e.case.clone());
            file.report = Some(report::Report { drafted: e.clone(), delivered: None });
            file.go(Stage::ReportDraft);
        }
        Event::Exempted(e) => {
            file.exempted = Some(e.clone());
            file.go(Stage::NotRequired);
        }
        Event::Stepped(e) => review::evolve(file, e, told.on),
        Event::Cleared(e) => {
            file.cleared = Some(e.clone());
            file.go(Stage::Cleared);
        }
        Event::EmergencyCertified(e) => {
            file.emergency = Some(e.clone());
            file.go(Stage::Emergency);
        }
        Event::Notified(e) => {
            let haste = file.emergency.is_some();
            file.notified = Some(e.clone());
            file.go(if haste { Stage::Emergency } else { Stage::Notified });
        }
        Event::ReviewCompleted(e) => {
            file.reviewed = Some((told.on, e.clone()));
            file.go(Stage::ReviewComplete);
        }
        Event::Disapproved(e) => {
            file.disapproved = Some(e.clone());
            file.go(Stage::Disapproved);
        }
        Event::Superseded(e) => {
            file.superseded = Some(e.clone());
            file.go(Stage::Superseded);
        }
        Event::Published(e) => {
            file.case = Some(e.case.clone());
            file.published = Some(e.clone());
            file.go(Stage::Notified);
        }
        _ => keep(file, event, told),
    }
}

/// The second half of the same match: what leaves the notification where it stands.
fn keep(file: &mut State, event: &Event, told: &Told<'_>) {
    match event {
        Event::QuestionAsked(e) => informal::evolve(file, told.on, |review| {
            review.questions.push(informal::Question { asked: e.clone(), answer: None });
        }),
        Event::QuestionAnswered(e) => informal::evolve(file, told.on, |review| review.answered(e)),
        Event::HoldPlaced(e) => informal::evolve(file, told.on, |review| review.held(e)),
        Event::HoldLifted(e) => informal::evolve(file, told.on, |review| review.lifted(e)),
        Event::LeaderCleared(e) => {
            informal::evolve(file, told.on, |review| review.cleared.push(e.clone()));
        }
        Event::ResolutionIntroduced(e) => file
            .resolutions
            .push(resolution::Resolution { introduced: e.clone(), steps: Vec::new() }),
        Event::ResolutionMoved(e) => resolution::evolve_moved(file, e),
        Event::ReportDelivered(e) => {
            if let Some(report) = &mut file.report {
                report.delivered = Some(e.clone());
            }
            file.go(Stage::Reported);
        }
        Event::ChildMoved(e) => report::evolve_child(file, e),
        Event::CorrectionSent(e) => file.corrections.push(e.clone()),
        Event::Posted(e) => file.posted.push(e.clone()),
        Event::PreshipmentAsked(e) => file.preshipment = Some(e.clone()),
        Event::PreshipmentNotified(e) => file.preshipment_notices.push(e.clone()),
        Event::Revalidated(e) => file.revalidated.push(e.clone()),
        Event::Attested(e) => file.head_mut().statements.attest(e, told),
        Event::Waived(e) => file.head_mut().statements.waive(e, told),
        Event::Corrected(e) => file.earlier.extend(file.published.replace(e.clone())),
        Event::Prepared(_)
        | Event::Redrafted(_)
        | Event::ReportDrafted(_)
        | Event::Exempted(_)
        | Event::Stepped(_)
        | Event::Cleared(_)
        | Event::EmergencyCertified(_)
        | Event::Notified(_)
        | Event::ReviewCompleted(_)
        | Event::Disapproved(_)
        | Event::Superseded(_)
        | Event::Published(_) => unreachable!("evolve() takes every event that moves it"),
    }
}

pub(super) fn holder(event: &Event) -> Option<(Holder, &'static str)> {
    Some(match event {
        Event::Prepared(_) => (Holder::Agency, "notification in preparation"),
        Event::ReportDrafted(_) => (Holder::Agency, "report in preparation"),
        Event::Exempted(_) => (Holder::Nobody, "not required"),
        Event::Stepped(e) => match e.to {
            Step::Dsca | Step::State => (Holder::Reviewer, "draft under review"),
            Step::Leaders => (Holder::Legislature, "informal review"),
            Step::Back => (Holder::Agency, "draft returned"),
        },
        Event::Notified(_) => (Holder::Legislature, "notified"),
        Event::ReviewCompleted(_) => (Holder::Agency, "review complete"),
        Event::Disapproved(_) => (Holder::Nobody, "disapproved"),
        Event::Superseded(_) => (Holder::Nobody, "superseded"),
        Event::ReportDelivered(_) => (Holder::Nobody, "report delivered"),
        Event::Published(_) => (Holder::Unknown, "notified, as the notice says"),
        Event::Redrafted(_)
        | Event::QuestionAsked(_)
        | Event::QuestionAnswered(_)
        | Event::HoldPlaced(_)
        | Event::HoldLifted(_)
        | Event::LeaderCleared(_)
        | Event::Cleared(_)
        | Event::EmergencyCertified(_)
        | Event::ResolutionIntroduced(_)
        | Event::ResolutionMoved(_)
        | Event::ChildMoved(_)
        | Event::CorrectionSent(_)
        | Event::Posted(_)
        | Event::PreshipmentAsked(_)
        | Event::PreshipmentNotified(_)
        | Event::Revalidated(_)
        | Event::Attested(_)
        | Event::Waived(_)
        | Event::Corrected(_) => return None,
    })
}
