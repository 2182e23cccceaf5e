//! The writer of PostgreSQL: a task that owns its connection. It waits for work, takes what else
//! is waiting, commits it together, and answers only then.

use anyhow::{Context as _, bail};
use tokio::{
    sync::mpsc,
    time::{Instant, timeout},
};
use tokio_postgres::{Client, Config, IsolationLevel, Transaction, error::SqlState};

use super::{DEADLINE, connect, rows::Prepared};
use crate::{
    backend::{GROUP_MAX, Group, Work},
    journal::{Appended, NotAppended},
    log::{Log, Step},
    plan::{self, Known},
    value::{Row, Stmt},
};

const TRIES: u32 = 30;

/// The writer.
pub(super) struct Writer {
    config: Config,
    /// Gone when it was lost, or may hang in the middle of something.
    line: Option<Line>,
    log: Option<Log>,
}

/// A connection and what it has prepared.
struct Line {
    client: Client,
    prepared: Prepared,
}

impl Writer {
    /// Over a connection of its own.
    pub(super) fn over(config: Config, client: Client) -> Self {
        let line = Line { client, prepared: Prepared::default() };
        Self { config, line: Some(line), log: None }
    }

    /// Works until nobody can send any more.
    pub(super) async fn work(mut self, mut works: mpsc::Receiver<Work>) {
        let mut group = Vec::with_capacity(GROUP_MAX);
        while works.recv_many(&mut group, GROUP_MAX).await > 0 {
            let group = Group::of(std::mem::take(&mut group));
            for group in self.commit_group(group).await {
                // One command of the group failed for itself: the others must not suffer for it.
                self.commit_group(group).await;
            }
        }
    }

    /// Commits and answers a group; gives back groups of one when the whole failed by a fault of
    /// one.
    async fn commit_group(&mut self, group: Group) -> Vec<Group> {
        let mut tries = 0;
        let until = Instant::now() + DEADLINE;
        loop {
            tries += 1;
            let done = timeout(DEADLINE, self.commit(&group)).await;
            let error = match done {
                Ok(Ok(answers)) => {
                    group.answer(answers);
                    return Vec::new();
                }
                Ok(Err(error)) => error,
                Err(_) => {
                    // The connection is in the middle of a transaction that nobody waits for.
                    self.line = None;
                    anyhow::anyhow!("the database did not answer in time")
                }
            };
            self.log = None;
            let lost = self.line.as_ref().is_none_or(|line| line.client.is_closed());
            let said = || format!("{error:#}");
            match Fault::of(&error, lost) {
                Fault::Again if tries < TRIES => {}
                // Whoever is faster wins, and may win many times in a row against one who is not.
                Fault::Overtaken if Instant::now() < until => {}
                Fault::Full => {
                    group.fail(|| NotAppended::Full);
                    return Vec::new();
                }
                Fault::Again | Fault::Overtaken | Fault::Other if group.len() > 1 => {
                    return group.split();
                }
                // Whether the commit took place is not known; the client asks again by its key.
                Fault::Again | Fault::Overtaken | Fault::Lost => {
                    group.fail(|| NotAppended::Unavailable(said()));
                    return Vec::new();
                }
                Fault::Other => {
                    group.fail(|| NotAppended::Failed(anyhow::anyhow!(said())));
                    return Vec::new();
                }
            }
        }
    }

    async fn commit(
        &mut self,
        group: &Group,
    ) -> anyhow::Result<Vec<Result<Appended, NotAppended>>> {
        let kept = self.line.take().filter(|line| !line.client.is_closed());
        let line = if let Some(line) = kept {
            self.line.insert(line)
        } else {
            let client = connect(&self.config).await?;
            self.line.insert(Line { client, prepared: Prepared::default() })
        };
        let start = line.client.build_transaction().isolation_level(IsolationLevel::Serializable);
        let transaction = start.start().await?;
        let tx = Tx { transaction: &transaction, prepared: &mut line.prepared };
        let answers = write(tx, &mut self.log, group).await?;
        transaction.commit().await?;
        Ok(answers)
    }
}

/// What a failure of the database means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Another transaction committed first: it is done again while anybody waits for it.
    Overtaken,
    /// A row is there already, of another transaction or of a bug: it is done again, not for ever.
    Again,
    /// No space is left.
    Full,
    /// The connection broke.
    Lost,
    /// Anything else: a fault of one command, or a bug.
    Other,
}

impl Fault {
    fn of(error: &anyhow::Error, lost: bool) -> Self {
        const OVERTAKEN: [SqlState; 2] =
            [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED];
        let state = error.downcast_ref::<tokio_postgres::Error>().and_then(|e| e.code());
        match state {
            Some(state) if OVERTAKEN.contains(state) => Self::Overtaken,
            Some(state) if *state == SqlState::UNIQUE_VIOLATION => Self::Again,
            Some(state) if *state == SqlState::DISK_FULL => Self::Full,
            _ if lost => Self::Lost,
            _ => Self::Other,
        }
    }
}

/// A transaction under way, with the statements of its connection.
struct Tx<'a> {
    transaction: &'a Transaction<'a>,
    prepared: &'a mut Prepared,
}

impl Tx<'_> {
    async fn query(&mut self, stmts: &[&Stmt]) -> anyhow::Result<Vec<Vec<Row>>> {
        self.prepared.take_in(self.transaction, stmts.iter().copied()).await?;
        self.prepared.query(self.transaction, stmts).await
    }

    async fn execute(&mut self, stmts: &[&Stmt]) -> anyhow::Result<Vec<u64>> {
        self.prepared.take_in(self.transaction, stmts.iter().copied()).await?;
        self.prepared.execute(self.transaction, stmts).await
    }

    /// Asks for the ends of all files and the answers to all keys of a group at once, and for the
    /// log's head.
    async fn ask(&mut self, group: &Group) -> anyhow::Result<(Known, Vec<Row>)> {
        let mut streams: Vec<_> = group.batches.iter().flat_map(plan::streams).collect();
        streams.sort_unstable();
        streams.dedup();
        let keys = group.batches.iter().filter_map(|batch| batch.key.as_ref());
        let keys: Vec<&str> = keys.map(|key| key.key.as_str()).collect();
        let tips = streams.iter().map(|stream| plan::tip_of(stream));
        let answers = keys.iter().map(|key| plan::command_of(key));
        let stmts: Vec<Stmt> = tips.chain(answers).chain([Log::read_head()]).collect();
        let mut rows = self.query(&stmts.iter().collect::<Vec<_>>()).await?;
        let head = rows.pop().context("the head was asked for last")?;
        let mut known = Known::default();
        let answers = rows.split_off(streams.len());
        for (stream, rows) in streams.into_iter().zip(rows) {
            known.tips.insert(stream.clone(), plan::read_tip(&rows)?);
        }
        for (key, rows) in keys.into_iter().zip(answers) {
            if let Some(row) = rows.first() {
                let answer = (row.text(0).to_owned(), row.text(1).to_owned());
                known.keys.insert(key.to_owned(), answer);
            }
        }
        Ok((known, head))
    }

    /// Reads the log's edge. The loader asks step by step, each step from the answer of the last.
    async fn load(&mut self) -> anyhow::Result<Log> {
        let mut answers: Vec<Vec<Row>> = Vec::new();
        loop {
            match Log::step(&answers) {
                Step::Loaded(loaded) => return loaded,
                Step::Asks(stmt) => answers.extend(self.query(&[&stmt]).await?),
            }
        }
    }
}

async fn write(
    mut tx: Tx<'_>,
    log: &mut Option<Log>,
    group: &Group,
) -> anyhow::Result<Vec<Result<Appended, NotAppended>>> {
    if group.batches.is_empty() {
        tx.execute(&group.writes.iter().flatten().collect::<Vec<_>>()).await?;
        return Ok(Vec::new());
    }
    let (mut known, head) = tx.ask(group).await?;
    // Another program may have appended since.
    let log = match log {
        Some(log) if log.size() == Log::size_in(&head) => log,
        _ => log.insert(tx.load().await?),
    };
    let before = log.size();
    let planned = plan::plan(&group.batches, &mut known, log);
    let moved = (before < log.size()).then(|| log.head(before));
    // The head goes first: whoever is slower waits there for the commit of whoever is faster, and
    // is told so, before it has written an event under a number that is taken.
    let stmts: Vec<&Stmt> =
        moved.iter().chain(&planned.stmts).chain(group.writes.iter().flatten()).collect();
    let changed = tx.execute(&stmts).await?;
    if moved.is_some() && changed.first() != Some(&1) {
        bail!("the log's head moved inside a serializable transaction");
    }
    Ok(planned.answers)
}
