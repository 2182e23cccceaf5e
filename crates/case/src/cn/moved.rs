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
    file: &super::State,
    stage: Stage,
    event: Event,
    now: &Situation<'_>,
) -> Outcome {
    to(file.case.as_ref(), stage, event, now)
}

/// The same for a file that is only now begun.
pub(super) fn to(
    case: Option<&FileId>,
    stage: Stage,
    event: Event,
    now: &Situation<'_>,
) -> Outcome {
    also(case, (now.file, stage), Outcome::from(event))
}

/// Tells the case of where a notification stands, with what is told already.
pub(super) fn also(
    case: Option<&FileId>,
    (notification, stage): (&FileId, Stage),
    outcome: Outcome,
) -> Outcome {
    let Some(case) = case else { return outcome };
    let moved = NotificationMoved { notification: notification.clone(), stage };
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
