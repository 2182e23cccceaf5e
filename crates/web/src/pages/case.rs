//! The page of a case: where it stands, who held it when, what can be done and what would open it,
//! and everything on record in the order of a sale.

mod approvals;
mod before;
mod beside;
mod execution;
mod offer;
mod road;

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::{
    Decider, File,
    sale::{self, Source},
};
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
    parts::{Frame, Page, acts::Acts, bits, clocks, holders, marking, nation, table},
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
    let record = record::sections(&site, &stream, &file).await?;
    let running = site.office.clocks_of(&stream).await?;
    let steps = site.office.register().await?.practice.steps;
    let papers = site.office.papers_of(&file).await?;
    let borne = site.office.borne(&stream, &file).await?;
    let acts = Acts {
        ready: &ready,
        stream: &stream,
        road: road::of(case),
        elsewhere: road::elsewhere(case, &stream, supported),
    };
    let body = html! {
        @if let Some(borne) = &borne { (marking::banner(borne)) }
        (act::done(Kind::Case, &done))
        (head(case, opened))
        (bits::contents(CONTENTS))
        (acts.open())
        (dues(case, today))
        (clocks::show(&running, &steps, today))
        (bits::section("held", "Who held it", &holders::show(&case.head().spans, today)))
        (beside::sections(case))
        (before::sections(case))
        (offer::sections(case, &stream, &papers))
        @if let Some(borne) = &borne { (marking::notes(borne)) (marking::section(borne)) }
        (approvals::section(case))
        (execution::sections(case, &stream, supported))
        (acts.closed())
        (record)
    };
    let title = format!("{}: {}", stream.file, opened.nickname);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    Ok(page.under("/", "Home").under("/cases", "Cases").into_response())
}

/// The parts of the page.
const CONTENTS: &[(&str, &str)] = &[
    ("next", "What can be done"),
    ("due", "What is due"),
    ("held", "Who held it"),
    ("scope", "Requirements"),
    ("notification", "Notification"),
    ("lines", "Lines"),
    ("documents", "Documents"),
    ("notes", "Notes of the offer"),
    ("markings", "Markings"),
    ("delivery", "Delivery"),
    ("gates", "What is closed"),
    ("record", "Record"),
];

fn head(case: &sale::State, opened: &sale::Opened) -> Markup {
    let stage = case.stage();
    let meaning = nation::stage("case", case.standing(), stage.meaning());
    let holder = case.head().holder();
    let mut pairs = vec![
        ("State", html! { (bits::stage(case.standing(), &meaning)) " " (meaning) }),
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
        pairs.push((
            "Total printed on the notice",
            html! { (nation::amount(ceiling)) " (a ceiling)" },
        ));
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
                html! { (due.counts.words()) },
                due.rule.map_or_else(|| html! { "agreed" }, bits::rule),
            ]
        })
        .collect();
    let headings = ["Due", "When", "What", "Holder", "Counted in", "Set by"].map(table::words);
    let body = html! {
        @if rows.is_empty() { (bits::quiet("Nothing falls due.")) }
        @else { (table::table("What falls due, soonest first", &headings, &rows)) }
    };
    bits::section("due", "What is due", &body)
}
