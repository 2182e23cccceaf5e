//! The home page: how many files stand at each stage, and what falls due.

use axum::{extract::State, response::IntoResponse};
use case::{lor, sale};
use maud::{Markup, html};
use store::views::{cases, dues, requests};

use super::Answer;
use crate::{
    Site,
    parts::{Frame, Page, bits, table},
    who::Who,
};

/// Days ahead that the page looks.
const AHEAD: i32 = 60;
const ROWS: u32 = 25;

/// `GET /`.
pub async fn show(State(site): State<Site>, who: Who) -> Answer {
    let store = site.office.store();
    let today = site.office.today();
    let by_stage = cases::by_stage(store).await?;
    let requests = requests::by_stage(store).await?;
    let due = dues::until(store, today.plus_days(AHEAD), ROWS).await?;
    let all: i64 = by_stage.iter().map(|(_, count)| count).sum();
    let frame = Frame::of(&site.office, who);
    let body = html! {
        p class="usa-intro" {
            "One record of each sale, from first contact to closure. "
            @if all == 0 { "Nothing is on record yet." } @else { (all) " cases are on record." }
        }
        p { a class="usa-button" href="/requests/new" { "Receive a Letter of Request" } }
        h2 { "Cases by state" }
        (queue(&by_stage, "/cases?state=", |code| meaning_of_case(code)))
        @if by_stage.is_empty() { (bits::empty("No case is on record. Receive a Letter of Request, or import public notices.")) }
        h2 { "Requests by state" }
        (queue(&requests, "/requests?state=", |code| meaning_of_request(code)))
        @if requests.is_empty() { (bits::empty("No request is on record.")) }
        h2 { "What is due" }
        @if due.is_empty() {
            p { "Nothing falls due within " (AHEAD) " calendar days." }
        } @else {
            (dues_table(&due, today))
            p { a class="usa-link" href="/reports/due" { "Everything that falls due" } }
        }
    };
    Ok(Page::new(frame, "Home", body).into_response())
}

fn queue(stages: &[(String, i64)], href: &str, meaning: impl Fn(&str) -> String) -> Markup {
    html! {
        ul class="cw-cards" {
            @for (stage, count) in stages {
                li class="cw-card" {
                    strong { (count) }
                    a class="usa-link" href={ (href) (stage) } { (stage.replace('-', " ")) }
                    p class="margin-y-0 font-body-2xs" { (meaning(stage)) }
                }
            }
        }
    }
}

fn meaning_of_case(code: &str) -> String {
    code.parse::<sale::Stage>().map(|stage| stage.meaning().to_owned()).unwrap_or_default()
}

fn meaning_of_request(code: &str) -> String {
    code.parse::<lor::Stage>().map(|stage| stage.meaning().to_owned()).unwrap_or_default()
}

/// Dues as a table.
pub fn dues_table(dues: &[dues::DueRow], today: terms::Day) -> Markup {
    let rows: Vec<Vec<Markup>> = dues
        .iter()
        .map(|due| {
            let file = due.stream.split_once('/').map_or(due.stream.as_str(), |(_, file)| file);
            vec![
                bits::day_text(Some(&due.due)),
                html! { (bits::days_left(today, &due.due)) },
                html! { a class="usa-link" href=(bits::href(&due.stream)) { (file) } },
                html! { (due.what) },
                html! { (due.holder) },
                match &due.rule {
                    Some(rule) => html! { a class="usa-link" href={ "/rules/" (rule) } { (rule) } },
                    None => html! { "agreed" },
                },
            ]
        })
        .collect();
    let headings = ["Due", "When", "File", "What", "Holder", "Set by"].map(table::words);
    table::table("What falls due, soonest first", &headings, &rows)
}
