//! What falls due, soonest first, with the kind of day that was counted.

use terms::Day;

use crate::{About, Table, table::column};

/// What it is.
pub const ABOUT: About = About {
    name: "due",
    title: "What falls due",
    help: "Everything with a last day, soonest first: what, by when, counted how, and who must do it.",
};

/// Something that falls due.
#[derive(Debug, Clone)]
pub struct Row {
    /// The file.
    pub file: String,
    /// What must happen.
    pub what: String,
    /// The last day in time.
    pub due: Day,
    /// What kind of day was counted.
    pub counts: String,
    /// The rule that sets it.
    pub rule: Option<String>,
    /// Who must do it.
    pub holder: String,
}

/// The table as of a day.
pub fn report(rows: &[Row], today: Day) -> Table {
    let cells = rows.iter().map(|row| {
        let days = i64::from(today.days_until(row.due));
        vec![
            row.due.into(),
            days.into(),
            row.counts.as_str().into(),
            row.file.as_str().into(),
            row.what.as_str().into(),
            row.holder.as_str().into(),
            row.rule.as_deref().into(),
        ]
    });
    Table {
        title: format!("{}, as of {today}", ABOUT.title),
        columns: vec![
            column("due", "Due"),
            column("days", "Days left"),
            column("counts", "Counted in"),
            column("file", "File"),
            column("what", "What"),
            column("holder", "Holder"),
            column("rule", "Rule"),
        ],
        rows: cells.collect(),
    }
}
