//! Looks up the facts of other files before a decision, and remembers at which version each was
//! read: the append demands that none of them has moved since.

use std::sync::Arc;

use case::{
    Facts, File,
    facts::{Asked, Known, gather, needs, purchaser_of},
};
use serde_json::Value;
use terms::{Day, StreamId};

use crate::office::Office;

/// Facts, and the files that they were read from.
pub struct LookedUp {
    /// The facts.
    pub facts: Facts,
    /// The files, by stream.
    pub known: Known,
}

/// As of when files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// As they were seen last. What is decided on them is written only if none has moved since, and
    /// nothing is refused on them.
    Lately,
    /// As they stand in the journal.
    Now,
    /// As they stood at the end of a day.
    On(Day),
    /// As they stood before an entry of the journal.
    Before(u64),
}

impl Office {
    /// Looks up what a decision on a file may need, as it stands now.
    pub(crate) async fn look_up(
        &self,
        stream: &StreamId,
        file: &Arc<File>,
        arguments: &Value,
    ) -> anyhow::Result<LookedUp> {
        self.look_up_on((stream, file), arguments, Seen::Now).await
    }

    /// Looks up what a decision on a file may need. A question about an earlier day must not see
    /// what came later in other files.
    pub(crate) async fn look_up_on(
        &self,
        (stream, file): (&StreamId, &Arc<File>),
        arguments: &Value,
        seen: Seen,
    ) -> anyhow::Result<LookedUp> {
        let mut known = Known::new();
        let asked = Asked { stream, file, arguments };
        loop {
            let wanted = needs(asked, &known);
            if wanted.is_empty() {
                break;
            }
            for stream in wanted {
                let file = self.file_seen(&stream, seen).await?;
                known.insert(stream, file);
            }
        }
        let facts = self.facts_of(asked, &known);
        Ok(LookedUp { facts, known })
    }

    /// A file as of when it is asked for.
    pub(crate) async fn file_seen(
        &self,
        stream: &StreamId,
        seen: Seen,
    ) -> anyhow::Result<Arc<File>> {
        match seen {
            Seen::Lately => self.file_seen_lately(stream).await,
            Seen::Now => self.file(stream).await,
            Seen::On(day) => Ok(Arc::new(self.file_on(stream, day).await?)),
            Seen::Before(n) => Ok(Arc::new(self.file_before(stream, n).await?)),
        }
    }

    /// The facts of files that were read, with what the office itself knows.
    pub(crate) fn facts_of(&self, asked: Asked<'_>, known: &Known) -> Facts {
        let mut facts = gather(asked, known);
        facts.country = purchaser_of(asked, known).and_then(|code| self.law.country(&code));
        for party in &mut facts.parties {
            party.country = self.law.country(&party.code);
        }
        facts.calendars = crate::clocks::calendars().clone();
        facts.sandbox = self.sandbox;
        facts
    }
}
