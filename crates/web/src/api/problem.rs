//! Problems as RFC 9457 documents: type, title, status, detail; and for acts the findings with
//! rule, citation, facts and remedy, the wrong fields, and the version that a file is at.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::error::Error;

/// An error of the API.
#[derive(Debug)]
pub struct Problem(pub Error);

impl Problem {
    /// A request that cannot be read.
    pub const fn request(status: StatusCode, code: &'static str, sentence: String) -> Self {
        Self(Error::Request(status, code, sentence))
    }

    /// The document.
    pub fn document(&self) -> Value {
        let Self(error) = self;
        let status = error.status();
        let mut document = json!({
            "type": format!("/help#problem-{}", error.code()),
            "title": title(error.code()),
            "status": status.as_u16(),
            "detail": error.sentence(),
            "code": error.code(),
        });
        if !error.findings().is_empty() {
            document["findings"] = json!(error.findings());
        }
        if !error.wrong().is_empty() {
            document["fields"] = json!(error.wrong());
        }
        if let Some(version) = error.current_version() {
            document["current_version"] = version.into();
        }
        document
    }
}

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.0.status();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, kind, self.document().to_string()).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}

/// Every code with its title: stable, because programs act on it.
pub const CODES: &[(&str, &str)] = &[
    ("not-found", "There is no such thing"),
    ("unknown-act", "The file has no such act"),
    ("invalid", "Fields that cannot be taken"),
    ("refused", "The law or the stage forbids it now"),
    ("conflict", "Somebody else was faster"),
    ("key-reused", "The idempotency key was used for another order"),
    ("bad-key", "The idempotency key is not one"),
    ("bad-actor", "The actor is not one"),
    ("bad-version", "The version is not one"),
    ("bad-query", "The query cannot be read"),
    ("bad-json", "The body is not JSON"),
    ("media-type", "The body is not of the right kind"),
    ("no-document", "The record has nothing that the document could say"),
    ("does-not-print", "What the record says does not go on paper"),
    ("bad-form", "The form did not arrive whole"),
    ("wrong-host", "The request was meant for another server"),
    ("cross-site", "The request came from another site"),
    ("too-large", "The body is too large"),
    ("unauthenticated", "Nobody is signed in"),
    ("scope", "The token may not do this"),
    ("no-desk", "The person sits at no desk"),
    ("not-your-desk", "The desk is another's"),
    ("needs-person", "A person does this, and no program"),
    ("open-desks", "Nobody signs in here"),
    ("bad-account", "The account or the token is not one"),
    ("link-gone", "The link is used or too old"),
    ("method", "The address does not take this method"),
    ("disk-full", "The disk is full"),
    ("unavailable", "The database is not available"),
    ("failed", "The program failed"),
];

fn title(code: &str) -> &'static str {
    CODES.iter().find(|(known, _)| *known == code).map_or("A problem", |(_, title)| title)
}
