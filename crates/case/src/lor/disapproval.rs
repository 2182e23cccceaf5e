//! Disapproval of a request: the agency recommends it with reasons, and it stands only once every
//! body that the rule names concurs. One body that does not concur puts the request back where it
//! stood. There is no informal refusal.

use rules::{Finding, Outcome, Row};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    situation::Situation,
};

/// How the recommendation describes itself.
pub const PROPOSE: About = About {
    name: "propose-disapproval",
    thing: "disapproval-proposal",
    kind: Kind::Request,
    title: "Recommend disapproval",
    help: "The agency recommends refusing major or significant equipment, its support, or the \
           whole request, with reasons. The bodies that the rule names decide.",
    desks: &[Desk::CaseManager],
    fields: &[
        Field::must("scope", "What is to be refused", Input::Choice(Scope::OPTIONS)),
        Field::must("reasons", "Reasons", Input::Long(limits::LETTER)),
        Field::must("reference", "Reference of the recommendation", Input::Text(limits::LINE)),
    ],
};

/// How the decision describes itself.
pub const DECIDE: About = About {
    name: "decide-disapproval",
    thing: "disapproval-decisions",
    kind: Kind::Request,
    title: "Decide on the disapproval",
    help: "A body concurs or overturns. Once all concur the request is disapproved and the \
           purchaser is told; when one overturns, the evaluation goes on.",
    desks: &[Desk::CountryDesk, Desk::State],
    fields: &[
        Field::must("view", "Decision", Input::Choice(Concurrence::OPTIONS)),
        Field::must("reasons", "Reasons", Input::Long(limits::PARAGRAPH)),
        Field::may("response", "Response to the purchaser", Input::Long(limits::LETTER))
            .hint("Needed from the last body that concurs"),
    ],
};

coded! {
    /// What is to be refused.
    pub enum Scope "scope" {
        /// MDE.
        Major = "mde" "major defense equipment",
        /// SME.
        Significant = "sme" "significant military equipment",
        /// Support.
        Support = "support" "support of such equipment",
        /// All.
        Whole = "whole" "the whole request",
    }
}

coded! {
    /// What a body decides on a recommendation.
    pub enum Concurrence "decision" {
        /// Yes.
        Concur = "concur" "concurs with the disapproval",
        /// No.
        Overturn = "overturn" "overturns it; the evaluation goes on",
    }
}

coded! {
    /// What became of a recommendation.
    pub enum Fate "result" {
        /// Others decide too.
        Waits = "waits" "other bodies decide too",
        /// All concurred.
        Disapproved = "disapproved" "disapproved",
        /// One did not.
        Overturned = "overturned" "overturned",
    }
}

/// The agency recommended disapproval.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Proposed {
    /// What is to be refused.
    pub scope: Scope,
    /// Why.
    pub reasons: String,
    /// The recommendation.
    pub reference: String,
}

/// A body decides.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decide {
    /// What it decides.
    pub view: Concurrence,
    /// Why.
    pub reasons: String,
    /// What the purchaser is told.
    pub response: Option<String>,
}

/// A body decided.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decided {
    /// The body.
    pub body: Desk,
    /// What it decided.
    pub view: Concurrence,
    /// Why.
    pub reasons: String,
    /// What became of the recommendation.
    pub result: Fate,
    /// What the purchaser is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
}

/// A recommendation as the file shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Disapproval {
    /// When it was made.
    pub on: Day,
    /// What was recommended.
    pub proposed: Proposed,
    /// Decisions, oldest first.
    pub decisions: Vec<Decided>,
}

impl Disapproval {
    /// What became of it.
    pub fn result(&self) -> Fate {
        self.decisions.last().map_or(Fate::Waits, |decided| decided.result)
    }
}

fn process<'a>(now: &Situation<'a>) -> Result<&'a Row, Refusal> {
    now.row("LOR-008").ok_or_else(|| {
        let sentence = "No rule says today how a request is disapproved.".to_owned();
        now.contradiction(sentence, "Return the request, or add a row LOR-008 for today.").into()
    })
}

pub(crate) fn propose(act: &Proposed, now: &Situation<'_>) -> Result<Proposed, Refusal> {
    process(now)?;
    Ok(act.clone())
}

pub(crate) fn decide(file: &State, act: &Decide, now: &Situation<'_>) -> Result<Decided, Refusal> {
    let row = process(now)?;
    let Some(open) = file.open_disapproval() else {
        let sentence = "No disapproval is recommended.".to_owned();
        return Err(now.contradiction(sentence, "The agency recommends it first.").into());
    };
    let body = now.who.desk();
    let bodies: Vec<Desk> = row.words("bodies").iter().filter_map(|b| b.parse().ok()).collect();
    let others = bodies.iter().filter(|other| **other != body);
    let waits = others.clone().any(|other| open.decisions.iter().all(|d| d.body != *other));
    let result = match act.view {
        Concurrence::Overturn => Fate::Overturned,
        Concurrence::Concur if waits => Fate::Waits,
        Concurrence::Concur => Fate::Disapproved,
    };
    let twice = open.decisions.iter().any(|decided| decided.body == body).then(|| {
        let named = now.pack.jurisdiction().desk(body);
        let sentence = format!("The {named} decided already.");
        now.contradiction(sentence, "Let the other bodies decide.")
    });
    let silent = (result == Fate::Disapproved && act.response.is_none()).then(|| {
        let no = "Every body concurs with this decision, and the purchaser is not answered.";
        Finding::under(row, Outcome::Refused, no)
            .remedy("Write the response to the purchaser.", DECIDE.desks)
    });
    Refusal::unless_clear(twice.into_iter().chain(silent))?;
    let (view, reasons) = (act.view, act.reasons.clone());
    Ok(Decided { body, view, reasons, result, response: act.response.clone() })
}

pub(crate) fn evolve_proposed(file: &mut State, event: &Proposed, told: &Told<'_>) {
    let proposed = event.clone();
    file.disapprovals.push(Disapproval { on: told.on, proposed, decisions: Vec::new() });
}

pub(crate) fn evolve_decided(file: &mut State, event: &Decided) {
    if let Some(open) = file.disapprovals.last_mut() {
        open.decisions.push(event.clone());
    }
}

impl State {
    /// The recommendation on which bodies still decide.
    pub fn open_disapproval(&self) -> Option<&Disapproval> {
        self.disapprovals.last().filter(|open| open.result() == Fate::Waits)
    }

    /// The recommendation that every body concurred with.
    pub fn disapproved(&self) -> Option<&Disapproval> {
        self.disapprovals.last().filter(|last| last.result() == Fate::Disapproved)
    }
}
