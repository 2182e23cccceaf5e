//! How this office works where the law leaves it open: whether acts need persons of the register,
//! and who is told at so many days before or after a due day. The program has no such days of its
//! own.

use schedule::Step;
use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    duties::lack,
    refusal::Refusal,
    situation::Situation,
};

const STEPS: &[Field] = &[
    Field::must("days", "Days from the due day", Input::Count(-STEP_MAX, STEP_MAX))
        .hint("Before it when negative"),
    Field::must("tell", "Who is told", Input::Text(limits::LINE)),
    Field::may("desk", "Desk that is told", Input::Choice(Desk::OPTIONS))
        .hint("Whose calendar and list shows it; whoever holds the file sees it in any case"),
    Field::may("rule", "Only for last days that this rule sets", Input::Text(limits::LINE))
        .hint("Such as OED-001; every last day when left out"),
];
/// A step lies within two years of the due day.
const STEP_MAX: i64 = 730;

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "set-practice",
    thing: "practice",
    kind: Kind::Office,
    title: "Set how the office works",
    help: "Whether every act needs a person of the register, and who is told how many days before \
           or after a due day. It replaces what was set before. A record that is no sandbox always \
           needs such a person; a sandbox may choose.",
    desks: &[Desk::Administrator],
    fields: &[
        Field::must("named", "Every act needs a registered person", Input::Flag),
        Field::may("steps", "Who is told around a due day", Input::Records(STEPS)),
    ],
};

/// How the office works.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// Whether every act needs a person of the register.
    pub named: bool,
    /// Who is told around a due day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

pub(super) fn decide(
    office: &State,
    act: &Practice,
    now: &Situation<'_>,
) -> Result<Practice, Refusal> {
    // A record that is no sandbox has named persons from its first day: nothing is turned on.
    let turned_on = act.named && now.facts.sandbox;
    let lacks = if turned_on { lack::lacks(office, now.pack, now.today) } else { Vec::new() };
    let lacking = lacks
        .into_iter()
        .map(|lack| now.contradiction(lack.sentence, "Register and confirm people enough first."));
    let administrators = office.administrators();
    let alone = (turned_on && administrators < 2).then(|| {
        now.contradiction(
            format!("{administrators} of two administrators are registered."),
            "Register and confirm two administrators first: one enters, the other confirms.",
        )
    });
    let off = (!act.named && !now.facts.sandbox).then(|| {
        let sentence = "Every act in a record that is no sandbox is done by a registered person.";
        now.under("DUTY-003", |row| {
            rules::Finding::under(row, rules::Outcome::Refused, sentence)
                .remedy("Leave it as it is: only a sandbox may choose.", ABOUT.desks)
        })
    });
    let lacking = lacking.chain(alone).chain(off.flatten());
    Refusal::unless_clear(lacking)?;
    Ok(act.clone())
}
