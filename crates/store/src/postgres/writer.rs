//! The writer of PostgreSQL: a task that owns its connection. It waits for work, takes what else
//! is waiting, commits it together, and answers only then.

use anyhow::{Context as _, bail};
use futures_util::future::try_join3;
use tokio::{
    sync::mpsc,
    time::{Instant, timeout},
};
use tokio_postgres::{Client, Config, IsolationLevel, Transaction, error::SqlState, types::ToSql};

use super::{
    DEADLINE, connect,
    rows::{Prepared, params},
};
use crate::{
    backend::{GROUP_MAX, Group, Work},
    journal::{Appended, NotAppended, SHARD},
    log::{Log, Step},
    plan::{self, INSERT_COMMAND, INSERT_EVENT, Known},
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
    async fn take_in(&mut self, stmts: &[&Stmt]) -> anyhow::Result<()> {
        let texts = stmts.iter().map(|stmt| &*stmt.sql);
        self.prepared.take_in(self.transaction, texts).await
    }

    async fn query(&mut self, stmts: &[&Stmt]) -> anyhow::Result<Vec<Vec<Row>>> {
        self.take_in(stmts).await?;
        self.prepared.query(self.transaction, stmts).await
    }

    async fn execute(&mut self, stmts: &[&Stmt]) -> anyhow::Result<Vec<u64>> {
        self.take_in(stmts).await?;
        self.prepared.execute(self.transaction, stmts).await
    }

    /// Asks for the ends of all files and the answers to all keys of a group at once, and for the
    /// log's head.
    async fn ask(&mut self, group: &Group) -> anyhow::Result<(Known, Vec<Row>)> {
        const TIPS: &str = "
select asked.stream, tip.version, tip.entry
from unnest($1::text[]) as asked (stream)
cross join lateral (
  select version, entry from event
  where shard = $2 and stream = asked.stream
  order by version desc
  limit 1
) as tip";
        const KEYS: &str = "select key, digest, answer from command where key = any($1::text[])";
        let mut streams: Vec<_> = group.batches.iter().flat_map(plan::streams).collect();
        streams.sort_unstable();
        streams.dedup();
        let names: Vec<String> = streams.iter().map(ToString::to_string).collect();
        let keys = group.batches.iter().filter_map(|batch| batch.key.as_ref());
        let keys: Vec<&str> = keys.map(|key| key.key.as_str()).collect();
        let head = Log::read_head();
        self.prepared.take_in(self.transaction, [TIPS, KEYS, &head.sql].into_iter()).await?;
        let (of_names, of_head): ([&(dyn ToSql + Sync); 2], _) = ([&names, &SHARD], params(&head));
        let (tips, answers, head) = try_join3(
            self.prepared.ask(self.transaction, TIPS, &of_names),
            self.prepared.ask(self.transaction, KEYS, &[&keys]),
            self.prepared.ask(self.transaction, &head.sql, &of_head),
        )
        .await?;
        let mut known = Known::default();
        for mut row in tips {
            let stream = row.text(0).parse().context("a file is not named as it was asked for")?;
            row.0.remove(0);
            known.tips.insert(stream, plan::read_tip(&[row])?);
        }
        for row in answers {
            let answer = (row.text(1).to_owned(), row.text(2).to_owned());
            known.keys.insert(row.text(0).to_owned(), answer);
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
    let (events, rest) = taken_out(planned.stmts, INSERT_EVENT);
    let (commands, rest) = taken_out(rest, INSERT_COMMAND);
    let (events, commands) = (in_rows(events), in_rows(commands));
    let planned_in_rows = events.iter().chain(&rest).chain(&commands);
    let stmts: Vec<&Stmt> =
        moved.iter().chain(planned_in_rows).chain(group.writes.iter().flatten()).collect();
    let changed = tx.execute(&stmts).await?;
    if moved.is_some() && changed.first() != Some(&1) {
        bail!("the log's head moved inside a serializable transaction");
    }
    Ok(planned.answers)
}

/// Statements of one text, and the others in their order.
fn taken_out(stmts: Vec<Stmt>, text: &str) -> (Vec<Stmt>, Vec<Stmt>) {
    stmts.into_iter().partition(|stmt| stmt.sql == text)
}

/// So many rows at most go in with one statement.
const ROWS_MAX: usize = 32;

/// Insertions of one row each, all of one text, as insertions of many. Rows go in by powers of two,
/// so that a connection prepares few texts.
fn in_rows(stmts: Vec<Stmt>) -> Vec<Stmt> {
    let (mut joined, mut rest) = (Vec::new(), stmts.into_iter());
    while let Some(first) = rest.as_slice().first() {
        let count = ROWS_MAX.min(1 << rest.len().ilog2());
        let sql = of_rows(&first.sql, (count, first.params.len()));
        let params = rest.by_ref().take(count).flat_map(|stmt| stmt.params).collect();
        joined.push(Stmt::composed(sql, params));
    }
    joined
}

/// The text that inserts so many rows of so many columns, from the one that inserts one.
fn of_rows(one: &str, (rows, columns): (usize, usize)) -> String {
    let head = one.rsplit_once("values").map_or(one, |(head, _)| head);
    let places = |row: usize| {
        let places = (1..=columns).map(|column| format!("${}", row * columns + column));
        format!("({})", places.collect::<Vec<_>>().join(", "))
    };
    format!("{head}values {}", (0..rows).map(places).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::V;

    #[test]
    fn rows_go_in_together_by_powers_of_two() {
        let one =
            |n: i64| Stmt::new("insert into t (a, b)\nvalues ($1, $2)", vec![n.into(), V::Null]);
        let joined = in_rows((0..7).map(one).collect());
        let counts: Vec<usize> = joined.iter().map(|stmt| stmt.params.len() / 2).collect();
        assert_eq!(counts, [4, 2, 1]);
        assert_eq!(joined[1].sql, "insert into t (a, b)\nvalues ($1, $2), ($3, $4)");
        assert_eq!(joined[1].params, [V::Int(4), V::Null, V::Int(5), V::Null]);
        assert_eq!(in_rows((0..100).map(one).collect()).len(), 4, "32, 32, 32 and 4");
        assert_eq!(in_rows(Vec::new()), []);
    }
}
