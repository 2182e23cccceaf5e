//! The chart of accounts: the trust fund's proprietary accounts, authority, and memoranda.

use std::{fmt, str::FromStr};

use terms::Unreadable;

/// One of three ledgers; every entry balances in each ledger that it touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ledger {
    /// Cash, work in process, what is owed.
    Proprietary,
    /// Authority: available, committed, obligated, expended.
    Budgetary,
    /// Case values, guarantees, amounts held elsewhere.
    Memo,
}

/// An account of the chart, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account(&'static Line);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Line {
    number: &'static str,
    name: &'static str,
    ledger: Ledger,
}

const fn line(number: &'static str, name: &'static str, ledger: Ledger) -> Line {
    Line { number, name, ledger }
}

static CHART: [Line; 6] = [
    line("1010", "Cash with Treasury", Ledger::Proprietary),
    line("2310", "Purchaser advance, case", Ledger::Proprietary),
    line("B100", "Authority available", Ledger::Budgetary),
    line("B900", "Authority issued (contra)", Ledger::Budgetary),
    line("M100", "Accepted case value", Ledger::Memo),
    line("M900", "Accepted case value (contra)", Ledger::Memo),
];

impl Account {
    /// Cash with Treasury.
    pub const CASH: Self = Self(&CHART[0]);
    /// What the purchaser has advanced to a case.
    pub const ADVANCE: Self = Self(&CHART[1]);
    /// Authority available to a case.
    pub const AUTHORITY: Self = Self(&CHART[2]);
    /// Contra of authority.
    pub const AUTHORITY_ISSUED: Self = Self(&CHART[3]);
    /// Value of accepted cases.
    pub const CASE_VALUE: Self = Self(&CHART[4]);
    /// Contra of the value of accepted cases.
    pub const CASE_VALUE_CONTRA: Self = Self(&CHART[5]);

    /// The whole chart, by number.
    pub fn chart() -> impl Iterator<Item = Self> {
        CHART.iter().map(Self)
    }

    /// The number: `1010`.
    pub const fn number(self) -> &'static str {
        self.0.number
    }

    /// The name: "Cash with Treasury".
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The ledger it stands in.
    pub const fn ledger(self) -> Ledger {
        self.0.ledger
    }
}

impl fmt::Display for Account {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.number)
    }
}

terms::as_text!(Account);

impl FromStr for Account {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        Self::chart()
            .find(|account| account.number() == text)
            .ok_or_else(|| Unreadable::new("account", text, "is not in the chart of accounts"))
    }
}
