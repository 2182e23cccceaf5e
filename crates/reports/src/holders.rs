//! Who had the files: days by holder over the open cases. The days of a case add up to its age.

use std::collections::BTreeMap;

use crate::{About, Cell, Table, table::column};

/// What it is.
pub const ABOUT: About = About {
    name: "holders",
    title: "Days by holder",
    help: "For each case, how many days each holder had it; the days add up to the case's age.",
};

/// Days of one case.
#[derive(Debug, Clone)]
pub struct Row {
    /// The file.
    pub file: String,
    /// Where it stands.
    pub stage: String,
    /// Days by holder.
    pub days: BTreeMap<String, i64>,
}

const HOLDERS: [&str; 5] = ["purchaser", "agency", "reviewer", "legislature", "vendor"];

/// The table.
pub fn report(rows: &[Row]) -> Table {
    let cells = rows.iter().map(|row| {
        let days = HOLDERS.map(|holder| row.days.get(holder).copied().unwrap_or(0));
        let mut cells: Vec<Cell> = vec![row.file.as_str().into(), row.stage.as_str().into()];
        cells.extend(days.map(Cell::from));
        cells.push(row.days.values().sum::<i64>().into());
        cells
    });
    Table {
        title: ABOUT.title.to_owned(),
        columns: vec![
            column("file", "File"),
            column("stage", "Stage"),
            column("purchaser", "Purchaser"),
            column("agency", "Agency"),
            column("reviewer", "Reviewer"),
            column("legislature", "Legislature"),
            column("vendor", "Vendor"),
            column("age", "Age"),
        ],
        rows: cells.collect(),
    }
}
