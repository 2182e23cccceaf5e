//! Record money received for a case. Another person than the one who recorded the acceptance.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Usd, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "record-deposit",
    thing: "deposits",
    kind: Kind::Case,
    title: "Record a deposit",
    help: "Keeps money received from the purchaser for this case and posts it: cash with Treasury \
           against the purchaser's advance.",
    desks: &[Desk::Finance],
    fields: &[
        Field::must("on", "Day of receipt", Input::Day),
        Field::must("amount", "Amount", Input::Money),
        Field::must("reference", "Reference of the payment", Input::Text(limits::LINE)),
    ],
};

/// Money received for a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Deposit {
    /// When it came.
    pub on: Day,
    /// How much.
    pub amount: Usd,
    /// The payment's reference.
    pub reference: String,
}

pub(crate) fn decide(case: &State, act: &Deposit, now: &Situation<'_>) -> Result<Deposit, Refusal> {
    let future = now.not_in_future("day of receipt", act.on);
    let nothing = (act.amount <= Usd::ZERO).then(|| {
        now.contradiction(
            format!("A deposit of {} is not an amount that can be received.", act.amount),
            "Enter what was received, above nothing.",
        )
    });
    let twice = case.deposits.iter().any(|d| d.reference == act.reference).then(|| {
        now.contradiction(
            format!("The payment {} is already recorded.", act.reference),
            "Enter another payment's reference.",
        )
    });
    let received = case.deposits.iter().map(|deposit| deposit.amount);
    let all = Usd::total(received.chain([act.amount]));
    let too_much = (!all.is_some_and(Usd::is_bearable)).then(|| {
        let sentence = "The payments add up to more than the record can hold.".to_owned();
        now.contradiction(sentence, "Check the amount.")
    });
    Refusal::unless_clear([future, nothing, twice, too_much].into_iter().flatten())?;
    Ok(act.clone())
}
