//! What a case is told of its notification, in the same transaction.

use serde::{Deserialize, Serialize};
use terms::{FileId, Kind, StreamId};

use super::{Event, Stage};
use crate::{
    decider::Outcome,
    sale::{self, Linked, State},
    situation::Situation,
};

/// A notification of the case moved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NotificationMoved {
    /// The notification.
    pub notification: FileId,
    /// Where it stands now.
    pub stage: Stage,
}

/// An event of a notification, with what its case is told.
pub(super) fn with(
    case: Option<&FileId>,
    stage: Stage,
    event: Event,
    now: &Situation<'_>,
) -> Outcome {
    let outcome = Outcome::from(event);
    let Some(case) = case else { return outcome };
    let moved = NotificationMoved { notification: now.file.clone(), stage };
    let stream = StreamId::new(Kind::Case, case.clone());
    outcome.and(stream, sale::Event::NotificationMoved(moved))
}

pub(crate) fn evolve(case: &mut State, event: &NotificationMoved) {
    let linked = Linked { file: event.notification.clone(), stage: event.stage };
    match case.notifications.iter_mut().find(|linked| linked.file == event.notification) {
        Some(known) => *known = linked,
        None => case.notifications.push(linked),
    }
}
