//! Approvals of the document: who gave each one, to which content, and whether it still holds.

use case::sale::{State, approvals};
use maud::{Markup, html};

use crate::parts::{bits, table};

/// The section; nothing before anybody approved anything.
pub fn section(case: &State) -> Markup {
    if case.approvals.is_empty() {
        return html! {};
    }
    let present = approvals::content(case);
    let rows: Vec<Vec<Markup>> = case
        .approvals
        .iter()
        .rev()
        .map(|approval| {
            let by = case::office::delegate::told(&approval.by, &approval.behalf);
            vec![
                bits::day(approval.on),
                html! { (approval.act) },
                html! { (by) },
                match &approval.void {
                    None => html! { strong { "valid" } },
                    Some((on, why)) => html! { "void since " (bits::day(*on)) ": " (why) },
                },
                match &approval.content {
                    None => bits::unknown(),
                    Some(content) => html! {
                        span class="cw-mono" title=(content) { (short(content)) }
                        @if *content == present { " (as it stands)" }
                    },
                },
            ]
        })
        .collect();
    let headings = ["Day", "Act", "By", "Holds", "Content approved"].map(table::words);
    let body = html! {
        p {
            "Each approval is given to one content of lines and terms. The present content is "
            span class="cw-mono" title=(present) { (short(&present)) } "."
        }
        (table::table("Approvals, the newest first", &headings, &rows))
    };
    bits::section("approvals", "Approvals", &body)
}

/// The first digits of a digest, for the eye.
fn short(digest: &str) -> &str {
    const SHOWN: usize = 12;
    digest.get(..SHOWN).unwrap_or(digest)
}
