//! Prices over the API, before there is a case: nothing is kept.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    response::IntoResponse,
};
use case::price::{self, Doubt, what_if};
use terms::{Kind, StreamId};

use super::{Answer, body::Body};
use crate::{Site, error::Error};

/// The header that names rates which a person must confirm before they price a real offer.
pub const UNCONFIRMED: HeaderName = HeaderName::from_static("caseway-unconfirmed-rates");

/// `POST /api/v1/price`: a quotation, a line in variants, or the surcharge through the years.
pub async fn price(State(site): State<Site>, Body(asked): Body) -> Answer {
    let rates = site.office.law().pack.rates();
    let answer =
        price::answer(&asked, rates, site.office.today()).map_err(app::ActError::Invalid)?;
    Ok((unconfirmed(&answer.doubts), Json(answer.json)).into_response())
}

/// `POST /api/v1/payment-schedule`: a schedule from what is spent in each month.
pub async fn schedule(Body(asked): Body) -> Answer {
    let made = price::schedule(&asked).map_err(app::ActError::Invalid)?;
    Ok(Json(made).into_response())
}

/// `POST /api/v1/cases/{id}/what-if`: a case as it is and as it would be.
pub async fn what_if(
    State(site): State<Site>,
    Path(id): Path<String>,
    Body(asked): Body,
) -> Answer {
    let stream = StreamId::new(Kind::Case, id.parse().map_err(Error::from)?);
    let asked = what_if::read(&asked).map_err(app::ActError::Invalid)?;
    let compared = site.office.what_if(&stream.file, &asked).await?;
    Ok(Json(compared.ok_or_else(|| Error::NotFound(stream.to_string()))?).into_response())
}

fn unconfirmed(doubts: &[Doubt]) -> HeaderMap {
    let ids: Vec<&str> = doubts.iter().map(|doubt| doubt.id.as_str()).collect();
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(&ids.join(", "))
        && !ids.is_empty()
    {
        headers.insert(UNCONFIRMED, value);
    }
    headers
}
