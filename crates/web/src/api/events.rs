//! The feed of events: by sequence number, as JSON pages or as server-sent events. A consumer that
//! resumes after the last number it saw gets every event at least once, in order, without a gap.

use std::{convert::Infallible, time::Duration};

use app::accounts::Known;
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, header},
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Problem};
use crate::{Site, entry::Signed};

/// The query of the feed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedQuery {
    /// Events after this sequence number.
    pub after: Option<u64>,
    /// At most so many, 1 to 1,000.
    pub limit: Option<u32>,
}

const LIMIT: u32 = 100;
const LIMIT_MAX: u32 = 1_000;

impl FeedQuery {
    /// How many events at most.
    pub(super) fn limit(&self) -> Result<u32, Problem> {
        let limit = self.limit.unwrap_or(LIMIT);
        if (1..=LIMIT_MAX).contains(&limit) {
            return Ok(limit);
        }
        let sentence = format!("limit: {limit} is not a number from 1 to {LIMIT_MAX}.");
        Err(Problem::request(StatusCode::BAD_REQUEST, "bad-query", sentence))
    }
}

/// `GET /api/v1/events?after=N`.
pub async fn feed(
    State(site): State<Site>,
    query: Result<Query<FeedQuery>, QueryRejection>,
    (Signed(signed), headers): (Signed, HeaderMap),
) -> Answer {
    let Query(query) = query.map_err(|no| super::lists::bad_query(&no))?;
    let limit = query.limit()?;
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    if accept.is_some_and(|kinds| kinds.contains("text/event-stream")) {
        let seen = headers.get("last-event-id").and_then(|v| v.to_str().ok()?.parse().ok());
        let after = seen.or(query.after).unwrap_or(0);
        let keep = KeepAlive::new().interval(Duration::from_secs(15));
        return Ok(Sse::new(follow(site, signed, after)).keep_alive(keep).into_response());
    }
    let events = site.office.store().follow(query.after.unwrap_or(0), limit).await?;
    let last = events.last().map_or(query.after.unwrap_or(0), |event| event.n);
    let items: Value = events.iter().map(app::show::event).collect();
    Ok(Json(json!({ "items": items, "last": last })).into_response())
}

/// Events as they come, for as long as whoever listens may: what is there first, then each as it is
/// written.
fn follow(
    site: Site,
    signed: Option<Known>,
    after: u64,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let written = site.office.written();
    let start = ((site, signed), written, after, Vec::new().into_iter());
    stream::unfold(start, |((site, signed), mut written, mut after, mut ready)| async move {
        loop {
            if let Some(known) = &signed
                && !site.office.still_in(known).await.unwrap_or(false)
            {
                return None;
            }
            if let Some(event) = ready.next() {
                let event: store::Recorded = event;
                after = event.n;
                let data = app::show::event(&event).to_string();
                let sent = Event::default().id(event.n.to_string()).event(event.kind).data(data);
                return Some((Ok(sent), ((site, signed), written, after, ready)));
            }
            let seen = *written.borrow_and_update();
            match site.office.store().follow(after, LIMIT).await {
                Ok(events) if !events.is_empty() => ready = events.into_iter(),
                Ok(_) if seen <= after => {
                    // Another program may write the same journal: look again now and then.
                    let wait = tokio::time::timeout(Duration::from_secs(5), written.changed());
                    if matches!(wait.await, Ok(Err(_))) {
                        return None;
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(error = format!("{error:#}"), "the feed was interrupted");
                    return None;
                }
            }
        }
    })
}
