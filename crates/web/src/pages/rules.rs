//! The rules in force, each with its dates, its source, and how far the source was seen.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use maud::{Markup, html};
use rules::Row;

use super::Answer;
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, table},
    who::Who,
};

/// `GET /rules`.
pub async fn list(State(site): State<Site>, who: Who) -> Answer {
    let pack = &site.office.law().pack;
    let rows: Vec<Vec<Markup>> = pack.rows().iter().map(cells).collect();
    let headings =
        ["Rule", "Title", "Kind", "In force", "Citation", "Source seen"].map(table::words);
    let body = html! {
        p { "The law is dated data. A row from memory says so wherever it decides; a proposal is shown and never enforced." }
        p class="font-body-2xs" { "Digest of the pack: " span class="cw-mono" { (pack.digest()) } }
        (table::table("Rules", &headings, &rows))
    };
    let page = Page::new(Frame::of(&site.office, who), "Rules", body);
    Ok(page.at("/rules").under("/", "Home").into_response())
}

fn cells(row: &Row) -> Vec<Markup> {
    vec![
        html! { a class="usa-link" href={ "/rules/" (row.id) } { (row.id) } },
        html! { (row.title) },
        html! { (row.kind.word()) },
        dates(row),
        html! { (row.citation) },
        html! { (row.confidence.word().replace('_', " ")) },
    ]
}

fn dates(row: &Row) -> Markup {
    html! {
        @match row.from { Some(day) => (bits::day(day)), None => { "open" } }
        " to "
        @match row.until { Some(day) => (bits::day(day)), None => { "open" } }
    }
}

/// `GET /rules/{id}`.
pub async fn show(State(site): State<Site>, who: Who, Path(id): Path<String>) -> Answer {
    let pack = &site.office.law().pack;
    let rows: Vec<&Row> = pack.history(&id).collect();
    let Some(newest) = rows.last() else {
        return Err(Error::NotFound(format!("The rule {id}")).into());
    };
    let body = html! {
        p class="cw-lead" { (newest.rule) }
        @for row in rows.iter().rev() {
            h2 { (dates(row)) }
            (bits::facts(&[
                ("Rule", html! { (row.rule) }),
                ("Kind", html! { (row.kind.word()) @if row.kind == rules::RowKind::Proposal { " (never enforced)" } }),
                ("Citation", html! { (row.citation) }),
                ("Read on", bits::day(row.read_on)),
                ("Source seen", html! { (row.confidence.caution().unwrap_or("read in the public source")) }),
                ("Numbers", html! {
                    @if row.params.is_empty() { "none" }
                    @for (name, value) in &row.params { (name) " = " (value.to_string()) " " br; }
                }),
            ]))
        }
    };
    let title = format!("{id}: {}", newest.title);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    Ok(page.under("/", "Home").under("/rules", "Rules").into_response())
}
