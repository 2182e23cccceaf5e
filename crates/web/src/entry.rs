//! Who comes in. Where people sign in, every address but a few asks for a session or a token, and
//! the actor of an act is the person whose it is, at a desk at which they sit now.

use std::net::SocketAddr;

use app::accounts::{Entry, From, Known, Scope, Secret};
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use terms::Actor;

use crate::{
    Site,
    api::Problem,
    error::Error,
    host::Names,
    pages::problem::Failure,
    parts::signed,
    who::{self, Who},
};

/// What a browser keeps of a session where the connection is encrypted. The prefix binds it to
/// this host and to encrypted connections.
const COOKIE: &str = "__Host-caseway";
/// What it keeps on plain HTTP, which is only served to this machine: a browser would not take the
/// prefix there.
const PLAIN_COOKIE: &str = "caseway-session";

/// Addresses that everybody may ask: the door itself, what pages are drawn with, and the log, which
/// shows nothing of what it holds.
const OPEN: &[&str] = &["/healthz", "/sign-in", "/favicon.ico"];
const OPEN_BELOW: &[&str] = &["/assets/", "/log/", "/welcome/"];

/// Whether an address is open to everybody.
pub fn is_open(path: &str) -> bool {
    OPEN.contains(&path) || OPEN_BELOW.iter().any(|below| path.starts_with(below))
}

/// Lets a request through in the name of whoever sent it, or says no.
pub async fn admit(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    if site.office.entry() == Entry::OpenDesks || is_open(request.uri().path()) {
        return next.run(request).await;
    }
    let entered = match entered(&site, request.headers()).await {
        Ok(entered) => entered,
        Err(error) => return no(&request, error),
    };
    match entered {
        None => unknown(&request),
        Some(Entered::Console) => next.run(request).await,
        Some(Entered::Person(known)) => {
            let reads = matches!(*request.method(), Method::GET | Method::HEAD);
            if known.scope == Scope::Read && !reads {
                let sentence = "This token may read and not act.".to_owned();
                return no(&request, Error::Request(StatusCode::FORBIDDEN, "scope", sentence));
            }
            let who = match chosen(&known, request.headers()) {
                Ok(who) => who,
                Err(error) => return no(&request, error),
            };
            request.extensions_mut().insert(Who(Some(who)));
            request.extensions_mut().insert(known.clone());
            signed::in_name_of(known, next.run(request)).await
        }
    }
}

/// Who sent a request.
enum Entered {
    /// The machine's own command.
    Console,
    /// A person, or a program in a person's name.
    Person(Known),
}

async fn entered(site: &Site, headers: &HeaderMap) -> Result<Option<Entered>, Error> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let text = value.to_str().unwrap_or_default();
        let Some(given) = text.strip_prefix("Bearer ") else { return Ok(None) };
        let given = Secret::new(given.trim());
        if site.office.is_console(&given) {
            return Ok(Some(Entered::Console));
        }
        return Ok(site.office.bearer(&given).await?.map(Entered::Person));
    }
    let Some(kept) = kept(&site.names, headers) else { return Ok(None) };
    Ok(site.office.session(&kept).await?.map(Entered::Person))
}

/// The desk at which a person acts in this request: the one that they name, the one that they
/// chose, or the first of theirs.
fn chosen(known: &Known, headers: &HeaderMap) -> Result<Actor, Error> {
    let nobody = || {
        let sentence = "The register gives you no desk; an administrator enters and confirms one.";
        Error::Request(StatusCode::FORBIDDEN, "no-desk", sentence.to_owned())
    };
    if let Some(named) = headers.get(who::HEADER) {
        let text = named.to_str().unwrap_or_default();
        let actor = text.parse::<Actor>().map_err(|unread| {
            let sentence = format!("Header Caseway-Actor: {unread}.");
            Error::Request(StatusCode::BAD_REQUEST, "bad-actor", sentence)
        })?;
        let theirs = actor.name().is_none_or(|name| name == known.account);
        return theirs.then(|| known.at(actor.desk())).flatten().ok_or_else(|| {
            let sentence = format!("{actor} is not a desk of {}.", known.account);
            Error::Request(StatusCode::FORBIDDEN, "not-your-desk", sentence)
        });
    }
    let chosen = who::chosen(headers).and_then(|actor| known.at(actor.desk()));
    chosen.or_else(|| known.usual()).ok_or_else(nobody)
}

fn unknown(request: &Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") || request.headers().contains_key(header::AUTHORIZATION) {
        let sentence = "Sign in, or send a token that holds: Authorization: Bearer TOKEN.";
        let error =
            Error::Request(StatusCode::UNAUTHORIZED, "unauthenticated", sentence.to_owned());
        let mut response = Problem(error).into_response();
        let scheme = HeaderValue::from_static("Bearer realm=\"caseway\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        return response;
    }
    // What was sent is not sent again by itself; the page it was sent from is offered instead.
    let to = if request.method() == Method::GET {
        request.uri().path_and_query().map_or("/", |to| to.as_str())
    } else {
        "/"
    };
    let to = utf8_percent_encode(to, NON_ALPHANUMERIC);
    Redirect::to(&format!("/sign-in?to={to}")).into_response()
}

fn no(request: &Request, error: Error) -> Response {
    if request.uri().path().starts_with("/api/") {
        return Problem(error).into_response();
    }
    Failure(error).into_response()
}

/// What a browser keeps of its session.
pub fn kept(names: &Names, headers: &HeaderMap) -> Option<Secret> {
    let name = if names.is_encrypted() { COOKIE } else { PLAIN_COOKIE };
    let found = who::cookies(headers)
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned));
    found.filter(|value| !value.is_empty()).map(Secret::new)
}

/// Lets a browser keep its session, or forget it.
pub fn keep(response: &mut Response, names: &Names, secret: Option<&Secret>) {
    let (name, secure) =
        if names.is_encrypted() { (COOKIE, "; Secure") } else { (PLAIN_COOKIE, "") };
    let (value, age) = secret.map_or(("", 0), |secret| (secret.reveal(), 43_200));
    let cookie = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// The person whose session or token it is; nothing where desks are open or the machine asks.
pub struct Signed(pub Option<Known>);

impl<S: Sync> FromRequestParts<S> for Signed {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Known>().cloned()))
    }
}

impl FromRequestParts<Site> for Whence {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let direct = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let direct = direct.map(|ConnectInfo(address)| address.ip().to_string());
        // Only the nearest proxy's word is taken, and only where one was said to be there.
        let told = text("x-forwarded-for").and_then(|all| all.rsplit(',').next());
        let told = told.map(|last| last.trim().to_owned()).filter(|_| site.names.is_behind_proxy());
        Ok(Self(From {
            source: told.or(direct).unwrap_or_else(|| "unknown".to_owned()),
            agent: text("user-agent").unwrap_or_default().to_owned(),
            before: kept(&site.names, &parts.headers),
        }))
    }
}

/// From where a request comes.
pub struct Whence(pub From);

/// Where somebody goes on after signing in: a page of this server, and nothing else.
pub fn same_site(to: &str) -> &str {
    let path = to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\");
    let plain = to.chars().all(|sign| !sign.is_control() && sign != '\\');
    if path && plain { to } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        for (given, to) in [
            ("/cases?q=a", "/cases?q=a"),
            ("//evil.example/", "/"),
            ("/\\evil.example/", "/"),
            ("https://evil.example/", "/"),
            ("/a\\b", "/"),
            ("/a\r\nSet-Cookie: x", "/"),
            ("", "/"),
        ] {
            assert_eq!(same_site(given), to, "{given:?}");
        }
    }

    #[test]
    fn little_is_open() {
        for (path, open) in [
            ("/sign-in", true),
            ("/log/checkpoint", true),
            ("/", false),
            ("/sign-in/x", false),
            ("/api/openapi.json", false),
            ("/cases/../log/x", false),
        ] {
            assert_eq!(is_open(path), open, "{path}");
        }
    }
}
