//! What is odd about the public notices that were read in.

use crate::{About, Table, table::column};

/// What it is.
pub const ABOUT: About = About {
    name: "anomalies",
    title: "Oddities of public notices",
    help: "Every oddity of every notice, with its reason; nothing was corrected.",
};

/// An oddity.
#[derive(Debug, Clone)]
pub struct Row {
    /// The notice.
    pub notice: String,
    /// Code.
    pub code: String,
    /// What is odd.
    pub sentence: String,
    /// Whether the source itself says so.
    pub printed: bool,
}

/// The table.
pub fn report(rows: &[Row]) -> Table {
    let cells = rows.iter().map(|row| {
        let origin = if row.printed { "the source" } else { "the import" };
        vec![
            row.notice.as_str().into(),
            row.code.as_str().into(),
            origin.into(),
            row.sentence.as_str().into(),
        ]
    });
    Table {
        title: ABOUT.title.to_owned(),
        columns: vec![
            column("notice", "Notice"),
            column("code", "Code"),
            column("origin", "Said by"),
            column("sentence", "What is odd"),
        ],
        rows: cells.collect(),
    }
}
