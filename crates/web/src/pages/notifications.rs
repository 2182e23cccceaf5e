//! The list of notifications, our own and those known from public notices.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use case::cn::Stage;
use maud::{Markup, html};
use serde::Deserialize;
use store::views::notifications::{self, NotificationQuery, NotificationRow, NotificationSort};

use super::Answer;
use crate::{
    Site,
    parts::{
        Frame, Page, bits,
        list::{Address, Filter, given},
        nation, table,
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

/// `GET /notifications`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let sort = NotificationSort::WORDS.iter().find(|(word, _)| *word == asked.sort);
    let query = NotificationQuery {
        words: given(&asked.q),
        stage: given(&asked.state),
        purchaser: given(&asked.purchaser).map(|code| code.to_uppercase()),
        sort: sort.map(|(_, sort)| *sort).unwrap_or_default(),
        after: given(&asked.after),
        limit: ROWS,
    };
    let page = notifications::list(site.office.store(), &query).await?;
    let rows: Vec<Vec<Markup>> = page.items.iter().map(cells).collect();
    let pairs = [
        ("q", asked.q.as_str()),
        ("state", &asked.state),
        ("purchaser", &asked.purchaser),
        ("sort", &asked.sort),
    ];
    let address = Address { path: "/notifications", pairs: &pairs };
    let next = page.next.as_deref().map(|after| address.with("after", after));
    let frame = Frame::of(&site.office, who);
    let states = &Stage::OPTIONS[1..];
    let body = html! {
        p class="cw-lead" { "A value in a notice is a ceiling that was estimated: the estimated notification value. A notified sale without an offer stays notified; elapsed time never proves a sale." }
        p { a class="usa-button" href="/notifications/new" { "Prepare a notification" } }
        (address.filter(&[Filter::Words, Filter::States("notification", states), Filter::Purchaser]))
        @if rows.is_empty() && address.narrowed() {
            (bits::empty("No notification fits. Take a filter away."))
        } @else if rows.is_empty() {
            (bits::empty("No notification is on record. Prepare one for a case, or read public notices in on the page of imports."))
        } @else {
            (table::sortable("Notifications", HEADINGS, &rows, |word| {
                let now = if asked.sort.is_empty() { "notification" } else { &asked.sort };
                Some((address.with("sort", word), now == word))
            }))
            (table::pager(&address.with("after", ""), next.as_deref(), !asked.after.is_empty()))
        }
    };
    let page = Page::new(frame, "Notifications", body).at("/notifications");
    Ok(page.under("/", "Home").into_response())
}

const HEADINGS: &[table::Heading] = &[
    table::words("Transmittal").sorted_by("notification"),
    table::words("Purchaser"),
    table::words("What"),
    table::words("Paragraph"),
    table::words("State").sorted_by("state"),
    table::money("Estimated value").sorted_by("value"),
    table::words("Day").sorted_by("day"),
    table::words("Case"),
    table::number("Oddities").sorted_by("oddities"),
];

fn cells(row: &NotificationRow) -> Vec<Markup> {
    let meaning = row.stage.parse::<Stage>().map(Stage::meaning).unwrap_or_default();
    let meaning = nation::stage("notification", &row.stage, meaning);
    let name = row.transmittal.as_deref().unwrap_or("no number");
    vec![
        html! { a class="usa-link" href={ "/notifications/" (row.file) } { (name) } },
        match (&row.purchaser, &row.purchaser_printed) {
            (Some(code), _) => {
                html! { a class="usa-link" href={ "/purchasers/" (code) } { (code) } }
            }
            (None, Some(printed)) => html! { (printed) },
            (None, None) => bits::unknown(),
        },
        html! { div class="cw-wide" { (row.description) } },
        html! { (row.paragraph) },
        bits::stage(&row.stage, &meaning),
        bits::cents(row.total_cents),
        bits::day_text(row.delivered.as_deref()),
        match &row.case {
            Some(case) => html! { a class="usa-link cw-id" href={ "/cases/" (case) } { (case) } },
            None => bits::unknown(),
        },
        html! { (row.anomalies) },
    ]
}
