//! The hold of a draft: it waits for a named blocker, and is taken up again. Whether the processing
//! clock stands still meanwhile follows from the blocker.

use schedule::Pause;
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, codes::Holder, limits};

use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// How the hold describes itself.
pub const HOLD: About = About {
    name: "hold-draft",
    thing: "draft-hold",
    kind: Kind::Case,
    title: "Put the draft on hold",
    help: "Names what the draft waits for, why, and until when that is expected. The days are \
           charged to whoever can end it.",
    desks: &[Desk::CaseManager],
    fields: &[
        Field::must("blocker", "What it waits for", Input::Choice(Blocker::OPTIONS)),
        Field::must("statement", "What is open", Input::Long(limits::PARAGRAPH)),
        Field::must("expected_end", "Expected end", Input::Day),
    ],
};

/// How the release describes itself.
pub const RELEASE: About = About {
    name: "release-draft",
    thing: "draft-release",
    kind: Kind::Case,
    title: "Take the draft up again",
    help: "Keeps what ended the wait; drafting goes on, and the clock with it.",
    desks: &[Desk::CaseManager],
    fields: &[Field::must("settled", "What was settled", Input::Long(limits::PARAGRAPH))],
};

coded! {
    /// What a draft waits for.
    pub enum Blocker "blocker" {
        /// Clarification.
        Clarification = "clarification" "an answer of the purchaser",
        /// Release.
        Release = "release" "a release decision",
        /// Pricing.
        Pricing = "pricing" "prices of a vendor",
        /// Notification.
        Notification = "notification" "the notification",
        /// Wish.
        Request = "purchaser-request" "the purchaser asked to wait",
    }
}

impl Blocker {
    /// Who can end the wait, and the reason for the days.
    pub const fn holder(self) -> (Holder, &'static str) {
        match self {
            Self::Clarification => (Holder::Purchaser, "draft waits for an answer"),
            Self::Release => (Holder::Reviewer, "draft waits for a release decision"),
            Self::Pricing => (Holder::Vendor, "draft waits for prices"),
            Self::Notification => (Holder::Reviewer, "draft waits for the notification"),
            Self::Request => (Holder::Purchaser, "draft waits as the purchaser asked"),
        }
    }
}

/// A hold as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Hold {
    pub blocker: Blocker,
    pub statement: String,
    pub expected_end: Day,
}

/// The draft was put on hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DraftHeld {
    /// What was recorded.
    pub hold: Hold,
    /// Whether the processing clock stands still.
    pub clock_stands: bool,
}

/// The draft was taken up again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DraftReleased {
    /// What was settled.
    pub settled: String,
}

pub(crate) fn hold(act: &Hold, now: &Situation<'_>) -> Result<DraftHeld, Refusal> {
    let past = (act.expected_end < now.today).then(|| {
        let sentence = format!("The hold would end on {}, before today.", act.expected_end);
        now.contradiction(sentence, "Enter the day on which an end is expected.")
    });
    Refusal::unless_clear(past)?;
    let row = now.row("HOLD-001");
    let pausing = row.map(|row| row.words("pauses")).unwrap_or_default();
    Ok(DraftHeld { hold: act.clone(), clock_stands: pausing.contains(&act.blocker.code()) })
}

pub(crate) fn evolve_held(case: &mut State, event: &DraftHeld, told: &Told<'_>) {
    let blocker = event.hold.blocker;
    if event.clock_stands && case.change().is_none() {
        let (holder, cause) = blocker.holder();
        case.pauses.push(Pause { from: told.on, until: None, cause: cause.to_owned(), holder });
    }
    case.draft_hold = Some(event.clone());
    case.go(Stage::DevelopmentHold);
}

pub(crate) fn evolve_released(case: &mut State, told: &Told<'_>) {
    if let Some(open) = case.pauses.last_mut().filter(|pause| pause.until.is_none()) {
        open.until = Some(told.on);
    }
    case.draft_hold = None;
    case.go(Stage::Development);
}
