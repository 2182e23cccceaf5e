//! Documents as the record stands, and files that are kept.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::Answer;
use crate::{Site, api::files::attachment, error::Error};

/// `GET /cases/{id}/papers/{kind}`: a draft, to be read.
pub async fn show(State(site): State<Site>, Path((id, kind)): Path<(String, String)>) -> Answer {
    let what = kind.parse().map_err(|_| Error::NotFound(format!("The document \"{kind}\"")))?;
    let paper = site.office.print(&site.printer, what, &id.parse()?, false).await?;
    let paper = paper.ok_or_else(|| Error::NotFound(format!("case/{id}")))?;
    Ok(pdf(paper.bytes, &paper.name))
}

/// `GET /files/{sha256}`: a released document is shown, an upload is only downloaded.
pub async fn kept(State(site): State<Site>, Path(sha256): Path<String>) -> Answer {
    let store = site.office.store();
    let bytes = store.kept(&sha256).await?;
    let bytes = bytes.ok_or_else(|| Error::NotFound(format!("The file {sha256}")))?;
    match store::views::documents::find(store, &sha256).await? {
        Some(document) => Ok(pdf(bytes, &format!("{}-{}.pdf", document.what, document.code))),
        None => Ok(attachment(bytes, &sha256)),
    }
}

fn pdf(bytes: Vec<u8>, name: &str) -> Response {
    let mut response = ([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
