//! The page of a case: where it stands, who held it when, what can be done and what would open it,
//! and everything on record in the order of a sale.

mod before;
mod execution;
mod offer;

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::{
    Decider, File,
    file::Readiness,
    sale::{self, Source},
};
use maud::{Markup, html};
use terms::{Kind, StreamId};

use super::{
    Answer,
    act::{self, Done},
};
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, findings, holders, table},
    who::Who,
};

/// `GET /cases/{id}`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Answer {
    let stream = StreamId::new(Kind::Case, id.parse()?);
    let file = site.office.file(&stream).await?;
    let File::Case(case) = &*file else { return Err(Error::NotFound(stream.to_string()).into()) };
    let Some(opened) = &case.opened else {
        return Err(Error::NotFound(stream.to_string()).into());
    };
    let ready = site.office.readiness(&stream, who.0.as_ref()).await?;
    let today = site.office.today();
    let support = StreamId::new(Kind::Support, stream.file.clone());
    let supported = site.office.exists(&support).await?;
    let body = html! {
        (act::done(Kind::Case, &done))
        (head(case, opened, &stream))
        (next(&ready, &stream))
        section aria-labelledby="held" {
            h2 id="held" { "Who held it" }
            (holders::show(&case.head().spans, today))
        }
        (dues(case, today))
        (before::sections(case))
        (offer::sections(case))
        (execution::sections(case, &stream, supported))
        section aria-labelledby="record" {
            h2 id="record" { "Record" }
            p {
                a class="usa-link" href={ "/cases/" (stream.file) "/events" } { "All " (case.head().version) " events, with the rules that were used" }
            }
        }
        (acts(&ready, &stream))
    };
    let title = format!("{}: {}", stream.file, opened.nickname);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    Ok(page.under("/", "Home").under("/cases", "Cases").into_response())
}

fn head(case: &sale::State, opened: &sale::Opened, stream: &StreamId) -> Markup {
    let stage = case.stage();
    let holder = case.head().holder();
    let mut pairs = vec![
        ("State", html! { (bits::stage(stage.code(), stage.meaning())) " " (stage.meaning()) }),
        ("Case identifier", bits::or_unknown(opened.case.as_ref())),
        (
            "Purchaser",
            match &opened.purchaser {
                Some(code) => {
                    html! { a class="usa-link" href={ "/purchasers/" (code) } { (code) } }
                }
                None => bits::unknown(),
            },
        ),
        ("Description", bits::kept(&opened.description)),
        ("Implementing agency", bits::or_unknown(opened.agency.as_ref())),
        (
            "Began with",
            match &opened.source {
                Source::Request(file) => {
                    html! { "request " a class="usa-link" href={ "/requests/" (file) } { (file) } }
                }
                Source::Notice(file) => {
                    html! { "public notice " a class="usa-link" href={ "/notifications/" (file) } { (file) } "; nothing else of the sale is known here" }
                }
            },
        ),
    ];
    if let Some(ceiling) = opened.ceiling {
        pairs.push(("Total printed on the notice, USD", html! { (ceiling) " (a ceiling)" }));
    }
    if let Some(span) = holder {
        pairs.push((
            "Holder",
            html! { (span.holder.meaning()) " since " (bits::day(span.from)) ": " (span.reason) },
        ));
    }
    if let Some(suspended) = &case.suspended {
        pairs.push(("Suspended", html! { (suspended.directive) ": " (suspended.reason) }));
    }
    html! {
        (bits::facts(&pairs))
        @if stage == sale::Stage::Notified {
            p { "A notified sale without an offer stays notified. Elapsed time never proves a sale." }
        }
        p class="margin-top-2" {
            a class="usa-link" href={ "/cases/" (stream.file) "/papers/loa" } { "Offer as it stands (PDF)" }
            @if !case.notifications.is_empty() {
                "  ·  " a class="usa-link" href={ "/cases/" (stream.file) "/papers/notification" } { "Notification as it stands (PDF)" }
            }
        }
    }
}

/// What can be done next: the acts that nothing stands in the way of.
fn next(ready: &[Readiness], stream: &StreamId) -> Markup {
    let open: Vec<&Readiness> = ready.iter().filter(|act| act.open()).collect();
    html! {
        section class="cw-acts-section" aria-labelledby="next" {
            h2 id="next" { "What can be done now" }
            @if open.is_empty() {
                p { "Nothing. What would open each act is told at the end of this page." }
            } @else {
                ul class="cw-acts" {
                    @for act in open {
                        li { a class="usa-link" href={ (act::href(stream)) "/" (act.about.thing) } { (act.about.title) } }
                    }
                }
            }
        }
    }
}

/// Every act with what would open it.
fn acts(ready: &[Readiness], stream: &StreamId) -> Markup {
    let closed: Vec<&Readiness> = ready.iter().filter(|act| !act.open()).collect();
    html! {
        section class="cw-acts-section" aria-labelledby="gates" {
            h2 id="gates" { "What is closed, and what would open it" }
            @for act in closed {
                details class="margin-bottom-1" {
                    summary { (act.about.title) ": " (findings::summary(&act.findings)) }
                    (findings::list(&act.findings))
                    p { a class="usa-link" href={ (act::href(stream)) "/" (act.about.thing) } { "Open the form" } }
                }
            }
        }
    }
}

fn dues(case: &sale::State, today: terms::Day) -> Markup {
    let rows: Vec<Vec<Markup>> = case
        .dues()
        .into_iter()
        .map(|due| {
            let left = bits::days_left(today, &due.on.to_string());
            vec![
                bits::day(due.on),
                html! { (left) },
                html! { (due.what) },
                html! { (due.holder.meaning()) },
                match due.rule {
                    Some(rule) => html! { a class="usa-link" href={ "/rules/" (rule) } { (rule) } },
                    None => html! { "agreed" },
                },
            ]
        })
        .collect();
    let headings = ["Due", "When", "What", "Holder", "Set by"].map(table::words);
    html! {
        @if !rows.is_empty() {
            section aria-labelledby="due" {
                h2 id="due" { "What is due" }
                (table::table("What falls due, soonest first", &headings, &rows))
            }
        }
    }
}
