//! What a document may say: the files of the record that it shows, and up to which entry.

use case::{
    Country, Decider, Facts, Situation,
    change::{Track, diff::Diff},
    cn,
    facts::Seen,
    governing,
    loa::{self, notes::Chosen},
    lor,
    marks::{self, Carried},
    office::StandardTerms,
    purchaser, sale,
    sale::{
        issue::{Subject, Wanted},
        value,
    },
};
use rules::{Days, Row};
use terms::{Actor, Day, Desk, FileId, Kind, StreamId, Version};

use crate::office::Office;

/// Everything that a document may say.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The case, with the document of the version that is printed in its fields; empty where a
    /// paper about a request is printed before there is a case.
    pub case: sale::State,
    /// The version that is printed, where one is.
    pub version: Option<Version>,
    /// The change that is printed, where one is.
    pub change: Option<Changed>,
    /// The number of the file that it is printed of: a case, or a request.
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
    /// How a notification of that day is sent.
    pub sending: Sending,
    /// Up to where it shows the record.
    pub shown: Shown,
    /// What it carries: the join of the markings of what it prints.
    pub carried: Carried,
    /// The notes of its offer: as the approval kept them, or as they would be chosen on its day.
    pub notes: Vec<Chosen>,
    /// Whether it is released; a draft says so on every page.
    pub released: bool,
    /// Name of the log.
    pub origin: String,
    /// A checkpoint of the log over what it shows, with its short signature alone; every released
    /// paper carries one.
    pub checkpoint: Option<String>,
    /// The nation that sells: names of its desks, its money, the words of its papers.
    pub nation: rules::Jurisdiction,
    /// The office's authorised standard terms, as they held when the document was approved.
    pub terms: Option<StandardTerms>,
    /// Rules that papers name, as the rows of the day have them.
    pub rules: Vec<Row>,
}

/// Rules that papers name.
const NAMED: [&str; 5] = ["CLO-002", "CLO-004", "EUM-001", "OED-006", "SDR-001"];

impl Contents {
    /// The row of a rule that papers name, where one is in force.
    pub fn rule(&self, id: &str) -> Option<&Row> {
        self.rules.iter().find(|row| row.id == id)
    }
}

/// How notifications of a day are sent, by the law of that day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sending {
    /// Who signs and sends them.
    pub sender: Option<String>,
    /// The number of the letter.
    pub number: Option<String>,
    /// To whom they go.
    pub addressees: Vec<String>,
    /// Who publishes notices of them.
    pub publisher: Option<String>,
}

/// The rules that say who sends.
const SENDERS: [&str; 2] = ["CN-006", "CN-007"];

/// Up to where a document shows the record: the newest event of the files that it shows. Releases
/// do not count, since a document does not show them; so the same record gives the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// Its sequence number.
    pub n: u64,
    /// Its day, which is the document's.
    pub on: Day,
}

/// A change of the case: its road, and what it moves.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Its road.
    pub track: Track,
    /// What differs from the version that it changes.
    pub diff: Diff,
}

fn change(case: &sale::State, version: Version, now: &Situation<'_>) -> Option<Changed> {
    let track = case.shown(version)?.track.into_owned();
    let diff = case.difference((track.against?, version), now).ok().flatten()?;
    Some(Changed { track, diff })
}

impl Office {
    /// Gathers what a document may say.
    pub(super) async fn gather(
        &self,
        wanted: Wanted,
        (file, case): (&FileId, &sale::State),
        facts: Facts,
    ) -> anyhow::Result<Contents> {
        let subject = wanted.what.subject();
        let shown = self.shown(subject, (file, case), &facts).await?;
        let who = Actor::at(Desk::Auditor);
        let now =
            Situation { today: shown.on, ..self.law.situation(file, (&who, self.now()), &facts) };
        let version = case.printed(wanted);
        let showing = version.and_then(|version| case.showing(version));
        let priced = match version.and_then(|version| case.shown(version)) {
            Some(shown) => value::of(case, shown.document, &now).ok(),
            None => value::priced(case, &now).ok(),
        };
        let change = version.and_then(|version| change(case, version, &now));
        let of_report = subject == Subject::Report;
        let mut newest = facts.notifications.iter().rev();
        let notification = newest.find(|(_, file)| file.report.is_some() == of_report).cloned();
        let of_package = matches!(subject, Subject::Notification | Subject::Report);
        let before_congress =
            of_package && notification.as_ref().is_some_and(|(_, file)| file.is_before_delivery());
        let agency = case.case().and_then(|id| self.law.agency(id.agency()));
        let printed = showing.unwrap_or_else(|| case.clone());
        let approved = printed.offer.signatures.first().map_or(shown.on, |signed| signed.on);
        let register = facts.register.as_ref();
        let terms = register.and_then(|register| register.terms_on(approved)).cloned();
        let request = facts.request.as_ref().map(|(_, request)| &**request);
        let told = notification.as_ref().map(|(_, told)| &**told);
        let days = governing::of_paper(&printed, request, told);
        let sending = self.sending(notification.as_ref().map(|(id, _)| id), (&days, shown.on));
        let rules = self.named(&facts, (&days, shown.on));
        let law = (&self.law.pack, shown.on);
        let carried =
            marks::carried::of_paper(wanted.what, (&printed, request), before_congress, law);
        let notes = loa::notes::present(&printed, &now);
        Ok(Contents {
            case: printed,
            version,
            change,
            file: file.clone(),
            request: facts.request,
            purchaser: facts.purchaser,
            country: facts.country,
            agency: agency.map(str::to_owned),
            notification,
            sending,
            priced,
            shown,
            carried,
            notes,
            released: false,
            origin: self.keys.origin().to_owned(),
            checkpoint: None,
            nation: self.law.pack.jurisdiction().clone(),
            terms,
            rules,
        })
    }

    /// Rules that papers name, each by the day that governs it, and the one under which a price
    /// for planning was made.
    fn named(&self, facts: &Facts, (days, on): (&Days, Day)) -> Vec<Row> {
        let request = facts.request.as_ref().map(|(_, request)| request);
        let pricing = request.and_then(|request| request.pricing.as_ref());
        let by = pricing.map(|pricing| &pricing.started.by);
        let priced = self.law.pack.rows().iter().find(|row| by == Some(&row.key()));
        let pack = &self.law.pack;
        let of_day = NAMED.into_iter().filter_map(|rule| Some(pack.by(rule, days, on)?.row));
        of_day.chain(priced).cloned().collect()
    }

    /// How a notification is sent, by the day that governs the senders.
    fn sending(&self, transmittal: Option<&FileId>, (days, on): (&Days, Day)) -> Sending {
        let row = SENDERS.into_iter().find_map(|rule| Some(self.law.pack.by(rule, days, on)?.row));
        let Some(row) = row else { return Sending::default() };
        let form = row.text("letter_form").zip(transmittal);
        Sending {
            sender: row.text("sender").map(str::to_owned),
            number: form.map(|(form, number)| form.replace("{transmittal}", number.as_str())),
            addressees: row.words("addressees").into_iter().map(str::to_owned).collect(),
            publisher: row.text("publisher").map(str::to_owned),
        }
    }

    /// The newest event of the files that a document shows.
    async fn shown(
        &self,
        subject: Subject,
        (file, case): (&FileId, &sale::State),
        facts: &Facts,
    ) -> anyhow::Result<Shown> {
        let releases = case.documents.len() as u64;
        let own = (StreamId::new(Kind::Case, file.clone()), case.head().version, releases);
        let own = Some(own).filter(|_| case.opened.is_some());
        let request = facts.request.as_ref().map(|(file, state)| {
            let releases = state.documents.len() as u64;
            (StreamId::new(Kind::Request, file.clone()), state.head().version, releases)
        });
        let notifications = facts.notifications.iter().map(|(file, state)| {
            (StreamId::new(Kind::Notification, file.clone()), state.head().version, 0)
        });
        let files: Vec<(StreamId, u64, u64)> = match subject {
            Subject::Offer | Subject::Amendment | Subject::Modification | Subject::Expired => {
                own.into_iter().chain(request).chain(notifications).collect()
            }
            Subject::Notification | Subject::Report => {
                own.into_iter().chain(notifications).collect()
            }
            Subject::Request => own.into_iter().chain(request).collect(),
            Subject::Closure => own.into_iter().collect(),
        };
        let mut newest = None;
        for (stream, version, releases) in files {
            // Among so many events one is no release.
            let events = self.store.read(&stream, version.saturating_sub(releases + 1)).await?;
            for event in events.iter().filter(|e| e.version <= version && !is_release(&e.kind)) {
                let shown = Shown { n: event.n, on: event.read_meta()?.on };
                newest = newest.max(Some(shown));
            }
        }
        newest.ok_or_else(|| anyhow::anyhow!("the file {file} has no event but releases"))
    }
}

/// Names of the events by which a paper of a case or of a request is released.
const RELEASES: [&str; 2] = ["document.issued", "lor.document_issued"];

/// Whether an event releases a paper.
pub(super) fn is_release(kind: &str) -> bool {
    RELEASES.contains(&kind)
}
