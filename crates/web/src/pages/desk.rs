//! Chooses the desk at which a person acts; the browser keeps it.

use app::accounts::Known;
use axum::{
    Form,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use terms::{Actor, Desk};

use super::Answer;
use crate::{
    entry::Signed,
    error::Error,
    who::{self},
};

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct Choice {
    desk: String,
    #[serde(default)]
    person: String,
}

/// `POST /desk`.
pub async fn choose(
    Signed(signed): Signed,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Answer {
    let actor = match signed {
        Some(known) => Some(own(&known, &choice)?),
        None => actor(&choice)?,
    };
    let (value, age) = match actor {
        Some(actor) => (actor.to_string(), 31_536_000),
        None => (String::new(), 0),
    };
    let cookie = format!("{}={value}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly", who::COOKIE);
    let mut response: Response = Redirect::to(&back(&headers)).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// One of the desks of whoever signed in.
fn own(known: &Known, choice: &Choice) -> Result<Actor, Error> {
    let desk: Desk = choice.desk.parse()?;
    known.at(desk).ok_or_else(|| {
        let sentence = format!("{desk} is not a desk of {}.", known.account);
        Error::Request(StatusCode::FORBIDDEN, "not-your-desk", sentence)
    })
}

fn actor(choice: &Choice) -> Result<Option<Actor>, Error> {
    if choice.desk.is_empty() {
        return Ok(None);
    }
    let desk: Desk = choice.desk.parse()?;
    let person = choice.person.trim();
    let actor = if person.is_empty() { Ok(Actor::at(desk)) } else { Actor::named(person, desk) };
    actor.map(Some).map_err(|unread| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Error::Request(status, "bad-actor", format!("{unread}."))
    })
}

/// The page that the form stood on; only its path is taken, so that nobody is led elsewhere.
fn back(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|address| {
        let after = address.split_once("://")?.1;
        after.find('/').map(|slash| after[slash..].to_owned())
    });
    path.filter(|path| path.starts_with('/') && !path.starts_with("//")).unwrap_or("/".to_owned())
}
