//! Notify Congress formally. The day of delivery to both chambers is day nought of a period of
//! calendar days that depends on who buys; where the chambers have it on two days, the later one
//! counts.

use rules::{Finding, Governing};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, FileId, Kind, StreamId, limits};

use super::{Event, Stage, State, moved, tier};
use crate::{
    act::{About, Field, Input},
    decider::Outcome,
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
    help: "Keeps the day on which the certification was delivered to the legislature. The review \
           period starts; the offer waits until it has passed.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("delivered_on", "Day delivered to the legislature", Input::Day),
        Field::may("second_on", "Day delivered to the other chamber", Input::Day)
            .hint("Where the chambers have it on two days; the later one counts"),
        Field::may("letter", "Number of the letter", Input::Text(limits::LINE))
            .hint("Made from the transmittal number as the sender numbers, when left out"),
        Field::must("addressees", "Delivered to", Input::Text(limits::LINE)),
    ],
};

/// What is given with a delivery.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Given {
    /// The day of delivery.
    pub delivered_on: Day,
    /// The day on which the other chamber had it, where that is another.
    pub second_on: Option<Day>,
    /// The letter.
    pub letter: Option<String>,
    /// To whom.
    pub addressees: String,
}

/// A delivery, with its letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notify {
    /// The day of delivery; day nought, unless the other chamber had it later.
    pub delivered_on: Day,
    /// The day on which the other chamber had it, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_on: Option<Day>,
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
    /// Which thresholds and period apply: a code of the pack's table of tiers.
    pub tier: String,
    /// Length of the period in calendar days.
    pub period_days: i32,
    /// The last day of the period; the offer may leave on the day after.
    pub period_ends: Day,
    /// Who sends notifications on that day.
    pub sender: String,
    /// The rule whose thresholds and period these are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

impl Notify {
    /// The day on which both chambers had it.
    pub fn day_nought(&self) -> Day {
        self.second_on.map_or(self.delivered_on, |second| self.delivered_on.max(second))
    }
}

impl Notified {
    /// The day on which both chambers had it.
    pub fn day_nought(&self) -> Day {
        self.given.day_nought()
    }
}

impl Given {
    /// The delivery with its letter: as given, else as the sender of that day numbers letters.
    pub fn letter_of(&self, now: &Situation<'_>) -> Notify {
        let day = self.second_on.map_or(self.delivered_on, |second| self.delivered_on.max(second));
        let form = senders(day, now).find_map(|row| row.text("letter_form"));
        let number = now.file.as_str();
        let made = || form.map_or(number.to_owned(), |form| form.replace("{transmittal}", number));
        Notify {
            delivered_on: self.delivered_on,
            second_on: self.second_on.filter(|second| *second != self.delivered_on),
            letter: self.letter.clone().unwrap_or_else(made),
            addressees: self.addressees.clone(),
        }
    }

    /// What is wrong with its days.
    pub fn in_future(&self, now: &Situation<'_>) -> Option<Finding> {
        let second = self.second_on.and_then(|on| now.not_in_future("day of delivery", on));
        now.not_in_future("day of delivery", self.delivered_on).or(second)
    }
}

fn senders<'a>(on: Day, now: &Situation<'a>) -> impl Iterator<Item = &'a rules::Row> + use<'a> {
    let sent = now.with(Governing::Notified, on);
    ["CN-006", "CN-007"].into_iter().filter_map(move |rule| sent.row(rule))
}

/// Who sends on a day.
pub(crate) fn sender(on: Day, now: &Situation<'_>) -> String {
    senders(on, now).find_map(|row| row.text("sender")).unwrap_or("not known").to_owned()
}

pub(crate) fn decide(file: &State, act: &Given, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    Refusal::unless_clear(act.in_future(now))?;
    debug_assert!(file.prepared.is_some(), "the stage says that a draft is there");
    let given = act.letter_of(now);
    let delivered_on = given.day_nought();
    let Some(limits) = notification::limits(&now.with(Governing::Notified, delivered_on)) else {
        let sentence = "The purchaser's tier cannot be told from the country table.".to_owned();
        return Err(now.contradiction(sentence, "Add the purchaser to the table.").into());
    };
    let period_days = limits.days().unwrap_or(i32::MAX);
    let notified = Notified {
        given,
        tier: limits.tier.code.clone(),
        period_days,
        period_ends: tier::period_ends(delivered_on, period_days),
        sender: sender(delivered_on, now),
        rule: Some(limits.row.id.clone()),
    };
    let stage = if file.emergency.is_some() { Stage::Emergency } else { Stage::Notified };
    let outcome = moved::with(file, stage, Event::Notified(notified), now);
    Ok(match file.prepared.as_ref().and_then(|prepared| prepared.given.supersedes.as_ref()) {
        Some(old) => supersede(old, outcome, file, now),
        None => outcome,
    })
}

/// The certification that this one replaces supports no offer any more.
fn supersede(old: &FileId, outcome: Outcome, file: &State, now: &Situation<'_>) -> Outcome {
    let replaced = Event::Superseded(Superseded { by: now.file.clone() });
    let stream = StreamId::new(Kind::Notification, old.clone());
    moved::also(file.case.as_ref(), (old, Stage::Superseded), outcome).and(stream, replaced)
}

/// A later certification took the place of this one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Superseded {
    /// The later one.
    pub by: FileId,
}
