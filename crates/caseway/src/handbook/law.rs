//! The rules of the pack, each with its dates, its source and its numbers.

use app::pack::Law;
use case::gates;
use rules::Row;

use super::{code, table};

/// The chapter.
pub fn chapter() -> anyhow::Result<String> {
    let law = Law::carried()?;
    let headings = ["Rule", "What it says", "In force", "Numbers", "Source", "Checked"];
    let rows = law.pack.rows().iter().map(cells);
    let words = "The law is dated data and stands in `rules/`. A row from memory decides like any \
                 other and says so; a proposal is shown and never enforced.\n\n";
    Ok(format!("{words}{}", table(&headings, rows)))
}

fn cells(row: &Row) -> Vec<String> {
    let day = |day: Option<terms::Day>| day.map_or("open".to_owned(), |day| day.to_string());
    let numbers: Vec<String> =
        row.params.iter().map(|(name, value)| code(format!("{name} = {value}"))).collect();
    let seen = row.confidence.caution().unwrap_or("read in the public source");
    let checked = match row.kind {
        rules::RowKind::Proposal => "never: a proposal",
        _ if gates::checked().contains(&row.id.as_str()) => "yes",
        _ => "no",
    };
    vec![
        code(&row.id),
        format!("**{}.** {}", row.title, row.rule),
        format!("{} to {}, by {}", day(row.from), day(row.until), row.governed_by()),
        numbers.join(" "),
        format!("{} ({}); {seen}, {}", row.citation, row.kind.word(), row.read_on),
        checked.to_owned(),
    ]
}
