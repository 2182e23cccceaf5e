//! Record an annual or a programme review with its minutes and action items, and that an item is
//! done.

use rules::Governing;
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use crate::{
    act::{About, Field, Input},
    decider::Told,
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

const ITEMS: &[Field] = &[
    Field::must("what", "What is to be done", Input::Text(limits::LINE)),
    Field::must("owner", "By whom", Input::Text(limits::LINE)),
    Field::must("due", "By when", Input::Day),
];

/// How the review describes itself.
pub const HOLD: About = About {
    name: "record-review",
    thing: "reviews",
    kind: Kind::Case,
    title: "Record a review of the case",
    help: "Keeps the minutes of an annual or a programme review and what is to be done by whom. \
           Items fall due until they are done; the next annual review falls due too.",
    desks: &[Desk::CaseManager, Desk::SecurityCooperation],
    fields: &[
        Field::must("kind", "Kind of review", Input::Choice(ReviewKind::OPTIONS)),
        Field::must("held_on", "Day", Input::Day),
        Field::must("place", "Place", Input::Text(limits::LINE)),
        Field::must("attended", "Who attended", Input::Long(limits::PARAGRAPH)),
        Field::must("minutes", "Minutes", Input::Long(limits::LETTER)),
        Field::may("items", "Action items", Input::Records(ITEMS)),
    ],
};

/// How the end of an action item describes itself.
pub const DONE: About = About {
    name: "close-action-item",
    thing: "closed-action-items",
    kind: Kind::Case,
    title: "Close an action item",
    help: "Keeps how an item of a review was done.",
    desks: &[Desk::CaseManager, Desk::SecurityCooperation, Desk::Logistics, Desk::Finance],
    fields: &[
        Field::must("item", "Number of the item", Input::Count(1, limits::QUANTITY)),
        Field::must("done", "How it was done", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// Kind of review.
    pub enum ReviewKind "kind of review" {
        /// Yearly.
        Annual = "annual" "annual review",
        /// Of a programme.
        Programme = "programme" "programme review",
    }
}

/// A review as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct HoldReview {
    pub kind: ReviewKind,
    pub held_on: Day,
    pub place: String,
    pub attended: String,
    pub minutes: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// Something to be done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// What.
    pub what: String,
    /// By whom.
    pub owner: String,
    /// By when.
    pub due: Day,
}

/// A review was held.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReviewHeld {
    /// The review.
    pub review: HoldReview,
    /// Number of its first item; the others follow.
    pub first_item: i64,
    /// The last day of the next annual review, where a rule sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_by: Option<Day>,
}

/// An action item was done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ItemDone {
    /// Its number.
    pub item: i64,
    /// How.
    pub done: String,
}

/// An action item as the case shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ActionItem {
    /// Its number, from 1.
    pub number: i64,
    /// What, by whom, by when.
    pub item: Item,
    /// When and how it was done.
    pub done: Option<(Day, String)>,
}

/// The last day of the next annual review.
pub(crate) fn next_by(from: Day, now: &Situation<'_>) -> Option<Day> {
    let months =
        now.with(Governing::Reviewed, from).row("REV-001").and_then(|row| row.whole("months"));
    months.map(|months| from.plus_months(months))
}

pub(crate) fn hold(
    case: &State,
    act: &HoldReview,
    now: &Situation<'_>,
) -> Result<ReviewHeld, Refusal> {
    Refusal::unless_clear(now.not_in_future("day of the review", act.held_on))?;
    let first_item = i64::try_from(case.action_items.len()).unwrap_or(i64::MAX).saturating_add(1);
    let annual = act.kind == ReviewKind::Annual;
    let next_by = next_by(act.held_on, now).filter(|_| annual);
    Ok(ReviewHeld { review: act.clone(), first_item, next_by })
}

pub(crate) fn close_item(
    case: &State,
    act: &ItemDone,
    now: &Situation<'_>,
) -> Result<ItemDone, Refusal> {
    let item = case.action_items.iter().find(|item| item.number == act.item);
    let wrong = match item {
        None => Some(format!("No review has an action item {}.", act.item)),
        Some(item) => {
            item.done.as_ref().map(|(on, _)| format!("Action item {} was done on {on}.", act.item))
        }
    };
    let wrong = wrong.map(|sentence| now.contradiction(sentence, "Name an item that is open."));
    Refusal::unless_clear(wrong)?;
    Ok(act.clone())
}

pub(crate) fn evolve_held(case: &mut State, event: &ReviewHeld) {
    let items = (event.first_item..).zip(event.review.items.iter().cloned());
    case.action_items.extend(items.map(|(number, item)| ActionItem { number, item, done: None }));
    case.reviews_held.push(event.clone());
}

pub(crate) fn evolve_done(case: &mut State, event: &ItemDone, told: &Told<'_>) {
    let item = case.action_items.iter_mut().find(|item| item.number == event.item);
    if let Some(item) = item {
        item.done = Some((told.on, event.done.clone()));
    }
}
