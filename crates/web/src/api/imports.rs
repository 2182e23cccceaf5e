//! Imports over the API: a file of notices is sent and its report comes back; what was odd is
//! listed.

use axum::{
    Json,
    body::Bytes,
    extract::{Query, Request, State, rejection::QueryRejection},
    http::StatusCode,
    response::IntoResponse,
};
use case::File;
use serde::Deserialize;
use serde_json::json;
use store::views::anomalies::{self, AnomalyQuery};

use super::{Answer, Problem, body, lists};
use crate::Site;

/// The name under which the report of an import is kept.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    name: Option<String>,
}

/// `POST /api/v1/imports`: notices, one JSON object a line. Sending a file again changes nothing.
pub async fn send(
    State(site): State<Site>,
    named: Result<Query<Named>, QueryRejection>,
    request: Request,
) -> Answer {
    let Query(named) = named.map_err(|no| lists::bad_query(&no))?;
    let bytes = content(request, &site).await?;
    let name = app::import::file_name(named.name.as_deref().unwrap_or_default());
    let report = site.office.import_notices(&name, &bytes, |_, _| {}).await?;
    Ok(Json(report).into_response())
}

/// `POST /api/v1/notices/check`: what the law of their day says of notices; nothing is kept.
pub async fn check(State(site): State<Site>, request: Request) -> Answer {
    let bytes = content(request, &site).await?;
    Ok(Json(app::notices::check(&bytes, site.office.law())).into_response())
}

/// A body with something in it.
async fn content(request: Request, site: &Site) -> Result<Bytes, Problem> {
    let bytes = body::bytes(request, site).await?;
    if bytes.is_empty() {
        let sentence = "The body is empty; send the content of the file.".to_owned();
        return Err(Problem::request(StatusCode::UNPROCESSABLE_ENTITY, "invalid", sentence));
    }
    Ok(bytes)
}

/// `GET /api/v1/imports`: the reports of all imports, newest first.
pub async fn list(State(site): State<Site>) -> Answer {
    let file = site.office.file(&app::import::stream()).await?;
    let imports = match &*file {
        File::Office(office) => office.imports.iter().rev().collect(),
        _ => Vec::new(),
    };
    Ok(Json(json!({ "items": imports })).into_response())
}

/// The query of the list of anomalies.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Odd {
    limit: Option<u32>,
    after: Option<String>,
    code: Option<String>,
}

/// `GET /api/v1/anomalies`: what is odd about public notices.
pub async fn odd(State(site): State<Site>, query: Result<Query<Odd>, QueryRejection>) -> Answer {
    let Query(Odd { limit, after, code }) = query.map_err(|no| lists::bad_query(&no))?;
    let limit = lists::limit(limit)?;
    let page = anomalies::list(site.office.store(), &AnomalyQuery { code, after, limit }).await?;
    Ok(Json(page).into_response())
}
