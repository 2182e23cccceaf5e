//! The portfolio: cases and their known value by purchaser.

use terms::Usd;

use crate::{About, Cell, Table, table::column};

/// What it is.
pub const ABOUT: About = About {
    name: "portfolio",
    title: "Portfolio by purchaser",
    help: "How many cases each purchaser has, and what those with a known value are worth.",
};

/// Cases of one purchaser.
#[derive(Debug, Clone)]
pub struct Row {
    /// Customer code; none where a notice does not name a known purchaser.
    pub purchaser: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Cases.
    pub cases: i64,
    /// Value of those that have one.
    pub value: Usd,
}

/// The table.
pub fn report(rows: &[Row]) -> Table {
    let mut cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            let purchaser = row.purchaser.as_deref();
            vec![purchaser.into(), row.name.as_deref().into(), row.cases.into(), row.value.into()]
        })
        .collect();
    let (cases, value) = (rows.iter().map(|r| r.cases).sum::<i64>(), rows.iter().map(|r| r.value));
    cells.push(vec![
        Cell::Total("all".to_owned()),
        "".into(),
        cases.into(),
        value.sum::<Usd>().into(),
    ]);
    Table {
        title: ABOUT.title.to_owned(),
        columns: vec![
            column("purchaser", "Purchaser"),
            column("name", "Name"),
            column("cases", "Cases"),
            column("value", "Known value, USD"),
        ],
        rows: cells,
    }
}
