//! Work that goes on beside the doors while the office is open.

use std::{sync::Arc, time::Duration};

use terms::Moment;

use crate::office::Office;

/// How long an answer is kept for a repeat of its key.
const KEPT: Duration = Duration::from_hours(30 * 24);
const ROUND: Duration = Duration::from_hours(1);

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
}
