//! The versions of a case: the basic offer, amendments and modifications.

mod changes;
pub mod one;

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use case::{File, change::Shown, sale};
use maud::{Markup, html};
use terms::{Kind, StreamId};

use super::Answer;
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, nation, table},
    who::Who,
};

/// `GET /cases/{id}/versions`.
pub async fn show(State(site): State<Site>, who: Who, Path(id): Path<String>) -> Answer {
    let stream = StreamId::new(Kind::Case, id.parse()?);
    let file = site.office.file(&stream).await?;
    let case = opened(&file, &stream)?;
    let body = html! {
        p class="cw-lead" {
            "In force: " strong { (case.version_in_force()) } ". "
            @match case.change() {
                Some(change) => {
                    "Open: " strong { (change.track.version) } ", "
                    (state_of(case.document_standing(), change.track.stage)) "."
                }
                None => { "No change is open." }
            }
        }
        (table_of(case, &stream))
        @if case.change().is_none() && case.implemented.is_some() {
            p { (bits::link(&format!("/cases/{}/changes", stream.file), "Open a change")) }
        }
    };
    let title = format!("{}: versions", stream.file);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    let own = format!("/cases/{}", stream.file);
    Ok(page
        .under("/", "Home")
        .under("/cases", "Cases")
        .under(&own, stream.file.as_str())
        .into_response())
}

/// A case that was opened.
fn opened<'a>(file: &'a File, stream: &StreamId) -> Result<&'a sale::State, Error> {
    match file {
        File::Case(case) if case.opened.is_some() => Ok(case),
        _ => Err(Error::NotFound(stream.to_string())),
    }
}

/// Where a document stands, in the words of the pack.
fn state_of(code: &str, stage: sale::Stage) -> String {
    nation::stage("case", code, stage.meaning())
}

fn table_of(case: &sale::State, stream: &StreamId) -> Markup {
    let all = case.all_versions();
    let rows: Vec<Vec<Markup>> = all.iter().map(|shown| row(shown, stream)).collect();
    let headings = [
        table::words("Version"),
        table::words("Standing"),
        table::words("State of its document"),
        table::words("Begun"),
        table::words("Reason"),
        table::money("Change"),
        table::money("Value"),
    ];
    table::table("Versions, in the order in which they were begun", &headings, &rows)
}

fn row(shown: &Shown<'_>, stream: &StreamId) -> Vec<Markup> {
    let track = &shown.track;
    let href = format!("/cases/{}/versions/{}", stream.file, track.version);
    let approved = shown.document.offer.approved.as_ref();
    let moved = approved.and_then(|approved| approved.change.as_ref());
    vec![
        bits::link(&href, &track.version.to_string()),
        html! { (shown.standing.meaning()) },
        html! { (bits::stage(shown.state(), &state_of(shown.state(), track.stage))) },
        track.opened_on.map_or_else(bits::unknown, bits::day),
        match &track.opened {
            Some(opened) => bits::kept(&opened.given.reason),
            None => html! { "the first offer" },
        },
        moved.map_or_else(|| html! { "–" }, |moved| bits::money(moved.change)),
        approved.map_or_else(|| html! { "not approved" }, |a| bits::money(a.summary.total)),
    ]
}
