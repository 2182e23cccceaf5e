//! Files that were folded lately. A cached file may be behind the journal when another program
//! writes it too; expected versions make that safe, and the office reads again before it refuses.
//! Where this program alone writes, a file that is here is the file as it was answered last.

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
    /// How often anything was dropped.
    drops: u64,
}

/// When a reading of a file began. A reading that began before files were dropped may be older
/// than one of those, and is not kept.
#[derive(Debug, Clone, Copy)]
pub struct Began(u64);

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

    /// To be asked before a file is read from the journal.
    pub fn begin(&self) -> Began {
        Began(self.lock().drops)
    }

    /// Keeps a file that was read, unless something newer may have been here meanwhile.
    pub fn put_read(&self, stream: &StreamId, file: &Arc<File>, began: Began) {
        let mut files = self.lock();
        if files.drops == began.0 {
            files.put(stream, file, self.most);
        }
    }

    /// Keeps a file as it was just written, unless a newer state of it is there.
    pub fn put(&self, stream: &StreamId, file: &Arc<File>) {
        self.lock().put(stream, file, self.most);
    }

    pub fn forget(&self, stream: &StreamId) {
        let mut files = self.lock();
        files.drops += 1;
        files.by_stream.remove(stream);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Files> {
        self.files.lock().expect("the cache does not panic while it is held")
    }
}

impl Files {
    fn put(&mut self, stream: &StreamId, file: &Arc<File>, most: usize) {
        self.tick += 1;
        let tick = self.tick;
        if let Some((known, used)) = self.by_stream.get_mut(stream) {
            if known.head().version <= file.head().version {
                *known = Arc::clone(file);
            }
            *used = tick;
            return;
        }
        if self.by_stream.len() >= most {
            self.make_room();
        }
        self.by_stream.insert(stream.clone(), (Arc::clone(file), tick));
    }

    /// Drops the half that was used longest ago: rare, and cheap for each file kept.
    fn make_room(&mut self) {
        self.drops += 1;
        let mut uses: Vec<u64> = self.by_stream.values().map(|(_, used)| *used).collect();
        let middle = uses.len() / 2;
        let (_, limit, _) = uses.select_nth_unstable(middle);
        let limit = *limit;
        self.by_stream.retain(|_, (_, used)| limit < *used);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream() -> StreamId {
        "office/office".parse().expect("a stream")
    }

    fn file() -> Arc<File> {
        Arc::new(File::new(terms::Kind::Office))
    }

    #[test]
    fn a_reading_that_was_overtaken_is_not_kept() {
        let cache = Cache::new(8);
        let began = cache.begin();
        cache.put(&stream(), &file());
        cache.forget(&stream());
        cache.put_read(&stream(), &file(), began);
        assert!(cache.get(&stream()).is_none());
        cache.put_read(&stream(), &file(), cache.begin());
        assert!(cache.get(&stream()).is_some());
    }

    #[test]
    fn what_was_used_last_stays() {
        let cache = Cache::new(4);
        let named = |n: u32| format!("case/C-{n}").parse::<StreamId>().expect("a stream");
        for n in 0..4 {
            cache.put(&named(n), &file());
        }
        assert!(cache.get(&named(0)).is_some());
        cache.put(&named(9), &file());
        assert!(cache.get(&named(0)).is_some() && cache.get(&named(1)).is_none());
    }
}
