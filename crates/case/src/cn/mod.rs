//! A congressional notification: drafted, reviewed, cleared informally, notified, and its period
//! over; or known from a public notice; or a report on one that grew. It outlives the offer that
//! it was made for. What can be done stands in `acts`, what follows in `commands`, what can have
//! happened in `events`.

mod acts;
pub mod clear;
mod commands;
pub mod correct;
pub mod emergency;
mod events;
pub mod exempt;
pub mod informal;
mod leaders;
pub mod moved;
pub mod notify;
pub mod post;
pub mod prepare;
pub mod publish;
pub mod report;
pub mod resolution;
pub mod revalidate;
pub mod review;
pub mod shipping;
pub mod tier;
pub mod values;

use serde::{Deserialize, Serialize};
use serde_json::{Error, Value};
use terms::{Day, FileId, coded, codes::Holder};

use crate::{
    act::Act,
    decider::{Decider, Head, Outcome, Told},
    refusal::Refusal,
    situation::Situation,
};

pub use clear::{Cleared, Disapproved, ReviewCompleted};
pub use commands::Command;
pub use events::Event;
pub use notify::Notified;
pub use prepare::Prepared;
pub use publish::Published;

/// A notification as its file shows it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    head: Head,
    stage: Stage,
    /// The case it belongs to.
    pub case: Option<FileId>,
    /// The draft.
    pub prepared: Option<Prepared>,
    /// The report that it is, where it is one on another notification.
    pub report: Option<report::Report>,
    /// The draft's road through the offices, oldest first.
    pub steps: Vec<(Day, review::Stepped)>,
    /// The review by the committees' leaders.
    pub informal: Option<informal::Informal>,
    /// Informal clearance.
    pub cleared: Option<Cleared>,
    /// The certification of an emergency.
    pub emergency: Option<emergency::Emergency>,
    /// Formal notification.
    pub notified: Option<Notified>,
    /// The end of the period, as it was recorded.
    pub reviewed: Option<(Day, ReviewCompleted)>,
    /// Resolutions against the sale.
    pub resolutions: Vec<resolution::Resolution>,
    /// Disapproval by law.
    pub disapproved: Option<Disapproved>,
    /// Why none is required.
    pub exempted: Option<exempt::Exempted>,
    /// The later notification that took its place.
    pub superseded: Option<notify::Superseded>,
    /// Corrections that were sent, oldest first.
    pub corrections: Vec<correct::Correction>,
    /// What was published of it, oldest first.
    pub posted: Vec<post::Posted>,
    /// Reports on it.
    pub children: Vec<report::ChildMoved>,
    /// The newest request of the committees to be told before shipment.
    pub preshipment: Option<shipping::Asked>,
    /// Notices before shipment, oldest first.
    pub preshipment_notices: Vec<shipping::Sent>,
    /// Until when it supports an offer, as it was set; the newest counts.
    pub revalidated: Vec<revalidate::Revalidated>,
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
        /// Not required.
        NotRequired = "not-required" "found not to be required: no threshold is reached",
        /// Draft.
        Draft = "draft" "in preparation",
        /// DSCA.
        DscaReview = "dsca-review" "under review by the agency that runs sales",
        /// State.
        StateReview = "state-review" "under review by the foreign policy authority",
        /// Leaders of the committees.
        InformalReview = "informal-review" "before the committees' leaders, informally",
        /// Cleared.
        Cleared = "cleared" "cleared informally by the committees",
        /// Notified.
        Notified = "notified" "with the legislature",
        /// Review over.
        ReviewComplete = "review-complete" "the period passed without a law against it",
        /// Emergency.
        Emergency = "emergency" "an emergency is certified: the wait is waived",
        /// Disapproved.
        Disapproved = "disapproved" "disapproved by law",
        /// Superseded.
        Superseded = "superseded" "a later notification took its place",
        /// Report.
        ReportDraft = "report-draft" "a report on a notified sale, in preparation",
        /// Report delivered.
        Reported = "reported" "a report on a notified sale, delivered",
    }
}

impl Decider for State {
    type Command = Command;
    type Event = Event;
    type Stage = Stage;

    const ACTS: &'static [Act<Self>] = acts::ACTS;

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
        commands::read(act, arguments)
    }

    fn decide(&self, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
        commands::decide(self, command, now)
    }

    fn evolve(&mut self, event: &Event, told: &Told<'_>) {
        events::evolve(self, event, told);
    }

    fn holder(&self, event: &Event) -> Option<(Holder, &'static str)> {
        events::holder(event)
    }
}

impl State {
    pub(crate) const fn go(&mut self, stage: Stage) {
        self.stage = stage;
    }

    /// The first day on which the end of the review period can be recorded, while it runs.
    pub fn review_over_on(&self) -> Option<Day> {
        let running = self.notified.as_ref().filter(|_| self.stage == Stage::Notified);
        running.map(|notified| tier::earliest_offer(notified.period_ends))
    }

    /// The day on which both chambers had it: of our own, as recorded; of a report, likewise; of
    /// a public notice, as printed.
    pub fn day_nought(&self) -> Option<Day> {
        let own = self.notified.as_ref().map(Notified::day_nought);
        let report = self.report.as_ref().and_then(|report| report.delivered.as_ref());
        let report = report.map(|delivered| delivered.given.day_nought());
        let notice = self.published.as_ref().and_then(|notice| notice.delivered_on.or(notice.date));
        own.or(report).or(notice)
    }

    /// Whether Congress was told of the sale, as far as this record or a public notice says.
    pub fn is_notified(&self) -> bool {
        self.notified.is_some() || self.published.is_some()
    }

    /// Whether nothing of it was sent yet, so that its papers are pre-decisional.
    pub fn is_before_delivery(&self) -> bool {
        self.day_nought().is_none() && self.published.is_none()
    }

    /// Whether an offer may rest on it: its period is over, or an emergency was certified and the
    /// certification sent.
    pub fn supports_an_offer(&self) -> bool {
        match self.stage {
            Stage::ReviewComplete => true,
            Stage::Emergency => self.notified.is_some(),
            _ => false,
        }
    }
}
