//! The list of notifications, our own and those known from public notices.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use case::cn::Stage;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use store::views::notifications::{self, NotificationQuery, NotificationRow};

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
    after: String,
}

/// `GET /notifications`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let query = NotificationQuery {
        words: given(&asked.q),
        stage: None,
        purchaser: None,
        after: given(&asked.after),
        limit: ROWS,
    };
    let page = notifications::list(site.office.store(), &query).await?;
    let rows: Vec<Vec<Markup>> = page.items.iter().map(cells).collect();
    let next = page.next.as_deref().map(|after| {
        let [q, after] =
            [asked.q.as_str(), after].map(|t| utf8_percent_encode(t, NON_ALPHANUMERIC));
        format!("/notifications?q={q}&after={after}")
    });
    let frame = Frame::of(&site.office, who);
    let body = html! {
        p { "A value in a notice is a ceiling that was estimated: the estimated notification value. A notified sale without an offer stays notified; elapsed time never proves a sale." }
        form class="usa-search" method="get" action="/notifications" role="search" {
            label class="usa-sr-only" for="q" { "Words" }
            input class="usa-input" id="q" type="search" name="q" value=(asked.q);
            button class="usa-button" type="submit" { "Find" }
        }
        @if rows.is_empty() {
            (bits::empty("No notification fits."))
        } @else {
            (table::table("Notifications", HEADINGS, &rows))
            (table::pager("/notifications", next.as_deref(), !asked.after.is_empty()))
        }
    };
    Ok(Page::new(frame, "Notifications", body).under("/", "Home").into_response())
}

const HEADINGS: &[table::Heading] = &[
    table::words("Transmittal"),
    table::words("Purchaser"),
    table::words("What"),
    table::words("Paragraph"),
    table::words("State"),
    table::number("Estimated value, USD"),
    table::words("Day"),
    table::words("Case"),
    table::number("Oddities"),
];

fn cells(row: &NotificationRow) -> Vec<Markup> {
    let meaning = row.stage.parse::<Stage>().map(Stage::meaning).unwrap_or_default();
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
        html! { (row.description) },
        html! { (row.paragraph) },
        bits::stage(&row.stage, meaning),
        bits::cents(row.total_cents),
        bits::day_text(row.delivered.as_deref()),
        match &row.case {
            Some(case) => html! { a class="usa-link" href={ "/cases/" (case) } { (case) } },
            None => bits::unknown(),
        },
        html! { (row.anomalies) },
    ]
}
