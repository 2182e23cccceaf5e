//! The list of requests.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use case::lor::Stage;
use maud::{Markup, html};
use serde::Deserialize;
use store::views::requests::{self, RequestQuery, RequestRow, RequestSort};

use super::Answer;
use crate::{
    Site,
    parts::{
        Frame, Page, bits,
        list::{Address, Filter, given},
        table,
    },
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
    purchaser: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
}

/// `GET /requests`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let sort = RequestSort::WORDS.iter().find(|(word, _)| *word == asked.sort);
    let query = RequestQuery {
        words: given(&asked.q),
        stage: given(&asked.state),
        purchaser: given(&asked.purchaser).map(|code| code.to_uppercase()),
        sort: sort.map(|(_, sort)| *sort).unwrap_or_default(),
        after: given(&asked.after),
        limit: ROWS,
    };
    let page = requests::list(site.office.store(), &query).await?;
    let rows: Vec<Vec<Markup>> = page.items.iter().map(cells).collect();
    let frame = Frame::of(&site.office, who);
    let pairs = [
        ("q", asked.q.as_str()),
        ("state", &asked.state),
        ("purchaser", &asked.purchaser),
        ("sort", &asked.sort),
    ];
    let address = Address { path: "/requests", pairs: &pairs };
    let next = page.next.as_deref().map(|after| address.with("after", after));
    let states = &Stage::OPTIONS[1..];
    let body = html! {
        p {
            a class="usa-button" href="/requests/new" { "Receive a Letter of Request" }
            a class="usa-button usa-button--outline" href="/requests/need" { "Record a need before a letter" }
        }
        (address.filter(&[Filter::Words, Filter::States("request", states), Filter::Purchaser]))
        @if rows.is_empty() && address.narrowed() {
            (bits::empty("No request fits. Take a filter away."))
        } @else if rows.is_empty() {
            (bits::empty("No request is on record. When a letter arrives, receive it: nothing that it says is refused."))
        } @else {
            (table::sortable("Requests", HEADINGS, &rows, |word| {
                let now = if asked.sort.is_empty() { "request" } else { &asked.sort };
                Some((address.with("sort", word), now == word))
            }))
            (table::pager(&address.with("after", ""), next.as_deref(), !asked.after.is_empty()))
        }
    };
    Ok(Page::new(frame, "Requests", body).at("/requests").under("/", "Home").into_response())
}

const HEADINGS: &[table::Heading] = &[
    table::words("Request").sorted_by("request"),
    table::words("Subject"),
    table::words("Purchaser"),
    table::words("Reference"),
    table::words("State").sorted_by("state"),
    table::number("Complete").sorted_by("complete"),
    table::words("Received").sorted_by("received"),
    table::words("Acknowledged"),
    table::words("Cases"),
];

fn cells(row: &RequestRow) -> Vec<Markup> {
    let meaning = row.stage.parse::<Stage>().map(Stage::meaning).unwrap_or_default();
    vec![
        html! { a class="usa-link cw-id" href={ "/requests/" (row.file) } { (row.file) } },
        html! { div class="cw-wide" { (row.subject) } },
        html! { a class="usa-link" href={ "/purchasers/" (row.purchaser) } { (row.purchaser) } },
        html! { (row.reference) },
        bits::stage(&row.stage, meaning),
        html! { (row.percent) " %" },
        bits::day_text(Some(&row.received)),
        match (&row.acknowledged, &row.acknowledge_by) {
            (Some(day), _) => bits::day_text(Some(day)),
            (None, Some(by)) => html! { "due " (bits::day_text(Some(by))) " (calendar days)" },
            (None, None) => html! { "not yet" },
        },
        html! {
            @for case in &row.cases { a class="usa-link cw-id" href={ "/cases/" (case) } { (case) } " " }
        },
    ]
}
