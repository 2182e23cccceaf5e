//! The price of a line, built up from its base: contract administration, nonrecurring cost and
//! programme support inside the line; packing, transport and the administrative surcharge below it.
//! Each charge is rounded once a line, half away from zero; a charge that were rounded by the piece
//! would vanish on a cartridge of thirty-eight cents.

use terms::{Rate, Usd, codes::SourceCode};

use crate::{Exact, TooLarge};

/// Shares of the procured base price that pay for the administration of contracts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Administration {
    /// Quality assurance and inspection.
    pub quality: Rate,
    /// Contract management.
    pub management: Rate,
    /// Contract audit.
    pub audit: Rate,
    /// Administration outside the seller's country, on top where it applies.
    pub overseas: Rate,
}

/// A charge with one share of the unit price up to a tier and another above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tiered {
    /// The unit price at which the share changes.
    pub tier: Exact,
    /// Share up to it.
    pub below: Exact,
    /// Share above it.
    pub above: Exact,
}

/// Parts of contract administration, as marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each part is waived by itself")]
pub struct Waived {
    /// Quality assurance and inspection.
    pub quality: bool,
    /// Contract management.
    pub management: bool,
    /// Contract audit.
    pub audit: bool,
    /// Administration outside the seller's country.
    pub overseas: bool,
}

/// What a line is and which charges it bears.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// How many.
    pub quantity: Exact,
    /// Price of one, without charges.
    pub unit: Exact,
    /// Where it comes from; only procured things bear contract administration.
    pub source: SourceCode,
    /// How much of the base is procured, for a mixed line.
    pub procured: Exact,
    /// Whether the programme of the line is exempt from contract administration.
    pub exempt: bool,
    /// Whether contracts are administered outside the seller's country.
    pub overseas: bool,
    /// Parts of contract administration that are waived.
    pub waived: Waived,
    /// The shares of contract administration.
    pub administration: Administration,
    /// Nonrecurring cost of one; nothing where it is waived.
    pub nonrecurring: Exact,
    /// Programme support as a share of the base.
    pub support: Rate,
    /// Packing, where the line bears it.
    pub packing: Option<Tiered>,
    /// Transport, where the line bears it.
    pub transport: Option<Tiered>,
    /// The administrative surcharge of the line.
    pub surcharge: Rate,
}

/// Contract administration of a line, by part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// Quality assurance and inspection.
    pub quality: Usd,
    /// Contract management.
    pub management: Usd,
    /// Contract audit.
    pub audit: Usd,
    /// Outside the seller's country.
    pub overseas: Usd,
}

/// The price of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// Quantity times unit price.
    pub base: Usd,
    /// The procured part of it, on which contract administration is figured.
    pub procured: Usd,
    /// Contract administration by part.
    pub parts: Parts,
    /// Contract administration.
    pub administration: Usd,
    /// Nonrecurring cost.
    pub nonrecurring: Usd,
    /// Programme support.
    pub support: Usd,
    /// The line with everything inside it, block (8).
    pub line: Usd,
    /// What one seems to cost; for display alone.
    pub unit: Usd,
    /// Packing, crating and handling, block (9).
    pub packing: Usd,
    /// Transportation, block (11).
    pub transport: Usd,
    /// Administrative surcharge, block (10).
    pub surcharge: Usd,
    /// Everything.
    pub all: Usd,
}

impl Tiered {
    /// A charge whose share above the tier is a part of the share below it.
    pub fn falling(tier: Exact, below: Exact, part: Exact) -> Option<Self> {
        Some(Self { tier, below, above: below.times(part)? })
    }

    /// The charge on a number of pieces, rounded once.
    fn on(&self, quantity: Exact, unit: Exact) -> Option<Usd> {
        let low = unit.min(self.tier)?;
        let high = unit.minus(low)?;
        let piece = low.times(self.below)?.plus(high.times(self.above)?)?;
        quantity.times(piece)?.cents()
    }
}

/// Prices a line.
pub fn price(item: &Item) -> Result<Price, TooLarge> {
    build(item).ok_or(TooLarge)
}

fn build(item: &Item) -> Option<Price> {
    let base = item.quantity.times(item.unit)?.cents()?;
    let procured = match item.source {
        SourceCode::Procurement => base,
        SourceCode::Mixed => Exact::from(base).times(item.procured)?.cents()?,
        _ => Usd::ZERO,
    };
    let parts = parts(item, procured)?;
    let administration =
        Usd::total([parts.quality, parts.management, parts.audit, parts.overseas])?;
    let nonrecurring = item.quantity.times(item.nonrecurring)?.cents()?;
    let support = share(base, item.support)?;
    let line = Usd::total([base, administration, nonrecurring, support])?;
    let charge = |tiered: &Option<Tiered>| {
        tiered.as_ref().map_or(Some(Usd::ZERO), |tiered| tiered.on(item.quantity, item.unit))
    };
    let (packing, transport) = (charge(&item.packing)?, charge(&item.transport)?);
    let surcharge = share(line, item.surcharge)?;
    let all = Usd::total([line, packing, transport, surcharge])?;
    let unit = Exact::from(line).over(item.quantity)?;
    Some(Price {
        base,
        procured,
        parts,
        administration,
        nonrecurring,
        support,
        line,
        unit,
        packing,
        transport,
        surcharge,
        all,
    })
}

/// Contract administration by part: nothing for an exempt line, and for a part that is waived.
fn parts(item: &Item, procured: Usd) -> Option<Parts> {
    let (rates, waived) = (item.administration, item.waived);
    let part = |rate: Rate, off: bool| {
        if off || item.exempt { Some(Usd::ZERO) } else { share(procured, rate) }
    };
    Some(Parts {
        quality: part(rates.quality, waived.quality)?,
        management: part(rates.management, waived.management)?,
        audit: part(rates.audit, waived.audit)?,
        overseas: part(rates.overseas, waived.overseas || !item.overseas)?,
    })
}

/// An amount times a rate, rounded to whole cents.
fn share(amount: Usd, rate: Rate) -> Option<Usd> {
    crate::round::share(amount, rate)
}
