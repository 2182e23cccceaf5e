//! Suspend a case, one of its lines or one shipment, and lift the suspension. A suspended case
//! passes no gate; a suspended line is not shipped; a suspended shipment does not leave. What is
//! stopped besides the whole case is the stop list.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, LineNumber, coded, limits};

use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the suspension describes itself.
pub const SUSPEND: About = About {
    name: "suspend",
    thing: "suspension",
    kind: Kind::Case,
    title: "Suspend the case, a line or a shipment",
    help: "Stops offer, implementation and shipment of the whole case, the deliveries of one line, \
           or the release of one shipment, until the suspension is lifted.",
    desks: &[Desk::State, Desk::CountryDesk],
    fields: &[
        Field::must("directive", "Directive", Input::Text(limits::LINE)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
        Field::may("cause", "Cause", Input::Choice(Cause::OPTIONS)),
        Field::may("effective_on", "In force from", Input::Day),
        LINE,
        SHIPMENT,
    ],
};

/// How the end of a suspension describes itself.
pub const RESUME: About = About {
    name: "resume",
    thing: "resumption",
    kind: Kind::Case,
    title: "Lift the suspension",
    help: "The case, the line or the shipment goes on from where it stood.",
    desks: &[Desk::State, Desk::CountryDesk],
    fields: &[
        Field::must("directive", "Directive", Input::Text(limits::LINE)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
        LINE,
        SHIPMENT,
    ],
};

const LINE: Field = Field::may("line", "Line", Input::Id("001", reads::<LineNumber>))
    .hint("Left out, the whole case is meant");
const SHIPMENT: Field = Field::may("shipment", "Shipment number", Input::Text(limits::LINE))
    .hint("One shipment, which may still be planned; left out, the line or the case is meant");

coded! {
    /// Why something is suspended.
    pub enum Cause "cause" {
        /// Interest.
        Interest = "national-interest" "national interest",
        /// Sanctions.
        Sanctions = "sanctions" "sanctions",
        /// Default.
        Default = "default" "the purchaser is in default",
        /// Violation.
        Violation = "violation" "a violation of what was agreed",
        /// Wish.
        Request = "purchaser-request" "the purchaser asked for it",
    }
}

/// Something was suspended, or the suspension lifted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Suspended {
    /// The directive.
    pub directive: String,
    /// Why.
    pub reason: String,
    /// Kind of cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// From which day on; the day of the record where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Day>,
    /// One line only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineNumber>,
    /// One shipment only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<String>,
}

impl Suspended {
    /// Whether the whole case is meant.
    pub const fn is_whole(&self) -> bool {
        self.line.is_none() && self.shipment.is_none()
    }

    /// What is stopped, as the middle of a sentence.
    pub fn scope(&self) -> String {
        match (&self.line, &self.shipment) {
            (Some(line), _) => format!("line {line}"),
            (None, Some(shipment)) => format!("shipment {shipment}"),
            (None, None) => "the case".to_owned(),
        }
    }

    fn same_scope(&self, other: &Self) -> bool {
        self.line == other.line && self.shipment == other.shipment
    }
}

pub(crate) fn suspend(
    case: &State,
    act: &Suspended,
    now: &Situation<'_>,
) -> Result<Suspended, Refusal> {
    let future = act.effective_on.and_then(|on| now.not_in_future("day of the suspension", on));
    let both = (act.line.is_some() && act.shipment.is_some()).then(|| {
        let sentence = "A line and a shipment are named together.".to_owned();
        now.contradiction(sentence, "Suspend the one, then the other.")
    });
    let unknown = act.line.as_ref().filter(|line| case.agreed().line(line).is_none());
    let unknown = unknown.map(|line| {
        let sentence = format!("Line {line} is not in this case.");
        now.contradiction(sentence, "Name a line of the case.")
    });
    let arrived = act.shipment.as_ref().filter(|number| {
        let sent = case.shipments.iter().find(|s| s.shipped.ship.shipment == **number);
        sent.is_some_and(|shipment| shipment.receipt.is_some())
    });
    let arrived = arrived.map(|number| {
        let sentence = format!("Shipment {number} was received; nothing is left to be stopped.");
        now.contradiction(sentence, "Name a shipment that has not arrived.")
    });
    let twice = case.stops.iter().any(|stop| !act.is_whole() && stop.same_scope(act));
    let twice = twice.then(|| scope_finding(act, "is already suspended", now)).flatten();
    Refusal::unless_clear([future, both, unknown, arrived, twice].into_iter().flatten())?;
    Ok(act.clone())
}

pub(crate) fn resume(
    case: &State,
    act: &Suspended,
    now: &Situation<'_>,
) -> Result<Suspended, Refusal> {
    let stopped = if act.is_whole() {
        case.suspended.is_some()
    } else {
        case.stops.iter().any(|stop| stop.same_scope(act))
    };
    // Where nothing at all is stopped, the gate says so.
    let something = case.suspended.is_some() || !case.stops.is_empty();
    let free =
        (something && !stopped).then(|| scope_finding(act, "is not suspended", now)).flatten();
    Refusal::unless_clear(free)?;
    Ok(act.clone())
}

fn scope_finding(act: &Suspended, how: &str, now: &Situation<'_>) -> Option<Finding> {
    now.under("SUSP-002", |row| {
        let scope = act.scope();
        let scope = rules::capital(&scope);
        Finding::under(row, Outcome::Refused, format!("{scope} {how}."))
            .remedy("Look at the list of what is stopped, and name the other.", &[])
    })
}

pub(crate) fn evolve_suspended(case: &mut State, event: &Suspended) {
    if event.is_whole() {
        case.suspended = Some(event.clone());
    } else {
        case.stops.push(event.clone());
    }
}

pub(crate) fn evolve_resumed(case: &mut State, event: &Suspended) {
    if event.is_whole() {
        case.suspended = None;
    } else {
        case.stops.retain(|stop| !stop.same_scope(event));
    }
}

impl State {
    /// The suspension of a line or of a shipment that stands in the way of a shipment.
    pub fn stop_of(&self, line: &LineNumber, shipment: &str) -> Option<&Suspended> {
        self.stops.iter().find(|stop| {
            stop.line.as_ref() == Some(line) || stop.shipment.as_deref() == Some(shipment)
        })
    }
}

/// A suspended line is not shipped, a suspended shipment does not leave.
pub(crate) fn stopped(
    case: &State,
    (line, shipment): (&LineNumber, &str),
    now: &Situation<'_>,
) -> Option<Finding> {
    let stop = case.stop_of(line, shipment)?;
    now.under("SUSP-001", |row| {
        let scope = stop.scope();
        let scope = rules::capital(&scope);
        let no = format!("{scope} is suspended by {}: {}", stop.directive, stop.reason);
        Finding::under(row, Outcome::Refused, no)
            .remedy("Lift the suspension.", &[Desk::State, Desk::CountryDesk])
    })
}
