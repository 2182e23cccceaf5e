//! The list of requests.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use case::lor::Stage;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use store::views::requests::{self, RequestQuery, RequestRow};

use super::Answer;
use crate::{
    Site,
    parts::{Frame, Page, bits, table},
    who::Who,
};

const ROWS: u32 = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

/// `GET /requests`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let query = RequestQuery {
        words: given(&asked.q),
        stage: given(&asked.state),
        purchaser: None,
        after: given(&asked.after),
        limit: ROWS,
    };
    let page = requests::list(site.office.store(), &query).await?;
    let rows: Vec<Vec<Markup>> = page.items.iter().map(cells).collect();
    let frame = Frame::of(&site.office, who);
    let filter = |after: &str| {
        let [q, state, after] = [asked.q.as_str(), &asked.state, after]
            .map(|t| utf8_percent_encode(t, NON_ALPHANUMERIC));
        format!("/requests?q={q}&state={state}&after={after}")
    };
    let next = page.next.as_deref().map(filter);
    let body = html! {
        p { a class="usa-button" href="/requests/new" { "Receive a Letter of Request" } }
        (search(&asked))
        @if rows.is_empty() {
            (bits::empty("No request fits. Take a filter away, or receive a Letter of Request."))
        } @else {
            (table::table("Requests", HEADINGS, &rows))
            (table::pager("/requests", next.as_deref(), !asked.after.is_empty()))
        }
    };
    Ok(Page::new(frame, "Requests", body).under("/", "Home").into_response())
}

const HEADINGS: &[table::Heading] = &[
    table::words("Request"),
    table::words("Subject"),
    table::words("Purchaser"),
    table::words("Reference"),
    table::words("State"),
    table::number("Complete"),
    table::words("Received"),
    table::words("Acknowledged"),
    table::words("Cases"),
];

fn cells(row: &RequestRow) -> Vec<Markup> {
    let meaning = row.stage.parse::<Stage>().map(Stage::meaning).unwrap_or_default();
    vec![
        html! { a class="usa-link" href={ "/requests/" (row.file) } { (row.file) } },
        html! { (row.subject) },
        html! { a class="usa-link" href={ "/purchasers/" (row.purchaser) } { (row.purchaser) } },
        html! { (row.reference) },
        bits::stage(&row.stage, meaning),
        html! { (row.percent) " %" },
        bits::day_text(Some(&row.received)),
        match (&row.acknowledged, &row.acknowledge_by) {
            (Some(day), _) => bits::day_text(Some(day)),
            (None, Some(by)) => html! { "due " (bits::day_text(Some(by))) },
            (None, None) => html! { "not yet" },
        },
        html! {
            @for case in &row.cases { a class="usa-link" href={ "/cases/" (case) } { (case) } " " }
        },
    ]
}

fn search(asked: &Asked) -> Markup {
    html! {
        form class="usa-form maxw-none grid-row grid-gap" method="get" action="/requests" role="search" {
            div class="tablet:grid-col-6" {
                label class="usa-label" for="q" { "Words" }
                input class="usa-input" type="search" id="q" name="q" value=(asked.q);
            }
            div class="tablet:grid-col-4" {
                label class="usa-label" for="state" { "State" }
                select class="usa-select" id="state" name="state" {
                    option value="" { "Every state" }
                    @for stage in Stage::ALL.iter().filter(|stage| **stage != Stage::None) {
                        option value=(stage) selected[asked.state == stage.code()] { (stage.code()) }
                    }
                }
            }
            div class="tablet:grid-col-2 display-flex flex-align-end" {
                button class="usa-button usa-button--outline" type="submit" { "Find" }
            }
        }
    }
}
