//! A report: a pure function to a table with its test, and the office's rows for it.

use anyhow::{Context as _, Result};

use super::{Draft, Name};
use crate::tidy::Tree;

/// Drafts it.
pub fn draft<'a>(tree: &'a Tree, name: &str) -> Result<(Draft<'a>, String)> {
    let name = Name::read(name)?;
    let mut draft = Draft::new(tree);
    let file = format!("crates/reports/src/{}.rs", name.snake);
    draft.create(&file, name.fill(REPORT))?;
    let list = "crates/reports/src/lib.rs";
    draft.module(list, &name.snake)?;
    draft.at_marker(list, "report", &name.fill("    {snake}::ABOUT,"))?;
    let rows = "crates/app/src/reporting.rs";
    let arm = name.fill("            \"{kebab}\" => self.{snake}().await?,");
    draft.at_marker(rows, "report", &arm)?;
    draft.change(rows, |text| {
        let end = text.rfind("\n}").context("reporting.rs has no end")?;
        Ok(format!("{}\n{}{}", &text[..end], name.fill(ROWS), &text[end..]))
    })?;
    let next = format!(
        "Say the columns in {file} and gather the rows in {rows}. Page, CSV, text, API and \
         `caseway report {}` follow. Its test fails until then: cargo x check",
        name.kebab
    );
    Ok((draft, next))
}

const REPORT: &str = "\
//! {Title}: say what it answers.

use crate::{About, Table, table::column};

/// What it is.
pub const ABOUT: About = About {
    name: \"{kebab}\",
    title: \"{Title}\",
    help: \"Say in one sentence what it answers.\",
};

/// Say what a row is.
#[derive(Debug, Clone)]
pub struct Row {
    /// The file.
    pub file: String,
}

/// The table.
pub fn report(rows: &[Row]) -> Table {
    let cells = rows.iter().map(|row| vec![row.file.as_str().into()]);
    Table {
        title: ABOUT.title.to_owned(),
        columns: vec![column(\"file\", \"File\")],
        rows: cells.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn say_what_the_report_answers() {
        let table = report(&[Row { file: \"BN-P-LCB\".to_owned() }]);
        assert_eq!(table.columns.len(), 2, \"a report answers more than its question\");
    }
}
";

const ROWS: &str = "
    async fn {snake}(&self) -> anyhow::Result<Table> {
        let rows = views::cases::by_purchaser(&self.store).await?;
        let files = rows.into_iter().filter_map(|(purchaser, ..)| purchaser);
        let rows: Vec<reports::{snake}::Row> =
            files.map(|file| reports::{snake}::Row { file }).collect();
        Ok(reports::{snake}::report(&rows))
    }
";
