//! The audit page: the log's newest checkpoint and keys, and the verification of a document that
//! somebody holds in their hands.

use app::papers::Released;
use axum::{
    extract::{FromRequest, Multipart, Query, Request, State},
    http::StatusCode,
    response::IntoResponse,
};
use maud::{Markup, html};
use serde::Deserialize;
use terms::Kind;

use super::{Answer, problem::Failure};
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits},
    who::Who,
};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    code: String,
}

/// `GET /audit`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let code = asked.code.trim().to_lowercase();
    let found = if code.is_empty() { None } else { Some(by_code(&site, &code).await?) };
    page(&site, who, found).await
}

/// `POST /audit`: a document is uploaded; only its digest is looked up, and nothing is kept.
pub async fn check(State(site): State<Site>, who: Who, request: Request) -> Answer {
    let unreadable = |why: String| {
        let sentence = format!("The file did not arrive whole: {why}.");
        Failure(Error::Request(StatusCode::BAD_REQUEST, "bad-json", sentence))
    };
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|rejection| unreadable(rejection.body_text()))?;
    let mut digest = None;
    while let Some(part) = parts.next_field().await.map_err(|e| unreadable(e.body_text()))? {
        if part.name() == Some("document") {
            let bytes = part.bytes().await.map_err(|error| unreadable(error.body_text()))?;
            digest = (!bytes.is_empty()).then(|| app::papers::digest(&bytes));
        }
    }
    let found = match digest {
        Some(digest) => Some(by_code(&site, &digest).await?),
        None => None,
    };
    page(&site, who, found).await
}

/// What was looked for, and what was found of it.
struct Looked {
    code: String,
    found: Option<Released>,
}

async fn by_code(site: &Site, code: &str) -> Result<Looked, Failure> {
    Ok(Looked { code: code.to_owned(), found: site.office.released(code).await? })
}

async fn page(site: &Site, who: Who, looked: Option<Looked>) -> Answer {
    let checkpoint = site.office.newest_checkpoint().await?;
    let head = site.office.store().head().await?;
    let keys = site.office.verifier_keys();
    let body = html! {
        @if let Some(looked) = &looked { (result(looked)) }
        section aria-labelledby="verify" {
            h2 id="verify" { "Verify a document" }
            p { "Choose a document that you were given. Its digest is compared with every document that was released; the file itself is not kept." }
            form class="usa-form maxw-none" method="post" action="/audit" enctype="multipart/form-data" {
                label class="usa-label" for="document" { "Document" }
                input type="file" id="document" name="document" required;
                button class="usa-button" type="submit" { "Verify" }
            }
            form class="usa-form" method="get" action="/audit" {
                label class="usa-label" for="code" { "Or its short code" }
                span class="usa-hint" id="code-hint" { "Twelve digits on the document" }
                input class="usa-input" id="code" name="code" aria-describedby="code-hint" autocomplete="off";
                button class="usa-button usa-button--outline" type="submit" { "Look it up" }
            }
        }
        section aria-labelledby="log" {
            h2 id="log" { "The log" }
            p { "Every event of the record is an entry of a log that can only grow. Whoever keeps a checkpoint can show later whether anything was changed." }
            (bits::facts(&[
                ("Origin", html! { (site.office.keys().origin()) }),
                ("Entries under the newest checkpoint", html! { (checkpoint.size) " of " (head.n) }),
                ("Signed", bits::moment(checkpoint.at)),
                ("Files", html! { a class="usa-link" href="/log/checkpoint" { "/log/checkpoint" } " and tiles under the same prefix (c2sp.org/tlog-tiles)" }),
            ]))
            h3 { "Checkpoint" }
            pre class="cw-mono cw-kept font-body-2xs bg-base-lightest padding-1" tabindex="0" { (checkpoint.note) }
            h3 { "Verifier keys" }
            @for key in &keys {
                pre class="cw-mono cw-kept font-body-2xs bg-base-lightest padding-1" tabindex="0" { (key) }
            }
        }
    };
    let page = Page::new(Frame::of(&site.office, who), "Audit", body);
    Ok(page.at("/audit").under("/", "Home").into_response())
}

fn result(looked: &Looked) -> Markup {
    let Some(Released { row: document, n }) = &looked.found else {
        return bits::alert(
            "error",
            "Not released here",
            &html! {
                "No document with digest or code " span class="cw-mono" { (looked.code) }
                " was released from this record. If even one byte was changed, it is another document."
            },
        );
    };
    let file = document.stream.strip_prefix(Kind::Case.word()).unwrap_or(&document.stream);
    bits::alert(
        "success",
        "Released from this record",
        &html! {
            p {
                (document.what) ", " (document.version) ", of case "
                a class="usa-link" href={ "/cases" (file) } { (file.trim_start_matches('/')) }
                "; entry " (n) " of the log. "
                a class="usa-link" href={ "/files/" (document.sha256) } { "The document" }
                " "
                a class="usa-link" href={ "/documents/" (document.code) "/proof" } { "Its offline proof" }
                " "
                a class="usa-link" href={ "/documents/" (document.code) "/again" } { "Print it again and compare" }
            }
            p { "The proof shows, without this program, that exactly these bytes were released: " code { "caseway log check FILE PROOF --vkey KEY" } "." }
            p class="cw-mono font-body-2xs" { "SHA-256 " (document.sha256) }
        },
    )
}
