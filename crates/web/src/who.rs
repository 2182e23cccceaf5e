//! Who acts. Where desks are open, a person names a desk, or leaves it to the program to act at the
//! desk whose duty an act is; where people sign in, it is the person of the session at one of their
//! desks (`entry`). The record says which it was.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use terms::Actor;

use crate::api::Problem;

/// Who sent a request; `None` is the desk whose duty each act is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Who(pub Option<Actor>);

/// The cookie in which a browser keeps the desk that was chosen.
pub const COOKIE: &str = "caseway-desk";
/// The header in which a program names the actor.
pub const HEADER: &str = "caseway-actor";

impl<S: Sync> FromRequestParts<S> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        if let Some(who) = parts.extensions.get::<Self>() {
            return Ok(who.clone());
        }
        if let Some(named) = parts.headers.get(HEADER) {
            let text = named.to_str().unwrap_or_default();
            let actor = text.parse().map_err(|unread: terms::Unreadable| {
                let sentence = format!("Header Caseway-Actor: {unread}.");
                Problem::request(axum::http::StatusCode::BAD_REQUEST, "bad-actor", sentence)
            })?;
            return Ok(Self(Some(actor)));
        }
        Ok(Self(chosen(&parts.headers)))
    }
}

/// The actor whom a browser keeps. One that cannot be read is as good as none: the person chooses
/// again.
pub fn chosen(headers: &HeaderMap) -> Option<Actor> {
    let mut chosen =
        cookies(headers).filter_map(|pair| pair.strip_prefix(COOKIE)?.strip_prefix('='));
    chosen.find_map(|text| text.parse().ok())
}

/// What a browser keeps of this server, piece by piece.
pub fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let all = headers.get_all(header::COOKIE).iter();
    all.filter_map(|value| value.to_str().ok()).flat_map(|v| v.split(';')).map(str::trim)
}
