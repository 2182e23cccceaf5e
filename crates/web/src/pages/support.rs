//! The page of a support file: visits, tickets, refreshers, upgrades, feedback.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::{File, support};
use maud::{Markup, html};
use terms::{Kind, StreamId};

use super::{
    Answer,
    act::{self, Done},
    record,
};
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, acts::Acts, bits},
    who::Who,
};

/// `GET /support/{id}`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Answer {
    let stream = StreamId::new(Kind::Support, id.parse()?);
    let file = site.office.file(&stream).await?;
    let not_there = || Error::NotFound(stream.to_string());
    let File::Support(support) = &*file else { return Err(not_there().into()) };
    let opened = support.opened.as_ref().ok_or_else(not_there)?;
    let ready = site.office.readiness(&stream, who.0.as_ref()).await?;
    let record = record::sections(&site, &stream, &file).await?;
    let waiting = support.tickets.iter().any(|ticket| ticket.resolved.is_none());
    let acts = Acts {
        ready: &ready,
        stream: &stream,
        road: if waiting { &["resolve-ticket"] } else { &["record-visit"] },
        elsewhere: Vec::new(),
    };
    let body = html! {
        (act::done(Kind::Support, &done))
        (bits::facts(&[
            ("Case", html! { a class="usa-link" href={ "/cases/" (stream.file) } { (stream.file) } }),
            ("Scope", bits::kept(&opened.scope)),
            ("Until", match opened.until { Some(day) => bits::day(day), None => html! { "open" } }),
        ]))
        (acts.open())
        (sections(support))
        (acts.closed())
        (record)
    };
    let page = Page::new(Frame::of(&site.office, who), format!("Support of {}", stream.file), body);
    Ok(page
        .under("/", "Home")
        .under("/cases", "Cases")
        .under(format!("/cases/{id}"), id)
        .into_response())
}

fn sections(support: &support::State) -> Markup {
    html! {
        h2 { "Tickets" }
        @if support.tickets.is_empty() { p { "None." } }
        @for ticket in &support.tickets {
            p {
                "Ticket " (ticket.number) ", " (bits::day(ticket.opened_on)) ", " (ticket.ticket.urgency.meaning()) ": "
                strong { (ticket.ticket.subject) } ". " (bits::kept(&ticket.ticket.text)) " "
                @match &ticket.resolved {
                    Some(resolved) => { "Resolved: " (bits::kept(&resolved.resolution)) }
                    None => { strong { "Open." } }
                }
            }
        }
        h2 { "Maintenance visits" }
        @if support.visits.is_empty() { p { "None." } }
        ul class="usa-list" {
            @for visit in &support.visits {
                li { (bits::day(visit.on)) ", " (visit.site) ", " (if visit.done { "done" } else { "planned" }) ": " (bits::kept(&visit.report)) }
            }
        }
        h2 { "Refresher training and upgrades" }
        @if support.refreshers.is_empty() && support.upgrades.is_empty() { p { "None." } }
        ul class="usa-list" {
            @for refresher in &support.refreshers {
                li { (bits::day(refresher.from)) ", " (refresher.title) ", " (refresher.place) ", " (refresher.seats) " seats" }
            }
            @for upgrade in &support.upgrades {
                li { (upgrade.name) ", " (upgrade.status.meaning()) ": " (bits::kept(&upgrade.effect)) }
            }
        }
        h2 { "Feedback" }
        @if support.feedback.is_empty() { p { "None." } }
        ul class="usa-list" {
            @for (on, feedback) in &support.feedback {
                li { (bits::day(*on)) ", " (feedback.rating) " of 5: " (bits::kept(&feedback.text)) }
            }
        }
    }
}
