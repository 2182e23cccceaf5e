//! The chart of accounts: the trust fund's proprietary accounts, authority, and memoranda.

use std::{fmt, str::FromStr};

use terms::{Unreadable, Usd};

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

/// The side on which an account may stand. A balance on the other side is a breach: authority that
/// was spent twice, a payable that was paid twice, cash that was not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Assets and authority.
    Debit,
    /// What is owed, and contra accounts.
    Credit,
    /// Advances: a purchaser may owe more than it has paid.
    Either,
}

/// An account of the chart, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account(&'static Line);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Line {
    number: &'static str,
    name: &'static str,
    ledger: Ledger,
    side: Side,
}

const fn line(number: &'static str, name: &'static str, side: Side) -> Line {
    let ledger = match number.as_bytes()[0] {
        b'B' => Ledger::Budgetary,
        b'M' => Ledger::Memo,
        _ => Ledger::Proprietary,
    };
    Line { number, name, ledger, side }
}

/// The three ledgers. The numbers are those of this program, not of a government's general ledger.
const CHART: &[Line] = &[
    line("1010", "Cash with Treasury", Side::Debit),
    line("1410", "Work in process", Side::Debit),
    line("1420", "Due from waiver funds", Side::Debit),
    line("2110", "Payable to contractors", Side::Credit),
    line("2111", "Contract holdback", Side::Credit),
    line("2120", "Due to appropriations of the seller", Side::Credit),
    line("2310", "Purchaser advance, case", Side::Either),
    line("2311", "Reserve for termination liability", Side::Credit),
    line("2312", "Advance, military financing grant", Side::Either),
    line("2313", "Advance, military financing loan", Side::Either),
    line("2315", "Purchaser holding account", Side::Credit),
    line("2316", "Closure suspense, case", Side::Credit),
    line("2318", "Refund payable", Side::Credit),
    line("2320", "Administrative surcharge account", Side::Credit),
    line("2321", "Contract administration clearing", Side::Credit),
    line("2322", "Transportation clearing", Side::Credit),
    line("2323", "Packing and handling clearing", Side::Credit),
    line("2324", "Nonrecurring cost due out", Side::Credit),
    line("2325", "Interest due to Treasury receipts", Side::Credit),
    line("2330", "Special defense acquisition fund", Side::Credit),
    line("B100", "Authority available", Side::Debit),
    line("B200", "Committed", Side::Debit),
    line("B300", "Obligated, undelivered", Side::Debit),
    line("B400", "Expended, unpaid", Side::Debit),
    line("B500", "Expended, paid", Side::Debit),
    line("B900", "Authority issued (contra)", Side::Credit),
    line("M100", "Accepted case value", Side::Debit),
    line("M101", "Accepted case value, below the line", Side::Debit),
    line("M300", "Letters of credit held", Side::Debit),
    line("M310", "Held in the purchaser's own account", Side::Debit),
    line("M900", "Accepted case value (contra)", Side::Credit),
    line("M930", "Letters of credit (contra)", Side::Credit),
    line("M940", "Purchaser's own account (contra)", Side::Credit),
];

/// Whether two numbers are the same; known when the program is built.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

impl Account {
    /// Cash with Treasury.
    pub const CASH: Self = Self::at("1010");
    /// What the purchaser has advanced to a case.
    pub const ADVANCE: Self = Self::at("2310");
    /// The advance of a case that is paid by a grant.
    pub const ADVANCE_GRANT: Self = Self::at("2312");
    /// The advance of a case that is paid by a loan.
    pub const ADVANCE_LOAN: Self = Self::at("2313");
    /// Money of the purchaser that belongs to no case.
    pub const HOLDING: Self = Self::at("2315");
    /// What a case that is closed for the time being may still cost.
    pub const SUSPENSE: Self = Self::at("2316");
    /// Authority available to a case.
    pub const AUTHORITY: Self = Self::at("B100");
    /// Authority that is committed.
    pub const COMMITTED: Self = Self::at("B200");
    /// Authority that is obligated and not delivered on.
    pub const OBLIGATED: Self = Self::at("B300");
    /// Authority that was expended and is not paid.
    pub const UNPAID: Self = Self::at("B400");
    /// Authority that was expended and paid.
    pub const PAID: Self = Self::at("B500");
    /// Contra of authority.
    pub const AUTHORITY_ISSUED: Self = Self::at("B900");
    /// Value of accepted cases.
    pub const CASE_VALUE: Self = Self::at("M100");
    /// Contra of the value of accepted cases.
    pub const CASE_VALUE_CONTRA: Self = Self::at("M900");

    /// What a case must no longer hold when it closes for good: money that is neither earned nor
    /// given back, and bills that are not paid.
    pub const SETTLED_AT_CLOSURE: &'static [Self] = &[
        Self::at("1410"),
        Self::at("2110"),
        Self::at("2111"),
        Self::at("2120"),
        Self::at("2310"),
        Self::at("2311"),
        Self::at("2312"),
        Self::at("2313"),
        Self::at("2318"),
        Self::at("2324"),
        Self::at("M300"),
    ];

    /// The account of a number; a number that is not in the chart does not build.
    pub const fn at(number: &str) -> Self {
        let mut at = 0;
        while at < CHART.len() {
            if same(CHART[at].number, number) {
                return Self(&CHART[at]);
            }
            at += 1;
        }
        panic!("an account that is not in the chart")
    }

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

    /// The side on which it may stand.
    pub const fn side(self) -> Side {
        self.0.side
    }

    /// Whether a balance is on the wrong side.
    pub const fn is_wrong(self, balance: Usd) -> bool {
        match self.0.side {
            Side::Debit => balance.is_negative(),
            Side::Credit => balance.cents() > 0,
            Side::Either => false,
        }
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
