//! The payment schedule of an offer from its months: what will be spent, and what would be owed if
//! the contracts stopped. A purchaser's money must be there before it is needed, so each payment
//! brings the total up to what is spent by the end of the period that it covers, with the highest
//! termination liability inside it. The calendar is SAMM Table C9.T16: a statement as of the end of
//! a quarter is due on the fifteenth of the third month after it and covers the next quarter but
//! one.

use std::collections::BTreeMap;

use terms::{Day, Usd};

use crate::{Exact, Month, TooLarge};

/// Months from a statement's quarter to the month in which it is due.
const DUE_AFTER: i32 = 3;
/// The day of that month.
const DUE_DAY: i8 = 15;
/// Months of a period.
const PERIOD: i32 = 3;
/// Months that a front-loaded schedule looks ahead: four quarters.
const AHEAD: i32 = 12;

/// What a schedule is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    /// The day on which the case is implemented.
    pub implemented: Day,
    /// The whole value of the case.
    pub value: Usd,
    /// What is spent in each month; it adds up to the value.
    pub spent: BTreeMap<Month, Usd>,
    /// What would be owed at the end of each month if the contracts stopped.
    pub liability: BTreeMap<Month, Usd>,
}

/// How money for termination liability is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    /// The highest liability of each period, in cash.
    Standard,
    /// The highest of the whole case with the deposit, and payments four quarters ahead of need.
    RiskAssessed,
    /// A standby letter of credit stands for liability up to its amount.
    Credit(Usd),
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// The day on which it is due; with acceptance where there is none.
    pub due: Option<Day>,
    /// The day of the statement that asks for it.
    pub statement: Option<Day>,
    /// First month that it covers.
    pub from: Month,
    /// Last month that it covers.
    pub until: Month,
    /// The month up to whose end spending is counted.
    pub through: Month,
    /// Spending up to the end of that month.
    pub spent: Usd,
    /// The termination liability that counts.
    pub liability: Usd,
    /// How much of it a letter of credit covers.
    pub covered: Usd,
    /// How much of it cash must cover.
    pub cash: Usd,
    /// What must be on deposit, at most the value of the case.
    pub requirement: Usd,
    /// What is to be paid, in whole dollars unless it is the last.
    pub payment: Usd,
    /// What has been asked for up to and with it.
    pub cumulative: Usd,
}

/// Why no schedule can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unschedulable {
    /// Nothing is spent.
    #[error("no month has an expenditure; a schedule is made from what is spent in each month")]
    Nothing,
    /// An amount is below nothing.
    #[error("{month}: {amount} is below nothing; expenditure and liability are not negative")]
    Negative {
        /// The month.
        month: Month,
        /// What was given.
        amount: Usd,
    },
    /// The months do not add up to the value.
    #[error("the months add up to {spent}, the value of the case is {value}; they must be equal")]
    Unequal {
        /// What the months add up to.
        spent: Usd,
        /// The value.
        value: Usd,
    },
    /// A sum beyond the range of money.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// A schedule of more periods than a sale has.
    #[error("from {from} to {until} is more than {years} years; look at the months")]
    TooLong {
        /// First month.
        from: Month,
        /// Last month.
        until: Month,
        /// The most that is taken.
        years: i32,
    },
}

/// The longest schedule that is made, in years.
const YEARS: i32 = 100;

/// The schedule: the initial deposit, then a payment each quarter until everything is covered.
/// Payments are never negative and add up to the value exactly.
pub fn instalments(needs: &Needs, terms: Terms) -> Result<Vec<Instalment>, Unschedulable> {
    let (first, last) = checked(needs)?;
    let implemented = Month::of(needs.implemented);
    let mut statement = implemented.quarter_end();
    let mut from = first.min(implemented);
    let mut until = statement.plus(DUE_AFTER);
    let mut due = None;
    let mut cumulative = Usd::ZERO;
    let mut schedule = Vec::new();
    loop {
        let mut next = needs.instalment(terms, (from, until), last)?;
        next.due = due;
        next.statement = due.and_then(|_| statement.plus(-PERIOD).last_day());
        let upto = whole_dollars(next.requirement).ok_or(TooLarge)?.min(needs.value);
        next.payment = upto.minus(cumulative).ok_or(TooLarge)?.max(Usd::ZERO);
        cumulative = cumulative.plus(next.payment).ok_or(TooLarge)?;
        next.cumulative = cumulative;
        schedule.push(next);
        if last <= until {
            return Ok(schedule);
        }
        due = statement.plus(DUE_AFTER).day(DUE_DAY);
        statement = statement.plus(PERIOD);
        from = until.plus(1);
        until = until.plus(PERIOD);
    }
}

/// The first and the last month in which something is spent, if a schedule can be made.
fn checked(needs: &Needs) -> Result<(Month, Month), Unschedulable> {
    let months = needs.spent.iter().chain(&needs.liability);
    if let Some((month, amount)) = months.into_iter().find(|(_, amount)| amount.is_negative()) {
        return Err(Unschedulable::Negative { month: *month, amount: *amount });
    }
    let ends = needs.spent.first_key_value().zip(needs.spent.last_key_value());
    let Some(((first, _), (last, _))) = ends else { return Err(Unschedulable::Nothing) };
    let spent = Usd::total(needs.spent.values().copied()).ok_or(TooLarge)?;
    if spent != needs.value {
        return Err(Unschedulable::Unequal { spent, value: needs.value });
    }
    let implemented = Month::of(needs.implemented);
    let (from, until) = ((*first).min(implemented), (*last).max(implemented));
    if from.plus(YEARS * 4 * PERIOD) < until {
        return Err(Unschedulable::TooLong { from, until, years: YEARS });
    }
    Ok((*first, *last))
}

impl Needs {
    fn instalment(
        &self,
        terms: Terms,
        (from, until): (Month, Month),
        last: Month,
    ) -> Result<Instalment, TooLarge> {
        let ahead = matches!(terms, Terms::RiskAssessed);
        let through = if ahead { until.plus(AHEAD).min(last) } else { until };
        let spent = Usd::total(self.spent.range(..=through).map(|(_, amount)| *amount));
        let spent = spent.ok_or(TooLarge)?;
        let highest = |range: &mut dyn Iterator<Item = &Usd>| range.copied().max();
        let liability = if ahead {
            highest(&mut self.liability.values())
        } else {
            highest(&mut self.liability.range(from..=until).map(|(_, amount)| amount))
        };
        let liability = liability.unwrap_or_default();
        let covered = match terms {
            Terms::Credit(amount) => liability.min(amount),
            Terms::Standard | Terms::RiskAssessed => Usd::ZERO,
        };
        let cash = liability.minus(covered).ok_or(TooLarge)?;
        let requirement = spent.plus(cash).ok_or(TooLarge)?.min(self.value);
        Ok(Instalment {
            due: None,
            statement: None,
            from,
            until,
            through,
            spent,
            liability,
            covered,
            cash,
            requirement,
            payment: Usd::ZERO,
            cumulative: Usd::ZERO,
        })
    }
}

/// The next whole dollar from an amount on; `None` beyond the range of money.
fn whole_dollars(amount: Usd) -> Option<Usd> {
    let dollars = Exact::from(amount).ceil()?;
    Usd::from_dollars(dollars)
}
