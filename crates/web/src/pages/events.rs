//! Everything that happened to a case, event by event, with who did it and under which rules.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use maud::{Markup, html};
use store::Recorded;
use terms::{Kind, StreamId};

use super::Answer;
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, table},
    who::Who,
};

/// `GET /cases/{id}/events`.
pub async fn show(State(site): State<Site>, who: Who, Path(id): Path<String>) -> Answer {
    let stream = StreamId::new(Kind::Case, id.parse()?);
    let events = site.office.events(&stream, 0).await?;
    if events.is_empty() {
        return Err(Error::NotFound(stream.to_string()).into());
    }
    let frame = Frame::of(&site.office, who);
    let body = html! {
        p { "Each event is an entry of the log. Its number leads to an offline proof." }
        (list(&events))
    };
    let page = Page::new(frame, "Events", body).under("/", "Home").under("/cases", "Cases");
    Ok(page.under(format!("/cases/{id}"), id).into_response())
}

/// Events as a table, newest first.
pub fn list(events: &[Recorded]) -> Markup {
    let rows: Vec<Vec<Markup>> = events.iter().rev().map(row).collect();
    let headings = [
        table::number("Number"),
        table::number("Version"),
        table::words("Day"),
        table::words("What happened"),
        table::words("Who"),
        table::words("Rules used"),
    ];
    table::table("Events, newest first", &headings, &rows)
}

fn row(event: &Recorded) -> Vec<Markup> {
    let meta = event.read_meta().ok();
    let body: serde_json::Value = serde_json::from_str(&event.body).unwrap_or_default();
    vec![
        html! { a class="usa-link" href={ "/api/v1/log/proofs/" (event.n) } { (event.n) } },
        html! { (event.version) },
        html! { @if let Some(meta) = &meta { (bits::day(meta.on)) } },
        html! {
            strong { (event.kind) }
            details {
                summary { "What it holds" }
                pre class="cw-mono cw-kept font-body-2xs" { (serde_json::to_string_pretty(&body).unwrap_or_default()) }
            }
        },
        html! { @if let Some(meta) = &meta { (meta.by) } },
        html! {
            @if let Some(meta) = &meta {
                @for rule in &meta.rows {
                    a class="usa-link" href={ "/rules/" (rule.split('@').next().unwrap_or(rule)) } { (rule) } " "
                }
            }
        },
    ]
}
