//! A Letter of Request: from its receipt, through evaluation and clarification, to two milestones
//! (actionable, complete) or to an end without an offer.

pub mod acknowledge;
pub mod ask;
pub mod attach;
pub mod checklist;
pub mod evaluate;
pub mod letter;
pub mod milestones;
pub mod receive;

use rules::Finding;
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

pub use acknowledge::Acknowledgement;
pub use attach::Attachment;
pub use checklist::{Completeness, Milestone};
pub use letter::Letter;

/// A request as its file shows it.
#[derive(Debug, Clone, Default)]
pub struct State {
    head: Head,
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
    /// Cases opened for it.
    pub cases: Vec<FileId>,
    /// How it ended without an offer.
    pub ended: Option<Ended>,
}

/// How a request ended without an offer.
#[derive(Debug, Clone)]
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
        /// Returned.
        Returned = "returned" "returned without action",
        /// Withdrawn.
        Withdrawn = "withdrawn" "withdrawn by the purchaser",
    }
}

/// What can be done to a request.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each command is documented with its act")]
#[expect(clippy::large_enum_variant, reason = "a command lives for one act; boxing buys nothing")]
pub enum Command {
    Receive(Letter),
    Attach(Attachment),
    Acknowledge(Acknowledgement),
    Evaluate(evaluate::Evaluation),
    Ask(ask::Questions),
    Answer(ask::Answer),
    MarkActionable(milestones::Marked),
    MarkComplete(milestones::Marked),
    Return(milestones::Returned),
    Withdraw(milestones::Withdrawn),
}

/// What can have happened to a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// A letter was received.
    #[serde(rename = "lor.received")]
    Received(receive::Received),
    /// A file was attached.
    #[serde(rename = "lor.attached")]
    Attached(Attachment),
    /// The receipt was acknowledged to the purchaser.
    #[serde(rename = "lor.acknowledged")]
    Acknowledged(Acknowledgement),
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
    /// A case was opened for the request.
    #[serde(rename = "lor.case_opened")]
    CaseOpened(CaseOpened),
    /// The request was returned without action.
    #[serde(rename = "lor.returned")]
    Returned(milestones::Returned),
    /// The purchaser withdrew the request.
    #[serde(rename = "lor.withdrawn")]
    Withdrawn(milestones::Withdrawn),
}

/// A case was opened for the request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CaseOpened {
    /// The case.
    pub case: FileId,
}

const NO_GATE: &[&[Check<State>]] = &[];
const OPEN: &[Stage] = &[Stage::Received, Stage::Evaluation, Stage::Clarification];
const ALIVE: &[Stage] =
    &[Stage::Received, Stage::Evaluation, Stage::Clarification, Stage::Actionable, Stage::Complete];

impl Decider for State {
    type Command = Command;
    type Event = Event;
    type Stage = Stage;

    const ACTS: &'static [Act<Self>] = &[
        Act { about: receive::ABOUT, opens: true, made_whole: false, stages: &[], gate: NO_GATE },
        Act { about: attach::ABOUT, opens: false, made_whole: false, stages: ALIVE, gate: NO_GATE },
        Act {
            about: acknowledge::ABOUT,
            opens: false,
            made_whole: false,
            stages: ALIVE,
            gate: NO_GATE,
        },
        Act {
            about: evaluate::ABOUT,
            opens: false,
            made_whole: false,
            stages: OPEN,
            gate: NO_GATE,
        },
        Act { about: ask::ASK, opens: false, made_whole: false, stages: ALIVE, gate: NO_GATE },
        Act { about: ask::ANSWER, opens: false, made_whole: false, stages: ALIVE, gate: NO_GATE },
        Act {
            about: milestones::MARK_ACTIONABLE,
            opens: false,
            made_whole: false,
            stages: &[Stage::Evaluation],
            gate: &[gates::eligibility::REQUEST, gates::request::ACTIONABLE],
        },
        Act {
            about: milestones::MARK_COMPLETE,
            opens: false,
            made_whole: false,
            stages: &[Stage::Actionable],
            gate: &[gates::request::COMPLETE],
        },
        Act {
            about: milestones::RETURN,
            opens: false,
            made_whole: false,
            stages: OPEN,
            gate: NO_GATE,
        },
        Act {
            about: milestones::WITHDRAW,
            opens: false,
            made_whole: false,
            stages: ALIVE,
            gate: NO_GATE,
        },
    ];

    fn head(&self) -> &Head {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }

    fn stage(&self) -> Stage {
        match &self.ended {
            Some(Ended::Returned(_)) => return Stage::Returned,
            Some(Ended::Withdrawn(_)) => return Stage::Withdrawn,
            None => {}
        }
        match () {
            () if self.letter.is_none() => Stage::None,
            () if self.open_round().is_some() => Stage::Clarification,
            () if self.complete_on.is_some() => Stage::Complete,
            () if self.actionable_on.is_some() => Stage::Actionable,
            () if !self.evaluations.is_empty() => Stage::Evaluation,
            () => Stage::Received,
        }
    }

    fn command(act: &str, arguments: Value) -> Result<Command, Error> {
        Ok(match act {
            "receive" => Command::Receive(from_value(arguments)?),
            "attach" => Command::Attach(from_value(arguments)?),
            "acknowledge" => Command::Acknowledge(from_value(arguments)?),
            "evaluate" => Command::Evaluate(from_value(arguments)?),
            "ask" => Command::Ask(from_value(arguments)?),
            "answer" => Command::Answer(from_value(arguments)?),
            "mark-actionable" => Command::MarkActionable(from_value(arguments)?),
            "mark-complete" => Command::MarkComplete(from_value(arguments)?),
            "return" => Command::Return(from_value(arguments)?),
            "withdraw" => Command::Withdraw(from_value(arguments)?),
            other => return Err(crate::file::no_such_act(other)),
        })
    }

    fn decide(&self, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
        Ok(match command {
            Command::Receive(act) => Event::Received(receive::decide(act, now)?),
            Command::Attach(act) => Event::Attached(attach::decide(&self.attachments, act, now)?),
            Command::Acknowledge(act) => Event::Acknowledged(acknowledge::decide(self, act, now)?),
            Command::Evaluate(act) => Event::Evaluated(act.clone()),
            Command::Ask(act) => Event::ClarificationAsked(ask::ask(self, act, now)?),
            Command::Answer(act) => Event::ClarificationAnswered(ask::answer(self, act, now)?),
            Command::MarkActionable(act) => Event::Actionable(act.clone()),
            Command::MarkComplete(act) => Event::Completed(act.clone()),
            Command::Return(act) => Event::Returned(act.clone()),
            Command::Withdraw(act) => Event::Withdrawn(milestones::withdraw(act, now)?),
        }
        .into())
    }

    fn evolve(&mut self, event: &Event, told: &Told<'_>) {
        match event {
            Event::Received(e) => receive::evolve(self, e),
            Event::Attached(e) => self.attachments.push(e.clone()),
            Event::Acknowledged(e) => self.acknowledged = Some(e.clone()),
            Event::Evaluated(e) => self.evaluations.push(e.clone()),
            Event::ClarificationAsked(e) => ask::evolve_asked(self, e, told),
            Event::ClarificationAnswered(e) => ask::evolve_answered(self, e),
            Event::Actionable(_) => milestones::evolve_actionable(self, told),
            Event::Completed(_) => milestones::evolve_complete(self, told),
            Event::CaseOpened(e) => self.cases.push(e.case.clone()),
            Event::Returned(e) => self.ended = Some(Ended::Returned(e.clone())),
            Event::Withdrawn(e) => self.ended = Some(Ended::Withdrawn(e.clone())),
        }
    }

    fn holder(&self, event: &Event) -> Option<(Holder, &'static str)> {
        Some(match event {
            Event::Received(_) => (Holder::Agency, "request received"),
            Event::ClarificationAsked(_) => (Holder::Purchaser, "clarification asked"),
            Event::ClarificationAnswered(_) => (Holder::Agency, "clarification answered"),
            Event::Returned(_) => (Holder::Nobody, "returned without action"),
            Event::Withdrawn(_) => (Holder::Nobody, "withdrawn"),
            Event::Attached(_)
            | Event::Acknowledged(_)
            | Event::Evaluated(_)
            | Event::Actionable(_)
            | Event::Completed(_)
            | Event::CaseOpened(_) => return None,
        })
    }
}

impl State {
    /// The round of clarification that waits for an answer.
    pub fn open_round(&self) -> Option<&ask::Round> {
        self.rounds.last().filter(|round| round.answer.is_none())
    }

    /// The newest evaluation.
    pub fn evaluation(&self) -> Option<&evaluate::Evaluation> {
        self.evaluations.last()
    }
}
