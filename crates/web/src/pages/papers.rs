//! Documents as the record stands, documents that were released, and files that are kept.

use app::papers::NotPrinted;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use case::sale::issue::DocumentKind;
use terms::FileId;

use super::Answer;
use crate::{Site, api::files::attachment, error::Error};

/// `GET /cases/{id}/papers/{kind}`: a draft, to be read.
pub async fn show(State(site): State<Site>, Path((id, kind)): Path<(String, String)>) -> Answer {
    Ok(draft(&site, &id, &kind).await?)
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

/// `GET /documents/{code}/proof`: the offline proof of a released document, as a file.
pub async fn proof(State(site): State<Site>, Path(code): Path<String>) -> Answer {
    let found = site.office.released(&code).await?;
    let released = found.ok_or_else(|| Error::NotFound(format!("The document {code}")))?;
    let (proof, _) = site.office.document_proof(&released).await?;
    let name = format!("{}-{}.pdf.tlog-proof", released.row.what, released.row.code);
    Ok(attachment(proof.to_string().into_bytes(), &name))
}

/// A document of a case as the record stands now, as a draft.
pub(crate) async fn draft(site: &Site, id: &str, kind: &str) -> Result<Response, Error> {
    let what = kind.parse::<DocumentKind>();
    let what = what.map_err(|_| Error::NotFound(format!("The document \"{kind}\"")))?;
    let file: FileId = id.parse()?;
    let paper = site.office.print(&site.printer, what, &file).await.map_err(not_printed)?;
    Ok(pdf(paper.bytes, &paper.name))
}

fn not_printed(why: NotPrinted) -> Error {
    match why {
        NotPrinted::Nothing(sentence) => {
            Error::Request(StatusCode::NOT_FOUND, "no-document", sentence)
        }
        NotPrinted::Unfit(sentence) => {
            Error::Request(StatusCode::CONFLICT, "does-not-print", sentence)
        }
        NotPrinted::Failed(error) => error.into(),
    }
}

fn pdf(bytes: Vec<u8>, name: &str) -> Response {
    let mut response = ([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
