//! Prices in the table of the API's resources.

use axum::routing::{MethodRouter, post};

use super::{Gives, Method, Resource, Takes, one};
use crate::{Site, api::prices};

/// Questions about prices; nothing is kept.
pub(super) fn prices() -> Vec<(Resource, MethodRouter<Site>)> {
    const PRICE: &str = "Prices a quotation, a line in variants, or the surcharge through the years; \
                         keeps nothing. Doubtful rates are named in Caseway-Unconfirmed-Rates.";
    const SCHEDULE: &str =
        "Makes a payment schedule from what is spent in each month; keeps nothing.";
    let asks = |id, summary, schema, gives| Method {
        verb: "post",
        id,
        summary,
        takes: Takes::Json(schema),
        gives: Gives::Json(gives),
    };
    vec![
        one("/api/v1/price", asks("price", PRICE, "PriceAsked", "Any"), post(prices::price)),
        one(
            "/api/v1/payment-schedule",
            asks("paymentSchedule", SCHEDULE, "ScheduleAsked", "ScheduleMade"),
            post(prices::schedule),
        ),
    ]
}
