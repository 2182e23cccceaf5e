//! Help: what the words mean, how a sale goes, what each problem of the API means.

use axum::{extract::State, response::IntoResponse};
use case::{file, sale};
use maud::{Markup, html};
use terms::{Desk, Kind};

use super::Answer;
use crate::{
    Site,
    api::{problem::CODES, routes::KINDS},
    parts::{Frame, Page, nation, table},
    who::Who,
};

/// `GET /help`.
pub async fn show(State(site): State<Site>, who: Who) -> Answer {
    let body = html! {
        p class="cw-lead" { "Caseway keeps one record of each government-to-government sale, from first contact to closure." }
        h2 { "Where to begin" }
        ul class="usa-list" {
            li { "A letter arrived: " a class="usa-link" href="/requests/new" { "receive a Letter of Request" } "." }
            li { "A case waits for you: look at " a class="usa-link" href="/" { "what is due" } ", open the case, and see what can be done now." }
            li { "Something is refused: the page of the act tells every reason with its rule, and what would open it." }
            li { "You hold a document: " a class="usa-link" href="/audit" { "verify it" } "." }
        }
        h2 { "States of a case" }
        (table::table("States", &["State", "Meaning"].map(table::words), &sale::Stage::ALL.iter().map(|stage| {
            vec![html! { (stage.code().replace('-', " ")) }, html! { (nation::stage("case", stage.code(), stage.meaning())) }]
        }).collect::<Vec<_>>()))
        h2 { "What can be done" }
        @for kind in KINDS { (acts(kind)) }
        h2 { "Desks" }
        (table::table("Desks", &["Desk", "Duty"].map(table::words), &Desk::ALL.iter().map(|desk| {
            vec![html! { (desk.code()) }, html! { (nation::desk(*desk)) }]
        }).collect::<Vec<_>>()))
        h2 { "Problems of the API" }
        p { "The API answers a problem as an RFC 9457 document. Its code is one of these." }
        dl class="cw-facts" {
            @for (code, title) in CODES {
                dt id={ "problem-" (code) } { (code) }
                dd { (title) }
            }
        }
    };
    let page = Page::new(Frame::of(&site.office, who), "Help", body);
    Ok(page.at("/help").under("/", "Home").into_response())
}

fn acts(kind: Kind) -> Markup {
    let rows: Vec<Vec<Markup>> = file::acts(kind)
        .into_iter()
        .map(|about| {
            vec![
                html! { (about.title) },
                html! { (about.help) },
                html! { (nation::desks(about.desks)) },
                html! { span class="cw-mono font-body-2xs" { (about.name) } },
            ]
        })
        .collect();
    let caption = format!("Acts on a {}", kind.word());
    table::table(&caption, &["Act", "What it does", "Desks", "Command"].map(table::words), &rows)
}
