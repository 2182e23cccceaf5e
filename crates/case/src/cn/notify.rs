//! Notify Congress formally. The day of delivery to both chambers is day nought of a period of
//! calendar days that depends on who buys.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use super::{State, tier};
use crate::{
    act::{About, Field, Input},
    gates::notification,
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "notify",
    thing: "notice",
    kind: Kind::Notification,
    title: "Record the notification",
    help: "Keeps the day on which the certification was delivered to both chambers. The review \
           period starts; the offer waits until it has passed.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("delivered_on", "Day delivered to both chambers", Input::Day),
        Field::must("letter", "Number of the letter", Input::Text(limits::LINE)),
        Field::must("addressees", "Delivered to", Input::Text(limits::LINE)),
    ],
};

coded! {
    /// Which thresholds and period apply.
    pub enum Tier "tier" {
        /// NATO, its members and the plus-five.
        NatoPlus = "nato_plus" "NATO, its members and the plus-five",
        /// Everyone else.
        Other = "other" "every other purchaser",
    }
}

/// Notifies Congress.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notify {
    /// Day nought.
    pub delivered_on: Day,
    /// The letter.
    pub letter: String,
    /// To whom.
    pub addressees: String,
}

/// Congress was notified.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notified {
    /// What was entered.
    pub given: Notify,
    /// Which period applies.
    pub tier: Tier,
    /// Length of the period in calendar days.
    pub period_days: i32,
    /// The last day of the period; the offer may leave on the day after.
    pub period_ends: Day,
    /// Who sends notifications on that day.
    pub sender: String,
}

pub(crate) fn decide(file: &State, act: &Notify, now: &Situation<'_>) -> Result<Notified, Refusal> {
    Refusal::unless_clear(now.not_in_future("day of delivery", act.delivered_on))?;
    debug_assert!(file.prepared.is_some(), "the stage says that a draft is there");
    let Some(limits) = notification::limits(now, act.delivered_on) else {
        let sentence = "The purchaser's tier cannot be told from the country table.".to_owned();
        return Err(now.contradiction(sentence, "Add the purchaser to the table.").into());
    };
    let period_days = limits.days().unwrap_or(i32::MAX);
    let sender = ["CN-006", "CN-007"]
        .into_iter()
        .filter_map(|rule| now.pack.on(rule, act.delivered_on))
        .find_map(|row| row.text("sender"));
    Ok(Notified {
        given: act.clone(),
        tier: limits.tier,
        period_days,
        period_ends: tier::period_ends(act.delivered_on, period_days),
        sender: sender.unwrap_or("not known").to_owned(),
    })
}
