//! The list of purchasers, and the choice of one to register.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect},
};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use store::views::purchasers::{self, PurchaserQuery, PurchaserRow};

use super::Answer;
use crate::{
    Site,
    parts::{Frame, Page, bits, table},
    who::Who,
};

const ROWS: u32 = 100;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

/// `GET /purchasers`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let query = PurchaserQuery { words: given(&asked.q), after: given(&asked.after), limit: ROWS };
    let page = purchasers::list(site.office.store(), &query).await?;
    let rows: Vec<Vec<Markup>> = page.items.iter().map(cells).collect();
    let next = page.next.as_deref().map(|after| {
        let [q, after] =
            [asked.q.as_str(), after].map(|t| utf8_percent_encode(t, NON_ALPHANUMERIC));
        format!("/purchasers?q={q}&after={after}")
    });
    let frame = Frame::of(&site.office, who);
    let body = html! {
        p { a class="usa-button" href="/purchasers/new" { "Register a purchaser" } }
        @if rows.is_empty() {
            (bits::empty("No purchaser fits. Register one, or import public notices."))
        } @else {
            (table::table("Purchasers", HEADINGS, &rows))
            (table::pager("/purchasers", next.as_deref(), !asked.after.is_empty()))
        }
    };
    Ok(Page::new(frame, "Purchasers", body).under("/", "Home").into_response())
}

const HEADINGS: &[table::Heading] = &[
    table::words("Code"),
    table::words("Name"),
    table::words("Eligible"),
    table::words("Valid"),
    table::words("Interest"),
    table::number("Contacts"),
    table::number("Changes abroad"),
];

fn cells(row: &PurchaserRow) -> Vec<Markup> {
    vec![
        html! { a class="usa-link" href={ "/purchasers/" (row.code) } { (row.code) } },
        html! { (row.name) @if row.fictional { " " span class="usa-tag" { "invented" } } },
        match row.eligible {
            Some(true) => html! { "yes" },
            Some(false) => html! { "no" },
            None => bits::unknown(),
        },
        match &row.valid_from {
            Some(from) => html! {
                (bits::day_text(Some(from))) " to "
                @match &row.valid_until { Some(until) => (bits::day_text(Some(until))), None => { "open" } }
            },
            None => bits::unknown(),
        },
        bits::or_unknown(row.interest.as_ref()),
        html! { (row.contacts) },
        html! { (row.changes) },
    ]
}

/// What the choice says.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    #[serde(default)]
    code: String,
}

/// `GET /purchasers/new`: the code first, because it is the number of the file.
pub async fn choose(State(site): State<Site>, who: Who, Query(chosen): Query<Chosen>) -> Answer {
    let code = chosen.code.trim().to_uppercase();
    if code.parse::<terms::PurchaserCode>().is_ok() {
        return Ok(Redirect::to(&format!("/purchasers/{code}/registration")).into_response());
    }
    let frame = Frame::of(&site.office, who);
    let sandbox = site.office.sandbox();
    let countries = site.office.law().countries.rows();
    let known = countries.iter().filter_map(|row| Some((row.code.as_ref()?, row)));
    let body = html! {
        p { "The code is the manual's customer code. It is never an ISO code: Germany is GY, and DE is Denmark." }
        form class="usa-form" method="get" action="/purchasers/new" {
            label class="usa-label" for="code" { "Purchaser" }
            select class="usa-select" id="code" name="code" required {
                option value="" { "Choose" }
                @for (code, row) in known.filter(|(_, row)| sandbox || !row.fictional) {
                    option value=(code) { (row.name) " (" (code) ")" }
                }
            }
            button class="usa-button" type="submit" { "Go on" }
        }
    };
    let page = Page::new(frame, "Register a purchaser", body);
    Ok(page.under("/", "Home").under("/purchasers", "Purchasers").into_response())
}
