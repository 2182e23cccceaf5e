//! Pages for what went wrong: what happened, what it means, what to do next.

use axum::{
    extract::{OriginalUri, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::html;

use crate::{
    Site,
    api::Problem,
    error::Error,
    parts::{Frame, Page, findings},
    who::Who,
};

/// An error as a page.
#[derive(Debug)]
pub struct Failure(pub Error);

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Self(error) = self;
        // A failing page must not need the office, which may be what failed.
        let frame = Frame { today: None, sandbox: false, who: Who(None) };
        let heading = match error.status() {
            StatusCode::NOT_FOUND => "Not on record",
            StatusCode::CONFLICT => "Not done",
            StatusCode::INTERNAL_SERVER_ERROR => "The program failed",
            _ => "This cannot be taken",
        };
        let body = html! {
            p class="cw-lead" { (error.sentence()) }
            @if !error.findings().is_empty() { (findings::list(error.findings())) }
            p { a class="usa-link" href="/" { "Go to the home page" } ", or go back and correct the entry." }
        };
        let status = error.status();
        Page::new(frame, heading, body).status(status).into_response()
    }
}

/// An address that leads nowhere.
pub async fn not_found(State(site): State<Site>, OriginalUri(uri): OriginalUri) -> Response {
    let path = uri.path();
    if path.starts_with("/api/") {
        return Problem(Error::NotFound(format!("The address {path}"))).into_response();
    }
    let frame = Frame::of(&site.office, Who(None));
    let body = html! {
        p class="cw-lead" { "There is no page at " code { (path) } "." }
        p { a class="usa-link" href="/" { "Go to the home page" } ", or look for a file in " a class="usa-link" href="/cases" { "the list of cases" } "." }
    };
    Page::new(frame, "Not on record", body).status(StatusCode::NOT_FOUND).into_response()
}
