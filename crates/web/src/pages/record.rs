//! The record of a file: its newest events with their proofs, and what was refused on it.

use case::{File, file, office::RefusalRecorded};
use maud::{Markup, html};
use store::Recorded;
use terms::{Kind, StreamId};

use crate::{
    Site,
    parts::{bits, findings, statements, table},
};

/// Newest events of a file that its page shows.
const SHOWN: usize = 8;
/// Newest refusals of a file that its page shows.
const REFUSALS: usize = 10;

/// The newest events, with a way to all of them, and the refusals.
pub async fn sections(site: &Site, stream: &StreamId, file: &File) -> anyhow::Result<Markup> {
    let version = file.head().version;
    let after = version.saturating_sub(SHOWN as u64);
    let events = site.office.events(stream, after).await?;
    let refused = site.office.refusals(stream).await?;
    let all = match version {
        1 => "The event with the rules that were used".to_owned(),
        _ => format!("All {version} events, with the rules that were used"),
    };
    Ok(html! {
        (statements::sections(&file.head().statements))
        (bits::section("record", "Record", &html! {
            p { "Each event is an entry of the log, and each entry has a proof that can be checked elsewhere." }
            (list(&events))
            p { (bits::link(&events_href(stream), &all)) }
        }))
        (refusals(stream.kind, &refused))
    })
}

/// The page of all events of a file.
pub fn events_href(stream: &StreamId) -> String {
    format!("/{}/{}/events", stream.kind.plural(), stream.file)
}

/// Events as a table, newest first.
pub fn list(events: &[Recorded]) -> Markup {
    let rows: Vec<Vec<Markup>> = events.iter().rev().map(row).collect();
    let headings = [
        table::number("Entry"),
        table::words("Day"),
        table::words("What happened"),
        table::words("Who"),
    ];
    table::table("Events, newest first", &headings, &rows)
}

fn row(event: &Recorded) -> Vec<Markup> {
    let meta = event.read_meta().ok();
    vec![
        proof(event.n),
        html! { @if let Some(meta) = &meta { (bits::day(meta.on)) } },
        html! { (event.kind) },
        html! { @if let Some(meta) = &meta { (meta.by) } },
    ]
}

/// The way to the proof of an event.
pub fn proof(n: u64) -> Markup {
    bits::link(&format!("/audit/proofs/{n}"), &n.to_string())
}

fn refusals(kind: Kind, refused: &[Recorded]) -> Markup {
    let newest = refused.iter().rev().take(REFUSALS);
    html! {
        @if !refused.is_empty() {
            (bits::section("refusals", "What was refused", &html! {
                p {
                    (refused.len()) (if refused.len() == 1 { " act was" } else { " acts were" })
                    " refused; nothing was changed by "
                    (if refused.len() == 1 { "it" } else { "them" }) "."
                    @if refused.len() > REFUSALS { " The newest " (REFUSALS) " are shown." }
                }
                @for event in newest { (refusal(kind, event)) }
            }))
        }
    }
}

fn refusal(kind: Kind, event: &Recorded) -> Markup {
    let recorded: Option<RefusalRecorded> = serde_json::from_str(&event.body).ok();
    let by = event.read_meta().map(|meta| meta.by.to_string()).unwrap_or_default();
    let Some(recorded) = recorded else { return html! {} };
    let about = file::acts(kind).into_iter().find(|about| about.name == recorded.act);
    let title = about.map_or(recorded.act.as_str(), |about| about.title);
    html! {
        details {
            summary { (bits::moment(event.at)) ", " (title) ", " (by) ": " (findings::summary(&recorded.findings)) }
            (findings::list(&recorded.findings))
            p { "Entry of the log: " (proof(event.n)) }
        }
    }
}
