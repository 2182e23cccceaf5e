//! A congressional notification: prepared, cleared informally, notified, and its period over; or
//! known from a public notice. It outlives the offer that it was made for.

pub mod clear;
pub mod moved;
pub mod notify;
pub mod prepare;
pub mod publish;
pub mod tier;

use serde::{Deserialize, Serialize};
use serde_json::{Error, Value, from_value};
use terms::{Day, FileId, coded, codes::Holder};

use crate::{
    act::{Act, Check},
    decider::{Decider, Head, Outcome, Told},
    gates,
    refusal::Refusal,
    situation::Situation,
};

pub use clear::{Cleared, Disapproved, ReviewCompleted};
pub use notify::Notified;
pub use prepare::Prepared;
pub use publish::Published;

/// A notification as its file shows it.
#[derive(Debug, Clone, Default)]
pub struct State {
    head: Head,
    stage: Stage,
    /// The case it belongs to.
    pub case: Option<FileId>,
    /// The draft.
    pub prepared: Option<Prepared>,
    /// Informal clearance.
    pub cleared: Option<Cleared>,
    /// Formal notification.
    pub notified: Option<Notified>,
    /// Disapproval by law.
    pub disapproved: Option<Disapproved>,
    /// The public notice it is known from; the newest version.
    pub published: Option<Published>,
    /// Earlier versions of the public notice, oldest first.
    pub earlier: Vec<Published>,
}

coded! {
    /// Where a notification stands.
    #[derive(Default)]
    pub enum Stage "notification stage" {
        /// Nothing.
        #[default]
        None = "not-prepared" "not prepared",
        /// Draft.
        Draft = "draft" "in preparation",
        /// Cleared.
        Cleared = "cleared" "cleared informally by the committees",
        /// Notified.
        Notified = "notified" "with Congress",
        /// Review over.
        ReviewComplete = "review-complete" "the period passed without a law against it",
        /// Disapproved.
        Disapproved = "disapproved" "disapproved by law",
    }
}

/// What can be done to a notification.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each command is documented with its act")]
#[expect(clippy::large_enum_variant, reason = "a command lives for one act; boxing buys nothing")]
pub enum Command {
    Prepare(prepare::Prepare),
    Clear(Cleared),
    Notify(notify::Notify),
    CompleteReview,
    Disapprove(Disapproved),
    Publish(Published),
}

/// What can have happened to a notification.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// A notification was drafted for a case.
    #[serde(rename = "cn.prepared")]
    Prepared(Prepared),
    /// The committees cleared it informally.
    #[serde(rename = "cn.cleared")]
    Cleared(Cleared),
    /// It was delivered to both chambers; the period runs.
    #[serde(rename = "cn.notified")]
    Notified(Notified),
    /// The period passed without a law against the sale.
    #[serde(rename = "cn.review_completed")]
    ReviewCompleted(ReviewCompleted),
    /// A law against the sale was enacted.
    #[serde(rename = "cn.disapproved")]
    Disapproved(Disapproved),
    /// A public notice was read in.
    #[serde(rename = "cn.published")]
    Published(Published),
    /// A public notice was read in again with other content; the earlier version stays.
    #[serde(rename = "cn.corrected")]
    Corrected(Published),
}

const NO_GATE: &[&[Check<State>]] = &[];

impl Decider for State {
    type Command = Command;
    type Event = Event;
    type Stage = Stage;

    const ACTS: &'static [Act<Self>] = &[
        Act {
            about: prepare::ABOUT,
            opens: true,
            made_whole: false,
            stages: &[],
            gate: &[gates::notification::PREPARE],
        },
        Act {
            about: clear::CLEAR,
            opens: false,
            made_whole: false,
            stages: &[Stage::Draft],
            gate: NO_GATE,
        },
        Act {
            about: notify::ABOUT,
            opens: false,
            made_whole: false,
            stages: &[Stage::Draft, Stage::Cleared],
            gate: &[gates::notification::NOTIFY],
        },
        Act {
            about: clear::COMPLETE_REVIEW,
            opens: false,
            made_whole: false,
            stages: &[Stage::Notified],
            gate: &[gates::notification::REVIEW],
        },
        Act {
            about: clear::DISAPPROVE,
            opens: false,
            made_whole: false,
            stages: &[Stage::Notified, Stage::ReviewComplete],
            gate: NO_GATE,
        },
        Act { about: publish::ABOUT, opens: true, made_whole: true, stages: &[], gate: NO_GATE },
    ];

    fn head(&self) -> &Head {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }

    fn stage(&self) -> Stage {
        self.stage
    }

    fn command(act: &str, arguments: Value) -> Result<Command, Error> {
        Ok(match act {
            "prepare" => Command::Prepare(from_value(arguments)?),
            "clear" => Command::Clear(from_value(arguments)?),
            "notify" => Command::Notify(from_value(arguments)?),
            "complete-review" => Command::CompleteReview,
            "disapprove" => Command::Disapprove(from_value(arguments)?),
            "publish" => Command::Publish(from_value(arguments)?),
            other => return Err(crate::file::no_such_act(other)),
        })
    }

    fn decide(&self, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
        Ok(match command {
            Command::Prepare(act) => prepare::decide(act, now)?,
            Command::Clear(act) => {
                let event = Event::Cleared(clear::clear(act, now)?);
                moved::with(self.case.as_ref(), Stage::Cleared, event, now)
            }
            Command::Notify(act) => {
                let event = Event::Notified(notify::decide(self, act, now)?);
                moved::with(self.case.as_ref(), Stage::Notified, event, now)
            }
            Command::CompleteReview => {
                let event = Event::ReviewCompleted(clear::complete_review(self));
                moved::with(self.case.as_ref(), Stage::ReviewComplete, event, now)
            }
            Command::Disapprove(act) => {
                let event = Event::Disapproved(clear::disapprove(act, now)?);
                moved::with(self.case.as_ref(), Stage::Disapproved, event, now)
            }
            Command::Publish(act) => publish::decide(self, act, now),
        })
    }

    fn evolve(&mut self, event: &Event, _: &Told<'_>) {
        match event {
            Event::Prepared(e) => {
                self.case = Some(e.given.case.clone());
                self.prepared = Some(e.clone());
                self.stage = Stage::Draft;
            }
            Event::Cleared(e) => {
                self.cleared = Some(e.clone());
                self.stage = Stage::Cleared;
            }
            Event::Notified(e) => {
                self.notified = Some(e.clone());
                self.stage = Stage::Notified;
            }
            Event::ReviewCompleted(_) => self.stage = Stage::ReviewComplete,
            Event::Disapproved(e) => {
                self.disapproved = Some(e.clone());
                self.stage = Stage::Disapproved;
            }
            Event::Published(e) => {
                self.case = Some(e.case.clone());
                self.published = Some(e.clone());
                self.stage = Stage::Notified;
            }
            Event::Corrected(e) => self.earlier.extend(self.published.replace(e.clone())),
        }
    }

    fn holder(&self, event: &Event) -> Option<(Holder, &'static str)> {
        Some(match event {
            Event::Prepared(_) => (Holder::Agency, "notification in preparation"),
            Event::Notified(_) => (Holder::Legislature, "notified"),
            Event::ReviewCompleted(_) => (Holder::Agency, "review complete"),
            Event::Disapproved(_) => (Holder::Nobody, "disapproved"),
            Event::Published(_) => (Holder::Unknown, "notified, as the notice says"),
            Event::Cleared(_) | Event::Corrected(_) => return None,
        })
    }
}

impl State {
    /// The first day on which the end of the review period can be recorded, while it runs.
    pub fn review_over_on(&self) -> Option<Day> {
        let running = self.notified.as_ref().filter(|_| self.stage == Stage::Notified);
        running.map(|notified| tier::earliest_offer(notified.period_ends))
    }
}
