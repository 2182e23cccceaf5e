//! The page behind every button: each rule that an act must pass, with the facts and numbers that
//! were compared, what would open it and who can; today, or on another day.

use std::sync::Arc;

use axum::{
    extract::{OriginalUri, Path, Query, State},
    response::IntoResponse,
};
use maud::{Markup, html};
use rules::Finding;
use serde::Deserialize;
use terms::{Day, StreamId};

use super::{about, href, kind_of, list_of};
use crate::{
    Site,
    error::Error,
    pages::{Answer, asked_day},
    parts::{Frame, Page, bits, findings, nation},
    who::Who,
};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    on: String,
}

/// `GET /{kind}/{id}/{thing}/reasons`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    (OriginalUri(uri), Path((id, thing))): super::Address,
    Query(asked): Query<Asked>,
) -> Answer {
    let kind = kind_of(uri.path())?;
    let about = about(kind, &thing)?;
    let stream = StreamId::new(kind, id.parse()?);
    let office = &site.office;
    if !case::file::always_there(kind) && !office.exists(&stream).await? {
        return Err(Error::NotFound(stream.to_string()).into());
    }
    let on = asked_day(&asked.on)?;
    let day = on.unwrap_or_else(|| office.today());
    let stage = match on {
        None => office.file(&stream).await?,
        Some(day) => Arc::new(office.file_on(&stream, day).await?),
    };
    let stage = stage.standing();
    let why = office.why(&stream, about.name, on, who.0.as_ref()).await?;
    let (found, ahead) = why.map(|why| (why.findings, why.ahead)).unwrap_or_default();
    let meaning = nation::stage(kind.word(), stage.0, stage.1);
    let body = html! {
        p class="cw-lead" { (about.help) }
        (answer(&found, day))
        (bits::facts(&[
            ("File", bits::link(&href(&stream), stream.file.as_str())),
            ("Stood on that day at", html! { (bits::stage(stage.0, &meaning)) " " (meaning) }),
            ("Done at", html! { (nation::desks(about.desks)) }),
        ]))
        (other_day(day))
        (findings::full(&found))
        @if !ahead.is_empty() { (findings::ahead(&ahead)) }
        p { (bits::link(&format!("{}/{}", href(&stream), about.thing), &format!("Form: {}", about.title))) }
    };
    let title = format!("What stands in the way: {}", about.title);
    let (list, name) = list_of(kind);
    let page = Page::new(Frame::of(office, who), title, body).under("/", "Home").under(list, name);
    Ok(page.under(href(&stream), stream.file.to_string()).into_response())
}

/// The answer in one line.
fn answer(found: &[Finding], day: Day) -> Markup {
    let (kind, heading) = if found.iter().any(Finding::refuses) {
        ("warning", format!("Not possible on {day}"))
    } else {
        ("info", format!("Possible on {day}"))
    };
    let met = found.iter().filter(|finding| finding.outcome == rules::Outcome::Satisfied).count();
    bits::alert(
        kind,
        &heading,
        &html! { (findings::summary(found)) "; " (met) " of " (found.len()) " rules are met." },
    )
}

/// The same question for another day.
fn other_day(day: Day) -> Markup {
    html! {
        form class="cw-filter" method="get" aria-label="Another day" {
            div {
                label class="usa-label" for="on" { "Day" }
                span class="usa-hint" id="on-hint" {
                    "The file and the law as they stood at its end"
                }
                input class="usa-input" type="date" id="on" name="on" value=(day) required
                    aria-describedby="on-hint";
            }
            button class="usa-button usa-button--outline" type="submit" { "Show the reasons" }
        }
    }
}
