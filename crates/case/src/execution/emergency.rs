//! Implement in an emergency: the case is accepted and its deposit is not here. The finance
//! director of the country proposes it on a written request that says what is urgent; the chief
//! of the division approves by implementing. The deposit keeps its day, and closes the emergency.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Usd, coded, limits};

use super::implement::{self, Implement, Implemented, System};
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// How the proposal describes itself.
pub const PROPOSE: About = About {
    name: "propose-emergency",
    thing: "emergency-proposal",
    kind: Kind::Case,
    title: "Propose an emergency implementation",
    help: "The finance director of the country takes up a written request that says what is \
           urgent, and sets the day by which the deposit must be here.",
    desks: &[Desk::Comptroller],
    fields: &[
        Field::must("asked_by", "Asked for by", Input::Choice(AskedBy::OPTIONS)),
        Field::must("reference", "Reference of the written request", Input::Text(limits::LINE)),
        Field::must("urgency", "What is urgent", Input::Long(limits::PARAGRAPH)),
        Field::must("deposit_due", "Deposit due by", Input::Day),
    ],
};

/// How the implementation describes itself.
pub const IMPLEMENT: About = About {
    name: "implement-emergency",
    thing: "emergency-implementation",
    kind: Kind::Case,
    title: "Implement without the deposit",
    help: "The chief of the division approves the proposal: execution begins and the deposit stays \
           due. A deposit that comes later makes it an implementation like any other.",
    desks: &[Desk::Comptroller],
    fields: implement::ABOUT.fields,
};

coded! {
    /// Who asked for an emergency implementation.
    pub enum AskedBy "side" {
        /// Purchaser.
        Purchaser = "purchaser" "the purchaser",
        /// Agency.
        Agency = "agency" "the implementing agency",
    }
}

/// An emergency implementation was proposed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Proposed {
    pub asked_by: AskedBy,
    pub reference: String,
    pub urgency: String,
    pub deposit_due: Day,
}

/// The case was implemented without its deposit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmergencyImplemented {
    /// Systems in which the case is set.
    pub systems: Vec<System>,
    /// Authority issued: the accepted value.
    pub authority: Usd,
    /// The written request.
    pub reference: String,
    /// The last day of the deposit.
    pub deposit_due: Day,
    /// What is missing of the deposit.
    pub missing: Usd,
    /// The last day of the first annual review, where a rule sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Day>,
}

pub(crate) fn propose(
    case: &State,
    act: &Proposed,
    now: &Situation<'_>,
) -> Result<Proposed, Refusal> {
    let change = case.change().map(|change| {
        let sentence =
            format!("{} is a change; the case itself is implemented.", change.track.version);
        now.contradiction(sentence, "Implement the change.")
    });
    let here = (case.missing_deposit() == Usd::ZERO).then(|| {
        let sentence = "The initial deposit is here.".to_owned();
        now.contradiction(sentence, "Implement the case.")
    });
    let past = (act.deposit_due < now.today).then(|| {
        let sentence = format!("The deposit would be due on {}, before today.", act.deposit_due);
        now.contradiction(sentence, "Enter a day that is still to come.")
    });
    Refusal::unless_clear([change, here, past].into_iter().flatten())?;
    Ok(act.clone())
}

pub(crate) fn decide(
    case: &State,
    act: &Implement,
    now: &Situation<'_>,
) -> Result<EmergencyImplemented, Refusal> {
    let Some(proposed) = &case.emergency else {
        return Err(unproposed(now));
    };
    let Implemented { systems, authority, review_by } = implement::decide(case, act, now)?;
    let (reference, deposit_due) = (proposed.reference.clone(), proposed.deposit_due);
    let missing = case.missing_deposit();
    Ok(EmergencyImplemented { systems, authority, reference, deposit_due, missing, review_by })
}

/// The gate tells it where the rule has a row; without one the record tells it.
fn unproposed(now: &Situation<'_>) -> Refusal {
    if now.row("IMPL-003").is_some() {
        return Refusal { findings: Vec::new() };
    }
    let no = "Nobody proposed an emergency implementation.".to_owned();
    now.contradiction(no, "Propose it first.").into()
}

pub(crate) fn evolve_proposed(case: &mut State, event: &Proposed) {
    case.emergency = Some(event.clone());
}

pub(crate) fn evolve(case: &mut State, event: &EmergencyImplemented, on: Day) {
    case.implemented_on.get_or_insert(on);
    let (systems, authority) = (event.systems.clone(), event.authority);
    case.implemented = Some(Implemented { systems, authority, review_by: event.review_by });
    case.go(Stage::EmergencyImplemented);
}

/// A deposit that comes later makes it an implementation like any other.
pub(crate) fn evolve_deposited(case: &mut State) {
    if case.runs_without_deposit() && case.missing_deposit() == Usd::ZERO {
        case.go(Stage::Implemented);
    }
}

impl State {
    /// Whether it was implemented in an emergency and the deposit is still to come.
    pub fn runs_without_deposit(&self) -> bool {
        crate::Decider::stage(self) == Stage::EmergencyImplemented
    }

    /// What is missing of the initial deposit.
    pub fn missing_deposit(&self) -> Usd {
        let wanted = self.agreed().terms.map(|terms| terms.initial_deposit).unwrap_or_default();
        let received: Usd = self.deposits.iter().map(|deposit| deposit.amount).sum();
        wanted.minus(received).filter(|missing| Usd::ZERO < *missing).unwrap_or_default()
    }
}
