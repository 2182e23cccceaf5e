//! Notice before shipment (section 36(i)): where the committees ask for it together, they are told
//! so many days before what was notified is shipped.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the committees' wish describes itself.
pub const ASK: About = About {
    name: "ask-preshipment",
    thing: "preshipment-request",
    kind: Kind::Notification,
    title: "Record that the committees ask for notice before shipment",
    help: "Keeps that the committees asked to be told before anything is shipped. Only a request \
           of both together binds.",
    desks: &[Desk::Legislative, Desk::State],
    fields: &[
        Field::must("on", "Day of the request", Input::Day),
        Field::must("jointly", "Both committees ask together", Input::Flag),
        Field::must("letter", "Letter", Input::Text(limits::LINE)),
    ],
};

/// How a notice before shipment describes itself.
pub const SEND: About = About {
    name: "send-preshipment",
    thing: "preshipment-notices",
    kind: Kind::Notification,
    title: "Record a notice before shipment",
    help: "Keeps that the committees were told of a shipment. It may leave so many days later.",
    desks: &[Desk::Legislative, Desk::State],
    fields: &[
        Field::must("sent_on", "Day sent", Input::Day),
        Field::must("shipment", "Shipment number", Input::Text(limits::LINE)),
        Field::must("letter", "Letter", Input::Text(limits::LINE)),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The committees asked for notice before shipment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Asked {
    pub on: Day,
    pub jointly: bool,
    pub letter: String,
}

/// The committees were told of a shipment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Sent {
    pub sent_on: Day,
    pub shipment: String,
    pub letter: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

pub(crate) fn ask(file: &State, act: &Asked, now: &Situation<'_>) -> Result<Asked, Refusal> {
    let early = file.day_nought().filter(|day| act.on < *day).map(|day| {
        now.contradiction(
            format!("The sale was notified on {day}, after {}.", act.on),
            "Correct the day.",
        )
    });
    Refusal::unless_clear(
        now.not_in_future("day of the request", act.on).into_iter().chain(early),
    )?;
    Ok(act.clone())
}

pub(crate) fn send(file: &State, act: &Sent, now: &Situation<'_>) -> Result<Sent, Refusal> {
    let unasked = file.preshipment.is_none().then(|| {
        now.contradiction(
            "The committees did not ask for notice before shipment.".to_owned(),
            "Record their request first.",
        )
    });
    let future = now.not_in_future("day of the notice", act.sent_on);
    Refusal::unless_clear(unasked.into_iter().chain(future))?;
    Ok(act.clone())
}
