//! Record the receipt of a shipment by the purchaser.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "receive-shipment",
    thing: "receipts",
    kind: Kind::Case,
    title: "Record the receipt of a shipment",
    help: "Keeps what arrived, where, in which condition, and who received it for the purchaser. \
           It stops the clock to report the delivery.",
    desks: &[Desk::Logistics, Desk::PurchaserOfficial, Desk::SecurityCooperation],
    fields: &[
        Field::must("shipment", "Shipment number", Input::Text(limits::LINE)),
        Field::must("received_on", "Date received", Input::Day),
        Field::must("quantity", "Quantity received", Input::Count(0, limits::QUANTITY)),
        Field::must("receiver", "Received by", Input::Text(limits::LINE)),
        Field::must("place", "Place", Input::Text(limits::LINE)),
        Field::must("condition", "Condition", Input::Text(limits::LINE)),
    ],
};

/// What arrived of a shipment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receipt {
    /// The shipment.
    pub shipment: String,
    /// When.
    pub received_on: Day,
    /// How many.
    pub quantity: i64,
    /// By whom.
    pub receiver: String,
    /// Where.
    pub place: String,
    /// In which condition.
    pub condition: String,
}

pub(crate) fn decide(case: &State, act: &Receipt, now: &Situation<'_>) -> Result<Receipt, Refusal> {
    let future = now.not_in_future("date of receipt", act.received_on);
    let shipment = case.shipments.iter().find(|s| s.shipped.ship.shipment == act.shipment);
    let wrong = match shipment {
        None => Some(now.contradiction(
            format!("Shipment {} is not on record in this case.", act.shipment),
            "Record the shipment first, or name another.",
        )),
        Some(s) if s.receipt.is_some() => Some(now.contradiction(
            format!("The receipt of shipment {} is already recorded.", act.shipment),
            "Nothing more is needed.",
        )),
        Some(s) if act.received_on < s.shipped.ship.shipped_on => Some(now.contradiction(
            format!(
                "It was received on {}, before it left on {}.",
                act.received_on, s.shipped.ship.shipped_on
            ),
            "Correct the date of receipt.",
        )),
        Some(s) if s.shipped.ship.quantity < act.quantity => Some(now.contradiction(
            format!("{} were received of a shipment of {}.", act.quantity, s.shipped.ship.quantity),
            "Correct the quantity.",
        )),
        Some(_) => None,
    };
    Refusal::unless_clear(future.into_iter().chain(wrong))?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &Receipt) {
    let shipment = case.shipments.iter_mut().find(|s| s.shipped.ship.shipment == event.shipment);
    if let Some(shipment) = shipment {
        shipment.receipt = Some(event.clone());
    }
}
