//! Makes the read models anew from the journal, or only says what they should be.

use anyhow::Context as _;
use sha2::{Digest, Sha256};
use store::{scan::Table, value::Stmt, views};
use terms::hex;

use crate::{
    office::Office,
    verify::{Folds, TableDigest, add_row},
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
/// Statements of one commit.
const CHUNK: usize = 5_000;

impl Office {
    /// A digest for each read model, as it is and as the journal says.
    pub async fn compare_views(
        &self,
        mut tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Vec<Compared>> {
        let mut folded: Vec<(u64, Sha256)> =
            views::VIEWS.iter().map(|_| (0, Sha256::new())).collect();
        let total = self.store.head().await?.n;
        let mut folds = Folds::new(self);
        let mut done = 0;
        while let Some((stream, file)) = folds.next().await? {
            for (table, row) in views::expected(&stream, &file) {
                let at = views::VIEWS.iter().position(|view| view.table == table);
                let (rows, digest) = &mut folded[at.context("a row of an unknown read model")?];
                *rows += 1;
                add_row(digest, &row);
            }
            done += file.head().version;
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

    /// Empties the read models and fills them from the journal. If it is interrupted, the program
    /// does not serve until it was done again.
    pub async fn rebuild(&self, mut tell: impl FnMut(u64, u64)) -> anyhow::Result<()> {
        let total = self.store.head().await?.n;
        let mut stmts = vec![mark_stale()];
        stmts.extend(views::clear());
        let mut folds = Folds::new(self);
        let mut done = 0;
        while let Some((stream, file)) = folds.next().await? {
            stmts.extend(views::fill(&stream, &file));
            done += file.head().version;
            if CHUNK <= stmts.len() {
                // If we stop here, then the mark is written and the tables are not whole.
                self.store.write(std::mem::take(&mut stmts)).await?;
                tell(done, total);
            }
        }
        stmts.push(Stmt::new("delete from setting where name = $1", vec![STALE.into()]));
        self.store.write(stmts).await?;
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
