//! Reads a form that was sent: its fields, and the files with it.

use app::ActError;
use axum::{
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};
use case::{About, read};
use serde_json::Value;

use crate::{Site, error::Error, pages::problem::Failure, parts::form};

/// What a form was sent with.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pairs: Vec<(String, String)>,
    /// The idempotency key of the form.
    pub key: Option<String>,
    /// The version of the file that the form was shown for.
    pub version: Option<u64>,
    /// The group of records that is to have one more; nothing is done then.
    pub more: Option<String>,
}

impl Sent {
    /// The arguments of the act.
    pub fn arguments(&self, about: &About) -> Value {
        let pairs = self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        read::from_pairs(about.fields, pairs)
    }
}

/// Reads a form; files are kept and stand in it by their digests.
pub(super) async fn receive(site: &Site, request: Request) -> Result<Sent, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let multipart = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let pairs = if multipart { parts(site, request).await? } else { fields(request).await? };
    let mut sent = Sent::default();
    for (name, value) in pairs {
        match name.as_str() {
            form::KEY => sent.key = Some(value).filter(|key| !key.is_empty()),
            form::VERSION => sent.version = value.parse().ok(),
            form::MORE => sent.more = Some(value),
            _ => sent.pairs.push((name, value)),
        }
    }
    Ok(sent)
}

async fn fields(request: Request) -> Result<Vec<(String, String)>, Failure> {
    let form = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
    form.map(|axum::Form(pairs)| pairs).map_err(|rejection| {
        let status = rejection.status();
        unreadable(status, &rejection.body_text())
    })
}

async fn parts(site: &Site, request: Request) -> Result<Vec<(String, String)>, Failure> {
    let read = Multipart::from_request(request, &()).await;
    let mut parts = read.map_err(|no| unreadable(no.status(), &no.body_text()))?;
    let mut pairs = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|no| broken(&no))? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some();
        let bytes = part.bytes().await.map_err(|no| broken(&no))?;
        if !is_file {
            pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        } else if store::blob::SIZE_MAX < bytes.len() {
            let sentence = "The file is larger than 25 MB, the most that is kept.".to_owned();
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            return Err(Failure(Error::Request(status, "too-large", sentence)));
        } else if !bytes.is_empty() {
            // An empty file control says nothing; one that was kept before stands in the form.
            let kept = site.office.store().keep(bytes.to_vec(), site.office.now()).await;
            pairs.push((name, kept.map_err(ActError::from)?));
        }
    }
    Ok(pairs)
}

/// A part of a form that broke off.
pub fn broken(no: &axum::extract::multipart::MultipartError) -> Failure {
    unreadable(no.status(), &no.body_text())
}

pub fn unreadable(status: StatusCode, why: &str) -> Failure {
    let (code, sentence) = match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            ("too-large", "The form is larger than 26 MB, the most that is taken.".to_owned())
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ("media-type", "Send the form as a browser does.".to_owned())
        }
        _ => ("bad-form", format!("The form did not arrive whole: {why}.")),
    };
    let status = if status.is_client_error() { status } else { StatusCode::BAD_REQUEST };
    Failure(Error::Request(status, code, sentence))
}
