//! Provide for spares and support after delivery.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "provide-support",
    thing: "provisions",
    kind: Kind::Case,
    title: "Provide for spares and support",
    help: "Keeps what is provided to operate and sustain what is delivered, and for how long.",
    desks: &[Desk::Sustainment, Desk::Logistics, Desk::CaseManager],
    fields: &[
        Field::must("what", "Kind of provision", Input::Choice(ProvisionKind::OPTIONS)),
        Field::must("description", "Description", Input::Long(limits::PARAGRAPH)),
        Field::must("from", "From", Input::Day),
        Field::must("until", "Until", Input::Day),
    ],
};

coded! {
    /// Kind of provision.
    pub enum ProvisionKind "kind of provision" {
        /// Spares.
        Spares = "spares" "spares",
        /// Repair.
        Repair = "repair" "repair and return",
        /// Publications.
        Publications = "publications" "publications and technical data",
        /// People.
        Services = "services" "technical services",
    }
}

/// A provision for spares or support.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Provision {
    /// Kind.
    pub what: ProvisionKind,
    /// Description.
    pub description: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

pub(crate) fn decide(act: &Provision, now: &Situation<'_>) -> Result<Provision, Refusal> {
    let backwards = (act.until < act.from).then(|| {
        now.contradiction(
            format!("The provision ends on {}, before it begins on {}.", act.until, act.from),
            "Correct one of the two days.",
        )
    });
    Refusal::unless_clear(backwards)?;
    Ok(act.clone())
}
