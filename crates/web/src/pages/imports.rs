//! The import report: each import with its counts, the lines that could not be read, and every
//! oddity of every notice.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use case::File;
use maud::{Markup, html};
use serde::Deserialize;
use store::views::anomalies;

use super::Answer;
use crate::{
    Site,
    parts::{Frame, Page, bits, table},
    who::Who,
};

const ROWS: u32 = 200;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: String,
}

/// `GET /imports`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let file = site.office.file(&app::import::stream()).await?;
    let imports = match &*file {
        File::Office(office) => office.imports.clone(),
        _ => Vec::new(),
    };
    let by_code = anomalies::by_code(site.office.store()).await?;
    let odd = anomalies::list(site.office.store(), &asked.after, ROWS).await?;
    let next = (odd.len() == ROWS as usize).then(|| odd.last()).flatten();
    let next = next.map(|row| format!("/imports?after={}", row.stream));
    let body = html! {
        p { "Public notices are read as they were printed. Nothing is corrected, nothing is guessed; what is odd is kept, with its reason." }
        @if imports.is_empty() {
            (bits::empty("Nothing was imported yet. Run: caseway import notices FILE"))
        }
        @for import in imports.iter().rev() {
            h2 { (import.name) }
            (bits::facts(&[
                ("Lines read", html! { (import.lines) }),
                ("New, changed, unchanged", html! { (import.new) ", " (import.changed) ", " (import.unchanged) }),
                ("Refused lines", html! { (import.refused_count) }),
                ("Oddities", html! { (import.anomalies) }),
                ("SHA-256 of the file", html! { span class="cw-mono font-body-2xs" { (import.sha256) } }),
            ]))
            @if !import.refused.is_empty() { (refused(&import.refused)) }
        }
        @if !by_code.is_empty() {
            h2 { "Oddities by kind" }
            (table::table(
                "How often each oddity occurs",
                &[table::words("Code"), table::number("Count")],
                &by_code.iter().map(|(code, count)| vec![html! { (code) }, html! { (count) }]).collect::<Vec<_>>(),
            ))
            h2 { "Every oddity" }
            (table::table("Oddities by notice", &["Notice", "What is odd", "Code", "Said by"].map(table::words), &odd.iter().map(row).collect::<Vec<_>>()))
            (table::pager("/imports", next.as_deref(), !asked.after.is_empty()))
        }
    };
    let page = Page::new(Frame::of(&site.office, who), "Imports", body);
    Ok(page.at("/imports").under("/", "Home").into_response())
}

fn refused(lines: &[case::office::RefusedLine]) -> Markup {
    let rows: Vec<Vec<Markup>> =
        lines.iter().map(|line| vec![html! { (line.line) }, html! { (line.cause) }]).collect();
    let headings = [table::number("Line"), table::words("Why it could not be read")];
    table::table("Lines that could not be read; the rest was", &headings, &rows)
}

fn row(row: &anomalies::AnomalyRow) -> Vec<Markup> {
    vec![
        html! { a class="usa-link" href=(bits::href(&row.stream)) { (row.notice) } },
        html! { (row.sentence) },
        html! { span class="cw-mono font-body-2xs" { (row.code) } },
        html! { (if row.printed { "the source" } else { "the import" }) },
    ]
}
