//! Documents: printed from the record, read as drafts, and released through the one door.

mod again;
mod contents;
mod list;
mod release;

use std::{fmt, sync::Arc};

use anyhow::Context as _;
use case::{
    Facts, File,
    facts::Seen,
    sale,
    sale::issue::{DocumentKind, Subject, Wanted},
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use terms::{FileId, Kind, StreamId, hex};
use tokio::sync::Semaphore;

use crate::{facts, office::Office};

pub use again::{Again, Reprinted};
pub use contents::{Changed, Contents, Shown};
pub use list::Listed;
pub use release::{Released, check};

/// Prints a document from the record. The engine is heavy and is joined to the office by the
/// program, so that nothing else waits for it to be built.
pub trait Printer: Send + Sync + 'static {
    /// The PDF: the same contents give the same bytes.
    fn print(&self, what: DocumentKind, contents: &Contents) -> Result<Vec<u8>, NotPrinted>;

    /// The program text that prints: another one may give other bytes.
    fn program(&self) -> &'static str;
}

/// Why a document could not be printed.
#[derive(Debug)]
pub enum NotPrinted {
    /// The record has nothing that it could say: a sentence.
    Nothing(String),
    /// What the record says does not go on paper, with the remedy: a sentence.
    Unfit(String),
    /// A bug, or a damaged record.
    Failed(anyhow::Error),
}

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// A name for the file.
    pub name: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

impl Paper {
    /// The short code by which a released document is found.
    pub fn code(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }
}

/// How many documents are laid out side by side: each takes a core, and a long one much memory.
const SIDE_BY_SIDE: usize = 2;
static PRESSES: Semaphore = Semaphore::const_new(SIDE_BY_SIDE);

impl Office {
    /// Prints a document of a case, or of a request, as the record stands now, as a draft.
    pub async fn print(
        &self,
        printer: &Arc<dyn Printer>,
        wanted: impl Into<Wanted>,
        file: &FileId,
    ) -> Result<Paper, NotPrinted> {
        let wanted = wanted.into();
        let stream = self.paper_file(wanted.what, file).await?;
        let (contents, _) = self.contents(wanted, &stream, facts::Seen::Now).await?;
        press(printer, wanted.what, contents, "draft").await
    }

    /// The file that a document is printed of: the case of that number, or else, for a paper about
    /// a request, the request.
    pub async fn paper_file(&self, what: DocumentKind, file: &FileId) -> anyhow::Result<StreamId> {
        let case = StreamId::new(Kind::Case, file.clone());
        if what.subject() != Subject::Request || self.exists(&case).await? {
            return Ok(case);
        }
        Ok(StreamId::new(Kind::Request, file.clone()))
    }

    /// Everything that a document may say, and the version of every file that it was read from.
    async fn contents(
        &self,
        wanted: Wanted,
        stream: &StreamId,
        seen: facts::Seen,
    ) -> Result<(Contents, Vec<(StreamId, u64)>), NotPrinted> {
        let nation = self.law.pack.jurisdiction();
        if !nation.papers.iter().any(|form| form == wanted.what.code()) {
            return Err(NotPrinted::Unfit(format!(
                "{} has no form of this document in its pack; write it by hand and attach it.",
                nation.seller
            )));
        }
        let folded = self.file_seen(stream, seen).await?;
        let looked_up = self.look_up_on((stream, &folded), &Value::Null, seen).await?;
        let read = looked_up.known.iter().map(|(s, file)| (s.clone(), file.head().version));
        let seen = read.chain([(stream.clone(), folded.head().version)]).collect();
        let file = &stream.file;
        let contents = match &*folded {
            File::Case(case) if case.opened.is_some() => {
                self.gather(wanted, (file, case), looked_up.facts).await?
            }
            File::Request(request) if request.letter.is_some() => {
                let request = Seen::request(&folded).map(|request| (file.clone(), request));
                let facts = Facts { request, ..looked_up.facts };
                self.gather(wanted, (file, &sale::State::default()), facts).await?
            }
            File::Request(_) => {
                return Err(NotPrinted::Nothing(format!(
                    "No Letter of Request {file} is on record."
                )));
            }
            _ => return Err(no_case(file)),
        };
        Ok((contents, seen))
    }
}

/// Lays a document out beside the work of the program.
async fn press(
    printer: &Arc<dyn Printer>,
    what: DocumentKind,
    contents: Contents,
    standing: &str,
) -> Result<Paper, NotPrinted> {
    let _press = PRESSES.acquire().await.context("the presses are never closed")?;
    let printer = Arc::clone(printer);
    let name = format!("{}-{what}-{standing}.pdf", contents.file);
    let printed = tokio::task::spawn_blocking(move || printer.print(what, &contents)).await;
    let bytes = printed.context("printing stopped")??;
    let sha256 = digest(&bytes);
    Ok(Paper { bytes, name, sha256 })
}

fn no_case(file: &FileId) -> NotPrinted {
    NotPrinted::Nothing(format!("The case {file} is not on record."))
}

/// SHA-256 of a document, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes))
}

impl fmt::Display for NotPrinted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(sentence) | Self::Unfit(sentence) => out.write_str(sentence),
            Self::Failed(error) => write!(out, "the document could not be printed: {error:#}"),
        }
    }
}

impl std::error::Error for NotPrinted {}

impl From<anyhow::Error> for NotPrinted {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}
