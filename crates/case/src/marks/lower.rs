//! Lower a marking: one person proposes it with a reason, and another confirms it.

use serde::{Deserialize, Serialize};
use terms::{Kind, Marking, limits};

use super::{
    Bears, Thing,
    mark::{self, DESKS, FIELDS, Mark},
};
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the proposal describes itself for a case.
pub const PROPOSE_CASE: About = propose_about(Kind::Case);
/// How the proposal describes itself for a request.
pub const PROPOSE_REQUEST: About = propose_about(Kind::Request);
/// How the confirmation describes itself for a case.
pub const CONFIRM_CASE: About = confirm_about(Kind::Case);
/// How the confirmation describes itself for a request.
pub const CONFIRM_REQUEST: About = confirm_about(Kind::Request);

const fn propose_about(kind: Kind) -> About {
    About {
        name: "propose-lower-marking",
        thing: "marking-proposals",
        kind,
        title: "Propose a lower marking",
        help: "Proposes a marking that is less strict, and says why. It changes nothing until \
               another person confirms it.",
        desks: DESKS,
        fields: FIELDS,
    }
}

const fn confirm_about(kind: Kind) -> About {
    About {
        name: "confirm-lower-marking",
        thing: "lower-markings",
        kind,
        title: "Confirm a lower marking",
        help: "Lowers a marking as another person proposed it.",
        desks: DESKS,
        fields: CONFIRM,
    }
}

const CONFIRM: &[Field] = &[
    Field::must("number", "Number of the proposal", Input::Count(1, PROPOSALS)),
    Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
];
const PROPOSALS: i64 = 999;

/// A lower marking was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoweringProposed {
    /// Number of the proposal in the file.
    pub number: u32,
    /// Of what.
    #[serde(flatten)]
    pub thing: Thing,
    /// The marking that it bears.
    pub from: Marking,
    /// The marking that is proposed.
    pub to: Marking,
    /// Why.
    pub reason: String,
}

/// Confirms a proposal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Confirm {
    pub number: u32,
    pub reason: String,
}

/// A marking was lowered by two persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkingLowered {
    /// Number of the proposal.
    pub number: u32,
    /// Of what.
    #[serde(flatten)]
    pub thing: Thing,
    /// What it was marked before.
    pub from: Marking,
    /// The marking now.
    pub marking: Marking,
    /// Why the second person agreed.
    pub reason: String,
}

pub(crate) fn propose(
    file: &impl Bears,
    act: &Mark,
    now: &Situation<'_>,
) -> Result<LoweringProposed, Refusal> {
    let (thing, to) = mark::asked(file, act, now)?;
    let from = file.marks().borne(&thing, now.pack, now.today);
    let no_lower = to.covers(&from).then(|| {
        let sentence = format!("{thing} bears {from}, and {to} would not lower it.");
        now.contradiction(sentence, "Mark it; that takes one person.")
    });
    let waits = file.marks().open_proposals().find(|open| open.proposed.thing == thing);
    let waits = waits.map(|open| {
        let sentence = format!("Proposal {} for {thing} waits for another person.", open.number);
        now.contradiction(sentence, "Confirm that one first, or mark the thing anew.")
    });
    Refusal::unless_clear(no_lower.into_iter().chain(waits))?;
    let number = file.marks().proposals.last().map_or(1, |last| last.number.saturating_add(1));
    Ok(LoweringProposed { number, thing, from, to, reason: act.reason.clone() })
}

pub(crate) fn confirm(
    file: &impl Bears,
    act: &Confirm,
    now: &Situation<'_>,
) -> Result<MarkingLowered, Refusal> {
    let mut open = file.marks().open_proposals();
    let Some(proposal) = open.find(|proposal| proposal.number == act.number) else {
        let sentence = format!("No proposal {} waits for another person.", act.number);
        return Err(now.contradiction(sentence, "Name a proposal that is open.").into());
    };
    let LoweringProposed { number, thing, from, to, .. } = proposal.proposed.clone();
    Ok(MarkingLowered { number, thing, from, marking: to, reason: act.reason.clone() })
}
