//! Ship: goods leave for the purchaser. Eligibility, suspension, reviews and conditions are asked
//! again on the day of each shipment.

use rules::Governing;
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, LineNumber, coded, limits};

use super::receive_shipment::Receipt;
use crate::{
    act::{About, Field, Input, reads},
    gates,
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "ship",
    thing: "shipments",
    kind: Kind::Case,
    title: "Record a shipment",
    help: "Keeps that goods of a line left, or that a service of it was performed. The purchaser \
           must be eligible today, and nothing may be suspended or under review. A clock starts \
           to report the delivery.",
    desks: &[Desk::Logistics],
    fields: &[
        Field::must("shipment", "Shipment number", Input::Text(limits::LINE)),
        Field::must("line", "Line", Input::Id("001", reads::<LineNumber>)),
        Field::must("quantity", "Quantity", Input::Count(1, limits::QUANTITY)),
        Field::must("shipped_on", "Date shipped", Input::Day),
        Field::must("mode", "Mode", Input::Choice(Mode::OPTIONS)),
        Field::must("from", "From", Input::Text(limits::LINE)),
        Field::must("to", "To", Input::Text(limits::LINE)),
        Field::may("carrier", "Carrier or forwarder", Input::Text(limits::LINE)),
        Field::may("papers", "Transport document", Input::Text(limits::LINE)),
    ],
};

coded! {
    /// How goods travel.
    pub enum Mode "mode" {
        /// Sea.
        Sea = "sea" "by sea",
        /// Air.
        Air = "air" "by air",
        /// Land.
        Land = "land" "by land",
        /// Own keel or wings.
        Own = "own-power" "under own power",
        /// Services and training are delivered by being performed.
        Performed = "performed" "performed: a service or a course; nothing travels",
    }
}

/// Goods left for the purchaser.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Ship {
    pub shipment: String,
    pub line: LineNumber,
    pub quantity: i64,
    pub shipped_on: Day,
    pub mode: Mode,
    pub from: String,
    pub to: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<String>,
}

/// Goods left, with the day by which the delivery must be reported.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shipped {
    /// The shipment.
    pub ship: Ship,
    /// The last day to report it, in calendar days, where a rule sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_by: Option<Day>,
}

/// A shipment as the case shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shipment {
    /// What left.
    pub shipped: Shipped,
    /// What arrived.
    pub receipt: Option<Receipt>,
}

pub(crate) fn decide(case: &State, act: &Ship, now: &Situation<'_>) -> Result<Shipped, Refusal> {
    let future = now.not_in_future("date of the shipment", act.shipped_on);
    let twice = case.shipments.iter().any(|s| s.shipped.ship.shipment == act.shipment).then(|| {
        now.contradiction(
            format!("Shipment {} is already recorded.", act.shipment),
            "Give the shipment its own number.",
        )
    });
    let agreed = case.agreed();
    let line = agreed.line(&act.line);
    let unknown = line.is_none().then(|| {
        let sentence = format!("Line {} is not in this case.", act.line);
        now.contradiction(sentence, "Name a line of the case.")
    });
    let stopped = super::suspend::stopped(case, (&act.line, &act.shipment), now);
    let ended = case.is_cancelled(&act.line) || case.closes_conditionally(&act.line);
    let ended = ended.then(|| {
        let sentence = format!("Line {} is cancelled or closed.", act.line);
        now.contradiction(sentence, "Name a line of which something is still to come.")
    });
    let ordered = line.and_then(|line| line.quantity);
    let sent: i64 = case.sent(&act.line);
    let beyond = ordered.filter(|ordered| *ordered < sent.saturating_add(act.quantity));
    let beyond = beyond.map(|ordered| {
        now.contradiction(
            format!(
                "Line {} orders {ordered}; {sent} were shipped, and {} more are too many.",
                act.line, act.quantity
            ),
            "Correct the quantity, or amend the case.",
        )
    });
    let told = gates::notification::preshipment(&act.shipment, act.shipped_on, now);
    Refusal::unless_clear(
        [future, twice, unknown, beyond, stopped, ended, told].into_iter().flatten(),
    )?;
    let days = now
        .with(Governing::Shipped, act.shipped_on)
        .row("DLV-001")
        .and_then(|row| row.whole("days"));
    let report_by = days.map(|days| act.shipped_on.plus_days(days));
    Ok(Shipped { ship: act.clone(), report_by })
}

pub(crate) fn evolve(case: &mut State, event: &Shipped) {
    case.shipments.push(Shipment { shipped: event.clone(), receipt: None });
}

impl State {
    /// How many of a line were shipped.
    pub fn sent(&self, line: &LineNumber) -> i64 {
        let of_line = self.shipments.iter().map(|s| &s.shipped.ship).filter(|s| s.line == *line);
        of_line.map(|ship| ship.quantity).sum()
    }

    /// Whether every line was received in full.
    pub fn all_received(&self) -> bool {
        let in_full = |line: &crate::loa::Line| {
            self.is_cancelled(&line.number)
                || line.quantity.is_none_or(|ordered| ordered <= self.received(&line.number))
        };
        self.agreed().lines.iter().all(in_full)
    }

    /// How many of a line were received by the purchaser.
    pub fn received(&self, line: &LineNumber) -> i64 {
        let of_line = self.shipments.iter().filter(|s| s.shipped.ship.line == *line);
        of_line.filter_map(|s| s.receipt.as_ref()).map(|receipt| receipt.quantity).sum()
    }
}
