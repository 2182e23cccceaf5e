//! The plain form of every act: what it asks for, and what stands in its way. The same address
//! shows the form and takes it.

use app::{ActError, Order, Target};
use axum::{
    extract::{FromRequest, Multipart, Path, Query, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect},
};
use case::{About, file, read};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};
use terms::{Kind, PurchaserCode, StreamId};

use super::Answer;
use crate::{
    Site,
    api::acts::act_of,
    error::Error,
    pages::problem::Failure,
    parts::{
        Frame, Page, findings,
        form::{self, Form},
    },
    who::Who,
};

/// What the form of an act was sent with.
struct Sent {
    pairs: Vec<(String, String)>,
    key: Option<String>,
    version: Option<u64>,
}

/// `GET /{kind}/{id}/{thing}`.
pub async fn form(
    State(site): State<Site>,
    who: Who,
    request_path: axum::extract::OriginalUri,
    Path((id, thing)): Path<(String, String)>,
) -> Answer {
    let kind = kind_of(request_path.path())?;
    let about = about(kind, &thing)?;
    let stream = StreamId::new(kind, id.parse()?);
    let shown = Shown { about, stream: &stream, entered: &Value::Null, error: None };
    Ok(shown.page(&site, who).await?.into_response())
}

/// `POST /{kind}/{id}/{thing}`.
pub async fn send(
    State(site): State<Site>,
    who: Who,
    request_path: axum::extract::OriginalUri,
    Path((id, thing)): Path<(String, String)>,
    request: Request,
) -> Answer {
    let kind = kind_of(request_path.path())?;
    let about = about(kind, &thing)?;
    let stream = StreamId::new(kind, id.parse()?);
    let sent = receive(&site, request).await?;
    let arguments = arguments(about, &sent);
    let order = Order {
        target: Target::File(stream.clone()),
        act: about.name.to_owned(),
        arguments: arguments.clone(),
        who: who.0.clone(),
        expected: sent.version,
        key: sent.key,
    };
    let done = if about.name == "issue" {
        site.office.issue(&site.printer, order).await.map(|(receipt, _)| receipt)
    } else {
        site.office.act(order).await
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("{}?done={thing}", href(&stream))).into_response()),
        Err(ActError::Failed(error)) => Err(error.into()),
        Err(error) => {
            let shown = Shown {
                about,
                stream: &stream,
                entered: &arguments,
                error: Some(Error::Act(error)),
            };
            Ok(shown.page(&site, who).await?.into_response())
        }
    }
}

/// What a page may be told when it is opened after an act.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    /// The thing that was done.
    #[serde(default)]
    pub done: Option<String>,
}

/// The message after an act.
pub fn done(kind: Kind, done: &Done) -> Markup {
    let about = done
        .done
        .as_ref()
        .and_then(|thing| file::acts(kind).into_iter().find(|about| about.thing == thing));
    html! {
        @if let Some(about) = about {
            (crate::parts::bits::alert("success", "Done", &html! { (about.title) ": it is on record." }))
        }
    }
}

/// A form with everything around it.
struct Shown<'a> {
    about: &'static About,
    stream: &'a StreamId,
    entered: &'a Value,
    error: Option<Error>,
}

impl Shown<'_> {
    async fn page(self, site: &Site, who: Who) -> Result<Page, Failure> {
        let Self { about, stream, entered, error } = self;
        let office = &site.office;
        let why = office.why(stream, about.name, None, who.0.as_ref()).await?;
        let findings = why.map(|why| why.findings).unwrap_or_default();
        let stopped = findings.iter().any(rules::Finding::refuses);
        let version = office.file(stream).await?.head().version;
        let wrong = error.as_ref().map(Error::wrong).unwrap_or_default();
        let form = Form {
            about,
            action: format!("{}/{}", href(stream), about.thing),
            entered,
            wrong,
            version,
            key: office.fresh_key(),
            before: html! {},
        };
        let body = html! {
            p class="usa-intro" { (about.help) }
            (refusal(error.as_ref()))
            @if stopped && error.is_none() {
                (crate::parts::bits::alert("warning", "This cannot be done now", &html! {
                    (findings::summary(&findings)) ". The form below can be filled in, and is refused until they are gone."
                }))
            }
            details open[stopped] {
                summary { h2 class="display-inline font-heading-md" { "What stands in the way: " (findings::summary(&findings)) } }
                (findings::list(&findings))
            }
            (form.markup())
        };
        let status = error.as_ref().map_or(StatusCode::OK, Error::status);
        let page = Page::new(Frame::of(office, who), about.title, body).status(status);
        let (list, name) = list_of(stream.kind);
        Ok(page.under("/", "Home").under(list, name).under(href(stream), stream.file.to_string()))
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
        (crate::parts::bits::alert("error", heading, &html! {
            (error.sentence())
            @if let Error::Act(ActError::Conflict { .. }) = error {
                " Your entries are kept below. Look at what changed, and send them again if they still hold."
            }
        }))
        @if !error.findings().is_empty() { (findings::list(error.findings())) }
    }
}

/// `GET /requests/new`.
pub async fn new_request(State(site): State<Site>, who: Who) -> Answer {
    new_page(&site, who, NewFile::REQUEST, (&Value::Null, None)).await
}

/// `POST /requests/new`.
pub async fn send_new_request(State(site): State<Site>, who: Who, request: Request) -> Answer {
    send_new(&site, who, NewFile::REQUEST, request).await
}

/// What a new case may be told: the request it is opened for.
#[derive(Debug, Default, Deserialize)]
pub struct ForRequest {
    #[serde(default)]
    request: Option<String>,
}

/// `GET /cases/new`.
pub async fn open_case(
    State(site): State<Site>,
    who: Who,
    Query(given): Query<ForRequest>,
) -> Answer {
    let entered = json!({ "request": given.request });
    new_page(&site, who, NewFile::CASE, (&entered, None)).await
}

/// `POST /cases/new`.
pub async fn send_new_case(State(site): State<Site>, who: Who, request: Request) -> Answer {
    send_new(&site, who, NewFile::CASE, request).await
}

/// A file that is opened by a form whose answers name it.
#[derive(Clone, Copy)]
struct NewFile {
    kind: Kind,
    act: &'static str,
    address: &'static str,
}

impl NewFile {
    const REQUEST: Self = Self { kind: Kind::Request, act: "receive", address: "/requests/new" };
    const CASE: Self = Self { kind: Kind::Case, act: "open", address: "/cases/new" };

    fn about(self) -> &'static About {
        let about = file::acts(self.kind).into_iter().find(|about| about.name == self.act);
        about.expect("INVARIANT: the act that opens a kind of file is in its table")
    }

    fn target(self, arguments: &Value) -> Option<Target> {
        let text = |name: &str| arguments.get(name).and_then(Value::as_str).map(str::trim);
        match self.kind {
            Kind::Request => {
                text("purchaser")?.parse::<PurchaserCode>().ok().map(Target::NewRequest)
            }
            kind => {
                let file = text("case")?.parse().ok()?;
                Some(Target::File(StreamId::new(kind, file)))
            }
        }
    }
}

async fn send_new(site: &Site, who: Who, new: NewFile, request: Request) -> Answer {
    let about = new.about();
    let sent = receive(site, request).await?;
    let arguments = arguments(about, &sent);
    let Some(target) = new.target(&arguments) else {
        // Without its number the file cannot be asked; the fields say what is wrong with them.
        let wrong = read::clean(about.fields, &arguments).err().unwrap_or_default();
        let error = Error::Act(ActError::Invalid(wrong));
        return new_page(site, who, new, (&arguments, Some(error))).await;
    };
    let order = Order {
        target,
        act: new.act.to_owned(),
        arguments: arguments.clone(),
        who: who.0.clone(),
        expected: None,
        key: sent.key,
    };
    match site.office.act(order).await {
        Ok(receipt) => {
            let to = format!("{}?done={}", href(&receipt.stream), about.thing);
            Ok(Redirect::to(&to).into_response())
        }
        Err(ActError::Failed(error)) => Err(error.into()),
        Err(error) => new_page(site, who, new, (&arguments, Some(Error::Act(error)))).await,
    }
}

async fn new_page(
    site: &Site,
    who: Who,
    new: NewFile,
    (entered, error): (&Value, Option<Error>),
) -> Answer {
    let about = new.about();
    let form = Form {
        about,
        action: new.address.to_owned(),
        entered,
        wrong: error.as_ref().map(Error::wrong).unwrap_or_default(),
        version: 0,
        key: site.office.fresh_key(),
        before: html! {},
    };
    let body = html! {
        p class="usa-intro" { (about.help) }
        (refusal(error.as_ref()))
        (form.markup())
    };
    let status = error.as_ref().map_or(StatusCode::OK, Error::status);
    let page = Page::new(Frame::of(&site.office, who), about.title, body).status(status);
    let (list, name) = list_of(new.kind);
    Ok(page.under("/", "Home").under(list, name).into_response())
}

/// Reads a form; files are kept and stand in it by their digests.
async fn receive(site: &Site, request: Request) -> Result<Sent, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let multipart = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let pairs = if multipart { parts(site, request).await? } else { fields(request).await? };
    let mut sent = Sent { pairs: Vec::new(), key: None, version: None };
    for (name, value) in pairs {
        match name.as_str() {
            form::KEY => sent.key = Some(value),
            form::VERSION => sent.version = value.parse().ok(),
            _ => sent.pairs.push((name, value)),
        }
    }
    Ok(sent)
}

async fn fields(request: Request) -> Result<Vec<(String, String)>, Failure> {
    let form = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
    form.map(|axum::Form(pairs)| pairs).map_err(|rejection| unreadable(&rejection.body_text()))
}

async fn parts(site: &Site, request: Request) -> Result<Vec<(String, String)>, Failure> {
    let read = Multipart::from_request(request, &()).await;
    let mut parts = read.map_err(|rejection| unreadable(&rejection.body_text()))?;
    let mut pairs = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|e| unreadable(&e.body_text()))? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some();
        let bytes = part.bytes().await.map_err(|error| unreadable(&error.body_text()))?;
        let value = if !is_file {
            String::from_utf8_lossy(&bytes).into_owned()
        } else if bytes.is_empty() {
            String::new()
        } else {
            let kept = site.office.store().keep(bytes.to_vec(), site.office.now()).await;
            kept.map_err(ActError::from)?
        };
        pairs.push((name, value));
    }
    Ok(pairs)
}

fn unreadable(why: &str) -> Failure {
    let sentence = format!("The form did not arrive whole: {why}.");
    Failure(Error::Request(StatusCode::BAD_REQUEST, "bad-json", sentence))
}

fn arguments(about: &About, sent: &Sent) -> Value {
    let pairs = sent.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    read::from_pairs(about.fields, pairs)
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
