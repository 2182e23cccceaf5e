//! Documents as the record stands, documents that were released, and files that are kept.

use app::papers::NotPrinted;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use case::sale::issue::Wanted;
use maud::html;
use serde::Deserialize;
use terms::FileId;

use super::Answer;
use crate::{
    Site,
    api::files::attachment,
    error::Error,
    parts::{Frame, Page, bits},
    who::Who,
};

/// Which version of a paper is wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Which {
    /// Its number; the newest where nobody says.
    version: Option<String>,
}

/// `GET /cases/{id}/papers/{kind}` and `GET /requests/{id}/papers/{kind}`: a draft, to be read.
pub async fn show(
    State(site): State<Site>,
    Path((id, kind)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Answer {
    Ok(draft(&site, (&id, &kind), &which).await?)
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

/// `GET /documents/{code}/again`: a released document is printed again, and what came of it told.
pub async fn again(State(site): State<Site>, who: Who, Path(code): Path<String>) -> Answer {
    let found = site.office.released(&code).await?;
    let released = found.ok_or_else(|| Error::NotFound(format!("The document {code}")))?;
    let again = site.office.print_again(&site.printer, &released).await.map_err(not_printed)?;
    let (kind, title) =
        if again.same { ("success", "The same paper") } else { ("error", "Another paper") };
    let digest = |sha256: &str| html! { span class="cw-mono cw-kept" { (sha256) } };
    let text = |by: Option<&str>| html! { (by.unwrap_or("not known")) };
    let body = html! {
        (bits::alert(kind, title, &html! { p { (again.sentence) } }))
        (bits::facts(&[
            ("Released as", digest(&again.row.sha256)),
            ("Printed again as", digest(&again.printed_sha256)),
            ("Released by program text", text(again.released_by.as_deref())),
            ("Printed by program text", text(Some(&again.printed_by))),
            ("Entry of the release", html! { (bits::link(&bits::href(&again.row.stream), &again.row.stream)) ", entry " (again.n) }),
        ]))
        p { (bits::link(&format!("/files/{}", again.row.sha256), "The released document (PDF)")) }
    };
    let title = format!("Document {}, printed again", again.row.code);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    Ok(page.under("/", "Home").under("/audit", "Audit").into_response())
}

/// A document of a file as the record stands now, as a draft.
pub(crate) async fn draft(
    site: &Site,
    (id, kind): (&str, &str),
    which: &Which,
) -> Result<Response, Error> {
    let version = which.version.as_deref().filter(|version| !version.is_empty());
    let wanted = Wanted::read(kind, version).map_err(|_| {
        let version = version.map(|version| format!(", version {version}")).unwrap_or_default();
        Error::NotFound(format!("The document \"{kind}\"{version}"))
    })?;
    let file: FileId = id.parse()?;
    let paper = site.office.print(&site.printer, wanted, &file).await.map_err(not_printed)?;
    Ok(pdf(paper.bytes, &paper.name))
}

pub(crate) fn not_printed(why: NotPrinted) -> Error {
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
