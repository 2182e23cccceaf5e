//! What a document may say: the files of the record that it shows, and up to which entry.

use case::{
    Country, Decider, Facts, Situation, cn,
    facts::Seen,
    lor, purchaser, sale,
    sale::{issue::DocumentKind, value},
};
use terms::{Actor, Day, Desk, FileId, Kind, StreamId};

use crate::office::Office;

/// Everything that a document may say.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The case.
    pub case: sale::State,
    /// Its file number.
    pub file: FileId,
    /// Its request.
    pub request: Option<(FileId, Seen<lor::State>)>,
    /// Its purchaser.
    pub purchaser: Option<Seen<purchaser::State>>,
    /// The purchaser's row in the country table.
    pub country: Option<Country>,
    /// The name of its implementing agency, where the table has its letter.
    pub agency: Option<String>,
    /// Its newest notification.
    pub notification: Option<(FileId, Seen<cn::State>)>,
    /// The price: as approved, or by the rates of the day.
    pub priced: Option<value::Priced>,
    /// Up to where it shows the record.
    pub shown: Shown,
    /// Whether it is controlled, being written before the decision that it prepares.
    pub pre_decisional: bool,
    /// Whether it is released; a draft says so on every page.
    pub released: bool,
    /// Name of the log.
    pub origin: String,
}

/// Up to where a document shows the record: the newest event of the files that it shows. Releases
/// do not count, since a document does not show them; so the same record gives the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// Its sequence number.
    pub n: u64,
    /// Its day, which is the document's.
    pub on: Day,
}

/// The rule that marks papers before a notification.
const MARKING: &str = "CN-012";

impl Office {
    /// Gathers what a document may say.
    pub(super) async fn gather(
        &self,
        what: DocumentKind,
        (file, case): (&FileId, &sale::State),
        facts: Facts,
    ) -> anyhow::Result<Contents> {
        let shown = self.shown(what, (file, case), &facts).await?;
        let who = Actor::at(Desk::Auditor);
        let now = Situation {
            file,
            today: shown.on,
            at: self.now(),
            who: &who,
            pack: &self.law.pack,
            facts: &facts,
        };
        let priced = value::priced(case, &now).ok();
        let notification = facts.notifications.last().cloned();
        let before_congress = what == DocumentKind::Certification
            && notification.as_ref().is_some_and(|(_, file)| {
                matches!(file.stage(), cn::Stage::Draft | cn::Stage::Cleared)
            });
        let agency = case.case().and_then(|id| self.law.agency(id.agency()));
        let marked = self.law.pack.on(MARKING, shown.on).is_some();
        Ok(Contents {
            case: case.clone(),
            file: file.clone(),
            request: facts.request,
            purchaser: facts.purchaser,
            country: facts.country,
            agency: agency.map(str::to_owned),
            notification,
            priced,
            shown,
            pre_decisional: before_congress && marked,
            released: false,
            origin: self.keys.origin().to_owned(),
        })
    }

    /// The newest event of the files that a document shows.
    async fn shown(
        &self,
        what: DocumentKind,
        (file, case): (&FileId, &sale::State),
        facts: &Facts,
    ) -> anyhow::Result<Shown> {
        let releases = case.documents.len() as u64;
        let own = (StreamId::new(Kind::Case, file.clone()), case.head().version, releases);
        let request = facts.request.as_ref().map(|(file, state)| {
            (StreamId::new(Kind::Request, file.clone()), state.head().version, 0)
        });
        let notifications = facts.notifications.iter().map(|(file, state)| {
            (StreamId::new(Kind::Notification, file.clone()), state.head().version, 0)
        });
        let files: Vec<(StreamId, u64, u64)> = match what {
            DocumentKind::Offer => [own].into_iter().chain(request).chain(notifications).collect(),
            DocumentKind::Certification => [own].into_iter().chain(notifications).collect(),
            DocumentKind::Acknowledgement => [own].into_iter().chain(request).collect(),
        };
        let mut newest = None;
        for (stream, version, releases) in files {
            // Among so many events one is no release.
            let events = self.store.read(&stream, version.saturating_sub(releases + 1)).await?;
            for event in events.iter().filter(|e| e.version <= version && e.kind != RELEASE) {
                let shown = Shown { n: event.n, on: event.read_meta()?.on };
                newest = newest.max(Some(shown));
            }
        }
        newest.ok_or_else(|| anyhow::anyhow!("the case {file} has no event but releases"))
    }
}

/// The name of the event by which a document is released.
pub(super) const RELEASE: &str = "document.issued";
