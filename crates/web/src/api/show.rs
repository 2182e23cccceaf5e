//! Files over the API: one at a time, with their events and what can be done to them.

use axum::{Json, response::IntoResponse};
use serde_json::{Value, json};
use terms::{Kind, StreamId};

use super::{Answer, versioned};
use crate::{Site, error::Error, who::Who};

/// `GET /api/v1/{kind}/{id}`.
pub async fn file(site: Site, kind: Kind, id: String) -> Answer {
    let stream = known(&site, kind, &id).await?;
    let file = site.office.file(&stream).await?;
    let value = app::show::file(&stream, &file, site.office.today());
    Ok(versioned(&value, file.head().version))
}

/// `GET /api/v1/{kind}/{id}/events`.
pub async fn events(site: Site, kind: Kind, id: String, after: u64) -> Answer {
    let stream = known(&site, kind, &id).await?;
    let events = site.office.events(&stream, after).await?;
    let items: Value = events.iter().map(app::show::event).collect();
    Ok(Json(json!({ "items": items })).into_response())
}

/// `GET /api/v1/{kind}/{id}/acts`.
pub async fn acts(site: Site, kind: Kind, id: String, Who(who): Who) -> Answer {
    let stream = StreamId::new(kind, id.parse()?);
    let all = site.office.readiness(&stream, who.as_ref()).await?;
    Ok(Json(json!({ "items": app::show::readiness(&all) })).into_response())
}

async fn known(site: &Site, kind: Kind, id: &str) -> Result<StreamId, Error> {
    let stream = StreamId::new(kind, id.parse()?);
    if site.office.exists(&stream).await? {
        Ok(stream)
    } else {
        Err(Error::NotFound(stream.to_string()))
    }
}
