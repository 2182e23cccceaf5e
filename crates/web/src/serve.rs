//! Serves the site until it is told to stop, and gives every answer its security headers.

use std::{future::Future, net::SocketAddr, sync::Arc};

use anyhow::Context as _;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tokio::net::TcpListener;

use crate::{Site, api::Problem, error::Error, host::Names, pages::problem::Failure, routes};

/// Everything a page needs comes from this server, and nothing runs that is written into a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// Binds an address.
pub async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("{address} cannot be listened on"))
}

/// Serves until `stop` is done; requests in work are finished.
pub async fn run(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let router = routes::router(site).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, router).with_graceful_shutdown(stop).await.context("serving failed")
}

/// Turns away what was meant for another server: nothing of it is read.
pub async fn meant(State(names): State<Arc<Names>>, request: Request, next: Next) -> Response {
    if names.meant(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    StatusCode::MISDIRECTED_REQUEST.into_response()
}

/// Gives a refusal of the framework the form that all refusals have: a page, or a problem of the
/// API. Files of the log and of the design system stay as they are.
pub async fn explain(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let api = path.starts_with("/api/");
    let raw = path.starts_with("/assets/") || path.starts_with("/log/");
    let response = next.run(request).await;
    let status = response.status();
    let fault = status.is_client_error() || status.is_server_error();
    if raw || !fault || told(&response) {
        return response;
    }
    let allow = response.headers().get(header::ALLOW).cloned();
    let said = axum::body::to_bytes(response.into_body(), SAID_MAX).await.unwrap_or_default();
    let error = explained(status, String::from_utf8_lossy(&said).trim());
    let mut response =
        if api { Problem(error).into_response() } else { Failure(error).into_response() };
    if let Some(allow) = allow {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// The longest text of a refusal that is read.
const SAID_MAX: usize = 4_096;

/// Whether an answer explains itself already.
fn told(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html") || kind.contains("problem+json"))
}

fn explained(status: StatusCode, said: &str) -> Error {
    let said = |otherwise: &str| {
        let text = if said.is_empty() { otherwise } else { said };
        format!("{}.", text.trim_end_matches('.'))
    };
    let (code, sentence) = match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            ("method", "The address does not take this method.".to_owned())
        }
        StatusCode::PAYLOAD_TOO_LARGE => {
            ("too-large", "The body is larger than 26 MB, the most that is taken.".to_owned())
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("media-type", said("The body is of another kind")),
        StatusCode::FORBIDDEN => (
            "cross-site",
            "A page of another site sent this; open the form here and send it again.".to_owned(),
        ),
        StatusCode::MISDIRECTED_REQUEST => (
            "wrong-host",
            "This server is not called so; ask for it by its own name, or start it with \
             --host-name and the name."
                .to_owned(),
        ),
        StatusCode::NOT_FOUND => ("not-found", said("There is no such thing")),
        _ => ("bad-query", said("The address cannot be read")),
    };
    Error::Request(status, code, sentence)
}

/// Adds the headers that every answer has.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let set = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in set {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
