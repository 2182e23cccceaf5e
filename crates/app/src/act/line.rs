//! Whoever ordered on a version that is gone stands in line to be told the new one. Of many that
//! are told at once only one can be faster than the rest, again and again, and the last tries as
//! often as there are others. Told one after another, each comes back while nobody else is told,
//! and a file that everybody wants takes two or three tries.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Mutex, OwnedMutexGuard, watch},
    time::timeout,
};

/// How long the next one waits for whoever was told to come back. Nobody has to come back, so this
/// is short: a program does in that time, and a person was going to read first anyway.
const BACK_WITHIN: Duration = Duration::from_millis(20);
/// The longest that anybody stands in line; then everybody is told, in order or not.
const PATIENCE: Duration = Duration::from_secs(1);

/// The line of one file.
pub struct Line {
    head: Arc<Mutex<()>>,
    moved: watch::Sender<()>,
}

/// The place at the head of a line.
pub struct Place(OwnedMutexGuard<()>);

impl Line {
    pub fn new() -> Self {
        Self { head: Arc::default(), moved: watch::Sender::new(()) }
    }

    /// Waits for the place at the head: first come, first there. Nothing for whoever waited too
    /// long.
    pub async fn reach(&self) -> Option<Place> {
        timeout(PATIENCE, Arc::clone(&self.head).lock_owned()).await.ok().map(Place)
    }

    /// Keeps the place for whoever is told now, until the file moves on or nobody came back.
    pub fn keep(&self, place: Place) {
        let mut moved = self.moved.subscribe();
        tokio::spawn(async move {
            // Both ends mean that the next one is told.
            let _ = timeout(BACK_WITHIN, moved.changed()).await;
            drop(place.0);
        });
    }

    /// The file moved on.
    pub fn moved(&self) {
        self.moved.send_replace(());
    }
}
