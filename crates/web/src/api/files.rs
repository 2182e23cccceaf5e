//! Uploads and downloads over the API. What was uploaded is stored as it came and is only ever
//! offered for download.

use axum::{
    Json,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{Answer, Problem, body};
use crate::{Site, error::Error};

/// `POST /api/v1/files`: keeps content and answers its digest.
pub async fn upload(State(site): State<Site>, request: Request) -> Answer {
    let bytes = body::bytes(request, &site).await?;
    if bytes.is_empty() {
        let sentence = "The body is empty; send the content of the file.".to_owned();
        return Err(Problem::request(StatusCode::UNPROCESSABLE_ENTITY, "invalid", sentence));
    }
    if store::blob::SIZE_MAX < bytes.len() {
        let sentence = format!("The file is larger than {} bytes.", store::blob::SIZE_MAX);
        return Err(Problem::request(StatusCode::PAYLOAD_TOO_LARGE, "too-large", sentence));
    }
    let size = bytes.len();
    let kept = site.office.store().keep(bytes.to_vec(), site.office.now()).await;
    let sha256 = kept.map_err(app::ActError::from)?;
    Ok((StatusCode::CREATED, Json(json!({ "sha256": sha256, "size": size }))).into_response())
}

/// `GET /api/v1/files/{sha256}`.
pub async fn download(State(site): State<Site>, Path(sha256): Path<String>) -> Answer {
    let bytes = site.office.store().kept(&sha256).await?;
    let bytes = bytes.ok_or_else(|| Error::NotFound(format!("The file {sha256}")))?;
    Ok(attachment(bytes, &sha256))
}

/// Content for download: no browser shows or runs it.
pub fn attachment(bytes: Vec<u8>, name: &str) -> Response {
    let mut response = (
        [
            (header::CONTENT_TYPE, "application/octet-stream"),
            (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        ],
        bytes,
    )
        .into_response();
    let name: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// `GET /api/v1/cases/{id}/papers/{kind}`: a document as the record stands, as a draft.
pub async fn paper(State(site): State<Site>, Path((id, kind)): Path<(String, String)>) -> Answer {
    let what = kind.parse().map_err(|_| Error::NotFound(format!("The document \"{kind}\"")))?;
    let paper = site.office.print(&site.printer, what, &id.parse()?, false).await?;
    let paper = paper.ok_or_else(|| Error::NotFound(format!("case/{id}")))?;
    let kind = [(header::CONTENT_TYPE, "application/pdf")];
    Ok((kind, paper.bytes).into_response())
}

/// `GET /api/v1/documents/{code}`: a released document by its digest or short code.
pub async fn document(State(site): State<Site>, Path(code): Path<String>) -> Answer {
    let found = store::views::documents::find(site.office.store(), &code).await?;
    let found = found.ok_or_else(|| Error::NotFound(format!("The document {code}")))?;
    Ok(Json(found).into_response())
}
