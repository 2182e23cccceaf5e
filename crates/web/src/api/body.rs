//! Bodies of requests: JSON of the right kind and size, or a problem that says what was wrong.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use serde_json::Value;

use super::Problem;

/// A JSON body.
#[derive(Debug)]
pub struct Body(pub Value);

/// The largest JSON body, in bytes.
const JSON_MAX: usize = 1_024 * 1_024;

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let kind = kind.map(|kind| kind.split(';').next().unwrap_or_default().trim().to_owned());
        let bytes = bytes(request, state).await?;
        if bytes.is_empty() && kind.is_none() {
            // An act without arguments needs no body.
            return Ok(Self(Value::Object(serde_json::Map::new())));
        }
        if kind.as_deref() != Some("application/json") {
            let kind = kind.unwrap_or_else(|| "nothing".to_owned());
            let sentence = format!("Content-Type says {kind}; send application/json.");
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return Err(Problem::request(status, "media-type", sentence));
        }
        if JSON_MAX < bytes.len() {
            return Err(too_large(JSON_MAX));
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            let sentence = format!("The body is not JSON: {error}.");
            Problem::request(StatusCode::BAD_REQUEST, "bad-json", sentence)
        })
    }
}

/// The bytes of a body; one that is too large is a problem of its own.
pub(super) async fn bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return too_large(store::blob::SIZE_MAX);
        }
        let sentence = format!("The body did not arrive: {}.", rejection.body_text());
        Problem::request(StatusCode::BAD_REQUEST, "bad-json", sentence)
    })
}

fn too_large(most: usize) -> Problem {
    let sentence = format!("The body is larger than {most} bytes.");
    Problem::request(StatusCode::PAYLOAD_TOO_LARGE, "too-large", sentence)
}
