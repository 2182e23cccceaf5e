//! Where the money of each case stands: what came in, what it may spend, what it cost, what is
//! left.

use std::collections::BTreeMap;

use terms::Usd;

use crate::{About, Cell, Table, table::column, trial_balance::Row};

/// What it is.
pub const ABOUT: About = About {
    name: "case-money",
    title: "Financial status of cases",
    help: "Each case's value, authority, cost, cash, and what it holds for the purchaser, from the \
           books.",
};

/// The columns, each with the accounts that it adds up and the side from which it is told.
const COLUMNS: &[(&str, &str, &[&str], bool)] = &[
    ("value", "Accepted value, USD", &["M100", "M101"], true),
    ("authority", "Authority, USD", &["B900"], false),
    ("obligated", "Obligated, USD", &["B300", "B400", "B500"], true),
    ("expended", "Expended, USD", &["B400", "B500"], true),
    ("disbursed", "Paid, USD", &["B500"], true),
    ("in_process", "Work in process, USD", &["1410"], true),
    ("cash", "Cash, USD", &["1010"], true),
    ("advance", "Advance, USD", &["2310", "2311", "2312", "2313"], false),
    ("suspense", "Suspense, USD", &["2316"], false),
    ("holding", "Holding account, USD", &["2315", "2318"], false),
    ("payable", "Owed, USD", &["2110", "2111", "2120"], false),
    ("charges", "Charges held, USD", &["2320", "2321", "2322", "2323", "2324", "2325"], false),
];

/// The table, a row a case.
pub fn report(rows: &[Row]) -> Table {
    let mut cases: BTreeMap<&str, BTreeMap<&str, Usd>> = BTreeMap::new();
    for row in rows {
        let balance = cases.entry(&row.case).or_default().entry(&row.account).or_default();
        *balance = [*balance, row.amount].into_iter().sum();
    }
    let mut totals = vec![Usd::ZERO; COLUMNS.len()];
    let mut cells = Vec::new();
    for (case, balances) in cases {
        let mut line: Vec<Cell> = vec![case.into()];
        for ((.., accounts, debit), total) in COLUMNS.iter().zip(&mut totals) {
            let held = accounts.iter().filter_map(|account| balances.get(account).copied());
            let sum: Usd = held.sum();
            let told = if *debit { sum } else { Usd::ZERO.minus(sum).unwrap_or_default() };
            *total = [*total, told].into_iter().sum();
            line.push(told.into());
        }
        cells.push(line);
    }
    let all = std::iter::once(Cell::Total("all".to_owned()));
    cells.push(all.chain(totals.into_iter().map(Cell::from)).collect());
    let mut columns = vec![column("case", "Case")];
    columns.extend(COLUMNS.iter().map(|(key, title, ..)| column(key, title)));
    Table { title: ABOUT.title.to_owned(), columns, rows: cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_owed_is_told_as_an_amount_and_the_last_row_adds_up() {
        let row = |case: &str, account: &str, cents| Row {
            account: account.to_owned(),
            name: String::new(),
            case: case.to_owned(),
            amount: Usd::from_cents(cents),
        };
        let table = report(&[
            row("BN-P-LCB", "1010", 500),
            row("BN-P-LCB", "2310", -500),
            row("XA-P-VAA", "1010", 200),
            row("XA-P-VAA", "2315", -200),
        ]);
        let at = |key: &str| table.columns.iter().position(|c| c.name == key).unwrap();
        assert_eq!(table.rows[0][at("advance")], Usd::from_cents(500).into());
        assert_eq!(table.rows[1][at("holding")], Usd::from_cents(200).into());
        assert_eq!(table.rows[2][at("cash")], Usd::from_cents(700).into());
    }
}
