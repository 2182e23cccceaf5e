//! The plain form of every act: what it asks for, and what stands in its way. The same address
//! shows the form and takes it.

mod known;
pub mod new;
pub mod reasons;
pub(super) mod sent;

use app::{ActError, Order, Target};
use axum::{
    extract::{OriginalUri, Path, Query, Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use case::{About, File, file};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use store::Receipt;
use terms::{Day, Kind, StreamId};

use super::Answer;
use crate::{
    Site,
    api::acts::act_of,
    error::Error,
    pages::problem::Failure,
    parts::{
        Frame, Page, bits, findings,
        form::{Choices, Form},
        nation,
    },
    who::Who,
};
use sent::{Sent, receive};

/// What the address of a form can say: fields that are filled in already, and `on`, the day of
/// which the reasons are asked.
pub type Given = Query<Vec<(String, String)>>;

/// The address of a form: its path says the kind of file, then the file and the thing.
type Address = (OriginalUri, Path<(String, String)>);

/// `GET /{kind}/{id}/{thing}`.
pub async fn form(
    State(site): State<Site>,
    who: Who,
    (OriginalUri(uri), Path((id, thing))): Address,
    Query(given): Given,
) -> Answer {
    let kind = kind_of(uri.path())?;
    let about = about(kind, &thing)?;
    let stream = StreamId::new(kind, id.parse()?);
    let file = site.office.file(&stream).await?;
    let there = file.head().exists() || file::always_there(kind);
    if !there && !file::opens(kind, about.name) {
        return Err(Error::NotFound(stream.to_string()).into());
    }
    let entered = known::entered(&file, about, &given);
    let on = given.iter().find(|(name, text)| name == ASKED_DAY && !text.trim().is_empty());
    let on =
        on.map(|(_, text)| text.parse()).transpose().map_err(|unread: terms::Unreadable| {
            Error::Request(StatusCode::UNPROCESSABLE_ENTITY, "bad-query", format!("{unread}."))
        })?;
    let shown = Shown { about, stream: &stream, entered: &entered, error: None, more: None, on };
    Ok(shown.page(&site, who, &file).await?.into_response())
}

/// The name under which the address of a form asks for the reasons of an earlier day.
const ASKED_DAY: &str = "as-of";

/// `POST /{kind}/{id}/{thing}`.
pub async fn send(
    State(site): State<Site>,
    who: Who,
    (OriginalUri(uri), Path((id, thing))): Address,
    request: Request,
) -> Answer {
    let kind = kind_of(uri.path())?;
    let about = about(kind, &thing)?;
    let stream = StreamId::new(kind, id.parse()?);
    let sent = receive(&site, request).await?;
    let arguments = sent.arguments(about);
    let mut shown = Shown {
        about,
        stream: &stream,
        entered: &arguments,
        error: None,
        more: sent.more.as_deref(),
        on: None,
    };
    if shown.more.is_none() {
        let done = carry_out(&site, &who, (&stream, about), (&sent, &arguments)).await;
        match done {
            Ok(receipt) => return Ok(to_file(&receipt, &thing).into_response()),
            Err(ActError::Failed(error)) => return Err(error.into()),
            Err(error) => shown.error = Some(Error::Act(error)),
        }
    }
    let file = site.office.file(&stream).await?;
    Ok(shown.page(&site, who, &file).await?.into_response())
}

async fn carry_out(
    site: &Site,
    who: &Who,
    (stream, about): (&StreamId, &About),
    (sent, arguments): (&Sent, &Value),
) -> Result<Receipt, ActError> {
    let order = Order {
        target: Target::File(stream.clone()),
        act: about.name.to_owned(),
        arguments: arguments.clone(),
        who: who.0.clone(),
        expected: sent.version,
        key: sent.key.clone(),
    };
    if about.name == "issue" {
        return site.office.issue(&site.printer, order).await.map(|(receipt, _)| receipt);
    }
    site.office.act(order).await
}

/// Back to the file, whose page says what was done and where it stands in the log.
fn to_file(receipt: &Receipt, thing: &str) -> Redirect {
    Redirect::to(&format!("{}?done={thing}&entry={}", href(&receipt.stream), receipt.last))
}

/// What a page may be told when it is opened after an act.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    /// The thing that was done.
    #[serde(default)]
    done: Option<String>,
    /// Its entry of the log.
    #[serde(default)]
    entry: Option<u64>,
}

/// The message after an act.
pub fn done(kind: Kind, done: &Done) -> Markup {
    let about = done
        .done
        .as_ref()
        .and_then(|thing| file::acts(kind).into_iter().find(|about| about.thing == thing));
    let Some(about) = about else { return html! {} };
    bits::alert(
        "success",
        "Done",
        &html! {
            (about.title) ": it is on record"
            @match done.entry.filter(|entry| *entry > 0) {
                Some(entry) => { ", " (bits::link(&format!("/audit/proofs/{entry}"), &format!("entry {entry} of the log"))) "." }
                None => "."
            }
        },
    )
}

/// A form with everything around it.
struct Shown<'a> {
    about: &'static About,
    stream: &'a StreamId,
    entered: &'a Value,
    error: Option<Error>,
    more: Option<&'a str>,
    on: Option<Day>,
}

impl Shown<'_> {
    async fn page(self, site: &Site, who: Who, file: &File) -> Result<Page, Failure> {
        let Self { about, stream, entered, error, more, on } = self;
        let office = &site.office;
        let why = office.why(stream, about.name, on, who.0.as_ref()).await?;
        let (findings, ahead, owed) =
            why.map(|why| (why.findings, why.ahead, why.owed)).unwrap_or_default();
        let wrong = error.as_ref().map(Error::wrong).unwrap_or_default();
        let form = Form {
            about,
            action: format!("{}/{}", href(stream), about.thing),
            entered,
            wrong,
            choices: &known::choices(file, about, &owed),
            more,
            version: file.head().version,
            key: office.fresh_key(),
        };
        let refused = error.as_ref().is_some_and(|error| !error.findings().is_empty());
        let body = html! {
            p class="cw-lead" { (about.help) }
            (desks(about))
            (refusal(error.as_ref()))
            @if !refused { (reasons(&findings, on)) }
            (findings::folded(&ahead))
            (form.markup())
            (earlier(on))
            p { (bits::link(&format!("{}/{}/reasons", href(stream), about.thing), "Every rule that this act must pass, with facts and numbers")) }
        };
        let status = error.as_ref().map_or(StatusCode::OK, Error::status);
        let page = Page::new(Frame::of(office, who), about.title, body).status(status);
        let (list, name) = list_of(stream.kind);
        let page = page.under("/", "Home").under(list, name);
        let exists = file.head().exists();
        Ok(if exists { page.under(href(stream), stream.file.to_string()) } else { page })
    }
}

fn desks(about: &About) -> Markup {
    bits::quiet(&format!("Done at: {}.", nation::desks(about.desks)))
}

/// What stands in the way, before anything was sent.
fn reasons(found: &[rules::Finding], on: Option<Day>) -> Markup {
    let stopped = found.iter().any(rules::Finding::refuses);
    let when = on.map(|day| format!("At the end of {day}: ")).unwrap_or_default();
    html! {
        @if stopped {
            (bits::alert("warning", &format!("{when}{}", if on.is_some() { "it was closed" } else { "This cannot be done now" }), &html! {
                (findings::summary(found)) ". The form can be filled in; it is refused until they are gone."
            }))
        } @else if on.is_some() {
            (bits::alert("info", &format!("{when}it was open"), &html! { "Nothing stood in the way." }))
        }
        @if !found.is_empty() {
            details open[stopped || on.is_some()] {
                summary { (if stopped { "What stands in the way" } else { "Nothing stands in the way: what was looked at" }) }
                (findings::list(found))
            }
        }
    }
}

/// The question what stood in the way on an earlier day.
fn earlier(on: Option<Day>) -> Markup {
    html! {
        details class="margin-top-4" {
            summary { "What stood in the way on an earlier day" }
            form class="cw-filter" method="get" {
                div {
                    label class="usa-label" for="as-of" { "Day" }
                    input class="usa-input" type="date" id="as-of" name=(ASKED_DAY)
                        value=[on] required;
                }
                button class="usa-button usa-button--outline" type="submit" { "Show the reasons" }
            }
        }
    }
}

/// A refusal, or a version that somebody else moved, above the form that was sent.
fn refusal(error: Option<&Error>) -> Markup {
    let Some(error) = error.filter(|error| error.wrong().is_empty()) else { return html! {} };
    let heading = match error {
        Error::Act(ActError::Conflict { .. }) => "Somebody else was faster",
        Error::Act(ActError::Refused(_)) => "Refused",
        _ => "Not done",
    };
    html! {
        (bits::alert("error", heading, &html! {
            (error.sentence())
            @if let Error::Act(ActError::Conflict { .. }) = error {
                " Your entries are kept below. Look at what changed, and send them again if they still hold."
            }
        }))
        @if !error.findings().is_empty() { (findings::list(error.findings())) }
    }
}

fn about(kind: Kind, thing: &str) -> Result<&'static About, Failure> {
    let act = act_of(kind, thing).map_err(|problem| Failure(problem.0))?;
    let about = file::acts(kind).into_iter().find(|about| about.name == act);
    about.ok_or_else(|| Failure(Error::NotFound(format!("The act \"{thing}\""))))
}

fn kind_of(path: &str) -> Result<Kind, Failure> {
    let word = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let kind = Kind::ALL.into_iter().find(|kind| kind.plural() == word);
    kind.ok_or_else(|| Failure(Error::NotFound(format!("The address {path}"))))
}

/// The page of a file.
pub fn href(stream: &StreamId) -> String {
    format!("/{}/{}", stream.kind.plural(), stream.file)
}

/// The list that a kind of file stands in.
pub const fn list_of(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Purchaser => ("/purchasers", "Purchasers"),
        Kind::Request => ("/requests", "Requests"),
        Kind::Case | Kind::Support => ("/cases", "Cases"),
        Kind::Notification => ("/notifications", "Notifications"),
        Kind::Audit | Kind::Office => ("/audit", "Audit"),
    }
}

/// A form for a file that is not there yet has nothing to choose from but what the lists know.
fn no_choices() -> Choices {
    Choices::default()
}
