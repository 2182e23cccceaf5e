//! Work that goes on beside the doors while the office is open.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use serde_json::json;
use store::views;
use terms::{Actor, Desk, Moment, StreamId};

use crate::{
    act::{ActError, Order, Target},
    office::Office,
};

/// How long an answer is kept for a repeat of its key.
const KEPT: Duration = Duration::from_hours(30 * 24);
const ROUND: Duration = Duration::from_hours(1);
/// So many late things are looked through in one round; what is left comes with the next.
const LOOKED_THROUGH: u32 = 10_000;

impl Office {
    /// Forgets answers by idempotency key that are older than 30 days, once an hour.
    pub async fn forget_old_commands(self: Arc<Self>) {
        loop {
            let kept = i64::try_from(KEPT.as_micros()).unwrap_or(i64::MAX);
            let before = Moment::from_micros(self.now().micros().saturating_sub(kept));
            if let Err(error) = self.store.forget_commands(before).await {
                tracing::warn!(error = format!("{error:#}"), "old answers could not be forgotten");
            }
            tokio::time::sleep(ROUND).await;
        }
    }

    /// Records the expiry of offers whose last day has passed, once an hour.
    pub async fn expire_offers(self: Arc<Self>) {
        loop {
            match self.expire_due().await {
                Ok(0) => {}
                Ok(expired) => tracing::info!(expired, "offers expired"),
                Err(error) => {
                    tracing::warn!(error = format!("{error:#}"), "offers could not be expired");
                }
            }
            tokio::time::sleep(ROUND).await;
        }
    }

    /// Records the expiry of every offer whose last day has passed, as the program itself at the
    /// desk of case writing, and says how many there were. If we stop in the middle, the next
    /// round records the others.
    pub async fn expire_due(&self) -> anyhow::Result<usize> {
        let yesterday = self.today().plus_days(-1);
        let late = views::dues::until(&self.store, yesterday, LOOKED_THROUGH).await?;
        let mut expired = 0;
        for due in late.into_iter().filter(|due| due.rule.as_deref() == Some("OED-001")) {
            let stream: StreamId = due.stream.parse().context("a view names a file")?;
            let order = Order {
                target: Target::File(stream),
                act: "expire".to_owned(),
                arguments: json!({}),
                who: Some(
                    Actor::named(case::duties::PROGRAM, Desk::CaseWriter).context("a good name")?,
                ),
                expected: None,
                key: None,
            };
            match self.act(order).await {
                Ok(_) => expired += 1,
                Err(ActError::Failed(error)) => return Err(error),
                Err(refused) => {
                    tracing::warn!(file = due.stream, "an expiry was not recorded: {refused}");
                }
            }
        }
        Ok(expired)
    }
}
