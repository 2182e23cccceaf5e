//! Files that were folded lately. A cached file may be behind the journal when another program
//! writes it too; expected versions make that safe, and the office reads again before it refuses.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use case::File;
use terms::StreamId;

/// Folded files by stream, at most so many.
pub struct Cache {
    files: Mutex<Files>,
    most: usize,
}

#[derive(Default)]
struct Files {
    by_stream: HashMap<StreamId, (Arc<File>, u64)>,
    tick: u64,
}

impl Cache {
    pub fn new(most: usize) -> Self {
        Self { files: Mutex::default(), most }
    }

    pub fn get(&self, stream: &StreamId) -> Option<Arc<File>> {
        let mut files = self.lock();
        files.tick += 1;
        let tick = files.tick;
        let (file, used) = files.by_stream.get_mut(stream)?;
        *used = tick;
        Some(Arc::clone(file))
    }

    /// Keeps a file, unless a newer state of it is there.
    pub fn put(&self, stream: &StreamId, file: &Arc<File>) {
        let mut files = self.lock();
        files.tick += 1;
        let tick = files.tick;
        match files.by_stream.get_mut(stream) {
            Some((known, used)) => {
                if known.head().version <= file.head().version {
                    *known = Arc::clone(file);
                }
                *used = tick;
            }
            None => {
                if files.by_stream.len() >= self.most {
                    files.make_room();
                }
                files.by_stream.insert(stream.clone(), (Arc::clone(file), tick));
            }
        }
    }

    pub fn forget(&self, stream: &StreamId) {
        self.lock().by_stream.remove(stream);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Files> {
        self.files.lock().expect("the cache does not panic while it is held")
    }
}

impl Files {
    /// Drops the half that was used longest ago: rare, and cheap for each file kept.
    fn make_room(&mut self) {
        let mut uses: Vec<u64> = self.by_stream.values().map(|(_, used)| *used).collect();
        let middle = uses.len() / 2;
        let (_, limit, _) = uses.select_nth_unstable(middle);
        let limit = *limit;
        self.by_stream.retain(|_, (_, used)| limit < *used);
    }
}
