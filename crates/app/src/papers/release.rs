//! Releasing a document: its digest becomes an event, the event is under a checkpoint before
//! anybody gets the paper, and the bytes are kept. Whoever holds the paper and its proof can tell
//! for ever, without this program, that exactly these bytes were released.

use std::sync::Arc;

use anyhow::Context as _;
use case::{
    file::{self, No},
    lor, read,
    sale::issue::{self, DocumentKind, Issued, Made, Subject, Wanted},
};
use serde_json::{Value, json};
use store::{Receipt, Recorded, codec::Opening, log as stored, views::documents};
use terms::{Kind, StreamId};
use tlog::{Entry, Note, OfflineProof, Trust, note::Signature};

use super::{Contents, NotPrinted, Paper, Printer, contents::is_release, digest, press};
use crate::{
    act::{ActError, Basis, Order, Target, key_of},
    facts::Seen,
    office::Office,
};

/// How often a document is printed anew when the record moved while it was printed.
const TRIES: u32 = 10;

/// A released document with its place in the log.
#[derive(Debug, Clone)]
pub struct Released {
    /// What the record lists of it.
    pub row: documents::DocumentRow,
    /// Sequence number of the event that released it.
    pub n: u64,
}

/// What an offline proof of a document carries besides the proof itself: the entry, and what opens
/// it. Nothing vouches for it but what is checked: the entry by the proof, the event by the entry.
#[derive(serde::Serialize, serde::Deserialize)]
struct Carried {
    entry: String,
    opening: Opening,
}

impl Office {
    /// Prints a document and releases it.
    pub async fn issue(
        &self,
        printer: &Arc<dyn Printer>,
        order: Order,
    ) -> Result<(Receipt, Paper), ActError> {
        let Target::File(stream) = order.target.clone() else {
            return Err(anyhow::anyhow!("a document is released on a file").into());
        };
        let fields = match stream.kind {
            Kind::Request => lor::issue::ABOUT.fields,
            _ => issue::ABOUT.fields,
        };
        let asked = read::clean(fields, &order.arguments);
        let asked = asked.map_err(ActError::Invalid)?;
        let word = |name: &str| asked[name].as_str();
        let wanted = Wanted::read(word("what").unwrap_or_default(), word("version"))
            .context("a document that was checked is one")?;
        let key = key_of(&order)?;
        let mut basis = Basis { key, seen: Vec::new() };
        let mut receipt = self.known(basis.key.as_ref()).await?;
        let mut tries = 0;
        while receipt.is_none() {
            tries += 1;
            let (issued, seen) = Box::pin(self.printed(printer, wanted, &stream)).await?;
            basis.seen = seen;
            let arguments = json!(issued.0);
            if let Some(paper) = issued.1
                && self.may(&stream, &order, &arguments).await?
            {
                // If we stop here, then the bytes are kept and no event names them: nothing was
                // released.
                self.store.keep(paper.bytes, self.now()).await?;
            }
            let order = Order { arguments, ..order.clone() };
            receipt = match self.act_under(&order, &basis).await {
                Ok(receipt) => Some(receipt),
                Err(ActError::Conflict { .. }) if order.expected.is_none() && tries < TRIES => None,
                Err(error) => return Err(error),
            };
        }
        let receipt = receipt.context("the loop ends with a receipt")?;
        let paper = self.released_by(&receipt).await?;
        self.checkpoint().await?;
        Ok((receipt, paper))
    }

    /// A document as it would be released; without bytes where the record has nothing to print,
    /// so that the door refuses it with its reasons.
    async fn printed(
        &self,
        printer: &Arc<dyn Printer>,
        wanted: Wanted,
        stream: &StreamId,
    ) -> Result<((Issued, Option<Paper>), Vec<(StreamId, u64)>), ActError> {
        let what = wanted.what;
        let named = wanted.version.map(|version| version.to_string()).unwrap_or_default();
        let nothing = |version| {
            let issued = Issued { what, sha256: String::new(), size: 0, version, made: None };
            (issued, None)
        };
        let (contents, seen) = match self.contents(wanted, stream, Seen::Now).await {
            Ok(read) => read,
            Err(NotPrinted::Nothing(_)) => return Ok((nothing(named), Vec::new())),
            Err(NotPrinted::Unfit(sentence)) => return Err(unfit(sentence)),
            Err(NotPrinted::Failed(error)) => return Err(error.into()),
        };
        let checkpoint = self.witness(contents.shown.n).await?;
        let (by, shown) = (printer.program().to_owned(), contents.shown.n);
        let made = Some(Made { by, shown, checkpoint: checkpoint.clone() });
        let checkpoint = Some(checkpoint);
        let contents = Contents { released: true, checkpoint, ..contents };
        let version = version((what, named), &contents);
        match press(printer, what, contents, "released").await {
            Ok(paper) => {
                let (sha256, size) = (paper.sha256.clone(), i64::try_from(paper.bytes.len()));
                let size = size.context("a document is smaller than the world")?;
                Ok(((Issued { what, sha256, size, version, made }, Some(paper)), seen))
            }
            Err(NotPrinted::Nothing(_)) => Ok((nothing(version), seen)),
            Err(NotPrinted::Unfit(sentence)) => Err(unfit(sentence)),
            Err(NotPrinted::Failed(error)) => Err(error.into()),
        }
    }

    /// The first checkpoint over an entry that bears the log's short signature, with no other: what
    /// fits into a QR code. An entry has the same one for ever, so the same record gives the same
    /// paper.
    pub(super) async fn witness(&self, n: u64) -> anyhow::Result<String> {
        const PAGE: u32 = 100;
        self.checkpoint().await?;
        let [short, _] = self.verifier_keys();
        let mut after = i64::try_from(n)?.saturating_sub(1);
        loop {
            let page = stored::checkpoints(&self.store, after, PAGE).await?;
            let last = page.last().context("the newest checkpoint is over every entry")?.size;
            for checkpoint in page {
                let note = Note::parse(checkpoint.note.as_bytes())?;
                let ours = |s: &&Signature| s.key() == (short.name(), short.id());
                if let Some(signature) = note.signatures().iter().find(ours) {
                    return Ok(format!("{}\n{}", note.text(), signature.line()));
                }
            }
            after = i64::try_from(last)?;
        }
    }

    /// Whether the door would let a document pass as the record stands.
    async fn may(
        &self,
        stream: &StreamId,
        order: &Order,
        arguments: &Value,
    ) -> anyhow::Result<bool> {
        let file = self.file(stream).await?;
        let looked_up = self.look_up(stream, &file, arguments).await?;
        let usual = || file::usual_actor(&file, stream.kind, &order.act);
        let who = order.who.clone().unwrap_or_else(usual);
        let at = self.now();
        let now = self.law.situation(&stream.file, (&who, at), &looked_up.facts);
        let decided = file::decide(&file, &order.act, arguments, &now);
        Ok(!matches!(decided, Err(No::Refused(_))))
    }

    /// The paper that a release let out: the bytes that its event names.
    async fn released_by(&self, receipt: &Receipt) -> anyhow::Result<Paper> {
        let events = self.store.follow(receipt.first.saturating_sub(1), 1).await?;
        let event = events.first().context("the release is not in the journal")?;
        let issued: Issued = serde_json::from_str(&event.body)?;
        let bytes = self.store.kept(&issued.sha256).await?;
        let bytes = bytes.context("the released document is not kept")?;
        let name = format!("{}-{}-{}.pdf", receipt.stream.file, issued.what, issued.code());
        Ok(Paper { bytes, name, sha256: issued.sha256 })
    }

    /// A released document by its digest or its short code.
    pub async fn released(&self, code: &str) -> anyhow::Result<Option<Released>> {
        let Some(row) = documents::find(&self.store, code).await? else { return Ok(None) };
        let event = self.release_event(&row).await?;
        Ok(Some(Released { row, n: event.n }))
    }

    pub(super) async fn release_event(
        &self,
        row: &documents::DocumentRow,
    ) -> anyhow::Result<Recorded> {
        let stream: StreamId = row.stream.parse()?;
        let names = |event: &Recorded| {
            is_release(&event.kind)
                && serde_json::from_str::<Issued>(&event.body)
                    .is_ok_and(|issued| issued.sha256 == row.sha256)
        };
        let events = self.store.read(&stream, 0).await?;
        events.into_iter().find(names).context("a released document has no event")
    }

    /// The offline proof of a released document. It carries the entry and what opens it, so that
    /// the document, this file and the log's key are all that a reader ever needs.
    pub async fn document_proof(
        &self,
        released: &Released,
    ) -> anyhow::Result<(OfflineProof, String)> {
        let event = self.release_event(&released.row).await?;
        let (mut proof, entry) = self.proof(event.n).await?;
        let carried = Carried { entry: entry.clone(), opening: Opening::of(&event) };
        proof.extra = Some(serde_json::to_vec(&carried)?);
        Ok((proof, entry))
    }
}

/// Checks a document against its offline proof, with nothing but the keys that the reader trusts.
/// Answers what was released, as the log says, and the size of the log that says so.
pub fn check(pdf: &[u8], proof: &[u8], trust: &Trust) -> anyhow::Result<(Value, u64)> {
    let proof = OfflineProof::parse(proof)?;
    let extra = proof.extra.as_deref().context("the proof carries no entry of a document")?;
    let carried: Carried =
        serde_json::from_slice(extra).context("the proof carries no entry of a document")?;
    let checkpoint = proof.verify(Entry::new(carried.entry.as_bytes())?, trust)?;
    anyhow::ensure!(
        carried.opening.opens(&carried.entry),
        "the entry is in the log, and the event beside it is not the one behind it"
    );
    let event: Value = serde_json::from_str(&carried.opening.event)?;
    let releases = event["kind"].as_str().is_some_and(is_release);
    anyhow::ensure!(releases, "the entry is in the log, and releases no document");
    let found = digest(pdf);
    let sha256 = event["body"]["sha256"].as_str().unwrap_or_default();
    anyhow::ensure!(
        sha256 == found,
        "the log has the document {sha256}, and this file is {found}: it is another one"
    );
    Ok((event, checkpoint.head.size))
}

/// What a released document is a version of.
fn version((what, named): (DocumentKind, String), contents: &Contents) -> String {
    match what.subject() {
        Subject::Offer => format!("basic, offer {}", contents.case.offer.number),
        Subject::Amendment | Subject::Modification | Subject::Expired => match contents.version {
            Some(version) => format!("{version}, offer {}", contents.case.offer.number),
            None => named,
        },
        Subject::Closure => match contents.case.closed_on {
            Some(day) => format!("closure of {day}"),
            None => String::new(),
        },
        Subject::Notification | Subject::Report => match &contents.notification {
            Some((file, state)) => match &state.published {
                Some(notice) => format!("public notice {}", notice.notice),
                None => format!("transmittal {file}"),
            },
            None => String::new(),
        },
        Subject::Request => match &contents.request {
            Some((file, _)) => format!("request {file}"),
            None => String::new(),
        },
    }
}

/// A document that cannot go on paper is refused as an argument that cannot be taken.
fn unfit(sentence: String) -> ActError {
    ActError::Invalid(vec![read::Wrong { field: "what".to_owned(), sentence }])
}
