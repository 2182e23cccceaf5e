//! Whose turn it is to write to SQLite: a thread waits for work, takes what else is waiting,
//! commits it together, and answers only then. Whoever finds nobody else at work commits by itself
//! on the same connection: waking the thread and being woken by it costs as much time as the
//! decision.

use std::{
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use rusqlite::Connection;
use tokio::time::Instant;

use super::writer::{StopsOnPanic, Writer};
use crate::backend::{GROUP_MAX, Group, Work};

/// From so many commands in the last commit on, others are taken to be on their way.
const MANY: usize = 4;
/// Nobody is on the way when nothing came for so long.
const QUIET: Duration = Duration::from_micros(400);
/// A commit that takes less holds up nothing that matters on its thread.
const HARDLY_ANY: Duration = Duration::from_millis(1);
/// No command waits for others longer than so many times `QUIET`.
const PATIENCE: u32 = 48;

/// The writer, shared by its thread and by whoever is alone.
pub(super) struct Shared {
    writer: Mutex<Writer>,
    /// Commands whose answer is not there yet.
    under_way: AtomicUsize,
    /// How many commands were in the last commit that had any.
    last: AtomicUsize,
    /// Whether the last commit of somebody who was alone took hardly any time.
    quick: AtomicBool,
}

/// The thread's place in the queue.
struct Queue<'a> {
    works: &'a mpsc::Receiver<Work>,
    /// How many were in the thread's last commit.
    last: usize,
    /// Whether it waited for more than came.
    in_vain: bool,
}

/// A command that waits for its answer.
pub(super) struct UnderWay<'a> {
    shared: &'a Shared,
    /// Whether it was the only one when it came, as the one before it was.
    alone: bool,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.shared.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl UnderWay<'_> {
    /// The writer, where nobody else is at work.
    pub(super) fn take_turn(&self) -> Option<Turn<'_>> {
        let writer = self.shared.writer.try_lock().ok().filter(|_| self.alone)?;
        Some(Turn { shared: self.shared, writer })
    }
}

/// The right to commit.
pub(super) struct Turn<'a> {
    shared: &'a Shared,
    writer: MutexGuard<'a, Writer>,
}

impl Turn<'_> {
    /// Commits, answers, and then keeps the write-ahead log short.
    fn commit(mut self, group: Group) {
        self.note(&group);
        self.writer.commit_group(group);
        self.writer.copy_pages();
    }

    /// Does the same unless it would have to wait for another connection: then nothing is done, and
    /// the group comes back.
    pub(super) fn commit_at_once(mut self, group: Group) -> Result<(), Group> {
        let _stops = StopsOnPanic;
        let began = Instant::now();
        self.note(&group);
        self.writer.commit_at_once(group)?;
        self.writer.copy_pages();
        self.shared.quick.store(began.elapsed() < HARDLY_ANY, Ordering::Relaxed);
        Ok(())
    }

    /// Whether it will probably take less time than moving the thread's other tasks.
    pub(super) fn is_quick(&self) -> bool {
        self.shared.quick.load(Ordering::Relaxed)
    }

    fn note(&self, group: &Group) {
        if !group.batches.is_empty() {
            self.shared.last.store(group.batches.len(), Ordering::Relaxed);
        }
    }
}

impl Shared {
    /// Over a connection of its own.
    pub(super) fn over(connection: Connection) -> rusqlite::Result<Self> {
        let writer = Mutex::new(Writer::over(connection)?);
        let (under_way, last) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Ok(Self { writer, under_way, last, quick: AtomicBool::new(false) })
    }

    /// To be held from before a command is sent until its answer is there.
    pub(super) fn under_way(&self) -> UnderWay<'_> {
        let others = self.under_way.fetch_add(1, Ordering::Relaxed);
        UnderWay { shared: self, alone: others == 0 && self.last.load(Ordering::Relaxed) < 2 }
    }

    /// Works until nobody can send any more.
    pub(super) fn work(&self, works: &mpsc::Receiver<Work>) {
        let _stops = StopsOnPanic;
        let mut queue = Queue { works, last: 0, in_vain: false };
        while let Ok(first) = works.recv() {
            let group = Group::of(queue.gather(first));
            let writer =
                self.writer.lock().expect("whoever panics while it writes ends the program");
            Turn { shared: self, writer }.commit(group);
        }
    }
}

impl Queue<'_> {
    /// Takes what is waiting. Where the last commit shows that many work at once, it also waits
    /// a moment for those who were just answered: a sync is shared by all, not by the two who
    /// came while the one before it ran. A single client never waits.
    fn gather(&mut self, first: Work) -> Vec<Work> {
        let works = self.works;
        let mut group = vec![first];
        group.extend(works.try_iter().take(GROUP_MAX - 1));
        // Some more than last time are waited for, unless waiting for more was in vain then.
        let more = if std::mem::take(&mut self.in_vain) { 0 } else { self.last / 4 };
        let wanted = (self.last + more).min(GROUP_MAX);
        let mut waits = 0;
        while MANY <= self.last && group.len() < wanted && waits < PATIENCE {
            let Ok(next) = works.recv_timeout(QUIET) else {
                self.in_vain = true;
                break;
            };
            group.push(next);
            group.extend(works.try_iter().take(GROUP_MAX - group.len()));
            waits += 1;
        }
        self.last = group.len();
        group
    }
}
