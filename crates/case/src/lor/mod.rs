//! A request: from the need that a partner states, or from its letter, through evaluation and
//! clarification, to two milestones (actionable, complete), to a price for planning, or to an end
//! without an offer.

pub mod acknowledge;
mod acts;
pub mod ask;
pub mod assessment;
pub mod attach;
pub mod checklist;
mod commands;
pub mod copy;
pub mod country;
pub mod disapproval;
pub mod evaluate;
mod events;
pub mod issue;
pub mod letter;
pub mod milestones;
pub mod need;
pub mod pricing;
pub mod receive;

use rules::Finding;
use serde::{Deserialize, Serialize};
use serde_json::{Error, Value};
use terms::{Day, FileId, PurchaserCode, coded, codes::Holder};

use crate::{
    act::Act,
    decider::{Decider, Head, Outcome, Told},
    gates,
    marks::{Bears, Marks, Sort, Thing},
    refusal::Refusal,
    sale::issue::Issued,
    situation::Situation,
};

pub use acknowledge::Acknowledgement;
pub use attach::Attachment;
pub use checklist::{Completeness, Milestone};
pub use commands::Command;
pub use events::{CaseOpened, Event};
pub use letter::Letter;

/// A request as its file shows it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    head: Head,
    /// The need that was stated before the letter.
    pub need: Option<need::Need>,
    /// The assessment before the letter.
    pub assessment: Option<assessment::Assessment>,
    /// The letter, with the facts of all answers.
    pub letter: Option<Letter>,
    /// How complete it is.
    pub completeness: Option<Completeness>,
    /// What the intake rules found.
    pub findings: Vec<Finding>,
    /// The last day to acknowledge it.
    pub acknowledge_by: Option<Day>,
    /// The acknowledgement.
    pub acknowledged: Option<Acknowledgement>,
    /// The last day to pass a copy on, where a notification is likely.
    pub copy_by: Option<Day>,
    /// Copies that were passed on, oldest first.
    pub copies: Vec<copy::CopySent>,
    /// The country team's assessment, as it was recorded last.
    pub country: Option<country::CountryAssessed>,
    /// Markings of the request and of what is in it.
    pub marks: Marks,
    /// Attachments.
    pub attachments: Vec<Attachment>,
    /// Evaluations, oldest first; the newest counts.
    pub evaluations: Vec<evaluate::Evaluation>,
    /// Rounds of clarification, oldest first.
    pub rounds: Vec<ask::Round>,
    /// First milestone.
    pub actionable_on: Option<Day>,
    /// Second milestone.
    pub complete_on: Option<Day>,
    /// The price for planning.
    pub pricing: Option<pricing::Pricing>,
    /// Recommendations to disapprove, oldest first.
    pub disapprovals: Vec<disapproval::Disapproval>,
    /// Cases opened for it.
    pub cases: Vec<FileId>,
    /// Released papers, oldest first.
    pub documents: Vec<Issued>,
    /// How it ended without an offer.
    pub ended: Option<Ended>,
}

/// How a request ended without an offer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Ended {
    /// Returned without action.
    Returned(milestones::Returned),
    /// Withdrawn by the purchaser.
    Withdrawn(milestones::Withdrawn),
}

coded! {
    /// Where a request stands.
    pub enum Stage "request stage" {
        /// Nothing received.
        None = "not-received" "nothing was received",
        /// Before a letter.
        PreLor = "pre-lor" "a need was stated; no letter yet",
        /// Assessment before a letter.
        ParOpen = "par-open" "release is assessed before a letter",
        /// Received.
        Received = "received" "received; not evaluated",
        /// Evaluation.
        Evaluation = "evaluation" "under evaluation",
        /// Clarification.
        Clarification = "clarification" "the purchaser is asked for clarification",
        /// Actionable.
        Actionable = "actionable" "work can start",
        /// Complete.
        Complete = "complete" "says enough to price an offer",
        /// Price for planning.
        RomInWork = "rom-in-work" "a price for planning is in work",
        /// Price for planning sent.
        RomSent = "rom-sent" "answered with a price for planning, which binds nobody",
        /// Returned.
        Returned = "returned" "returned without action",
        /// Disapproval recommended.
        DisapprovalProposed = "disapproval-proposed" "disapproval is recommended; bodies decide",
        /// Disapproved.
        Disapproved = "disapproved" "disapproved; the purchaser was told",
        /// Withdrawn.
        Withdrawn = "withdrawn" "withdrawn by the purchaser",
    }
}

impl Stage {
    /// Whether somebody still owes the request an answer.
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            Self::None | Self::RomSent | Self::Returned | Self::Disapproved | Self::Withdrawn
        )
    }
}

impl Bears for State {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn things(&self) -> Vec<Thing> {
        let letter = self.letter.iter().map(|_| Thing { what: Sort::Letter, name: None });
        let attached = self.attachments.iter().map(|a| Thing::named(Sort::Attachment, &a.name));
        std::iter::once(Thing::file()).chain(letter).chain(attached).collect()
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

    fn sale<'a>(&'a self, now: &Situation<'a>) -> gates::attested::Sale<'a> {
        gates::attested::Sale { letter: self.letter.as_ref(), ..gates::attested::Sale::of(now) }
    }

    fn stage(&self) -> Stage {
        match &self.ended {
            Some(Ended::Returned(_)) => return Stage::Returned,
            Some(Ended::Withdrawn(_)) => return Stage::Withdrawn,
            None => {}
        }
        let sent = self.pricing.as_ref().is_some_and(|pricing| pricing.sent.is_some());
        match () {
            () if self.letter.is_none() => self.before_the_letter(),
            () if self.disapproved().is_some() => Stage::Disapproved,
            () if self.open_disapproval().is_some() => Stage::DisapprovalProposed,
            () if self.open_round().is_some() => Stage::Clarification,
            () if sent => Stage::RomSent,
            () if self.pricing.is_some() => Stage::RomInWork,
            () if self.complete_on.is_some() => Stage::Complete,
            () if self.actionable_on.is_some() => Stage::Actionable,
            () if !self.evaluations.is_empty() => Stage::Evaluation,
            () => Stage::Received,
        }
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
    /// Where a file stands that has no letter.
    fn before_the_letter(&self) -> Stage {
        let assessed = self.assessment.as_ref().is_some_and(|open| open.concluded.is_none());
        match (&self.need, assessed) {
            (None, _) => Stage::None,
            (Some(_), true) => Stage::ParOpen,
            (Some(_), false) => Stage::PreLor,
        }
    }

    /// The purchaser, from the letter or from the need before it.
    pub fn purchaser(&self) -> Option<&PurchaserCode> {
        let early = self.need.as_ref().map(|need| &need.stated.purchaser);
        self.letter.as_ref().map(|letter| &letter.purchaser).or(early)
    }

    /// What it is about, from the letter or from the need before it.
    pub fn subject(&self) -> Option<&str> {
        let early = self.need.as_ref().map(|need| need.stated.subject.as_str());
        self.letter.as_ref().map(|letter| letter.subject.as_str()).or(early)
    }

    /// The round of clarification that waits for an answer.
    pub fn open_round(&self) -> Option<&ask::Round> {
        self.rounds.last().filter(|round| round.answer.is_none())
    }

    /// The newest evaluation.
    pub fn evaluation(&self) -> Option<&evaluate::Evaluation> {
        self.evaluations.last()
    }
}
