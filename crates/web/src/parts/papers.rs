//! The papers of a file: each with when it becomes available, why not yet, the draft to be read,
//! and what was released of it.

use app::papers::Listed;
use case::sale::issue::{DocumentKind, Issued};
use maud::{Markup, html};
use terms::{Kind, StreamId, Version};

use super::{bits, nation, table};

const CAPTION: &str = "Papers, with when each can be released and why not yet";

/// The table of papers, and below it what was released.
pub fn show(stream: &StreamId, listed: &[Listed], released: &[Issued]) -> Markup {
    let rows: Vec<Vec<Markup>> = listed.iter().map(|paper| row(stream, paper)).collect();
    let headings = [table::words("Paper"), table::words("To be released"), table::words("Now")];
    html! {
        @if rows.is_empty() {
            (bits::quiet("The pack names no form of a paper."))
        } @else {
            (table::table(CAPTION, &headings, &rows))
        }
        @if listed.iter().any(|paper| paper.waits_for.is_none()) {
            p { (bits::link(&format!("{}/documents", address(stream)), "Release a document")) }
        }
        (issued(released))
    }
}

fn row(stream: &StreamId, paper: &Listed) -> Vec<Markup> {
    let name = nation::paper(paper.what);
    vec![
        html! {
            @if paper.readable {
                (bits::link(
                    &draft(stream, paper.what, None),
                    &format!("{name}, as it stands, a draft (PDF)"),
                ))
            } @else { (name) }
        },
        html! { (paper.what.when()) },
        match &paper.waits_for {
            None => html! { "can be released" },
            Some(missing) => html! { "Not yet. " (missing.sentence) " " (missing.remedy) },
        },
    ]
}

/// The address of a draft, of one version where one is meant.
pub fn draft(stream: &StreamId, what: DocumentKind, version: Option<Version>) -> String {
    let address = format!("{}/papers/{what}", address(stream));
    match version {
        Some(version) => format!("{address}?version={version}"),
        None => address,
    }
}

/// Released papers, oldest first, each with its code and its proof.
pub fn issued<'a>(released: impl IntoIterator<Item = &'a Issued>) -> Markup {
    let released: Vec<&Issued> = released.into_iter().collect();
    html! {
        @if !released.is_empty() {
            ul class="usa-list" {
                @for document in released {
                    li {
                        "Released: "
                        a class="usa-link" href={ "/files/" (document.sha256) } {
                            (nation::paper(document.what)) " (PDF)"
                        }
                        ", " (document.version) ", code "
                        a class="usa-link cw-mono" href={ "/audit?code=" (document.code()) } {
                            (document.code())
                        }
                        ", "
                        (bits::link(
                            &format!("/documents/{}/proof", document.code()),
                            "offline proof",
                        ))
                        ", "
                        (bits::link(
                            &format!("/documents/{}/again", document.code()),
                            "print it again and compare",
                        ))
                    }
                }
            }
        }
    }
}

fn address(stream: &StreamId) -> String {
    match stream.kind {
        Kind::Request => format!("/requests/{}", stream.file),
        _ => format!("/cases/{}", stream.file),
    }
}
