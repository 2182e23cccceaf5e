//! Set the terms of the offer: money, schedule, notes.

use serde::{Deserialize, Serialize};
use terms::{
    Day, Desk, Kind, Usd,
    codes::{Financing, TermsOfSale},
    limits,
};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

const NOTES: &[Field] = &[
    Field::must("title", "Title", Input::Text(limits::LINE)),
    Field::must("text", "Text", Input::Long(limits::PARAGRAPH)),
];

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "set-terms",
    thing: "terms",
    kind: Kind::Case,
    title: "Set the terms",
    help: "Sets terms of sale, financing, the estimates of blocks (9), (11) and (12), the initial \
           deposit, the payment calendar, and the notes of the offer.",
    desks: &[Desk::CaseManager],
    fields: &[
        Field::must("terms_of_sale", "Terms of sale", Input::Choice(TermsOfSale::OPTIONS)),
        Field::must("financing", "Financing", Input::Choice(Financing::OPTIONS)),
        Field::must("packing", "(9) Packing, crating and handling", Input::Money),
        Field::must("transportation", "(11) Transportation", Input::Money),
        Field::must("other", "(12) Other", Input::Money),
        Field::must("initial_deposit", "Initial deposit", Input::Money),
        Field::must("first_payment", "First quarterly payment due", Input::Day),
        Field::must("quarters", "Number of quarterly payments", Input::Count(0, QUARTERS)),
        Field::may("notes", "Notes", Input::Records(NOTES)),
    ],
};

/// Forty years of quarters.
const QUARTERS: i64 = 160;

/// Terms of an offer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Terms {
    /// Terms of sale.
    pub terms_of_sale: TermsOfSale,
    /// Where the money comes from.
    pub financing: Financing,
    /// Block (9).
    pub packing: Usd,
    /// Block (11).
    pub transportation: Usd,
    /// Block (12).
    pub other: Usd,
    /// Due with acceptance.
    pub initial_deposit: Usd,
    /// First quarterly payment.
    pub first_payment: Day,
    /// How many quarterly payments.
    pub quarters: u32,
    /// Notes of the offer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// A note of an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
}

pub(crate) fn decide(act: &Terms, now: &Situation<'_>) -> Result<Terms, Refusal> {
    let amounts = [
        ("packing, crating and handling", act.packing),
        ("transportation", act.transportation),
        ("other", act.other),
        ("initial deposit", act.initial_deposit),
    ];
    let negative =
        amounts.into_iter().filter(|(_, amount)| amount.is_negative()).map(|(name, amount)| {
            now.contradiction(
                format!("The {name} is {amount}, below nothing."),
                "Correct the amount.",
            )
        });
    Refusal::unless_clear(negative)?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &Terms) {
    case.terms = Some(event.clone());
}
