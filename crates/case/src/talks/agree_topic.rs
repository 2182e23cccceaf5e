//! Record that both sides agree on a topic.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use super::Subject;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "agree-topic",
    thing: "agreements",
    kind: Kind::Case,
    title: "Record an agreement",
    help: "Keeps what both sides agreed on a topic. A later position opens the topic again.",
    desks: &[Desk::CaseManager, Desk::PurchaserOfficial],
    fields: &[
        Field::must("subject", "Topic", Input::Choice(Subject::OPTIONS)),
        Field::must("outcome", "Outcome", Input::Long(limits::PARAGRAPH)),
    ],
};

/// What both sides agreed on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Agreed {
    /// Topic.
    pub subject: Subject,
    /// Outcome.
    pub outcome: String,
}

pub(crate) fn decide(case: &State, act: &Agreed, now: &Situation<'_>) -> Result<Agreed, Refusal> {
    let open =
        case.topics.iter().any(|topic| topic.subject == act.subject && topic.agreed.is_none());
    let finding = (!open).then(|| {
        now.contradiction(
            format!("No position on {} waits for an agreement.", act.subject.meaning()),
            "Record a position on this topic first.",
        )
    });
    Refusal::unless_clear(finding)?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &Agreed, told: &Told<'_>) {
    if let Some(topic) = case.topics.iter_mut().find(|topic| topic.subject == event.subject) {
        topic.agreed = Some((told.on, event.clone()));
    }
}
