//! Suspend a case, and lift the suspension.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use crate::act::{About, Field, Input};

/// How the suspension describes itself.
pub const SUSPEND: About = About {
    name: "suspend",
    thing: "suspension",
    kind: Kind::Case,
    title: "Suspend the case",
    help: "Stops offer, implementation and shipment of the whole case until the suspension is \
           lifted.",
    desks: &[Desk::State, Desk::CountryDesk],
    fields: &[
        Field::must("directive", "Directive", Input::Text(limits::LINE)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How the end of a suspension describes itself.
pub const RESUME: About = About {
    name: "resume",
    thing: "resumption",
    kind: Kind::Case,
    title: "Lift the suspension",
    help: "The case goes on from where it stood.",
    desks: &[Desk::State, Desk::CountryDesk],
    fields: &[
        Field::must("directive", "Directive", Input::Text(limits::LINE)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The case was suspended, or the suspension lifted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Suspended {
    /// The directive.
    pub directive: String,
    /// Why.
    pub reason: String,
}
