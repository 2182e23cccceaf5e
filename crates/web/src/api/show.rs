//! Files over the API: one at a time, with their events and what can be done to them.

use axum::{
    Json,
    extract::{Path, Query, State},
    response::IntoResponse,
};
use serde::Deserialize;
use serde_json::{Value, json};
use terms::{Kind, StreamId, Version};

use super::{Answer, events::FeedQuery, lists::bad_query, routes::Asked, versioned};
use crate::{Site, error::Error, who::Who};

/// `GET /api/v1/{kind}/{id}`.
pub async fn file(site: Site, kind: Kind, id: String) -> Answer {
    let stream = known(&site, kind, &id).await?;
    let file = site.office.file(&stream).await?;
    let borne = site.office.borne(&stream, &file).await?;
    let value = app::show::whole(&stream, &file, site.office.today(), borne.as_ref());
    Ok(versioned(&value, file.head().version))
}

/// `GET /api/v1/{kind}/{id}/events`.
pub async fn events(site: Site, kind: Kind, id: String, query: Asked<FeedQuery>) -> Answer {
    let Query(query) = query.map_err(|no| bad_query(&no))?;
    let limit = query.limit()?;
    let stream = known(&site, kind, &id).await?;
    let after = query.after.unwrap_or(0);
    let mut events = site.office.events(&stream, after).await?;
    events.truncate(limit as usize);
    let last = events.last().map_or(after, |event| event.version);
    let items: Value = events.iter().map(app::show::event).collect();
    Ok(Json(json!({ "items": items, "last": last })).into_response())
}

/// `GET /api/v1/{kind}/{id}/acts`.
pub async fn acts(site: Site, kind: Kind, id: String, Who(who): Who) -> Answer {
    let stream = known(&site, kind, &id).await?;
    let all = site.office.readiness(&stream, who.as_ref()).await?;
    Ok(Json(json!({ "items": app::show::readiness(&all) })).into_response())
}

/// `GET /api/v1/{kind}/{id}/clock`.
pub async fn clock(site: Site, kind: Kind, id: String) -> Answer {
    let stream = known(&site, kind, &id).await?;
    Ok(Json(site.office.clock_json(&stream).await?).into_response())
}

/// `GET /api/v1/cases/{id}/versions`.
pub async fn versions(State(site): State<Site>, Path(id): Path<String>) -> Answer {
    let stream = known(&site, Kind::Case, &id).await?;
    let all = site.office.versions_json(&stream.file).await?;
    Ok(Json(all.ok_or_else(|| Error::NotFound(stream.to_string()))?).into_response())
}

/// `GET /api/v1/cases/{id}/prices`.
pub async fn prices(State(site): State<Site>, Path(id): Path<String>) -> Answer {
    let stream = known(&site, Kind::Case, &id).await?;
    let prices = site.office.prices_json(&stream.file).await?;
    Ok(Json(prices.ok_or_else(|| Error::NotFound(stream.to_string()))?).into_response())
}

/// Another version to compare with.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Against {
    against: Option<String>,
}

/// `GET /api/v1/cases/{id}/versions/{version}`.
pub async fn version(
    State(site): State<Site>,
    Path((id, version)): Path<(String, String)>,
    query: Asked<Against>,
) -> Answer {
    let Query(query) = query.map_err(|no| bad_query(&no))?;
    let stream = known(&site, Kind::Case, &id).await?;
    let missing = || Error::NotFound(format!("The version {version} of {stream}"));
    let number: Version = version.parse().map_err(|_| missing())?;
    let against = query.against.map(|other| other.parse::<Version>()).transpose()?;
    let told = site.office.version_json(&stream.file, number, against).await?;
    Ok(Json(told.ok_or_else(missing)?).into_response())
}

async fn known(site: &Site, kind: Kind, id: &str) -> Result<StreamId, Error> {
    let stream = StreamId::new(kind, id.parse()?);
    if site.office.exists(&stream).await? {
        Ok(stream)
    } else {
        Err(Error::NotFound(stream.to_string()))
    }
}
