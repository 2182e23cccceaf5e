//! Everything that happened, event by event, with who did it and under which rules: on one file,
//! or on all.

use axum::{
    extract::{OriginalUri, Path, Query, State},
    response::IntoResponse,
};
use maud::{Markup, html};
use serde::Deserialize;
use store::Recorded;
use terms::{Kind, StreamId};

use super::{Answer, act, record};
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, table},
    who::Who,
};

/// `GET /{kind}/{id}/events`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
) -> Answer {
    let word = uri.path().trim_start_matches('/').split('/').next().unwrap_or_default();
    let kind = Kind::ALL.into_iter().find(|kind| kind.plural() == word);
    let kind = kind.ok_or_else(|| Error::NotFound(format!("The address {}", uri.path())))?;
    let stream = StreamId::new(kind, id.parse()?);
    let events = site.office.events(&stream, 0).await?;
    if events.is_empty() {
        return Err(Error::NotFound(stream.to_string()).into());
    }
    let frame = Frame::of(&site.office, who);
    let body = html! {
        p { "Each event is an entry of the log. Its number leads to its proof." }
        (list(&events, false))
    };
    let (above, name) = act::list_of(kind);
    let page = Page::new(frame, format!("Events of {}", stream.file), body);
    let page = page.under("/", "Home").under(above, name).under(act::href(&stream), id);
    Ok(page.into_response())
}

/// Where the page of all events begins.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    before: String,
}

/// Events of a page.
const ROWS: u32 = 50;

/// `GET /events`: all files, newest first.
pub async fn all(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let head = site.office.store().head().await?.n;
    let before = asked.before.trim().parse::<u64>().ok().filter(|n| (1..=head).contains(n));
    let end = before.unwrap_or(head + 1);
    let after = end.saturating_sub(1).saturating_sub(u64::from(ROWS));
    let mut events = site.office.store().follow(after, ROWS).await?;
    events.retain(|event| event.n < end);
    let next = events.first().map(|event| event.n).filter(|n| *n > 1);
    let next = next.map(|n| format!("/events?before={n}"));
    let body = html! {
        p class="cw-lead" { "Everything that happened on any file, newest first: " (head) " events." }
        @if events.is_empty() {
            (bits::empty("Nothing happened yet. Receive a Letter of Request, or import public notices."))
        } @else {
            (list(&events, true))
            (table::pager("/events", next.as_deref(), before.is_some()))
        }
    };
    let page = Page::new(Frame::of(&site.office, who), "All events", body).under("/", "Home");
    Ok(page.under("/audit", "Audit").into_response())
}

fn list(events: &[Recorded], files: bool) -> Markup {
    let rows: Vec<Vec<Markup>> = events.iter().rev().map(|event| row(event, files)).collect();
    let mut headings = vec![table::number("Entry"), table::words("Day")];
    headings.push(if files { table::words("File") } else { table::number("Version") });
    headings.extend(["What happened", "Who", "Rules used"].map(table::words));
    table::table("Events, newest first", &headings, &rows)
}

fn row(event: &Recorded, files: bool) -> Vec<Markup> {
    let meta = event.read_meta().ok();
    let body: serde_json::Value = serde_json::from_str(&event.body).unwrap_or_default();
    let stream = event.stream.to_string();
    vec![
        record::proof(event.n),
        html! { @if let Some(meta) = &meta { (bits::day(meta.on)) } },
        html! {
            @if files { (bits::link(&bits::href(&stream), &stream)) } @else { (event.version) }
        },
        html! {
            strong { (event.kind) }
            details {
                summary { "What it holds" }
                pre class="cw-mono cw-kept font-body-2xs" tabindex="0" { (serde_json::to_string_pretty(&body).unwrap_or_default()) }
            }
        },
        html! { @if let Some(meta) = &meta { (meta.by) } },
        html! {
            @if let Some(meta) = &meta {
                @for rule in &meta.rows { (bits::rule(rule)) " " }
            }
        },
    ]
}
