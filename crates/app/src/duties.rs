//! Who may do what, as the office can show it: the field's bodies, who does what at which step, the
//! desks of every act today, and which acts need two persons.

use std::{collections::BTreeMap, sync::LazyLock};

use case::duties::{self, full_name};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use terms::{Desk, Kind};

use crate::office::Office;

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let text = include_str!("../../../rules/codes/roles.toml");
    toml::from_str(text).expect("INVARIANT: a test reads the roles of the program")
});

/// The bodies of the field and the steps of a sale.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// Bodies.
    pub role: Vec<Role>,
    /// Steps, with the letter of every body: R does the work, A decides, C is asked, I is told.
    pub step: Vec<BTreeMap<String, String>>,
}

/// A body of the field.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its short name.
    pub code: String,
    /// Its name.
    pub name: String,
    /// To what it belongs.
    pub organisation: String,
    /// What it may do.
    pub may: String,
    /// What it may not do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_not: Option<String>,
    /// Its desks in this program.
    pub desks: Vec<Desk>,
    /// How far the source was seen.
    pub confidence: String,
}

/// The bodies and steps that the program carries.
pub fn roles() -> &'static Roles {
    &ROLES
}

/// An act with the desks that may do it today, and the acts that it is kept apart from.
#[derive(Debug, Clone, Serialize)]
pub struct ActDuty {
    /// The act: `case approve`.
    pub act: String,
    /// Its title.
    pub title: &'static str,
    /// The desks.
    pub desks: Vec<Desk>,
    /// Acts whose persons may not do it.
    pub apart_from: Vec<String>,
}

/// Every act with its desks and pairs, by the law of today.
pub fn acts(office: &Office) -> Vec<ActDuty> {
    let (pack, today) = (&office.law().pack, office.today());
    let (desks, pairs) = (pack.of_act("DUTY-001", today), pack.of_act("DUTY-002", today));
    let acts = Kind::ALL.into_iter().flat_map(case::file::acts);
    acts.map(|about| {
        let act = full_name(about);
        let apart = pairs.map(|row| row.words(&act)).unwrap_or_default();
        ActDuty {
            title: about.title,
            desks: duties::desks(about, desks).into_owned(),
            apart_from: apart.into_iter().map(str::to_owned).collect(),
            act,
        }
    })
    .collect()
}

/// All of it as JSON.
pub fn json(office: &Office) -> Value {
    json!({ "roles": roles().role, "steps": roles().step, "acts": acts(office) })
}

/// The acts as lines for a terminal.
pub fn lines(office: &Office) -> Vec<String> {
    let line = |duty: ActDuty| {
        let desks: Vec<&str> = duty.desks.iter().map(|desk| desk.code()).collect();
        let apart = duty.apart_from.join(", ");
        let apart = if apart.is_empty() { apart } else { format!("; not by who did {apart}") };
        format!("{:<34} {}{apart}", duty.act, desks.join(", "))
    };
    acts(office).into_iter().map(line).collect()
}
