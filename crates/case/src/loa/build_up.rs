//! How the price of a line comes about: every charge with what it is figured on, the rate and its
//! row, so that any figure can be traced to its source years later without the pack of its day.

use pricing::{
    Exact, Item, Price, TooLarge,
    quotation::{self, Administration, Tiered, Waived},
};
use rules::{RateDays, RateRow};
use serde::{Deserialize, Serialize};
use terms::{
    Day, Rate, Usd, coded,
    codes::{DeliveryTerm, Financing, SourceCode},
};

use super::price_line::{PriceLine, Programme};
use crate::situation::Situation;

coded! {
    /// What is charged.
    pub enum Charge "charge" {
        /// Base.
        Base = "base" "base price",
        /// Contract administration.
        Quality = "cas-quality" "contract administration: quality assurance",
        /// Contract administration.
        Management = "cas-management" "contract administration: management",
        /// Contract administration.
        Audit = "cas-audit" "contract administration: audit",
        /// Contract administration.
        Overseas = "cas-overseas" "contract administration overseas",
        /// Nonrecurring cost.
        Nonrecurring = "nonrecurring" "nonrecurring cost",
        /// Programme support.
        Support = "support" "programme support charge",
        /// Block (9).
        Packing = "packing" "packing, crating and handling",
        /// Block (11).
        Transport = "transport" "transportation",
    }
}

/// One figure of a line's price with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What is charged.
    pub charge: Charge,
    /// The amount.
    pub amount: Usd,
    /// How it is figured, in words and numbers.
    pub formula: String,
    /// The rows of rates that made it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<Applied>,
    /// Why nothing is charged, where something would be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spared: Option<String>,
}

/// A row of rates as it was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The row: `cas.2020`.
    pub id: String,
    /// The day that picked it.
    pub on: Day,
    /// What kind of day that was.
    pub trigger: String,
    /// Where it stands.
    pub citation: String,
    /// How far its figure was seen.
    pub confidence: String,
}

/// The price of a line as it was built up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildUp {
    /// What was entered.
    pub entered: PriceLine,
    /// How many, when it was priced.
    pub quantity: i64,
    /// Where it comes from.
    pub source: SourceCode,
    /// How far it is delivered.
    pub term: DeliveryTerm,
    /// The line with everything inside it: its part of block (8).
    pub line: Usd,
    /// What one seems to cost; for display alone.
    pub unit: Usd,
    /// Its part of block (9).
    pub packing: Usd,
    /// Its part of block (11).
    pub transport: Usd,
    /// Every figure, in the order of the build-up.
    pub figures: Vec<Figure>,
}

impl BuildUp {
    /// Whether it still fits a line: a line of another quantity, source or delivery term, or whose
    /// unit cost was entered by hand, is priced anew.
    pub fn fits(&self, line: &super::Line) -> bool {
        line.quantity == Some(self.quantity)
            && line.source == Some(self.source)
            && line.term == Some(self.term)
            && line.unit_cost == Some(self.unit)
    }

    /// Rows of doubtful confidence that made it, each once.
    pub fn doubtful(&self) -> impl Iterator<Item = &Applied> {
        let all = || self.figures.iter().flat_map(|figure| &figure.rates);
        all().enumerate().filter_map(move |(i, applied)| {
            let doubtful = ["low", "demo"].contains(&applied.confidence.as_str());
            let first = all().take(i).all(|earlier| earlier.id != applied.id);
            (doubtful && first).then_some(applied)
        })
    }
}

/// What a line is, besides what is entered for its price.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bought {
    pub quantity: i64,
    pub source: SourceCode,
    pub term: DeliveryTerm,
    /// Where the money comes from; a grant bears no nonrecurring cost.
    pub financing: Option<Financing>,
    /// The days that rates go by.
    pub days: RateDays,
}

/// Why a line cannot be priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unpriced {
    /// A charge has no row on that day.
    NoRate(String),
    /// A sum beyond the range of money.
    TooLarge(TooLarge),
}

/// Builds the price of a line up.
pub(crate) fn build(
    entered: &PriceLine,
    bought: Bought,
    now: &Situation<'_>,
) -> Result<BuildUp, Unpriced> {
    let rows = Rows::of(entered, &bought, now)?;
    let item = rows.item(entered, &bought);
    let price = quotation::price(&item).map_err(Unpriced::TooLarge)?;
    Ok(BuildUp {
        entered: entered.clone(),
        quantity: bought.quantity,
        source: bought.source,
        term: bought.term,
        line: price.line,
        unit: price.unit,
        packing: price.packing,
        transport: price.transport,
        figures: rows.figures(entered, &bought, &price),
    })
}

/// The rows that a line's charges go by; those that it does not bear are left out.
struct Rows<'a> {
    days: RateDays,
    share: Option<&'a RateRow>,
    administration: Option<&'a RateRow>,
    support: Option<&'a RateRow>,
    packing: Option<&'a RateRow>,
    transport: Option<&'a RateRow>,
    tier: Option<&'a RateRow>,
}

impl<'a> Rows<'a> {
    fn of(entered: &PriceLine, bought: &Bought, now: &Situation<'a>) -> Result<Self, Unpriced> {
        let rates = now.pack.rates();
        let row = |charge: &str| rates.of(charge, &bought.days);
        let needed = |charge: &str| row(charge).ok_or_else(|| Unpriced::NoRate(charge.to_owned()));
        let procured = matches!(bought.source, SourceCode::Procurement | SourceCode::Mixed);
        let bears = procured && !entered.programme.is_some_and(Programme::is_exempt);
        let guessed = bought.source == SourceCode::Mixed && entered.procured.is_none();
        let packed = entered.packed && bought.source == SourceCode::Stock && !entered.fund;
        let given = entered.transport_rate.is_some();
        let found = if given { None } else { transport(entered, bought, now)? };
        let carried = given || found.is_some_and(|row| row.value("share") != Rate::default());
        let when =
            |asked: bool, charge: &str| if asked { needed(charge).map(Some) } else { Ok(None) };
        Ok(Self {
            days: bought.days,
            share: when(guessed, "cas-procured-share")?,
            administration: when(bears, "cas")?,
            support: match entered.programme.and_then(Programme::support) {
                Some(charge) => Some(needed(charge)?),
                None => None,
            },
            packing: when(packed, "packing")?,
            transport: found,
            tier: when(carried, "transport-tier")?,
        })
    }

    fn item(&self, entered: &PriceLine, bought: &Bought) -> Item {
        let value =
            |row: Option<&RateRow>, name: &str| row.map(|row| row.value(name)).unwrap_or_default();
        let nonrecurring = entered.nonrecurring.filter(|_| entered.spared(bought).is_none());
        let rate = entered.transport_rate.unwrap_or_else(|| value(self.transport, "share"));
        Item {
            quantity: Exact::from(Rate::new(bought.quantity.into())),
            unit: entered.base_unit.into(),
            source: bought.source,
            procured: entered.procured.unwrap_or_else(|| value(self.share, "share")).into(),
            exempt: entered.programme.is_some_and(Programme::is_exempt),
            overseas: entered.overseas,
            waived: Waived {
                quality: entered.waives(Charge::Quality),
                management: entered.waives(Charge::Management),
                audit: entered.waives(Charge::Audit),
                overseas: entered.waives(Charge::Overseas),
            },
            administration: Administration {
                quality: value(self.administration, "quality"),
                management: value(self.administration, "contract_management"),
                audit: value(self.administration, "audit"),
                overseas: value(self.administration, "overseas"),
            },
            nonrecurring: nonrecurring.map_or(Exact::ZERO, Exact::from),
            support: value(self.support, "share"),
            packing: self.packing.map(|row| Tiered {
                tier: row.value("tier").into(),
                below: row.value("below").into(),
                above: row.value("above").into(),
            }),
            transport: self.tier.and_then(|row| {
                Tiered::falling(row.value("tier").into(), rate.into(), row.value("above").into())
            }),
            // The surcharge is figured on the whole offer, line by line, at the rate that each
            // line keeps.
            surcharge: Rate::default(),
        }
    }

    fn figures(&self, entered: &PriceLine, bought: &Bought, price: &Price) -> Vec<Figure> {
        let mut figures = vec![Figure {
            charge: Charge::Base,
            amount: price.base,
            formula: format!("{} x {}", bought.quantity, entered.base_unit),
            rates: Vec::new(),
            spared: None,
        }];
        figures.extend(self.administration(entered, price));
        if let Some(unit) = entered.nonrecurring {
            figures.push(Figure {
                charge: Charge::Nonrecurring,
                amount: price.nonrecurring,
                formula: format!("{} x {unit}", bought.quantity),
                rates: Vec::new(),
                spared: entered.spared(bought),
            });
        }
        let percent = |row: &RateRow, name: &str| row.value(name).percent();
        if let Some(row) = self.support {
            let formula = format!("{} x {}", price.base, percent(row, "share"));
            figures.push(self.figure((Charge::Support, price.support), formula, &[row]));
        }
        if let Some(row) = self.packing {
            let formula = format!(
                "{} x ({} of {} up to {}, {} above)",
                bought.quantity,
                percent(row, "below"),
                entered.base_unit,
                row.value("tier"),
                percent(row, "above")
            );
            figures.push(self.figure((Charge::Packing, price.packing), formula, &[row]));
        }
        if let Some(tier) = self.tier {
            let share = |row: &RateRow| row.value("share");
            let rate = entered.transport_rate.or_else(|| self.transport.map(share));
            let formula = format!(
                "{} x ({} of {} up to {}, {} of that rate above){}",
                bought.quantity,
                rate.unwrap_or_default().percent(),
                entered.base_unit,
                tier.value("tier"),
                percent(tier, "above"),
                entered
                    .transport_source
                    .as_ref()
                    .map_or(String::new(), |s| format!("; rate by {s}"))
            );
            let rows: Vec<&RateRow> = self.transport.into_iter().chain([tier]).collect();
            figures.push(self.figure((Charge::Transport, price.transport), formula, &rows));
        }
        figures
    }

    /// Contract administration, part by part.
    fn administration(&self, entered: &PriceLine, price: &Price) -> Vec<Figure> {
        let Some(row) = self.administration else { return Vec::new() };
        let parts = [
            (Charge::Quality, price.parts.quality, "quality"),
            (Charge::Management, price.parts.management, "contract_management"),
            (Charge::Audit, price.parts.audit, "audit"),
            (Charge::Overseas, price.parts.overseas, "overseas"),
        ];
        let asked = parts
            .into_iter()
            .filter(|(charge, ..)| *charge != Charge::Overseas || entered.overseas);
        asked
            .map(|(charge, amount, name)| {
                let formula = format!("{} x {}", price.procured, row.value(name).percent());
                let rows: Vec<&RateRow> = [row].into_iter().chain(self.share).collect();
                let waived = entered.waives(charge).then(|| entered.ground());
                Figure { spared: waived, ..self.figure((charge, amount), formula, &rows) }
            })
            .collect()
    }

    fn figure(
        &self,
        (charge, amount): (Charge, Usd),
        formula: String,
        rows: &[&RateRow],
    ) -> Figure {
        let rates = rows.iter().filter_map(|row| Applied::of(row, &self.days)).collect();
        Figure { charge, amount, formula, rates, spared: None }
    }
}

impl Applied {
    fn of(row: &RateRow, days: &RateDays) -> Option<Self> {
        Some(Self {
            id: row.id.clone(),
            on: days.of(row.trigger)?,
            trigger: row.trigger.word().to_owned(),
            citation: row.citation.clone(),
            confidence: row.confidence.word().to_owned(),
        })
    }
}

/// The row of the delivery term; an article of a working capital fund may have one of its own.
fn transport<'a>(
    entered: &PriceLine,
    bought: &Bought,
    now: &Situation<'a>,
) -> Result<Option<&'a RateRow>, Unpriced> {
    if !entered.carried {
        return Ok(None);
    }
    let rates = now.pack.rates();
    let plain = format!("transport-{}", bought.term);
    let own = format!("{plain}-fund");
    let found = Some(&own).filter(|_| entered.fund).and_then(|own| rates.of(own, &bought.days));
    let found = found.or_else(|| rates.of(&plain, &bought.days));
    found.map(Some).ok_or(Unpriced::NoRate(plain))
}
