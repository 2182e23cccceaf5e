//! Say who buys for whom: the model of the sale, and a requester, a payer or a beneficiary that is
//! not the purchaser.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, PurchaserCode, limits};

use super::Model;
use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "set-parties",
    thing: "parties",
    kind: Kind::Case,
    title: "Set the parties of the sale",
    help: "Says under which model the sale is made, and who requests, pays or benefits where that \
           is not the purchaser. What is left out is the purchaser.",
    desks: &[Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("model", "Model", Input::Choice(Model::OPTIONS)),
        Field::must("basis", "Arrangement", Input::Text(limits::LINE))
            .hint("Agreement or memorandum under which it is done"),
        Field::may("requester", "Requester", Input::Text(limits::LINE)),
        Field::may("payer", "Payer", Input::Text(limits::LINE)),
        Field::may("beneficiary", "Beneficiary", Input::Id("XA", reads::<PurchaserCode>))
            .hint("The nation that receives, where it is not the purchaser"),
    ],
};

/// The parties of a sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Parties {
    pub model: Model,
    pub basis: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requester: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beneficiary: Option<PurchaserCode>,
}

pub(crate) fn decide(case: &State, act: &Parties, now: &Situation<'_>) -> Result<Parties, Refusal> {
    let beneficiary = act.beneficiary.as_ref().filter(|code| case.purchaser() != Some(code));
    let listed = |code: &PurchaserCode| {
        now.facts.parties.iter().any(|party| party.code == *code && party.country.is_some())
    };
    let unknown = beneficiary.filter(|code| !listed(code)).map(|code| {
        now.contradiction(
            format!("{code} is not a customer code of the country table."),
            "Use the customer code of the manual's table.",
        )
    });
    Refusal::unless_clear(unknown)?;
    Ok(Parties { beneficiary: beneficiary.cloned(), ..act.clone() })
}
