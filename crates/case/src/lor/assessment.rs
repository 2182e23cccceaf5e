//! A pre-LOR assessment request: the embassy's office starts the release of sensitive or classified
//! items before a letter exists, the bodies that the rule names take positions, and the assessment
//! ends with the most cautious of them.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    situation::Situation,
};

const ITEMS: &[Field] = &[
    Field::must("name", "Article or service", Input::Text(limits::LINE)),
    Field::must("sensitivity", "Why it is sensitive", Input::Text(limits::LINE)),
];

/// How the request for an assessment describes itself.
pub const OPEN: About = About {
    name: "open-assessment",
    thing: "assessment",
    kind: Kind::Request,
    title: "Ask for an assessment before a letter",
    help: "Starts the release process for sensitive or classified items without a letter, because \
           the demand is credible. Technology security and the agency take positions.",
    desks: &[Desk::SecurityCooperation],
    fields: &[
        Field::must("reference", "Reference", Input::Text(limits::LINE)),
        Field::must("items", "Sensitive or classified items", Input::Records(ITEMS)),
        Field::must("demand", "Why the demand is credible", Input::Long(limits::PARAGRAPH)),
        Field::must("content", "Content of Table C3.T2", Input::Long(limits::LETTER)),
        Field::may("command_view", "View of the combatant command", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How a position describes itself.
pub const POSITION: About = About {
    name: "take-assessment-position",
    thing: "assessment-positions",
    kind: Kind::Request,
    title: "Take a position on the assessment",
    help: "Keeps what a body says on the release of the items; a later position of the same body \
           replaces its earlier one, which stays in the record.",
    desks: &[Desk::TechnologySecurity, Desk::CaseManager],
    fields: &[
        Field::must("view", "Position", Input::Choice(View::OPTIONS)),
        Field::must("text", "Reasons and conditions", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How the end of an assessment describes itself.
pub const CONCLUDE: About = About {
    name: "conclude-assessment",
    thing: "assessment-conclusion",
    kind: Kind::Request,
    title: "Conclude the assessment",
    help: "Ends the assessment once every body took a position. The most cautious position is the \
           result; the file waits for the letter.",
    desks: &[Desk::SecurityCooperation],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

coded! {
    /// What a body says on release, the most cautious last.
    pub enum View "view" {
        /// Yes.
        Release = "release" "the items can be released",
        /// Yes, if.
        Conditions = "release-with-conditions" "the items can be released with conditions",
        /// No.
        Deny = "no-release" "the items cannot be released",
    }
}

/// An assessment as it is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Asked {
    pub reference: String,
    pub items: Vec<SensitiveItem>,
    pub demand: String,
    pub content: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command_view: Option<String>,
}

/// A sensitive or classified item.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SensitiveItem {
    /// What it is.
    pub name: String,
    /// Why it is sensitive.
    pub sensitivity: String,
}

/// What a body says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TakePosition {
    /// Its view.
    pub view: View,
    /// Its reasons and conditions.
    pub text: String,
}

/// A body took a position.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PositionTaken {
    /// The body.
    pub body: Desk,
    /// Its view.
    pub view: View,
    /// Its reasons and conditions.
    pub text: String,
}

/// Ends an assessment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Conclude {
    /// Remarks.
    pub remarks: Option<String>,
}

/// The assessment ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Concluded {
    /// The most cautious position.
    pub view: View,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// An assessment as the file shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Assessment {
    /// When it was asked for.
    pub on: Day,
    /// What was asked.
    pub asked: Asked,
    /// Positions, oldest first; the newest of a body counts.
    pub positions: Vec<PositionTaken>,
    /// How it ended.
    pub concluded: Option<Concluded>,
}

impl Assessment {
    /// The newest position of a body.
    pub fn of(&self, body: Desk) -> Option<&PositionTaken> {
        self.positions.iter().rev().find(|position| position.body == body)
    }
}

pub(crate) fn open(act: &Asked, now: &Situation<'_>) -> Result<Asked, Refusal> {
    let none = now.row("TECH-002").is_none().then(|| {
        let sentence = "No rule lets an assessment begin before a letter today.".to_owned();
        now.contradiction(sentence, "Wait for the letter of request.")
    });
    Refusal::unless_clear(none)?;
    Ok(act.clone())
}

pub(crate) fn take(
    file: &State,
    act: &TakePosition,
    now: &Situation<'_>,
) -> Result<PositionTaken, Refusal> {
    let none = file.assessment.is_none().then(|| {
        now.contradiction("No assessment is open.".to_owned(), "Ask for an assessment first.")
    });
    Refusal::unless_clear(none)?;
    Ok(PositionTaken { body: now.who.desk(), view: act.view, text: act.text.clone() })
}

pub(crate) fn conclude(
    file: &State,
    act: &Conclude,
    now: &Situation<'_>,
) -> Result<Concluded, Refusal> {
    let open = file.assessment.as_ref();
    let row = now.row("TECH-002");
    let (Some(open), Some(row)) = (open, row) else {
        let sentence = "No assessment is open.".to_owned();
        return Err(now.contradiction(sentence, "Ask for an assessment first.").into());
    };
    let bodies: Vec<Desk> = row.words("bodies").iter().filter_map(|b| b.parse().ok()).collect();
    let silent: Vec<Desk> =
        bodies.iter().copied().filter(|body| open.of(*body).is_none()).collect();
    let waits = (!silent.is_empty()).then(|| {
        let names: Vec<&str> =
            silent.iter().map(|body| now.pack.jurisdiction().desk(*body)).collect();
        let no = format!("No position yet: {}.", names.join(", "));
        Finding::under(row, Outcome::Refused, no)
            .remedy("Let each body take its position.", &silent)
    });
    Refusal::unless_clear(waits)?;
    let view = bodies.iter().filter_map(|body| open.of(*body)).map(|p| p.view).max();
    let view = view.unwrap_or(View::Deny);
    Ok(Concluded { view, remarks: act.remarks.clone() })
}

pub(crate) fn evolve_opened(file: &mut State, event: &Asked, told: &Told<'_>) {
    let asked = event.clone();
    let positions = Vec::new();
    file.assessment = Some(Assessment { on: told.on, asked, positions, concluded: None });
}

pub(crate) fn evolve_position(file: &mut State, event: &PositionTaken) {
    if let Some(assessment) = &mut file.assessment {
        assessment.positions.push(event.clone());
    }
}

pub(crate) fn evolve_concluded(file: &mut State, event: &Concluded) {
    if let Some(assessment) = &mut file.assessment {
        assessment.concluded = Some(event.clone());
    }
}
