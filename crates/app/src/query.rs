//! Questions that pages and commands ask, besides the lists of the store.

use std::sync::Arc;

use case::{File, Situation, file::Readiness};
use serde_json::Value;
use store::Recorded;
use terms::{Actor, Day, Kind, StreamId};

use crate::{facts::Seen, office::Office};

impl Office {
    /// What stands in the way of every act of a file, for an actor, today.
    pub async fn readiness(
        &self,
        stream: &StreamId,
        who: Option<&Actor>,
    ) -> anyhow::Result<Vec<Readiness>> {
        let file = self.file(stream).await?;
        let looked_up = self.look_up(stream, &file, &Value::Null).await?;
        let at = self.now();
        let mut all = Vec::new();
        for about in case::file::acts(stream.kind) {
            let usual = || case::file::usual_actor(&file, stream.kind, about.name);
            let who = who.cloned().unwrap_or_else(usual);
            let now = self.law.situation(&stream.file, (&who, at), &looked_up.facts);
            if file.shows(about.name) {
                all.extend(file.why(about.name, &now));
            }
        }
        Ok(all)
    }

    /// What stands in the way of one act on a day: today, or an earlier day with the file as it
    /// stood at the end of that day and the law of that day. `None` when there is no such act.
    #[expect(clippy::too_many_arguments, reason = "day and actor are two things left open apart")]
    pub async fn why(
        &self,
        stream: &StreamId,
        act: &str,
        on: Option<Day>,
        who: Option<&Actor>,
    ) -> anyhow::Result<Option<Readiness>> {
        let file: Arc<File> = match on {
            None => self.file(stream).await?,
            Some(day) => Arc::new(self.file_on(stream, day).await?),
        };
        let seen = on.map_or(Seen::Now, Seen::On);
        let looked_up = self.look_up_on((stream, &file), &Value::Null, seen).await?;
        let usual = || case::file::usual_actor(&file, stream.kind, act);
        let who = who.cloned().unwrap_or_else(usual);
        let at = self.now();
        let now = Situation {
            today: on.unwrap_or_else(|| at.day()),
            ..self.law.situation(&stream.file, (&who, at), &looked_up.facts)
        };
        Ok(file.why_in_full(act, &now))
    }

    /// The events of a file after a version.
    pub async fn events(&self, stream: &StreamId, after: u64) -> anyhow::Result<Vec<Recorded>> {
        self.store.read(stream, after).await
    }

    /// Whether a file is on record.
    pub async fn exists(&self, stream: &StreamId) -> anyhow::Result<bool> {
        Ok(self.file(stream).await?.head().exists())
    }

    /// The audit file beside a file: what was refused there.
    pub async fn refusals(&self, stream: &StreamId) -> anyhow::Result<Vec<Recorded>> {
        let file = format!("{}.{}", stream.kind.word(), stream.file).parse()?;
        self.store.read(&StreamId::new(Kind::Audit, file), 0).await
    }
}
