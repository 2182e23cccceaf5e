//! Acts over the API: one address each, an idempotency key, a version where the client wants one.

use app::{Order, Target, papers::Paper};
use axum::{
    Json,
    extract::{State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use case::file;
use serde_json::{Value, json};
use store::Receipt;
use terms::{FileId, Kind, PurchaserCode, StreamId};

use super::{Answer, Problem, body::Body, expected};
use crate::{Site, error::Error, who::Who};

const KEY: &str = "idempotency-key";

/// An act on a file: `POST /api/v1/cases/{id}/{thing}`.
pub async fn on_file(
    site: Site,
    (kind, id, thing): (Kind, String, String),
    (Who(who), headers, arguments): (Who, HeaderMap, Value),
) -> Answer {
    let act = act_of(kind, &thing)?;
    let target = Target::File(StreamId::new(kind, id.parse()?));
    let order = Order {
        target,
        act: act.to_owned(),
        arguments,
        who,
        expected: expected(&headers)?,
        key: key(&headers)?,
    };
    if act == "issue" {
        let (receipt, paper) = site.office.issue(&site.printer, order).await?;
        return Ok(released(&receipt, &paper));
    }
    let receipt = site.office.act(order).await?;
    let opened = file::opens(kind, act);
    Ok(answer(&receipt, if opened { StatusCode::CREATED } else { StatusCode::OK }))
}

/// `POST /api/v1/requests`: a letter arrives and gets the next number of its purchaser.
pub async fn new_request(
    State(site): State<Site>,
    Who(who): Who,
    headers: HeaderMap,
    Body(arguments): Body,
) -> Answer {
    let code = arguments.get("purchaser").and_then(Value::as_str).unwrap_or_default();
    let code = code.trim().parse::<PurchaserCode>().map_err(|unread| {
        let sentence = format!("Purchaser: \"{}\" {}.", unread.value, unread.expected);
        let code = case::read::Wrong { field: "purchaser".to_owned(), sentence };
        // Without a purchaser there is no number; the other faults are told all the same.
        let receive = file::acts(Kind::Request).into_iter().find(|a| a.name == "receive");
        let fields = receive.map_or(&[][..], |about| about.fields);
        let wrong = case::read::clean(fields, &arguments).err().unwrap_or_else(|| vec![code]);
        Error::Act(app::ActError::Invalid(wrong))
    })?;
    let target = Target::NewRequest(code);
    open(&site, target, "receive", (who, &headers, arguments)).await
}

/// `POST /api/v1/cases`: a case is opened under the identifier in the body.
pub async fn new_case(
    State(site): State<Site>,
    Who(who): Who,
    headers: HeaderMap,
    Body(arguments): Body,
) -> Answer {
    let target = named(&arguments, "case", Kind::Case)?;
    open(&site, target, "open", (who, &headers, arguments)).await
}

/// `POST /api/v1/purchasers`: a purchaser is registered under the code in the body.
pub async fn new_purchaser(
    State(site): State<Site>,
    Who(who): Who,
    headers: HeaderMap,
    Body(mut arguments): Body,
) -> Answer {
    let target = named(&arguments, "code", Kind::Purchaser)?;
    if let Some(fields) = arguments.as_object_mut() {
        fields.remove("code");
    }
    open(&site, target, "register", (who, &headers, arguments)).await
}

/// `POST /api/v1/notifications`: a notification is prepared under the number in the body.
pub async fn new_notification(
    State(site): State<Site>,
    Who(who): Who,
    headers: HeaderMap,
    Body(mut arguments): Body,
) -> Answer {
    let target = named(&arguments, "transmittal", Kind::Notification)?;
    if let Some(fields) = arguments.as_object_mut() {
        fields.remove("transmittal");
    }
    open(&site, target, "prepare", (who, &headers, arguments)).await
}

/// What stands in the way of an act, today or on an earlier day: `GET` of its address.
pub async fn why(
    site: Site,
    (kind, id, thing): (Kind, String, String),
    (Who(who), on): (Who, Result<Option<String>, QueryRejection>),
) -> Answer {
    let on = on.map_err(|no| super::lists::bad_query(&no))?;
    let act = act_of(kind, &thing)?;
    let on = on.map(|day| day.parse()).transpose().map_err(|unread: terms::Unreadable| {
        Problem::request(StatusCode::BAD_REQUEST, "bad-query", format!("on: {unread}."))
    })?;
    let stream = StreamId::new(kind, id.parse()?);
    let why = site.office.why(&stream, act, on, who.as_ref()).await?;
    let why = why.ok_or_else(|| Error::NotFound(format!("The act \"{act}\"")))?;
    Ok(Json(app::show::one_readiness(&why)).into_response())
}

async fn open(
    site: &Site,
    target: Target,
    act: &str,
    (who, headers, arguments): (Option<terms::Actor>, &HeaderMap, Value),
) -> Answer {
    let order = Order {
        target,
        act: act.to_owned(),
        arguments,
        who,
        expected: expected(headers)?,
        key: key(headers)?,
    };
    Ok(answer(&site.office.act(order).await?, StatusCode::CREATED))
}

/// The file that a field of the body names.
fn named(arguments: &Value, field: &'static str, kind: Kind) -> Result<Target, Problem> {
    let text = arguments.get(field).and_then(Value::as_str).unwrap_or_default();
    let file = text.trim().parse::<FileId>().map_err(|unread| {
        let sentence = format!("{field}: \"{}\" {}.", unread.value, unread.expected);
        let wrong = case::read::Wrong { field: field.to_owned(), sentence };
        Problem(Error::Act(app::ActError::Invalid(vec![wrong])))
    })?;
    Ok(Target::File(StreamId::new(kind, file)))
}

/// The act behind a thing of an address.
pub fn act_of(kind: Kind, thing: &str) -> Result<&'static str, Problem> {
    let about = file::acts(kind).into_iter().find(|about| about.thing == thing);
    let offered = about.filter(|about| about.name != "publish");
    offered.map(|about| about.name).ok_or_else(|| {
        let known = file::acts(kind).iter().map(|about| about.thing).collect();
        Problem(Error::Act(app::ActError::Unknown { act: thing.to_owned(), known }))
    })
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(KEY) else { return Ok(None) };
    let text = value.to_str().map_err(|_| Problem(Error::Act(app::ActError::BadKey)))?;
    Ok(Some(text.to_owned()))
}

/// The answer to a release: where the paper is, and its proof.
fn released(receipt: &Receipt, paper: &Paper) -> Response {
    let mut value = said(receipt);
    value["document"] = json!({
        "sha256": paper.sha256,
        "code": paper.code(),
        "size": paper.bytes.len(),
        "name": paper.name,
        "href": format!("/api/v1/files/{}", paper.sha256),
        "proof": format!("/api/v1/documents/{}/proof", paper.sha256),
    });
    super::versioned(&value, receipt.version)
}

fn said(receipt: &Receipt) -> Value {
    let Receipt { stream, version, first, last, events, at, .. } = receipt;
    let href = href(receipt);
    json!({
        "stream": stream,
        "id": stream.file,
        "version": version,
        "first": first,
        "last": last,
        "events": events,
        "at": at,
        "href": href,
    })
}

fn href(receipt: &Receipt) -> String {
    format!("/api/v1/{}/{}", receipt.stream.kind.plural(), receipt.stream.file)
}

fn answer(receipt: &Receipt, status: StatusCode) -> Response {
    let href = href(receipt);
    let value = said(receipt);
    let version = &receipt.version;
    let mut response = (status, super::versioned(&value, *version)).into_response();
    if status == StatusCode::CREATED
        && let Ok(location) = HeaderValue::from_str(&href)
    {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
