//! The list of purchasers.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use maud::{Markup, html};
use serde::Deserialize;
use store::views::purchasers::{self, PurchaserQuery, PurchaserRow, PurchaserSort};

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

const ROWS: u32 = 100;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
}

/// `GET /purchasers`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let sort = PurchaserSort::WORDS.iter().find(|(word, _)| *word == asked.sort);
    let query = PurchaserQuery {
        words: given(&asked.q),
        sort: sort.map(|(_, sort)| *sort).unwrap_or_default(),
        after: given(&asked.after),
        limit: ROWS,
    };
    let page = purchasers::list(site.office.store(), &query).await?;
    let rows: Vec<Vec<Markup>> = page.items.iter().map(cells).collect();
    let pairs = [("q", asked.q.as_str()), ("sort", &asked.sort)];
    let address = Address { path: "/purchasers", pairs: &pairs };
    let next = page.next.as_deref().map(|after| address.with("after", after));
    let frame = Frame::of(&site.office, who);
    let body = html! {
        p { a class="usa-button" href="/purchasers/new" { "Register a purchaser" } }
        (address.filter(&[Filter::Words]))
        @if rows.is_empty() && address.narrowed() {
            (bits::empty("No purchaser fits. Take the filter away."))
        } @else if rows.is_empty() {
            (bits::empty("No purchaser is on record. Register one at the first contact."))
        } @else {
            (table::sortable("Purchasers", HEADINGS, &rows, |word| {
                let now = if asked.sort.is_empty() { "name" } else { &asked.sort };
                Some((address.with("sort", word), now == word))
            }))
            (table::pager(&address.with("after", ""), next.as_deref(), !asked.after.is_empty()))
        }
    };
    Ok(Page::new(frame, "Purchasers", body).at("/purchasers").under("/", "Home").into_response())
}

const HEADINGS: &[table::Heading] = &[
    table::words("Code").sorted_by("code"),
    table::words("Name").sorted_by("name"),
    table::words("Eligible"),
    table::words("Valid"),
    table::words("Interest"),
    table::number("Contacts").sorted_by("contacts"),
    table::number("Changes abroad"),
    table::words("Last event").sorted_by("touched"),
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
        bits::moment(row.touched),
    ]
}
