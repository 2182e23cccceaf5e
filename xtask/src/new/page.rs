//! A page: its address, its handler and its markup, with a test of what it says.

use anyhow::Result;

use super::{Draft, Name};
use crate::tidy::Tree;

/// Drafts it.
pub fn draft<'a>(tree: &'a Tree, name: &str) -> Result<(Draft<'a>, String)> {
    let name = Name::read(name)?;
    let mut draft = Draft::new(tree);
    let file = format!("crates/web/src/pages/{}.rs", name.snake);
    draft.create(&file, name.fill(PAGE))?;
    draft.module("crates/web/src/pages/mod.rs", &name.snake)?;
    let route = name.fill("        .route(\"/{kebab}\", get(pages::{snake}::show))");
    draft.at_marker("crates/web/src/routes.rs", "page", &route)?;
    let next = format!(
        "Ask the office in {file} for what the page shows, and say it. Its test fails until then: \
         cargo nextest run -p web {}",
        name.snake
    );
    Ok((draft, next))
}

const PAGE: &str = "\
//! {Title}: say what the page shows.

use axum::{extract::State, response::IntoResponse};
use maud::{Markup, html};

use super::Answer;
use crate::{
    Site,
    parts::{Frame, Page},
    who::Who,
};

/// `GET /{kebab}`.
pub async fn show(State(site): State<Site>, who: Who) -> Answer {
    let head = site.office.store().head().await?.n;
    let page = Page::new(Frame::of(&site.office, who), \"{Title}\", body(head));
    Ok(page.under(\"/\", \"Home\").into_response())
}

fn body(events: u64) -> Markup {
    html! { p class=\"usa-intro\" { (events) \" events are on record.\" } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn say_what_the_page_shows() {
        let said = body(3).into_string();
        assert!(said.contains(\"{Title}\"), \"{said}\");
    }
}
";
