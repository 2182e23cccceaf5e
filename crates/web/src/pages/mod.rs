//! Pages: each asks the office for what it shows and makes markup of it. A page that only reads
//! works without script; a page that changes something is a form.

pub mod account;
pub mod act;
pub mod audit;
pub mod calendar;
pub mod case;
pub mod cases;
pub mod desk;
pub mod events;
pub mod help;
pub mod home;
pub mod imports;
pub mod notification;
pub mod notifications;
pub mod office;
pub mod papers;
pub mod people;
pub mod prices;
pub mod problem;
pub mod proofs;
pub mod purchaser;
pub mod purchasers;
pub mod record;
pub mod reports;
pub mod request;
pub mod requests;
pub mod rules;
pub mod sign_in;
pub mod support;
pub mod versions;
pub mod welcome;
pub mod what_if;

use axum::{http::StatusCode, response::Response};
use terms::Day;

use crate::error::Error;

/// What a page handler answers.
pub type Answer = Result<Response, problem::Failure>;

/// The day that an address asks for; `None` where it asks for none.
fn asked_day(text: &str) -> Result<Option<Day>, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|unread: terms::Unreadable| {
        Error::Request(StatusCode::UNPROCESSABLE_ENTITY, "bad-query", format!("{unread}."))
    })
}
