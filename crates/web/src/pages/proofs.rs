//! The proof of one event: what anybody needs to check, without us, that it stands in the log.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use maud::html;

use super::Answer;
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits},
    who::Who,
};

/// `GET /audit/proofs/{n}`.
pub async fn show(State(site): State<Site>, who: Who, Path(n): Path<String>) -> Answer {
    let not_there = || Error::NotFound(format!("The event {n}"));
    let number = n.parse::<u64>().ok().filter(|number| *number > 0).ok_or_else(not_there)?;
    let event = site.office.store().follow(number - 1, 1).await?.pop();
    let event = event.filter(|event| event.n == number).ok_or_else(not_there)?;
    let (proof, entry) = site.office.proof(number).await?;
    let stream = event.stream.to_string();
    let by = event.read_meta().map(|meta| meta.by.to_string()).unwrap_or_default();
    let keys = site.office.verifier_keys();
    let body = html! {
        (bits::facts(&[
            ("What happened", html! { (event.kind) }),
            ("File", html! { (bits::link(&bits::href(&stream), &stream)) ", version " (event.version) }),
            ("When", bits::moment(event.at)),
            ("Who", html! { (by) }),
        ]))
        h2 { "Entry" }
        p { "The entry commits to the event by a salted digest. The log holds the digest of these bytes." }
        (bits::code(&entry))
        h2 { "Proof" }
        p {
            "An offline proof (c2sp.org/tlog-proof): the way from the entry to a signed checkpoint. "
            a class="usa-link" href={ "/api/v1/log/proofs/" (number) } { "Entry and proof as JSON" }
        }
        (bits::code(&proof.to_string()))
        h2 { "Key" }
        p { "The checkpoint in the proof is signed with this key. Take the key from somebody you trust, not from this page alone." }
        (bits::code(&keys[0].to_string()))
    };
    let page = Page::new(Frame::of(&site.office, who), format!("Proof of event {number}"), body);
    Ok(page.under("/", "Home").under("/audit", "Audit").into_response())
}
