//! A released paper printed again: from the journal as it stood before its release, with the
//! checkpoint that it carries. What came later changes nothing, so the same program gives the same
//! bytes; where it does not, that is said.

use std::{fmt, sync::Arc};

use anyhow::{Context as _, bail};
use case::sale::issue::Issued;
use serde::Serialize;
use store::views::documents::{self, DocumentRow};

use super::{Contents, NotPrinted, Paper, Printer, Released, press};
use crate::{facts::Seen, office::Office};

/// A released paper, and what it is when it is printed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Again {
    /// What was released.
    #[serde(flatten)]
    pub row: DocumentRow,
    /// The entry that released it.
    pub n: u64,
    /// Whether the same bytes were printed again.
    pub same: bool,
    /// SHA-256 of what was printed again.
    pub printed_sha256: String,
    /// The program text that released it, where its event says so.
    pub released_by: Option<String>,
    /// The program text that printed it again.
    pub printed_by: String,
    /// All of this as a sentence.
    pub sentence: String,
    /// What was printed again.
    #[serde(skip)]
    pub paper: Paper,
}

/// What became of the released papers of a record, each printed again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reprinted {
    /// How many were printed again.
    pub printed: u64,
    /// How many gave the bytes that were released.
    pub same: u64,
    /// Those that another program text released and that differ now, each as a sentence.
    pub otherwise: Vec<String>,
}

impl Again {
    /// Whether the program text that released it printed it again.
    pub fn by_the_same_program(&self) -> bool {
        self.released_by.as_ref() == Some(&self.printed_by)
    }
}

impl fmt::Display for Again {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, n, printed_sha256, printed_by, .. } = self;
        let DocumentRow { what, stream, version, code, .. } = row;
        write!(
            out,
            "The {what} of {stream}, {version}, code {code}, printed again as of entry {n}"
        )?;
        if self.same {
            return write!(out, ": byte for byte what was released.");
        }
        write!(out, ", is another paper: its SHA-256 is {printed_sha256}. ")?;
        match &self.released_by {
            _ if self.by_the_same_program() => out.write_str(
                "The same program text released it, so the record or the program is not what it \
                 was; run `caseway verify`.",
            ),
            Some(by) => write!(
                out,
                "The program text {by} released it and {printed_by} printed it now; the released \
                 bytes are kept and hold."
            ),
            None => out.write_str(
                "Its release does not say which program text made it; the released bytes are kept \
                 and hold.",
            ),
        }
    }
}

impl Office {
    /// Prints a released paper again, and compares it with what was released.
    pub async fn print_again(
        &self,
        printer: &Arc<dyn Printer>,
        released: &Released,
    ) -> Result<Again, NotPrinted> {
        let event = self.release_event(&released.row).await?;
        let issued: Issued = serde_json::from_str(&event.body).context("a release is one")?;
        let seen = Seen::Before(event.n);
        let (contents, _) = self.contents(issued.wanted(), &event.stream, seen).await?;
        let checkpoint = match &issued.made {
            Some(made) => made.checkpoint.clone(),
            None => self.witness(contents.shown.n).await?,
        };
        // The log may have gone on under another name since.
        let origin = checkpoint.lines().next().unwrap_or_default().to_owned();
        let contents =
            Contents { released: true, checkpoint: Some(checkpoint), origin, ..contents };
        let paper = press(printer, issued.what, contents, "again").await?;
        let mut again = Again {
            row: released.row.clone(),
            n: event.n,
            same: paper.sha256 == released.row.sha256,
            printed_sha256: paper.sha256.clone(),
            released_by: issued.made.map(|made| made.by),
            printed_by: printer.program().to_owned(),
            sentence: String::new(),
            paper,
        };
        again.sentence = again.to_string();
        Ok(again)
    }

    /// Prints every released paper again. One that its own program text prints otherwise is a
    /// fault of the record, and named; `tell` hears how many are done.
    pub async fn verify_papers(
        &self,
        printer: &Arc<dyn Printer>,
        mut tell: impl FnMut(u64),
    ) -> anyhow::Result<Reprinted> {
        let mut reprinted = Reprinted::default();
        let mut after = String::new();
        loop {
            let rows = documents::after(&self.store, &after).await?;
            let Some(last) = rows.last() else { return Ok(reprinted) };
            after.clone_from(&last.sha256);
            for row in rows {
                let n = self.release_event(&row).await?.n;
                let (what, code) = (row.what.clone(), row.code.clone());
                let again = self.print_again(printer, &Released { row, n }).await;
                let again = again.with_context(|| format!("the released {what}, code {code}"))?;
                reprinted.printed += 1;
                tell(reprinted.printed);
                if again.same {
                    reprinted.same += 1;
                } else if again.by_the_same_program() {
                    bail!("{again}");
                } else {
                    reprinted.otherwise.push(again.sentence);
                }
            }
        }
    }
}
