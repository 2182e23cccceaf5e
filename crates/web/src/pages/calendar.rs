//! `GET /calendar/{desk}.ics`: what a desk or a person has to do by when, for their own calendar.

use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};

use super::Answer;
use crate::{Site, error::Error};

/// The calendar of a desk or of a person of the register.
pub async fn show(State(site): State<Site>, Path(name): Path<String>) -> Answer {
    let whose = name.strip_suffix(".ics").and_then(|name| name.parse().ok());
    let Some(whose) = whose else {
        return Err(Error::NotFound(format!("The calendar {name}")).into());
    };
    let text = site.office.calendar(&whose).await?;
    let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
    Ok((kind, text).into_response())
}
