//! The law over the API: rows that fit a query, and a rule in full with what it holds.

use app::explain::RuleQuery;
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Problem, lists::bad_query, routes::Asked};
use crate::{Site, error::Error, parts::list::given};

/// How many open files are looked at for what a rule holds.
const LOOKED_AT: usize = 500;

/// What is asked of the list of rules.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesQuery {
    q: Option<String>,
    group: Option<String>,
    kind: Option<String>,
    confidence: Option<String>,
    on: Option<String>,
}

/// `GET /api/v1/rules`.
pub async fn rules(State(site): State<Site>, query: Asked<RulesQuery>) -> Answer {
    let Query(asked) = query.map_err(|no| bad_query(&no))?;
    let text = |text: &Option<String>| text.as_deref().and_then(given);
    let on = asked.on.map(|day| day.parse()).transpose().map_err(|unread: terms::Unreadable| {
        Problem::request(StatusCode::BAD_REQUEST, "bad-query", format!("on: {unread}."))
    })?;
    let query = RuleQuery {
        words: text(&asked.q),
        group: text(&asked.group),
        kind: text(&asked.kind),
        confidence: text(&asked.confidence),
        on,
    };
    let law = site.office.law();
    let items: Value = law.rows(&query).into_iter().map(app::show::rule).collect();
    let (name, digest) = (law.pack.name(), law.pack.digest());
    Ok(Json(json!({ "name": name, "pack": digest, "items": items })).into_response())
}

/// `GET /api/v1/rules/{id}`: a rule with its history, its stories and what it holds.
pub async fn rule(State(site): State<Site>, Path(id): Path<String>) -> Answer {
    let told = site.office.explain(&id)?;
    let told = told.ok_or_else(|| Error::NotFound(format!("The rule {id}")))?;
    let holds = site.office.held_by(told.id, LOOKED_AT).await?;
    Ok(Json(app::show::explained(&told, Some(&holds))).into_response())
}
