//! The narrow interface to a database: append, write, query. Everything else is written once over
//! these, so that the two databases differ in two files of one shape.

use std::{future::Future, pin::Pin, sync::Arc};

use crate::{
    journal::{Appended, Batch, NotAppended},
    migrate::Dialect,
    value::{Lent, Row, Stmt, V},
};

/// A boxed future, so that the two databases can stand behind one pointer.
pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What looks at the rows of a query, one after the other. An error ends the query.
pub type Look = Box<dyn FnMut(&[Lent<'_>]) -> anyhow::Result<()> + Send>;

/// A database.
pub trait Backend: Send + Sync + 'static {
    /// Writes a batch in one transaction, durably, or nothing of it.
    fn append(&self, batch: Batch) -> Waiting<'_, Result<Appended, NotAppended>>;

    /// Runs statements that are no events (checkpoints, files) in one transaction.
    fn write(&self, stmts: Vec<Stmt>) -> Waiting<'_, Result<(), NotAppended>>;

    /// Rows of a query, from a state that includes everything answered before it began.
    fn query(&self, stmt: Stmt) -> Waiting<'_, anyhow::Result<Vec<Row>>>;

    /// Rows of a query that finds few by their key, from the same state as `query`. It may be
    /// answered on the thread that asks: a change of threads takes longer than such a query.
    fn look_up(&self, stmt: Stmt) -> Waiting<'_, anyhow::Result<Vec<Row>>> {
        self.query(stmt)
    }

    /// Looks at the rows of a query where they lie, without copying them first where the engine
    /// allows it.
    fn look_at(&self, stmt: Stmt, mut look: Look) -> Waiting<'_, anyhow::Result<()>> {
        Box::pin(async move {
            let rows = self.query(stmt).await?;
            rows.iter().try_for_each(|Row(row)| look(&row.iter().map(V::lend).collect::<Vec<_>>()))
        })
    }

    /// Which database it is.
    fn dialect(&self) -> Dialect;

    /// Whether no other program can append to it while this one runs.
    fn exclusive(&self) -> bool;

    /// Whether it can only be read.
    fn is_read_only(&self) -> bool;

    /// The database as it is now, held still while others write it; `None` where the engine copies
    /// itself instead.
    fn snapshot(&self) -> Waiting<'_, anyhow::Result<Option<Arc<dyn Backend>>>> {
        Box::pin(async { Ok(None) })
    }

    /// Copies the whole database into a SQLite file while it is in use; `None` where the engine
    /// has no such copy and the caller must read it out.
    fn copy_to(&self, path: std::path::PathBuf) -> Option<Waiting<'_, anyhow::Result<()>>>;
}

/// A piece of work for the writer, with where to answer.
pub(crate) enum Work {
    /// A command.
    Append(Batch, tokio::sync::oneshot::Sender<Result<Appended, NotAppended>>),
    /// Statements that are no events.
    Write(Vec<Stmt>, tokio::sync::oneshot::Sender<Result<(), NotAppended>>),
}

/// More than this many commands are never put into one commit.
pub(crate) const GROUP_MAX: usize = 256;

/// A group, taken apart: batches and statements are written, answers go back in the same order.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) batches: Vec<Batch>,
    batch_answers: Vec<tokio::sync::oneshot::Sender<Result<Appended, NotAppended>>>,
    pub(crate) writes: Vec<Vec<Stmt>>,
    write_answers: Vec<tokio::sync::oneshot::Sender<Result<(), NotAppended>>>,
}

impl Group {
    pub(crate) fn of(works: Vec<Work>) -> Self {
        let mut group = Self::default();
        for work in works {
            match work {
                Work::Append(batch, answer) => {
                    group.batches.push(batch);
                    group.batch_answers.push(answer);
                }
                Work::Write(stmts, answer) => {
                    group.writes.push(stmts);
                    group.write_answers.push(answer);
                }
            }
        }
        group
    }

    pub(crate) fn len(&self) -> usize {
        self.batches.len() + self.writes.len()
    }

    /// The pieces of work that it was made of.
    pub(crate) fn into_works(self) -> Vec<Work> {
        let appends = self.batches.into_iter().zip(self.batch_answers);
        let writes = self.writes.into_iter().zip(self.write_answers);
        let appends = appends.map(|(batch, answer)| Work::Append(batch, answer));
        let writes = writes.map(|(stmts, answer)| Work::Write(stmts, answer));
        appends.chain(writes).collect()
    }

    /// Splits it into groups of one, to find which command a failure belongs to.
    pub(crate) fn split(self) -> Vec<Self> {
        self.into_works().into_iter().map(|work| Self::of(vec![work])).collect()
    }

    /// Answers after the commit. A client that went away is no concern of the writer.
    pub(crate) fn answer(self, answers: Vec<Result<Appended, NotAppended>>) {
        for (to, answer) in self.batch_answers.into_iter().zip(answers) {
            let _ = to.send(answer);
        }
        for to in self.write_answers {
            let _ = to.send(Ok(()));
        }
    }

    /// Answers that nothing was written.
    pub(crate) fn fail(self, why: impl Fn() -> NotAppended) {
        for to in self.batch_answers {
            let _ = to.send(Err(why()));
        }
        for to in self.write_answers {
            let _ = to.send(Err(why()));
        }
    }
}

/// The writer is gone: the program is stopping.
pub(crate) fn stopped() -> NotAppended {
    NotAppended::Unavailable("the writer has stopped".to_owned())
}
