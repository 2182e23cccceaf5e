//! The rows of rates that the charges of a line go by, and what each makes of it.

use pricing::{
    Exact, Item, Price,
    quotation::{Administration, Tiered, Waived},
};
use rules::{RateDays, RateRow};
use terms::{Rate, Usd, codes::SourceCode};

use super::{Applied, Bought, Charge, Figure, Unpriced};
use crate::{
    loa::price_line::{PriceLine, Programme},
    situation::Situation,
};

/// The rows that a line's charges go by; those that it does not bear are left out.
pub(super) struct Rows<'a> {
    days: RateDays,
    share: Option<&'a RateRow>,
    administration: Option<&'a RateRow>,
    support: Option<&'a RateRow>,
    packing: Option<&'a RateRow>,
    transport: Option<&'a RateRow>,
    tier: Option<&'a RateRow>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(
        entered: &PriceLine,
        bought: &Bought,
        now: &Situation<'a>,
    ) -> Result<Self, Unpriced> {
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

    pub(super) fn item(&self, entered: &PriceLine, bought: &Bought) -> Item {
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

    pub(super) fn figures(
        &self,
        entered: &PriceLine,
        bought: &Bought,
        price: &Price,
    ) -> Vec<Figure> {
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
                dollars(row),
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
                dollars(tier),
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

/// The tier of a row, in dollars.
fn dollars(row: &RateRow) -> String {
    let tier = Exact::from(row.value("tier")).cents();
    tier.map_or_else(String::new, |tier| tier.to_string())
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
