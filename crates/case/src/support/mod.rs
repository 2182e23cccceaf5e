//! Support after delivery: maintenance visits, tickets, refreshers, upgrades, feedback. The file
//! has the number of its case and outlives it.

pub mod acts;

use serde::{Deserialize, Serialize};
use serde_json::{Error, Value, from_value};
use terms::{Day, coded, codes::Holder};

use crate::{
    act::{Act, Check},
    decider::{Decider, Head, Outcome, Told},
    gates,
    refusal::Refusal,
    situation::Situation,
};

pub use acts::{Feedback, Refresher, Ticket, TicketResolved, Upgrade, Visit};

/// A support file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    head: Head,
    /// What it is for.
    pub opened: Option<acts::Opened>,
    /// Maintenance visits, oldest first.
    pub visits: Vec<Visit>,
    /// Tickets, by number.
    pub tickets: Vec<TicketState>,
    /// Refresher courses, oldest first.
    pub refreshers: Vec<Refresher>,
    /// Upgrades, oldest first.
    pub upgrades: Vec<Upgrade>,
    /// Feedback, oldest first.
    pub feedback: Vec<(Day, Feedback)>,
}

/// A ticket as the file shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TicketState {
    /// From 1.
    pub number: u32,
    /// When it was opened.
    pub opened_on: Day,
    /// What is asked.
    pub ticket: Ticket,
    /// How it was resolved.
    pub resolved: Option<TicketResolved>,
}

coded! {
    /// Where a support file stands.
    pub enum Stage "support stage" {
        /// Not opened.
        None = "not-opened" "not opened",
        /// Open.
        Open = "open" "support is given",
    }
}

/// What can be done to a support file.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each command is documented with its act")]
pub enum Command {
    Open(acts::Opened),
    RecordVisit(Visit),
    OpenTicket(Ticket),
    ResolveTicket(TicketResolved),
    PlanRefresher(Refresher),
    RecordUpgrade(Upgrade),
    GiveFeedback(Feedback),
}

/// What can have happened to a support file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// Support began for a case.
    #[serde(rename = "support.opened")]
    Opened(acts::Opened),
    /// A maintenance visit was planned or took place.
    #[serde(rename = "support.visit_recorded")]
    VisitRecorded(Visit),
    /// The purchaser asked for support.
    #[serde(rename = "support.ticket_opened")]
    TicketOpened(acts::TicketOpened),
    /// A ticket was resolved.
    #[serde(rename = "support.ticket_resolved")]
    TicketResolved(TicketResolved),
    /// A refresher course was planned.
    #[serde(rename = "support.refresher_planned")]
    RefresherPlanned(Refresher),
    /// An upgrade was offered or fitted.
    #[serde(rename = "support.upgrade_recorded")]
    UpgradeRecorded(Upgrade),
    /// The purchaser gave feedback.
    #[serde(rename = "support.feedback_given")]
    FeedbackGiven(Feedback),
}

const NO_GATE: &[&[Check<State>]] = &[];

impl Decider for State {
    type Command = Command;
    type Event = Event;
    type Stage = Stage;

    const ACTS: &'static [Act<Self>] = &[
        Act {
            about: acts::OPEN,
            opens: true,
            made_whole: false,
            stages: &[],
            gate: &[gates::support::OPEN],
        },
        Act {
            about: acts::RECORD_VISIT,
            opens: false,
            made_whole: false,
            stages: &[],
            gate: NO_GATE,
        },
        Act {
            about: acts::OPEN_TICKET,
            opens: false,
            made_whole: false,
            stages: &[],
            gate: NO_GATE,
        },
        Act {
            about: acts::RESOLVE_TICKET,
            opens: false,
            made_whole: false,
            stages: &[],
            gate: NO_GATE,
        },
        Act {
            about: acts::PLAN_REFRESHER,
            opens: false,
            made_whole: false,
            stages: &[],
            gate: NO_GATE,
        },
        Act {
            about: acts::RECORD_UPGRADE,
            opens: false,
            made_whole: false,
            stages: &[],
            gate: NO_GATE,
        },
        Act {
            about: acts::GIVE_FEEDBACK,
            opens: false,
            made_whole: false,
            stages: &[],
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
        if self.opened.is_some() { Stage::Open } else { Stage::None }
    }

    fn command(act: &str, arguments: Value) -> Result<Command, Error> {
        Ok(match act {
            "open" => Command::Open(from_value(arguments)?),
            "record-visit" => Command::RecordVisit(from_value(arguments)?),
            "open-ticket" => Command::OpenTicket(from_value(arguments)?),
            "resolve-ticket" => Command::ResolveTicket(from_value(arguments)?),
            "plan-refresher" => Command::PlanRefresher(from_value(arguments)?),
            "record-upgrade" => Command::RecordUpgrade(from_value(arguments)?),
            "give-feedback" => Command::GiveFeedback(from_value(arguments)?),
            other => return Err(crate::file::no_such_act(other)),
        })
    }

    fn decide(&self, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
        Ok(match command {
            Command::Open(act) => Event::Opened(act.clone()),
            Command::RecordVisit(act) => Event::VisitRecorded(act.clone()),
            Command::OpenTicket(act) => Event::TicketOpened(acts::open_ticket(self, act)),
            Command::ResolveTicket(act) => {
                Event::TicketResolved(acts::resolve_ticket(self, act, now)?)
            }
            Command::PlanRefresher(act) => Event::RefresherPlanned(act.clone()),
            Command::RecordUpgrade(act) => Event::UpgradeRecorded(act.clone()),
            Command::GiveFeedback(act) => Event::FeedbackGiven(act.clone()),
        }
        .into())
    }

    fn evolve(&mut self, event: &Event, told: &Told<'_>) {
        match event {
            Event::Opened(e) => self.opened = Some(e.clone()),
            Event::VisitRecorded(e) => self.visits.push(e.clone()),
            Event::TicketOpened(e) => self.tickets.push(TicketState {
                number: e.number,
                opened_on: told.on,
                ticket: e.ticket.clone(),
                resolved: None,
            }),
            Event::TicketResolved(e) => {
                if let Some(ticket) = self.tickets.iter_mut().find(|t| t.number == e.number) {
                    ticket.resolved = Some(e.clone());
                }
            }
            Event::RefresherPlanned(e) => self.refreshers.push(e.clone()),
            Event::UpgradeRecorded(e) => self.upgrades.push(e.clone()),
            Event::FeedbackGiven(e) => self.feedback.push((told.on, e.clone())),
        }
    }

    fn holder(&self, event: &Event) -> Option<(Holder, &'static str)> {
        match event {
            Event::Opened(_) => Some((Holder::Agency, "support")),
            _ => None,
        }
    }
}
