//! Every day of every file, charged to one holder with its reason.

use terms::Day;

use crate::{About, Table, table::column};

/// What it is.
pub const ABOUT: About = About {
    name: "days-by-holder",
    title: "Every day, its holder and its reason",
    help: "For each request, case and notification, who had it from when to when and why; the days \
           of a file add up to its age.",
};

/// Days of one file with one holder.
#[derive(Debug, Clone)]
pub struct Row {
    /// The file.
    pub file: String,
    /// First day.
    pub from: Day,
    /// The day on which it went on, or the day of the report.
    pub until: Day,
    /// Days.
    pub days: i64,
    /// Who had it.
    pub holder: String,
    /// Why.
    pub reason: String,
    /// The age of the file.
    pub age: i64,
}

/// The table.
pub fn report(rows: &[Row], today: Day) -> Table {
    let cells = rows.iter().map(|row| {
        vec![
            row.file.as_str().into(),
            row.from.into(),
            row.until.into(),
            row.days.into(),
            row.holder.as_str().into(),
            row.reason.as_str().into(),
            row.age.into(),
        ]
    });
    Table {
        title: format!("{}, as of {today}", ABOUT.title),
        columns: vec![
            column("file", "File"),
            column("from", "From"),
            column("until", "Until"),
            column("days", "Days"),
            column("holder", "Holder"),
            column("reason", "Reason"),
            column("age", "Age of the file"),
        ],
        rows: cells.collect(),
    }
}
