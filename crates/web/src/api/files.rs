//! Uploads and downloads over the API. What was uploaded is stored as it came and is only ever
//! offered for download.

use app::papers::{Listed, Released};
use axum::{
    Json,
    extract::{Path, Query, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use terms::{Kind, StreamId};

use super::{Answer, Problem, body};
use crate::{
    Site,
    error::Error,
    pages::papers::{Which, draft, not_printed},
};

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
pub async fn paper(
    State(site): State<Site>,
    Path((id, kind)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Answer {
    Ok(draft(&site, (&id, &kind), &which).await?)
}

/// `GET /api/v1/cases/{id}/papers`: each paper with when it becomes available, and why not yet.
pub async fn papers(site: Site, kind: Kind, id: String) -> Answer {
    let stream = StreamId::new(kind, id.parse()?);
    let file = site.office.file(&stream).await?;
    if !file.head().exists() {
        return Err(Error::NotFound(stream.to_string()).into());
    }
    let listed = site.office.papers_of(&file).await?;
    let one = |paper: &Listed| {
        json!({
            "what": paper.what,
            "meaning": paper.what.meaning(),
            "available": paper.what.when(),
            "readable": paper.readable,
            "waits_for": paper.waits_for.as_ref().map(|m| format!("{} {}", m.sentence, m.remedy)),
        })
    };
    Ok(Json(listed.iter().map(one).collect::<Vec<_>>()).into_response())
}

/// `GET /api/v1/documents/{code}`: a released document by its digest or short code.
pub async fn document(State(site): State<Site>, Path(code): Path<String>) -> Answer {
    Ok(Json(released(&site, &code).await?.row).into_response())
}

/// `GET /api/v1/documents/{code}/proof`: the offline proof of a released document. It carries the
/// entry and what opens it; the document, the proof and the log's key are all that a reader needs.
pub async fn proof(State(site): State<Site>, Path(code): Path<String>) -> Answer {
    let released = released(&site, &code).await?;
    let (proof, entry) = site.office.document_proof(&released).await?;
    let value = json!({ "n": released.n, "entry": entry, "proof": proof.to_string() });
    Ok(Json(value).into_response())
}

/// `GET /api/v1/documents/{code}/again`: a released document printed again from the journal as it
/// stood then, compared with what was released.
pub async fn again(State(site): State<Site>, Path(code): Path<String>) -> Answer {
    let released = released(&site, &code).await?;
    let again = site.office.print_again(&site.printer, &released).await.map_err(not_printed)?;
    Ok(Json(again).into_response())
}

async fn released(site: &Site, code: &str) -> Result<Released, Problem> {
    let found = site.office.released(code).await?;
    found.ok_or_else(|| Error::NotFound(format!("The document {code}")).into())
}
