//! The API: JSON over HTTP under `/api/v1`. Actions are things (`POST /cases/{id}/offer`), problems
//! are RFC 9457 documents, and the description at `/api/openapi.json` is made from the same tables
//! as the routes.

pub mod accounts;
pub mod acts;
pub mod body;
pub mod events;
pub mod files;
pub mod imports;
pub mod law;
pub mod lists;
pub mod log;
pub mod openapi;
mod openapi_schemas;
pub mod prices;
pub mod problem;
pub mod routes;
pub mod show;

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

pub use problem::Problem;

/// What an API handler answers.
pub type Answer = Result<Response, Problem>;

/// Says that the program answers.
pub async fn health() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// JSON with the version of a file in `ETag`, by which `If-Match` names it.
pub(crate) fn versioned(value: &Value, version: u64) -> Response {
    let mut response = Json(value).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The version that `If-Match` names.
pub(crate) fn expected(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    let number = text.trim().trim_matches('"').parse();
    number.map(Some).map_err(|_| {
        let sentence = format!("If-Match: {text} is not a version; send one such as \"3\".");
        Problem::request(axum::http::StatusCode::BAD_REQUEST, "bad-version", sentence)
    })
}
