//! Makes the read models anew from the journal, or only says what they should be.

use std::pin::pin;

use anyhow::Context as _;
use futures_util::TryStreamExt as _;
use sha2::{Digest, Sha256};
use store::{scan::Table, states, value::Stmt, views};
use terms::hex;

use crate::{
    office::Office,
    verify::{self, TableDigest, add_row},
};

/// A read model as it is and as the journal says that it should be.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Compared {
    /// Table.
    pub table: String,
    /// As it is.
    pub live: TableDigest,
    /// As the journal says.
    pub folded: TableDigest,
}

impl Compared {
    /// Whether both are the same.
    pub fn same(&self) -> bool {
        self.live == self.folded
    }
}

/// The setting that says that a rebuild was begun and not ended.
pub(crate) const STALE: &str = "views-stale";
/// How many chunks wait for the writer, who writes all that wait in one commit.
const WRITTEN_AHEAD: usize = 4;

impl Office {
    /// A digest for each read model, as it is and as the journal says.
    pub async fn compare_views(
        &self,
        mut tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Vec<Compared>> {
        let mut folded: Vec<(u64, Sha256)> =
            views::VIEWS.iter().map(|_| (0, Sha256::new())).collect();
        let total = self.store.head().await?.n;
        let mut files = pin!(verify::folded(&self.store, |stream, file| {
            (file.head().version, views::expected(&stream, &file))
        }));
        let mut done = 0;
        while let Some(some) = files.try_next().await? {
            for (events, rows) in some {
                done += events;
                for (table, row) in rows {
                    let at = views::VIEWS.iter().position(|view| view.table == table);
                    let (rows, digest) =
                        &mut folded[at.context("a row of an unknown read model")?];
                    *rows += 1;
                    add_row(digest, &row);
                }
            }
            tell(done, total);
        }
        let mut compared = Vec::new();
        for (mut table, (rows, digest)) in Table::all(&self.store).into_iter().zip(folded) {
            let folded = ended(table.name, rows, digest);
            let (mut rows, mut digest) = (0, Sha256::new());
            while let Some(row) = table.next().await? {
                rows += 1;
                add_row(&mut digest, &row.0);
            }
            let live = ended(table.name, rows, digest);
            compared.push(Compared { table: table.name.to_owned(), live, folded });
        }
        Ok(compared)
    }

    /// Makes the read models anew, and then tells what the gates say of each case.
    pub async fn rebuild(&self, tell: impl FnMut(u64, u64)) -> anyhow::Result<()> {
        self.rebuild_views(tell).await?;
        self.renew_gates().await?;
        Ok(())
    }

    /// Empties the read models and fills them from the journal. If it is interrupted, the program
    /// does not serve until it was done again. What the gates say is no read model and is emptied
    /// with one: `renew_gates` tells it anew, here or in a server.
    pub async fn rebuild_views(&self, mut tell: impl FnMut(u64, u64)) -> anyhow::Result<()> {
        let total = self.store.head().await?.n;
        let dialect = self.store.dialect();
        // States are made of events too: whoever doubts one wants the other made anew as well.
        let begin = [mark_stale(), states::discard_all()].into_iter();
        let begin = begin.chain(views::clear(dialect));
        self.store.write(begin.collect()).await?;
        let filled = verify::folded(&self.store, |stream, file| {
            (file.head().version, views::fill(&stream, &file))
        });
        let write = |files: Vec<(u64, Vec<Stmt>)>| async {
            let events: u64 = files.iter().map(|(events, _)| events).sum();
            let mut rows: Vec<Stmt> = files.into_iter().flat_map(|(_, stmts)| stmts).collect();
            // Table by table: a statement that follows its like costs least.
            rows.sort_by(|one, next| one.sql.cmp(&next.sql));
            // If we stop here, then the mark is written and the tables are not whole.
            self.store.write(rows).await?;
            anyhow::Ok(events)
        };
        let mut written = pin!(filled.map_ok(write).try_buffered(WRITTEN_AHEAD));
        let mut done = 0;
        while let Some(events) = written.try_next().await? {
            done += events;
            tell(done, total);
        }
        let unmark = Stmt::new("delete from setting where name = $1", vec![STALE.into()]);
        let end = views::filled(dialect).into_iter().chain([unmark]);
        self.store.write(end.collect()).await?;
        tell(total, total);
        Ok(())
    }
}

fn mark_stale() -> Stmt {
    const SQL: &str =
        "insert into setting (name, value) values ($1, $2) on conflict (name) do nothing";
    Stmt::new(SQL, vec![STALE.into(), "yes".into()])
}

fn ended(table: &str, rows: u64, digest: Sha256) -> TableDigest {
    TableDigest { table: table.to_owned(), rows, digest: hex::encode(&digest.finalize()) }
}
