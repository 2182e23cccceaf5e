//! Keeps long files as they stand, so that a start does not fold them from their first event. It is
//! done after the answer, by the server's own task; a program that does one command keeps nothing
//! and reads what was kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard},
};

use case::File;
use store::states;
use terms::StreamId;
use tokio::sync::Notify;

use crate::office::Office;

/// Which files are to be kept, and at which version each was kept last.
#[derive(Default)]
pub(crate) struct States {
    known: Mutex<Known>,
    wanted: Notify,
}

#[derive(Default)]
struct Known {
    /// Long files alone; one that is not here was never kept.
    kept: BTreeMap<StreamId, u64>,
    due: BTreeSet<StreamId>,
}

impl States {
    /// Notes a file as it was just written.
    pub(crate) fn note(&self, stream: &StreamId, file: &File) {
        // Most files end here, before anything is locked.
        if states::due(file.head().version, 0) {
            self.look(&mut self.lock(), stream, file);
        }
    }

    /// Notes a file that was read, from a state that was kept at a version.
    pub(crate) fn note_read(&self, stream: &StreamId, file: &File, kept: u64) {
        if states::due(file.head().version, 0) {
            let mut known = self.lock();
            known.kept.insert(stream.clone(), kept);
            self.look(&mut known, stream, file);
        }
    }

    fn look(&self, known: &mut Known, stream: &StreamId, file: &File) {
        let kept = known.kept.get(stream).copied().unwrap_or_default();
        if states::due(file.head().version, kept) && known.due.insert(stream.clone()) {
            self.wanted.notify_one();
        }
    }

    /// Takes the next file that is to be kept.
    fn take(&self) -> Option<StreamId> {
        self.lock().due.pop_first()
    }

    /// Notes that a file was kept, or that it could not be: it is tried again once it has grown as
    /// much again.
    fn done(&self, stream: &StreamId, version: u64) {
        self.lock().kept.insert(stream.clone(), version);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().expect("nothing panics while it notes a file")
    }
}

impl Office {
    /// Keeps every file that is due, and says how many there were. If we stop in the middle, the
    /// others are folded as before.
    pub async fn keep_due_states(&self) -> anyhow::Result<usize> {
        let mut kept = 0;
        while let Some(stream) = self.states.take() {
            let file = self.file(&stream).await?;
            self.states.done(&stream, file.head().version);
            self.store.keep_state(&stream, &file).await?;
            kept += 1;
        }
        Ok(kept)
    }

    /// Keeps files as they become due, for as long as the office is open.
    pub async fn keep_states(self: Arc<Self>) {
        loop {
            if let Err(error) = self.keep_due_states().await {
                tracing::warn!(error = format!("{error:#}"), "a state could not be kept");
            }
            self.states.wanted.notified().await;
        }
    }
}
