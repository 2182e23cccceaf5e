//! Every step of a request and of a case from one stage to another, as the manual knows them, and
//! what of it no story tells. A step that stories know and this table does not is a fault too: the
//! table is held against what really happens.

use std::collections::{BTreeMap, BTreeSet};

use terms::Kind;

use crate::{
    cn, file, lor, purchaser,
    sale::Stage as C,
    script::{Expected, Script, Step as Line},
    support,
};
use lor::Stage as R;

/// A step that was walked: the kind of file, from where, by which act, to where. Staying where it
/// is counts as a step of its act.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Kind of file.
    pub kind: Kind,
    /// Stage before.
    pub from: &'static str,
    /// The act.
    pub act: String,
    /// Stage after.
    pub to: &'static str,
}

/// The steps of a request: from, by which acts, to.
const REQUEST: &[(R, &[&str], R)] = &[
    (R::None, &["state-need"], R::PreLor),
    (R::PreLor, &["open-assessment"], R::ParOpen),
    (R::ParOpen, &["conclude-assessment"], R::PreLor),
    (R::None, &["receive"], R::Received),
    (R::PreLor, &["receive"], R::Received),
    (R::ParOpen, &["receive"], R::Received),
    (R::PreLor, &["withdraw"], R::Withdrawn),
    (R::ParOpen, &["withdraw"], R::Withdrawn),
    (R::Received, &["evaluate"], R::Evaluation),
    (R::Received, &["ask"], R::Clarification),
    (R::Received, &["return"], R::Returned),
    (R::Received, &["withdraw"], R::Withdrawn),
    (R::Evaluation, &["ask"], R::Clarification),
    (R::Evaluation, &["mark-actionable"], R::Actionable),
    (R::Evaluation, &["start-pricing"], R::RomInWork),
    (R::Evaluation, &["return"], R::Returned),
    (R::Evaluation, &["propose-disapproval"], R::DisapprovalProposed),
    (R::Evaluation, &["withdraw"], R::Withdrawn),
    (R::Clarification, &["answer"], R::Received),
    (R::Clarification, &["answer"], R::Evaluation),
    (R::Clarification, &["answer"], R::Actionable),
    (R::Clarification, &["answer"], R::Complete),
    (R::Clarification, &["answer"], R::RomInWork),
    (R::Clarification, &["return"], R::Returned),
    (R::Clarification, &["propose-disapproval"], R::DisapprovalProposed),
    (R::Clarification, &["withdraw"], R::Withdrawn),
    (R::Actionable, &["ask"], R::Clarification),
    (R::Actionable, &["mark-complete"], R::Complete),
    (R::Actionable, &["start-pricing"], R::RomInWork),
    (R::Actionable, &["propose-disapproval"], R::DisapprovalProposed),
    (R::Actionable, &["withdraw"], R::Withdrawn),
    (R::Complete, &["ask"], R::Clarification),
    (R::Complete, &["propose-disapproval"], R::DisapprovalProposed),
    (R::Complete, &["withdraw"], R::Withdrawn),
    (R::RomInWork, &["ask"], R::Clarification),
    (R::RomInWork, &["send-pricing"], R::RomSent),
    (R::RomInWork, &["propose-disapproval"], R::DisapprovalProposed),
    (R::RomInWork, &["withdraw"], R::Withdrawn),
    (R::RomSent, &["withdraw"], R::Withdrawn),
    (R::DisapprovalProposed, &["decide-disapproval"], R::Disapproved),
    (R::DisapprovalProposed, &["decide-disapproval"], R::Evaluation),
    (R::DisapprovalProposed, &["decide-disapproval"], R::Clarification),
    (R::DisapprovalProposed, &["decide-disapproval"], R::Actionable),
    (R::DisapprovalProposed, &["decide-disapproval"], R::Complete),
    (R::DisapprovalProposed, &["decide-disapproval"], R::RomInWork),
    (R::DisapprovalProposed, &["withdraw"], R::Withdrawn),
];

/// The steps of a case: from, by which acts, to.
const CASE: &[(C, &[&str], C)] = &[
    (C::None, &["open"], C::Development),
    (C::None, &["publish"], C::Notified),
    (C::Development, &["hold-draft"], C::DevelopmentHold),
    (C::Development, &["approve"], C::AgencyApproved),
    (C::Development, &["decline"], C::Declined),
    (C::DevelopmentHold, &["release-draft"], C::Development),
    (C::DevelopmentHold, &["decline"], C::Declined),
    (C::AgencyApproved, &["start-writing"], C::Writing),
    (C::AgencyApproved, &["write"], C::InReview),
    (C::AgencyApproved, &["return-draft"], C::Returned),
    (C::AgencyApproved, &["restate"], C::Development),
    (C::AgencyApproved, &["decline"], C::Declined),
    (C::Writing, &["write"], C::InReview),
    (C::Writing, &["return-draft"], C::Returned),
    (C::Writing, &["restate"], C::Development),
    (C::Writing, &["decline"], C::Declined),
    (C::Returned, &["restate"], C::Development),
    (C::Returned, &["decline"], C::Declined),
    (C::InReview, &["decide-authorisation"], C::Proposed),
    (C::InReview, &["decide-authorisation"], C::Development),
    (C::InReview, &["return-draft"], C::Returned),
    (C::InReview, &["restate"], C::Development),
    (C::InReview, &["decline"], C::Declined),
    (C::Proposed, &["decide-authorisation"], C::StateListed),
    (C::Proposed, &["decide-authorisation"], C::Development),
    (C::Proposed, &["return-draft"], C::Returned),
    (C::Proposed, &["restate"], C::Development),
    (C::Proposed, &["decline"], C::Declined),
    (C::StateListed, &["countersign"], C::Countersigned),
    (C::StateListed, &["restate"], C::Development),
    (C::StateListed, &["decline"], C::Declined),
    (C::Countersigned, &["offer"], C::Offered),
    (C::Countersigned, &["restate"], C::Development),
    (C::Countersigned, &["decline"], C::Declined),
    (C::Offered, &["extend-offer", "pen-and-ink"], C::Offered),
    (C::Offered, &["counter-offer"], C::CounterOffer),
    (C::Offered, &["accept"], C::Accepted),
    (C::Offered, &["restate"], C::Development),
    (C::Offered, &["decline"], C::Declined),
    (C::Offered, &["expire"], C::Expired),
    (C::CounterOffer, &["refuse-counter-offer", "pen-and-ink"], C::Offered),
    (C::CounterOffer, &["accept"], C::Accepted),
    (C::CounterOffer, &["restate"], C::Development),
    (C::CounterOffer, &["decline"], C::Declined),
    (C::CounterOffer, &["expire"], C::Expired),
    (C::Expired, &["revive-offer"], C::Offered),
    (C::Expired, &["restate"], C::Development),
    (C::Accepted, &["implement"], C::Implemented),
    (C::Accepted, &["propose-emergency"], C::Accepted),
    (C::Accepted, &["implement-emergency"], C::EmergencyImplemented),
    (C::Accepted, &["cancel"], C::Cancelled),
    (C::EmergencyImplemented, &["record-deposit"], C::EmergencyImplemented),
    (C::EmergencyImplemented, &["record-deposit"], C::Implemented),
    (C::EmergencyImplemented, &["cancel"], C::Cancelled),
    (C::Implemented, &["suspend", "resume", "record-review", "close-line"], C::Implemented),
    (C::Implemented, &["cancel"], C::Cancelled),
    (C::Implemented, &["complete-supply"], C::SupplyComplete),
    (C::SupplyComplete, &["implement"], C::Implemented),
    (C::SupplyComplete, &["hold"], C::ClosureHold),
    (C::Cancelled, &["settle-cancellation"], C::Cancelled),
    (C::Cancelled, &["hold"], C::ClosureHold),
    (C::ClosureHold, &["close-line"], C::ClosureHold),
    (C::ClosureHold, &["close-interim"], C::InterimClosed),
    (C::ClosureHold, &["close"], C::Closed),
    (C::InterimClosed, &["close"], C::Closed),
    (C::InterimClosed, &["reopen"], C::Reopened),
    (C::Closed, &["reopen"], C::Reopened),
    (C::Reopened, &["close"], C::Closed),
];

/// Acts that no story does: the program does them itself, and its tests tell of them.
const BY_THE_PROGRAM: &[&str] = &["publish", "issue"];

fn steps() -> impl Iterator<Item = Step> {
    let step = |kind, from, act: &&str, to| Step { kind, from, act: (*act).to_owned(), to };
    let request = REQUEST.iter().flat_map(move |(from, acts, to)| {
        acts.iter().map(move |act| step(Kind::Request, from.code(), act, to.code()))
    });
    let case = CASE.iter().flat_map(move |(from, acts, to)| {
        acts.iter().map(move |act| step(Kind::Case, from.code(), act, to.code()))
    });
    request.chain(case)
}

/// What of the table no story tells, and what stories walk that the table does not know. Each line
/// is a sentence for whoever writes stories; nothing is missing when there is none.
pub fn untold(walked: &BTreeSet<Step>, scripts: &[&Script]) -> Vec<String> {
    let table: BTreeSet<Step> = steps().collect();
    let mut out: Vec<String> = table
        .iter()
        .filter(|step| !walked.contains(step) && !BY_THE_PROGRAM.contains(&step.act.as_str()))
        .map(|step| format!("no story walks {}", sentence(step)))
        .collect();
    let mapped = |step: &&Step| matches!(step.kind, Kind::Request | Kind::Case);
    let unknown = walked.iter().filter(mapped).filter(|step| step.from != step.to);
    let unknown = unknown.filter(|step| !table.contains(step));
    out.extend(unknown.map(|step| format!("the table does not know {}", sentence(step))));
    out.extend(unreached(walked));
    out.extend(undone(walked, scripts));
    out
}

fn sentence(step: &Step) -> String {
    let Step { kind, from, act, to } = step;
    format!("a {} from {from} by {act} to {to}", kind.word())
}

/// Stages in which no story leaves a file.
fn unreached(walked: &BTreeSet<Step>) -> Vec<String> {
    let stages: [(Kind, &[&str]); 5] = [
        (Kind::Purchaser, purchaser::Stage::CODES),
        (Kind::Request, R::CODES),
        (Kind::Case, C::CODES),
        (Kind::Notification, cn::Stage::CODES),
        (Kind::Support, support::Stage::CODES),
    ];
    // The first stage of a list is that of a file that is not open. Notices are an import, and a
    // modification is sent while its case stays in execution.
    let elsewhere = [C::Notified.code(), C::ModificationSent.code()];
    let imported = |kind, stage| kind == Kind::Case && elsewhere.contains(&stage);
    let mut out = Vec::new();
    for (kind, codes) in stages {
        let reached = |stage: &str| walked.iter().any(|step| step.kind == kind && step.to == stage);
        let lacking = codes.iter().skip(1).filter(|stage| !reached(stage));
        let lacking = lacking.filter(|stage| !imported(kind, **stage));
        out.extend(lacking.map(|stage| format!("no story brings a {} to {stage}", kind.word())));
    }
    out
}

/// Acts that no story does, and acts that no story sees refused.
fn undone(walked: &BTreeSet<Step>, scripts: &[&Script]) -> Vec<String> {
    let refused: BTreeSet<(Kind, &str)> = scripts.iter().flat_map(|s| refusals(s)).collect();
    let mut out = Vec::new();
    for kind in Kind::ALL {
        for act in file::acts(kind).iter().map(|about| about.name) {
            if BY_THE_PROGRAM.contains(&act) {
                continue;
            }
            if !walked.iter().any(|step| step.kind == kind && step.act == act) {
                out.push(format!("no story does {} {act}", kind.word()));
            }
            if !refused.contains(&(kind, act)) {
                out.push(format!("no story sees {} {act} refused", kind.word()));
            }
        }
    }
    out
}

/// The acts that a script sees refused, by kind of file.
fn refusals(script: &Script) -> Vec<(Kind, &str)> {
    let mut last = None;
    let mut out = Vec::new();
    for (_, step) in &script.steps {
        match step {
            Line::When(deed) => last = Some((deed.stream.kind, deed.act.as_str())),
            Line::Then(Expected::Refused(..)) => out.extend(last),
            _ => {}
        }
    }
    out
}

/// How many steps the table has, by kind of file.
pub fn counted() -> BTreeMap<&'static str, usize> {
    let mut counted = BTreeMap::new();
    for step in steps() {
        *counted.entry(step.kind.word()).or_default() += 1;
    }
    counted
}
