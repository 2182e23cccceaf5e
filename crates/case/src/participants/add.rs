//! Add a participant, change what is recorded of one, and take one out. Who joins after the
//! purchaser has accepted comes by a transfer, and needs consent to it.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, PurchaserCode, limits};

use super::{Monitoring, Participant, Retransfer, Role};
use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How adding describes itself.
pub const ADD: About = About {
    name: "add-participant",
    thing: "participants",
    kind: Kind::Case,
    title: "Add a participant",
    help: "Adds a nation or an organisation to the sale. Each participant must be eligible on its \
           own, and the strictest tier among all sets thresholds and period. Entering one again \
           changes what is recorded of it.",
    desks: &[Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("participant", "Participant", Input::Id("XA", reads::<PurchaserCode>)),
        Field::must("role", "Role", Input::Choice(Role::OPTIONS)),
        Field::must("monitoring", "End-use monitoring", Input::Choice(Monitoring::OPTIONS)),
        Field::must("retransfer", "Retransfer", Input::Choice(Retransfer::OPTIONS)),
        Field::may("consent", "Consent", Input::Text(limits::LINE))
            .hint("Number or letter of the consent to the transfer"),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How taking one out describes itself.
pub const REMOVE: About = About {
    name: "remove-participant",
    thing: "participant-removal",
    kind: Kind::Case,
    title: "Take a participant out",
    help: "The participant takes no part in the sale any more. What it has received stays.",
    desks: &[Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("participant", "Participant", Input::Id("XA", reads::<PurchaserCode>)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// A participant was added, or changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Added {
    /// The participant.
    pub given: Participant,
    /// The tier in which it is by itself, by its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
}

/// A participant was taken out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Removed {
    pub participant: PurchaserCode,
    pub reason: String,
}

/// The rule that brought the form for a blanket authorisation.
const BLANKET: &str = "TPT-005";

pub(crate) fn add(case: &State, act: &Participant, now: &Situation<'_>) -> Result<Added, Refusal> {
    let code = &act.participant;
    let party = now.facts.parties.iter().find(|party| party.code == *code);
    let country = party.and_then(|party| party.country.as_ref());
    let own = case.purchaser() == Some(code);
    let unknown = (country.is_none() && !own).then(|| {
        now.contradiction(
            format!("{code} is not a customer code of the country table."),
            "Use the customer code of the manual's table.",
        )
    });
    let itself = own.then(|| {
        let sentence = format!("{code} is the purchaser of this case.");
        now.contradiction(sentence, "Name another participant.")
    });
    let late = (case.accepted.is_some() && !act.retransfer.is_settled()).then(|| {
        now.contradiction(
            format!("The sale was accepted without {code}: it can join by a transfer only."),
            "Record the consent to the transfer.",
        )
    });
    let bare = (act.retransfer == Retransfer::Consented && act.consent.is_none()).then(|| {
        let sentence = "A consent was given and is not named.".to_owned();
        now.contradiction(sentence, "Give its number or letter.")
    });
    let blanket = act.retransfer == Retransfer::Blanket;
    let formless = (blanket && now.row(BLANKET).is_none()).then(|| {
        now.contradiction(
            format!("No blanket authorisation can be asked for on {}.", now.today),
            "Ask for consent to each transfer.",
        )
    });
    Refusal::unless_clear([unknown, itself, late, bare, formless].into_iter().flatten())?;
    let tiers = now.pack.jurisdiction();
    let tier = country.and_then(|country| tiers.tier(|of| country.is_member(of, now.today)));
    let joined_on = case.participant(code).map_or(Some(now.today), |known| known.joined_on);
    let given = Participant { joined_on, ..act.clone() };
    Ok(Added { given, tier: tier.map(|tier| tier.code.clone()) })
}

pub(crate) fn remove(case: &State, act: &Removed, now: &Situation<'_>) -> Result<Removed, Refusal> {
    let unknown = case.participant(&act.participant).is_none().then(|| {
        let sentence = format!("{} takes no part in this case.", act.participant);
        now.contradiction(sentence, "Name one of its participants.")
    });
    Refusal::unless_clear(unknown)?;
    Ok(act.clone())
}

pub(crate) fn evolve_added(case: &mut State, event: &Added) {
    let given = &event.given;
    match case.participants.iter_mut().find(|known| known.participant == given.participant) {
        Some(known) => *known = given.clone(),
        None => case.participants.push(given.clone()),
    }
}

pub(crate) fn evolve_removed(case: &mut State, event: &Removed) {
    case.participants.retain(|known| known.participant != event.participant);
}

impl State {
    /// The participant of a code.
    pub fn participant(&self, code: &PurchaserCode) -> Option<&Participant> {
        self.participants.iter().find(|known| known.participant == *code)
    }
}
