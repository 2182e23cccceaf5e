//! Documents: printed from the record, read as drafts, and released through the one door.

use std::sync::Arc;

use anyhow::Context as _;
use case::{File, cn, lor, purchaser, sale, sale::issue::DocumentKind};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::Receipt;
use terms::{Actor, Day, FileId, Kind, StreamId, hex};

use crate::{
    act::{ActError, Order, Target},
    office::Office,
};

/// Everything that a document may say.
pub struct Contents<'a> {
    /// The case.
    pub case: &'a sale::State,
    /// Its file number.
    pub file: &'a FileId,
    /// Its request.
    pub request: Option<(FileId, &'a lor::State)>,
    /// Its purchaser.
    pub purchaser: Option<&'a purchaser::State>,
    /// Its newest notification.
    pub notification: Option<(FileId, &'a cn::State)>,
    /// The price: as approved, or by the rates of the day.
    pub priced: Option<sale::value::Priced>,
    /// The day of the record that the document shows.
    pub on: Day,
    /// Whether it is released; a draft says so on every page.
    pub released: bool,
    /// Name of the log.
    pub origin: &'a str,
}

/// Prints a document from the record. The engine is heavy and is joined to the office by the
/// program, so that nothing else waits for it to be built.
pub trait Printer: Send + Sync + 'static {
    /// The PDF: the same contents give the same bytes.
    fn print(&self, what: DocumentKind, contents: &Contents<'_>) -> anyhow::Result<Vec<u8>>;
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

impl Office {
    /// Prints a document of a case as the record stands now.
    pub async fn print(
        &self,
        printer: &Arc<dyn Printer>,
        what: DocumentKind,
        file: &FileId,
        released: bool,
    ) -> anyhow::Result<Option<Paper>> {
        let stream = StreamId::new(Kind::Case, file.clone());
        let folded = self.file(&stream).await?;
        let File::Case(case) = &*folded else { return Ok(None) };
        if case.opened.is_none() {
            return Ok(None);
        }
        let looked_up = self.look_up(&stream, &folded, &serde_json::Value::Null).await?;
        let facts = looked_up.facts;
        let who = Actor::at(terms::Desk::Auditor);
        // A document shows the record and not the clock: its day is that of the last event.
        let on = case_head(case).unwrap_or_else(|| self.today());
        let now = case::Situation {
            file,
            today: on,
            at: self.now(),
            who: &who,
            pack: &self.law.pack,
            facts: &facts,
        };
        let contents = Contents {
            case,
            file,
            request: facts.request.as_ref().map(|(file, state)| (file.clone(), &**state)),
            purchaser: facts.purchaser.as_deref(),
            notification: facts.notifications.last().map(|(f, state)| (f.clone(), &**state)),
            priced: sale::value::priced(case, &now).ok(),
            on,
            released,
            origin: self.keys.origin(),
        };
        let bytes = printer.print(what, &contents)?;
        let sha256 = digest(&bytes);
        Ok(Some(Paper { bytes, name: format!("{file}-{what}.pdf"), sha256 }))
    }

    /// Prints a document and releases it: its digest becomes an event, the event is under a
    /// checkpoint before anybody gets the paper, and the bytes are kept.
    pub async fn issue(
        &self,
        printer: &Arc<dyn Printer>,
        order: Order,
    ) -> Result<(Receipt, Paper), ActError> {
        let Target::File(stream) = &order.target else {
            return Err(anyhow::anyhow!("a document is released on a case").into());
        };
        let given = order.arguments.get("what").cloned().unwrap_or_default();
        let what = given.as_str().and_then(|word| word.parse::<DocumentKind>().ok());
        let Some(what) = what else {
            let known = DocumentKind::CODES.join(", ");
            let sentence = format!("Document: {given} is none of: {known}.");
            let wrong = case::read::Wrong { field: "what".to_owned(), sentence };
            return Err(ActError::Invalid(vec![wrong]));
        };
        let paper = self.print(printer, what, &stream.file, true).await?;
        let paper = paper.with_context(|| format!("no case {} is on record", stream.file))?;
        let file = self.file(stream).await?;
        let version = match &*file {
            File::Case(case) => format!("basic, offer {}", case.offer.number),
            _ => String::new(),
        };
        let size = paper.bytes.len();
        let arguments =
            json!({ "what": what, "sha256": paper.sha256, "size": size, "version": version });
        // If we stop here, then the bytes are kept and no event names them: nothing was released.
        self.store.keep(paper.bytes.clone(), self.now()).await?;
        let receipt = self.act(Order { arguments, ..order }).await?;
        self.checkpoint().await?;
        Ok((receipt, paper))
    }
}

/// SHA-256 of a document, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes))
}

fn case_head(case: &sale::State) -> Option<Day> {
    case::Decider::head(case).touched_on
}
