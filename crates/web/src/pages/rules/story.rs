//! A story of the repository as it stands there: what proves a rule can be read by whoever asks.

use app::stories::STORIES;
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use maud::html;

use crate::{
    Site,
    error::Error,
    pages::Answer,
    parts::{Frame, Page, bits},
    who::Who,
};

/// `GET /stories/{name}`.
pub async fn show(State(site): State<Site>, who: Who, Path(name): Path<String>) -> Answer {
    let known = STORIES.iter().find(|(known, _)| *known == name);
    let (name, text) = known.ok_or_else(|| Error::NotFound(format!("The story {name}")))?;
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let body = html! {
        p { "A story is told by every test of the program, in memory and on both databases, and must read the same." }
        p class="cw-mono font-body-2xs" { "scenarios/" (name) ".case" }
        (bits::code(rest.trim()))
    };
    let title = title.trim_start_matches('#').trim();
    let page = Page::new(Frame::of(&site.office, who), title, body);
    Ok(page.under("/", "Home").under("/rules", "Rules").into_response())
}
