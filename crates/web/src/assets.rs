//! The design system's files and our own style sheet, carried by the program. Their address
//! changes with their content, so that a browser keeps them for ever and never a stale one.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

struct Asset {
    name: &'static str,
    kind: &'static str,
    plain: &'static [u8],
    packed: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of a file.
pub fn href(name: &str) -> String {
    debug_assert!(FILES.iter().any(|file| file.name == name), "{name} is not carried");
    format!("/assets/{DIGEST}/{name}")
}

/// Serves a file.
pub async fn serve(Path((digest, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let file = FILES.iter().find(|file| file.name == name).filter(|_| digest == DIGEST);
    let Some(file) = file else { return StatusCode::NOT_FOUND.into_response() };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let packed = file.packed.filter(|_| accepted.is_some_and(|names| names.contains("gzip")));
    let common = [
        (header::CONTENT_TYPE, file.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    match packed {
        Some(bytes) => (common, [(header::CONTENT_ENCODING, "gzip")], bytes).into_response(),
        None => (common, file.plain).into_response(),
    }
}
