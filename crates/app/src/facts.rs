//! Looks up the facts of other files before a decision, and remembers at which version each was
//! read: the append demands that none of them has moved since.

use std::sync::Arc;

use case::{
    Facts, File,
    facts::{Asked, Known, gather, needs, purchaser_of},
};
use serde_json::Value;
use terms::StreamId;

use crate::office::Office;

/// Facts, and the files that they were read from.
pub struct LookedUp {
    /// The facts.
    pub facts: Facts,
    /// The files, by stream.
    pub known: Known,
}

impl Office {
    /// Looks up what a decision on a file may need.
    pub(crate) async fn look_up(
        &self,
        stream: &StreamId,
        file: &Arc<File>,
        arguments: &Value,
    ) -> anyhow::Result<LookedUp> {
        let mut known = Known::new();
        let asked = Asked { stream, file, arguments };
        loop {
            let wanted = needs(asked, &known);
            if wanted.is_empty() {
                break;
            }
            for stream in wanted {
                let file = self.file(&stream).await?;
                known.insert(stream, file);
            }
        }
        let mut facts = gather(asked, &known);
        facts.country = purchaser_of(asked, &known).and_then(|code| self.law.country(&code));
        facts.sandbox = self.sandbox;
        Ok(LookedUp { facts, known })
    }
}
