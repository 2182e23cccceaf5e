//! The ledger: one row a leg, in the order of the entries.

use case::File;
use terms::{Day, StreamId};

use super::View;
use crate::{
    Store,
    value::{Row, Stmt, V, text},
};

/// The read model.
pub const VIEW: View = View {
    table: "ledger_entry",
    columns: &["case_id", "purchaser", "entry", "day", "account", "amount_cents"],
    rows,
    many: true,
};

fn rows(_: &StreamId, file: &File) -> Vec<Vec<V>> {
    let File::Case(case) = file else { return Vec::new() };
    let mut rows = Vec::new();
    for (number, entry) in (1_i64..).zip(&case.entries) {
        let dims = entry.dims();
        for leg in entry.legs() {
            rows.push(vec![
                text(&dims.case),
                text(&dims.purchaser),
                V::Int(number),
                text(entry.on()),
                text(leg.account),
                V::Int(leg.amount.cents()),
            ]);
        }
    }
    rows
}

/// A balance of an account of a case, in US cents; a debit balance is positive.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BalanceRow {
    /// Account.
    pub account: String,
    /// Case.
    pub case: String,
    /// Purchaser.
    pub purchaser: String,
    /// Balance.
    pub amount_cents: i64,
}

/// Balances by account and case, at the end of a day or as they stand.
pub async fn balances(store: &Store, until: Option<Day>) -> anyhow::Result<Vec<BalanceRow>> {
    const ALL: &str = "
select account, case_id, purchaser, cast(sum(amount_cents) as bigint)
from ledger_entry
group by account, case_id, purchaser
order by account, case_id, purchaser";
    const UNTIL: &str = "
select account, case_id, purchaser, cast(sum(amount_cents) as bigint)
from ledger_entry
where day <= $1
group by account, case_id, purchaser
order by account, case_id, purchaser";
    let stmt = match until {
        Some(day) => Stmt::new(UNTIL, vec![text(day)]),
        None => Stmt::new(ALL, vec![]),
    };
    let rows = store.query(stmt).await?;
    Ok(rows.iter().map(read).collect())
}

fn read(row: &Row) -> BalanceRow {
    let must = |column| row.text(column).to_owned();
    BalanceRow { account: must(0), case: must(1), purchaser: must(2), amount_cents: row.int(3) }
}
