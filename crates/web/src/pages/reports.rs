//! Reports: the list of them, and each as a table with its CSV and JSON.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use maud::html;
use reports::Order;
use serde::Deserialize;

use super::Answer;
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, table},
    who::Who,
};

/// What is asked of a report's page.
#[derive(Deserialize)]
pub struct Asked {
    /// The column by which it is sorted, with a minus before it for the largest first.
    #[serde(default)]
    sort: String,
}

/// `GET /reports`.
pub async fn list(State(site): State<Site>, who: Who) -> Answer {
    let body = html! {
        ul class="usa-list" {
            @for about in reports::ALL {
                li { a class="usa-link" href={ "/reports/" (about.name) } { (about.title) } ": " (about.help) }
            }
        }
    };
    let page = Page::new(Frame::of(&site.office, who), "Reports", body);
    Ok(page.at("/reports").under("/", "Home").into_response())
}

/// `GET /reports/{name}`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let about = reports::ALL.iter().find(|about| about.name == name);
    let table = site.office.report(&name).await?;
    let (Some(about), Some(mut table)) = (about, table) else {
        return Err(Error::NotFound(format!("The report {name}")).into());
    };
    let order = Order::read(&asked.sort, &table);
    if let Some(order) = order {
        table.sort(order);
    }
    let api = format!("/api/v1/reports/{name}");
    let body = html! {
        p class="cw-lead" { (about.help) }
        p {
            "The same as " a class="usa-link" href={ (api) "?format=csv" } { "CSV" }
            " or " a class="usa-link" href=(api) { "JSON" } "."
        }
        @if table.rows.is_empty() { (bits::empty("Nothing to report.")) } @else { (table::report(&table, order)) }
    };
    let page = Page::new(Frame::of(&site.office, who), &table.title, body);
    Ok(page.under("/", "Home").under("/reports", "Reports").into_response())
}
