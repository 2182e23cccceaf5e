//! The acts of support. Each is a record of one thing that happened or was asked for, with one
//! rule between them: a ticket is resolved once.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

const SUSTAIN: &[Desk] = &[Desk::Sustainment, Desk::CaseManager];
const BOTH_SIDES: &[Desk] =
    &[Desk::PurchaserOfficial, Desk::Sustainment, Desk::SecurityCooperation];

/// Opens the file.
pub const OPEN: About = About {
    name: "open",
    thing: "opening",
    kind: Kind::Support,
    title: "Open support",
    help: "Opens the support file of a case that is in execution or delivered. Its number is the \
           case's number.",
    desks: SUSTAIN,
    fields: &[
        Field::must("scope", "What is supported", Input::Long(limits::PARAGRAPH)),
        Field::may("until", "Support ends", Input::Day),
    ],
};

/// Records a visit.
pub const RECORD_VISIT: About = About {
    name: "record-visit",
    thing: "visits",
    kind: Kind::Support,
    title: "Record a maintenance visit",
    help: "Keeps a maintenance visit that is planned or took place, and what was found.",
    desks: SUSTAIN,
    fields: &[
        Field::must("on", "Day", Input::Day),
        Field::must("site", "Site", Input::Text(limits::LINE)),
        Field::must("done", "It took place", Input::Flag),
        Field::must("report", "Plan or report", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Opens a ticket.
pub const OPEN_TICKET: About = About {
    name: "open-ticket",
    thing: "tickets",
    kind: Kind::Support,
    title: "Ask for support",
    help: "Opens a ticket for a fault, a part or a question.",
    desks: BOTH_SIDES,
    fields: &[
        Field::must("urgency", "Urgency", Input::Choice(Urgency::OPTIONS)),
        Field::must("subject", "Subject", Input::Text(limits::LINE)),
        Field::must("text", "Description", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Resolves a ticket.
pub const RESOLVE_TICKET: About = About {
    name: "resolve-ticket",
    thing: "ticket-resolutions",
    kind: Kind::Support,
    title: "Resolve a ticket",
    help: "Keeps how a ticket was resolved.",
    desks: SUSTAIN,
    fields: &[
        Field::must("number", "Ticket", Input::Count(1, limits::QUANTITY)),
        Field::must("resolution", "Resolution", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Plans a refresher.
pub const PLAN_REFRESHER: About = About {
    name: "plan-refresher",
    thing: "refreshers",
    kind: Kind::Support,
    title: "Plan refresher training",
    help: "Keeps a refresher course with its place and days.",
    desks: &[Desk::Training, Desk::Sustainment],
    fields: &[
        Field::must("title", "Course", Input::Text(limits::LINE)),
        Field::must("place", "Place", Input::Text(limits::LINE)),
        Field::must("from", "First day", Input::Day),
        Field::must("seats", "Seats", Input::Count(1, limits::QUANTITY)),
    ],
};

/// Records an upgrade.
pub const RECORD_UPGRADE: About = About {
    name: "record-upgrade",
    thing: "upgrades",
    kind: Kind::Support,
    title: "Record an upgrade",
    help: "Keeps an upgrade that was offered, accepted, declined or fitted, with its effect on \
           support.",
    desks: SUSTAIN,
    fields: &[
        Field::must("name", "Upgrade", Input::Text(limits::LINE)),
        Field::must("status", "Status", Input::Choice(UpgradeStatus::OPTIONS)),
        Field::must("effect", "Effect on support", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Gives feedback.
pub const GIVE_FEEDBACK: About = About {
    name: "give-feedback",
    thing: "feedback",
    kind: Kind::Support,
    title: "Give feedback",
    help: "Keeps what the purchaser says of the sale and its support.",
    desks: BOTH_SIDES,
    fields: &[
        Field::must("rating", "Rating from 1 (poor) to 5 (very good)", Input::Count(1, 5)),
        Field::must("text", "Feedback", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// How urgent a ticket is.
    pub enum Urgency "urgency" {
        /// Out of action.
        High = "out-of-action" "equipment is out of action",
        /// Limited.
        Medium = "limited" "equipment is limited",
        /// Routine.
        Low = "routine" "routine",
    }
}

coded! {
    /// How far an upgrade went.
    pub enum UpgradeStatus "status" {
        /// Offered.
        Offered = "offered" "offered",
        /// Accepted.
        Accepted = "accepted" "accepted",
        /// Declined.
        Declined = "declined" "declined",
        /// Fitted.
        Fitted = "fitted" "fitted",
    }
}

/// What is supported.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opened {
    /// Scope.
    pub scope: String,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// A maintenance visit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Visit {
    /// Day.
    pub on: Day,
    /// Site.
    pub site: String,
    /// Whether it took place.
    pub done: bool,
    /// Plan or report.
    pub report: String,
}

/// A request for support.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ticket {
    /// Urgency.
    pub urgency: Urgency,
    /// Subject.
    pub subject: String,
    /// Description.
    pub text: String,
}

/// A ticket was opened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TicketOpened {
    /// Number within the file, from 1.
    pub number: u32,
    /// What is asked.
    pub ticket: Ticket,
}

/// A ticket was resolved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TicketResolved {
    /// The ticket.
    pub number: u32,
    /// Resolution.
    pub resolution: String,
}

/// A refresher course.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Refresher {
    /// Title.
    pub title: String,
    /// Place.
    pub place: String,
    /// First day.
    pub from: Day,
    /// Seats.
    pub seats: u32,
}

/// An upgrade.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Upgrade {
    /// Name.
    pub name: String,
    /// How far it went.
    pub status: UpgradeStatus,
    /// Effect on support.
    pub effect: String,
}

/// Feedback of the purchaser.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Feedback {
    /// 1 (poor) to 5 (very good).
    pub rating: u32,
    /// What is said.
    pub text: String,
}

pub(crate) fn open_ticket(file: &State, act: &Ticket) -> TicketOpened {
    let number = u32::try_from(file.tickets.len()).unwrap_or(u32::MAX).saturating_add(1);
    TicketOpened { number, ticket: act.clone() }
}

pub(crate) fn resolve_ticket(
    file: &State,
    act: &TicketResolved,
    now: &Situation<'_>,
) -> Result<TicketResolved, Refusal> {
    let open = file.tickets.iter().any(|t| t.number == act.number && t.resolved.is_none());
    let finding = (!open).then(|| {
        now.contradiction(
            format!("Ticket {} is not open.", act.number),
            "Name a ticket of this file that is open.",
        )
    });
    Refusal::unless_clear(finding)?;
    Ok(act.clone())
}
