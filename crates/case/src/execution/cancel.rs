//! Cancel a line or the whole case, by the purchaser or by the seller, and settle what it cost. A
//! cancellation carries its notice and an estimate of the cost of termination; the case closes
//! once every cancellation is settled.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, LineNumber, Usd, coded, limits};

use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

const LINE: Field = Field::may("line", "Line", Input::Id("001", reads::<LineNumber>))
    .hint("Left out, the whole case is meant");

/// How the cancellation describes itself.
pub const CANCEL: About = About {
    name: "cancel",
    thing: "cancellations",
    kind: Kind::Case,
    title: "Cancel the case or a line",
    help: "Keeps the notice, who gave it, and what ending it is estimated to cost. What was not \
           delivered is not delivered any more.",
    desks: &[Desk::CaseManager, Desk::PurchaserOfficial, Desk::CountryDesk, Desk::State],
    fields: &[
        Field::must("by", "Cancelled by", Input::Choice(Side::OPTIONS)),
        LINE,
        Field::must("notice", "Reference of the notice", Input::Text(limits::LINE)),
        Field::must("notice_on", "Day of the notice", Input::Day),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
        Field::must("estimate", "Estimated cost of termination", Input::Money),
        Field::may("in_process", "Work in process", Input::Long(limits::PARAGRAPH))
            .hint("What is begun, and what is planned with it"),
    ],
};

/// How the settlement describes itself.
pub const SETTLE: About = About {
    name: "settle-cancellation",
    thing: "settlements",
    kind: Kind::Case,
    title: "Settle a cancellation",
    help: "Keeps what ending it did cost and what became of the work in process. A cancelled case \
           goes on to closure from there.",
    desks: &[Desk::Finance, Desk::CaseManager],
    fields: &[
        LINE,
        Field::must("settled_on", "Day of the settlement", Input::Day),
        Field::must("reference", "Reference of the settlement", Input::Text(limits::LINE)),
        Field::must("cost", "Cost of termination", Input::Money),
        Field::must("disposal", "What became of work in process", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// A side of the sale.
    pub enum Side "side" {
        /// Purchaser.
        Purchaser = "purchaser" "the purchaser, who bears what ending it costs",
        /// Seller.
        Seller = "seller" "the seller",
    }
}

/// A line or the case was cancelled.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Cancelled {
    pub by: Side,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineNumber>,
    pub notice: String,
    pub notice_on: Day,
    pub reason: String,
    pub estimate: Usd,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_process: Option<String>,
}

/// A cancellation was settled.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Settled {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineNumber>,
    pub settled_on: Day,
    pub reference: String,
    pub cost: Usd,
    pub disposal: String,
}

/// A cancellation as the case shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cancellation {
    /// What was cancelled, and why.
    pub cancelled: Cancelled,
    /// How it was settled.
    pub settled: Option<Settled>,
}

fn scope(line: Option<&LineNumber>) -> String {
    line.map_or_else(|| "the case".to_owned(), |line| format!("line {line}"))
}

pub(crate) fn cancel(
    case: &State,
    act: &Cancelled,
    now: &Situation<'_>,
) -> Result<Cancelled, Refusal> {
    let future = now.not_in_future("day of the notice", act.notice_on);
    let below = (act.estimate < Usd::ZERO).then(|| {
        let sentence = format!("An estimate of {} is below nothing.", act.estimate);
        now.contradiction(sentence, "Enter what ending it is estimated to cost.")
    });
    let change = case.change().map(|change| {
        let sentence = format!("{} is open.", change.track.version);
        now.contradiction(sentence, "End the change first, with or without effect.")
    });
    let wrong = act.line.as_ref().and_then(|line| {
        let agreed = case.agreed();
        let ordered = agreed.line(line).map(|line| line.quantity);
        let done = ordered.flatten().is_some_and(|ordered| ordered <= case.received(line));
        let sentence = match () {
            () if ordered.is_none() => format!("Line {line} is not in this case."),
            () if case.is_cancelled(line) => format!("Line {line} is cancelled already."),
            () if done => format!("Line {line} was delivered in full; nothing is left of it."),
            () => return None,
        };
        Some(now.contradiction(sentence, "Name a line of which something is still to come."))
    });
    Refusal::unless_clear([future, below, change, wrong].into_iter().flatten())?;
    Ok(act.clone())
}

pub(crate) fn settle(case: &State, act: &Settled, now: &Situation<'_>) -> Result<Settled, Refusal> {
    let future = now.not_in_future("day of the settlement", act.settled_on);
    let below = (act.cost < Usd::ZERO).then(|| {
        let sentence = format!("A cost of {} is below nothing.", act.cost);
        now.contradiction(sentence, "Enter what ending it did cost.")
    });
    let open = case.open_cancellations().find(|open| open.cancelled.line == act.line);
    let none = open.is_none().then(|| {
        let sentence = format!("No cancellation of {} is open.", scope(act.line.as_ref()));
        now.contradiction(sentence, "Name what was cancelled and not settled.")
    });
    let early = open.filter(|open| act.settled_on < open.cancelled.notice_on).map(|open| {
        let sentence = format!(
            "The settlement of {} is earlier than the notice of {}.",
            act.settled_on, open.cancelled.notice_on
        );
        now.contradiction(sentence, "Correct the day of the settlement.")
    });
    Refusal::unless_clear([future, below, none, early].into_iter().flatten())?;
    Ok(act.clone())
}

pub(crate) fn evolve_cancelled(case: &mut State, event: &Cancelled) {
    case.cancellations.push(Cancellation { cancelled: event.clone(), settled: None });
    if event.line.is_none() {
        case.go(Stage::Cancelled);
    }
}

pub(crate) fn evolve_settled(case: &mut State, event: &Settled) {
    let open = case
        .cancellations
        .iter_mut()
        .find(|open| open.settled.is_none() && open.cancelled.line == event.line);
    if let Some(open) = open {
        open.settled = Some(event.clone());
    }
}

impl State {
    /// Whether what is left of a line was cancelled.
    pub fn is_cancelled(&self, line: &LineNumber) -> bool {
        let of_line = |one: &Cancellation| one.cancelled.line.as_ref() == Some(line);
        self.cancellations.iter().any(of_line)
    }

    /// Cancellations that nobody has settled.
    pub fn open_cancellations(&self) -> impl Iterator<Item = &Cancellation> {
        self.cancellations.iter().filter(|one| one.settled.is_none())
    }
}

/// Lines of open cancellations, as a sentence tells them.
pub(crate) fn open_scopes(case: &State) -> Vec<String> {
    case.open_cancellations().map(|one| scope(one.cancelled.line.as_ref())).collect()
}
