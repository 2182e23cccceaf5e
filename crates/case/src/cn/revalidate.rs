//! How long a certification supports an offer that has not left. Policy sets an age that nobody
//! has confirmed to us: the day is set here, by the office whose policy it is.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "revalidate",
    thing: "revalidations",
    kind: Kind::Notification,
    title: "Set until when the certification supports an offer",
    help: "Sets the last day on which an offer may leave on this certification, and on what ground. \
           The newest day counts.",
    desks: &[Desk::State, Desk::CountryDesk],
    fields: &[
        Field::must("until", "Last day", Input::Day),
        Field::must("basis", "Ground", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The last day was set.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Revalidated {
    /// The last day.
    pub until: Day,
    /// On what ground.
    pub basis: String,
}

pub(crate) fn decide(
    file: &State,
    act: &Revalidated,
    now: &Situation<'_>,
) -> Result<Revalidated, Refusal> {
    let early = file.day_nought().filter(|day| act.until < *day).map(|day| {
        now.contradiction(
            format!("It was delivered on {day}, after {}.", act.until),
            "Name a day after the delivery.",
        )
    });
    Refusal::unless_clear(early)?;
    Ok(act.clone())
}
