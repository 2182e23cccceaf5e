//! The trial balance: what each account holds, and that all of them add up to nothing.

use std::collections::BTreeMap;

use terms::Usd;

use crate::{About, Cell, Table, table::column};

/// What it is.
pub const ABOUT: About = About {
    name: "trial-balance",
    title: "Trial balance",
    help: "Debit and credit balance of every account of the three ledgers; both sides are equal.",
};

/// A balance.
#[derive(Debug, Clone)]
pub struct Row {
    /// Account number.
    pub account: String,
    /// Account name.
    pub name: String,
    /// Case.
    pub case: String,
    /// Balance; a debit balance is positive.
    pub amount: Usd,
}

/// The table, by account over all cases.
pub fn report(rows: &[Row]) -> Table {
    let mut accounts: BTreeMap<(&str, &str), Usd> = BTreeMap::new();
    for row in rows {
        let balance = accounts.entry((&row.account, &row.name)).or_default();
        *balance = [*balance, row.amount].into_iter().sum();
    }
    let side = |amount: Usd| {
        let credit = Usd::ZERO.minus(amount).unwrap_or_default();
        if amount.is_negative() { (Usd::ZERO, credit) } else { (amount, Usd::ZERO) }
    };
    let (mut debits, mut credits) = (Usd::ZERO, Usd::ZERO);
    let mut cells = Vec::new();
    for ((account, name), amount) in accounts {
        let (debit, credit) = side(amount);
        debits = [debits, debit].into_iter().sum();
        credits = [credits, credit].into_iter().sum();
        cells.push(vec![account.into(), name.into(), debit.into(), credit.into()]);
    }
    cells.push(vec![Cell::Total("all".to_owned()), "".into(), debits.into(), credits.into()]);
    Table {
        title: ABOUT.title.to_owned(),
        columns: vec![
            column("account", "Account"),
            column("name", "Name"),
            column("debit", "Debit, USD"),
            column("credit", "Credit, USD"),
        ],
        rows: cells,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_equal() {
        let row = |account: &str, cents| Row {
            account: account.to_owned(),
            name: String::new(),
            case: "BN-P-LCB".to_owned(),
            amount: Usd::from_cents(cents),
        };
        let table = report(&[row("1010", 500), row("2310", -300), row("2310", -200)]);
        let last = table.rows.last().unwrap();
        assert_eq!(last[2], last[3]);
        assert_eq!(table.rows.len(), 3);
    }
}
