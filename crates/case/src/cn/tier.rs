//! Which thresholds and which period hold for a purchaser on a day (AECA section 36(b)(1), (6)).
//! Said here once: for offers, for our own notifications, and for the public notices of others.

use rules::{Days, Pack, Row, Tier};
use terms::{Day, Usd};

/// The thresholds and the period of a tier on a day.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'a> {
    /// The tier.
    pub tier: &'a Tier,
    /// The row that holds on that day.
    pub row: &'a Row,
}

/// The values of a sale that are held against thresholds; `None` where one is not known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Values {
    /// Major defense equipment.
    pub mde: Option<Usd>,
    /// Everything together; without design and construction services where these are known.
    pub total: Option<Usd>,
    /// Design and construction services.
    pub construction: Option<Usd>,
}

/// A threshold, and the value that is held against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// What is compared: `MDE`, `total` or `design and construction`.
    pub name: &'static str,
    /// The value; `None` where it is not known.
    pub value: Option<Usd>,
    /// The threshold; `None` where the row has none.
    pub limit: Option<Usd>,
}

/// The day that governs the tiers; `act` where none that their rules name is on record, and where
/// the pack has none.
pub fn day_of(pack: &Pack, days: &Days, act: Day) -> Day {
    // The rules of all tiers name the same governing day.
    let rule = pack.jurisdiction().tiers.last().map(|tier| &tier.rule);
    rule.and_then(|rule| pack.day_of(rule, days, act)).map_or(act, |(_, day)| day)
}

impl<'a> Limits<'a> {
    /// Those of a tier, by the day that its rule names; `None` when the law at hand has none then.
    pub fn of(tier: &'a Tier, pack: &'a Pack, (days, act): (&Days, Day)) -> Option<Self> {
        Some(Self { tier, row: pack.by(&tier.rule, days, act)?.row })
    }

    /// The threshold of major defense equipment.
    pub fn mde(&self) -> Option<Usd> {
        self.row.amount("mde")
    }

    /// The threshold of everything together.
    pub fn total(&self) -> Option<Usd> {
        self.row.amount("total")
    }

    /// The threshold of design and construction services. A notice does not tell their value, so
    /// that it is shown and not compared there; of a case it is compared where a line is marked.
    pub fn design_construction(&self) -> Option<Usd> {
        self.row.amount("design_construction")
    }

    /// Length of the review period in calendar days.
    pub fn days(&self) -> Option<i32> {
        self.row.whole("formal_days")
    }

    /// Values against thresholds.
    pub fn thresholds(&self, values: Values) -> Vec<Threshold> {
        let construction = values.construction.map(|value| Threshold {
            name: "design and construction",
            value: Some(value),
            limit: self.design_construction(),
        });
        let mut all = vec![
            Threshold { name: "MDE", value: values.mde, limit: self.mde() },
            Threshold { name: "total", value: values.total, limit: self.total() },
        ];
        all.extend(construction);
        all
    }
}

impl Threshold {
    /// Whether the value reaches the threshold: at it is reached. `None` where either is not
    /// known.
    pub fn reached(&self) -> Option<bool> {
        Some(self.limit? <= self.value?)
    }
}

/// Whether a notification is required: yes as soon as one threshold is reached, no only if every
/// value is known and below; else it is not known.
pub fn required(thresholds: &[Threshold]) -> Option<bool> {
    let reached = || thresholds.iter().map(Threshold::reached);
    if reached().any(|reached| reached == Some(true)) {
        return Some(true);
    }
    reached().all(|reached| reached == Some(false)).then_some(false)
}

/// The last day of a review period. The day of delivery to both chambers is day nought.
pub fn period_ends(delivered_on: Day, days: i32) -> Day {
    delivered_on.plus_days(days)
}

/// The first day on which an offer may leave: the last day of the period counts in full.
pub fn earliest_offer(period_ends: Day) -> Day {
    period_ends.plus_days(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threshold(value: Option<i64>, limit: Option<i64>) -> Threshold {
        let usd = |cents: Option<i64>| cents.map(Usd::from_cents);
        Threshold { name: "total", value: usd(value), limit: usd(limit) }
    }

    #[test]
    fn one_value_at_its_threshold_is_enough_and_a_gap_is_never_taken_for_small() {
        let below = threshold(Some(99), Some(100));
        let at = threshold(Some(100), Some(100));
        let above = threshold(Some(101), Some(100));
        let gap = threshold(None, Some(100));
        let lawless = threshold(Some(1), None);
        assert_eq!(required(&[below, below]), Some(false));
        assert_eq!(required(&[below, at]), Some(true));
        assert_eq!(required(&[above, gap]), Some(true));
        assert_eq!(required(&[gap, below]), None);
        assert_eq!(required(&[gap, gap]), None);
        assert_eq!(required(&[below, lawless]), None);
    }

    #[test]
    fn the_day_of_delivery_is_day_nought_and_the_last_day_counts_in_full() {
        let ends = period_ends("2026-02-20".parse().unwrap(), 15);
        assert_eq!(ends.to_string(), "2026-03-07");
        assert_eq!(earliest_offer(ends).to_string(), "2026-03-08");
    }
}
