//! Lists over the API: paged by key, filtered, searched.

use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde::Deserialize;
use serde_json::{Value, json};
use store::views::{cases, gates, notifications, purchasers, requests};
use terms::Day;

use super::{Answer, Problem};
use crate::{Site, error::Error};

/// The query of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// Rows of a page, 1 to 200.
    pub limit: Option<u32>,
    /// Where the page begins: `next` of the page before.
    pub after: Option<String>,
    /// Words to be found.
    pub q: Option<String>,
    /// Stage code.
    pub state: Option<String>,
    /// Customer code.
    pub purchaser: Option<String>,
    /// Gate status of cases: `open`, `held`, `none`, or a rule.
    pub gate: Option<String>,
    /// Order of cases.
    pub sort: Option<String>,
}

/// Rows of a page when nobody says how many.
pub const LIMIT: u32 = 50;

/// A query that was read, or a problem.
pub type Read = Result<Query<ListQuery>, QueryRejection>;

impl ListQuery {
    fn limit(&self) -> Result<u32, Problem> {
        limit(self.limit)
    }
}

/// How many rows a page has.
pub(super) fn limit(asked: Option<u32>) -> Result<u32, Problem> {
    match asked {
        None => Ok(LIMIT),
        Some(limit) if (1..=200).contains(&limit) => Ok(limit),
        Some(limit) => {
            let sentence = format!("limit: {limit} is not a number from 1 to 200.");
            Err(Problem::request(StatusCode::BAD_REQUEST, "bad-query", sentence))
        }
    }
}

/// A query that cannot be read.
pub(super) fn bad_query(rejection: &QueryRejection) -> Problem {
    let sentence = format!("{}.", rejection.body_text());
    Problem::request(StatusCode::BAD_REQUEST, "bad-query", sentence)
}

fn read(query: Read) -> Result<ListQuery, Problem> {
    query.map(|Query(query)| query).map_err(|rejection| bad_query(&rejection))
}

/// The words for the orders of a list, by the name of its operation.
pub(super) fn orders(operation: &str) -> String {
    fn words<S>(all: &[(&'static str, S)]) -> Vec<&'static str> {
        all.iter().map(|(word, _)| *word).collect()
    }
    let words = match operation {
        "listRequests" => words(requests::RequestSort::WORDS),
        "listPurchasers" => words(purchasers::PurchaserSort::WORDS),
        "listNotifications" => words(notifications::NotificationSort::WORDS),
        _ => words(cases::CaseSort::WORDS),
    };
    words.join(", ")
}

/// The order that a word means; no word is the order that is usual.
fn sort<S: Copy + Default>(query: &ListQuery, words: &[(&str, S)]) -> Result<S, Problem> {
    let Some(asked) = &query.sort else { return Ok(S::default()) };
    let known = words.iter().find(|(word, _)| word == asked);
    known.map(|(_, sort)| *sort).ok_or_else(|| {
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let sentence = format!("sort: \"{asked}\" is none of: {}.", words.join(", "));
        Problem::request(StatusCode::BAD_REQUEST, "bad-query", sentence)
    })
}

/// `GET /api/v1/cases`.
pub async fn cases(State(site): State<Site>, query: Read) -> Answer {
    let query = read(query)?;
    let (sort, limit) = (sort(&query, cases::CaseSort::WORDS)?, query.limit()?);
    let ListQuery { q, state, purchaser, gate, after, .. } = query;
    if let Some(fault) = gate.as_deref().and_then(gates::fault) {
        let sentence = format!("gate: {fault}.");
        return Err(Problem::request(StatusCode::BAD_REQUEST, "bad-query", sentence));
    }
    let stage = state.as_deref().unwrap_or_default();
    let within = case::gates::states_within(&site.office.law().pack, stage);
    let (words, stage) = (q, state);
    let asked = cases::CaseQuery { words, stage, within, purchaser, gate, sort, after, limit };
    Ok(Json(cases::list(site.office.store(), &asked).await?).into_response())
}

/// `GET /api/v1/requests`.
pub async fn requests(State(site): State<Site>, query: Read) -> Answer {
    let query = read(query)?;
    let (sort, limit) = (sort(&query, requests::RequestSort::WORDS)?, query.limit()?);
    let ListQuery { q, state, purchaser, after, .. } = query;
    let asked = requests::RequestQuery { words: q, stage: state, purchaser, sort, after, limit };
    Ok(Json(requests::list(site.office.store(), &asked).await?).into_response())
}

/// `GET /api/v1/purchasers`.
pub async fn purchasers(State(site): State<Site>, query: Read) -> Answer {
    let query = read(query)?;
    let (sort, limit) = (sort(&query, purchasers::PurchaserSort::WORDS)?, query.limit()?);
    let asked = purchasers::PurchaserQuery { words: query.q, sort, after: query.after, limit };
    Ok(Json(purchasers::list(site.office.store(), &asked).await?).into_response())
}

/// `GET /api/v1/notifications`.
pub async fn notifications(State(site): State<Site>, query: Read) -> Answer {
    let query = read(query)?;
    let (sort, limit) = (sort(&query, notifications::NotificationSort::WORDS)?, query.limit()?);
    let ListQuery { q, state, purchaser, after, .. } = query;
    let asked =
        notifications::NotificationQuery { words: q, stage: state, purchaser, sort, after, limit };
    Ok(Json(notifications::list(site.office.store(), &asked).await?).into_response())
}

/// `GET /api/v1/due`: what falls due within 90 days.
pub async fn due(State(site): State<Site>) -> Answer {
    let until = site.office.today().plus_days(90);
    let items = site.office.dues(until, 1_000).await?;
    Ok(Json(json!({ "items": items })).into_response())
}

/// `GET /api/v1/reports`.
pub async fn reports() -> Answer {
    let items: Value = reports::ALL
        .iter()
        .map(|about| json!({ "name": about.name, "title": about.title, "help": about.help }))
        .collect();
    Ok(Json(json!({ "items": items })).into_response())
}

/// The form of a report.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// `json`, or `csv`.
    pub format: Option<String>,
    /// A past day, for a report that can be made as of its end.
    pub on: Option<Day>,
}

/// `GET /api/v1/reports/{name}`.
pub async fn report(
    State(site): State<Site>,
    Path(name): Path<String>,
    query: Result<Query<ReportQuery>, QueryRejection>,
) -> Answer {
    let Query(query) = query.map_err(|no| bad_query(&no))?;
    if query.on.is_some()
        && reports::ALL.iter().any(|r| r.name == name)
        && !reports::is_dated(&name)
    {
        let sentence = format!("on: the report {name} is made as of today alone.");
        return Err(Problem::request(StatusCode::BAD_REQUEST, "bad-query", sentence));
    }
    let table = site.office.report_on(&name, query.on).await?;
    let table = table.ok_or_else(|| Error::NotFound(format!("The report {name}")))?;
    match query.format.as_deref() {
        None | Some("json") => {
            let rows = reports::write::json(&table);
            Ok(Json(json!({ "title": table.title, "items": rows })).into_response())
        }
        Some("csv") => {
            let kind = [(header::CONTENT_TYPE, "text/csv; charset=utf-8")];
            Ok((kind, reports::write::csv(&table)).into_response())
        }
        Some(other) => {
            let sentence = format!("format: \"{other}\" is neither json nor csv.");
            Err(Problem::request(StatusCode::BAD_REQUEST, "bad-query", sentence))
        }
    }
}
