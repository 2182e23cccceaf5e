//! Build the price of a line up from its base: the charges that it bears, each by the rate of its
//! own day. What was entered, every figure and every row stay in the record.

use rules::{Finding, RateDays};
use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, LineNumber, Rate, Usd, coded, codes::Financing, limits};

use super::{
    Line,
    build_up::{self, Bought, BuildUp, Charge, Unpriced},
};
use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// The field of waived parts of contract administration.
pub(crate) const WAIVED: Field = Field::may(
    "waived",
    "Contract administration that is waived",
    Input::Many("cas-quality", waivable),
)
.hint("cas-quality, cas-management, cas-audit, cas-overseas");

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "price-line",
    thing: "line-prices",
    kind: Kind::Case,
    title: "Build the price of a line up",
    help: "Builds the line's price up from its base: contract administration, nonrecurring cost \
           and programme support inside the line, packing and transport below it. Rates come from \
           the table of rates, each by its own day; a doubtful one is marked until it is confirmed.",
    desks: &[Desk::CaseManager, Desk::Finance],
    fields: &[
        Field::must("number", "Line", Input::Id("001", reads::<LineNumber>)),
        Field::must("base_unit", "Base price of one", Input::Money),
        Field::may("procured", "Procured share of a mixed line", Input::Id("0.10", reads::<Rate>))
            .hint("Left out, the default of the table of rates"),
        Field::may("programme", "Programme", Input::Choice(Programme::OPTIONS)),
        Field::may("overseas", "Contracts are administered overseas", Input::Flag),
        WAIVED,
        Field::may("waiver", "Authority and ground of the waiver", Input::Text(limits::LINE)),
        Field::may("nonrecurring", "Nonrecurring cost of one", Input::Money),
        Field::may(
            "nonrecurring_waiver",
            "Approved waiver of nonrecurring cost",
            Input::Text(limits::LINE),
        )
        .hint("Reference; it is charged until a waiver is approved"),
        Field::may("fund", "Article of a working capital fund", Input::Flag),
        Field::may("packed", "Packed for shipment from stock", Input::Flag),
        Field::may("carried", "Carried by the seller under the delivery term", Input::Flag),
        Field::may("transport_rate", "Transport rate", Input::Id("0.0625", reads::<Rate>))
            .hint("Left out, that of the delivery term in the table of rates"),
        Field::may("transport_source", "Source of the transport rate", Input::Text(limits::LINE)),
    ],
};

coded! {
    /// A programme that changes what a line bears.
    pub enum Programme "programme" {
        /// SNAP.
        Snap = "snap" "Army simplified non-standard acquisition",
        /// Repair.
        Repair = "repair" "Army commercial repair and return",
        /// PROS.
        Pros = "pros" "parts and repair ordering, exempt from contract administration",
        /// Construction.
        Works = "works" "Corps of Engineers design and construction, exempt from it as well",
    }
}

/// Prices a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the line by itself")]
pub struct PriceLine {
    /// The line.
    pub number: LineNumber,
    /// The price of one, without charges.
    pub base_unit: Usd,
    /// How much of a mixed line is procured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procured: Option<Rate>,
    /// A programme that changes what it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<Programme>,
    /// Whether contracts are administered overseas.
    #[serde(default)]
    pub overseas: bool,
    /// Parts of contract administration that are waived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<Charge>,
    /// By whom and why they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<String>,
    /// Nonrecurring cost of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonrecurring: Option<Usd>,
    /// The approved waiver of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonrecurring_waiver: Option<String>,
    /// Whether it is an article of a working capital fund, whose price contains packing.
    #[serde(default)]
    pub fund: bool,
    /// Whether it is packed for shipment from stock.
    #[serde(default)]
    pub packed: bool,
    /// Whether the seller carries it under the delivery term.
    #[serde(default)]
    pub carried: bool,
    /// The transport rate, where it is not that of the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport_rate: Option<Rate>,
    /// Where that rate comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport_source: Option<String>,
}

fn waivable(text: &str) -> Result<(), terms::Unreadable> {
    let parts = [Charge::Quality, Charge::Management, Charge::Audit, Charge::Overseas];
    let known = text.parse::<Charge>().is_ok_and(|charge| parts.contains(&charge));
    known.then_some(()).ok_or_else(|| {
        let expected = "is no part of contract administration; write cas-quality, cas-management, \
                        cas-audit or cas-overseas";
        terms::Unreadable::new("part", text, expected)
    })
}

impl Programme {
    /// Whether its lines bear no contract administration (DSCA 23-55).
    pub const fn is_exempt(self) -> bool {
        matches!(self, Self::Pros | Self::Works)
    }

    /// The charge that supports it, in the table of rates.
    pub const fn support(self) -> Option<&'static str> {
        match self {
            Self::Snap => Some("support-snap"),
            Self::Repair => Some("support-repair"),
            Self::Pros | Self::Works => None,
        }
    }
}

impl PriceLine {
    /// Whether a part of contract administration is waived.
    pub(crate) fn waives(&self, charge: Charge) -> bool {
        self.waived.contains(&charge)
    }

    /// Why a part is waived.
    pub(crate) fn ground(&self) -> String {
        format!("waived: {}", self.waiver.as_deref().unwrap_or_default())
    }

    /// Why nonrecurring cost is not charged.
    pub(crate) fn spared(&self, bought: &Bought) -> Option<String> {
        let waived = self.nonrecurring_waiver.as_ref().map(|by| format!("waived: {by}"));
        waived.or_else(|| {
            let grant = bought.financing == Some(Financing::Grant);
            grant.then(|| "not charged while the terms are wholly a grant".to_owned())
        })
    }
}

pub(crate) fn decide(
    case: &State,
    act: &PriceLine,
    now: &Situation<'_>,
) -> Result<BuildUp, Refusal> {
    let absent = || {
        let sentence = format!("Line {} is not in this case.", act.number);
        now.contradiction(sentence, "Name a line of the case, or add it.")
    };
    let line = case.line(&act.number).ok_or_else(absent)?;
    Refusal::unless_clear(faults(act, line, now))?;
    price(case, act, now)
}

/// The price of a line, or why it has none.
pub(crate) fn price(
    case: &State,
    act: &PriceLine,
    now: &Situation<'_>,
) -> Result<BuildUp, Refusal> {
    let line = case.line(&act.number);
    let built = line.map(|line| rebuild(case, line, act, now));
    built
        .unwrap_or_else(|| Err(Unpriced::NoRate("line".to_owned())))
        .map_err(|cause| unpriced(act, &cause, now).into())
}

/// The price of a line by the rates of today; `None` parts of the line are faults of their own.
fn rebuild(
    case: &State,
    line: &Line,
    act: &PriceLine,
    now: &Situation<'_>,
) -> Result<BuildUp, Unpriced> {
    let missing = || Unpriced::NoRate("line".to_owned());
    let bought = Bought {
        quantity: line.quantity.ok_or_else(missing)?,
        source: line.source.ok_or_else(missing)?,
        term: line.term.ok_or_else(missing)?,
        financing: case.terms.as_ref().map(|terms| terms.financing),
        days: RateDays {
            implemented: case.implemented_on,
            priced: Some(now.today),
            ..RateDays::default()
        },
    };
    build_up::build(act, bought, now)
}

fn faults(act: &PriceLine, line: &Line, now: &Situation<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut fault =
        |sentence: String, remedy: &str| found.push(now.contradiction(sentence, remedy));
    let number = &act.number;
    let needed = [
        ("quantity", line.quantity.is_some()),
        ("source code", line.source.is_some()),
        ("delivery term code", line.term.is_some()),
    ];
    for (name, _) in needed.into_iter().filter(|(_, given)| !given) {
        fault(format!("Line {number} has no {name}."), "Change the line so that it says it.");
    }
    for amount in [Some(act.base_unit), act.nonrecurring].into_iter().flatten() {
        if amount.is_negative() {
            fault(format!("{amount} is below nothing."), "Correct the amount.");
        }
    }
    for share in [act.procured, act.transport_rate].into_iter().flatten() {
        if share < Rate::default() || one() < share {
            fault(format!("{share} is not a share from 0 to 1."), "Write 0.032 for 3.2 %.");
        }
    }
    if !act.waived.is_empty() && act.waiver.is_none() {
        let sentence = format!("Line {number}: a waiver has an authority and a ground.");
        fault(sentence, "Name the agreement or the authority, and the ground.");
    }
    if act.transport_rate.is_some() && act.transport_source.is_none() {
        let sentence = format!("Line {number}: the transport rate has no source.");
        fault(sentence, "Name the table or the letter from which it is.");
    }
    found
}

/// The whole, as a share.
fn one() -> Rate {
    Rate::new(1.into())
}

fn unpriced(act: &PriceLine, cause: &Unpriced, now: &Situation<'_>) -> Finding {
    match cause {
        Unpriced::NoRate(charge) => now.contradiction(
            format!("Line {}: no rate of {charge} is on record on {}.", act.number, now.today),
            "Enter the rate with its source, or have the table of rates completed.",
        ),
        Unpriced::TooLarge(_) => now.contradiction(
            format!("Line {} is more than the record can hold.", act.number),
            "Check quantity and base price.",
        ),
    }
}

pub(crate) fn evolve(case: &mut State, event: &BuildUp) {
    if let Some(line) = case.lines.iter_mut().find(|line| line.number == event.entered.number) {
        line.unit_cost = Some(event.unit);
        line.price = Some(Box::new(event.clone()));
    }
}

/// Lines whose price would be another one by the rates of today: they are priced again before the
/// price is fixed. A line that a change takes over as it was keeps its price.
pub(crate) fn stale(case: &State, now: &Situation<'_>) -> Vec<Finding> {
    let kept = |line: &Line| {
        case.change().is_some_and(|change| {
            let before = change.previous.view();
            before.line(&line.number).is_some_and(|before| before.price == line.price)
        })
    };
    let differs = |line: &&Line| {
        let Some(price) = line.price.as_ref().filter(|_| !kept(line)) else { return false };
        let today = rebuild(case, line, &price.entered, now);
        today.map_or(true, |today| {
            (today.line, today.packing, today.transport)
                != (price.line, price.packing, price.transport)
        })
    };
    let say = |line: &Line| {
        let sentence =
            format!("Line {} would have another price by the rates of {}.", line.number, now.today);
        now.contradiction(sentence, "Build the price of the line up again.")
    };
    case.lines.iter().filter(differs).map(say).collect()
}
