//! A case: one sale from the first requirement to closure. This file is its state; what can be
//! done stands in `acts`, what each act leads to in `commands`, what can have happened in `events`.

mod acts;
pub mod approvals;
mod commands;
pub mod due;
mod events;
mod evolve;
mod holders;
pub mod issue;
mod opened;
mod paths;
pub mod road;
mod stage;
mod stages;
pub mod value;

use serde::{Deserialize, Serialize};
use serde_json::{Error, Value};
use terms::{CaseId, Day, FileId, PurchaserCode, codes::Holder};

pub use crate::{
    authority::{Board, Condition},
    cn::moved::NotificationMoved,
    watch::{ReviewRaised, close_review::Review},
};
pub use commands::Command;
pub use events::Event;
pub(crate) use holders::holder;
pub use opened::{Opened, Source};
pub use stage::Stage;

use crate::{
    act::Act,
    change, cn, compliance,
    decider::{Decider, Head, Outcome, Told},
    execution,
    gates::{self, attested::Sale},
    loa,
    lor::Attachment,
    marks::{self, Sort, Thing},
    participants,
    refusal::Refusal,
    scope,
    situation::Situation,
    talks,
};

/// A case as its file shows it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    head: Head,
    stage: Stage,
    /// How it began; `None` before it is opened.
    pub opened: Option<Opened>,
    /// Requirements, by number.
    pub requirements: Vec<scope::Requirement>,
    /// Lines, by number.
    pub lines: Vec<loa::Line>,
    /// Terms of the offer.
    pub terms: Option<loa::Terms>,
    /// Topics of the negotiation.
    pub topics: Vec<talks::Topic>,
    /// Counsel's review of the present draft.
    pub legal: Option<talks::LegalReview>,
    /// Compliance reviews by area; the newest of an area counts.
    pub areas: Vec<compliance::AreaReview>,
    /// Findings of the compliance review, by number.
    pub findings: Vec<compliance::Raised>,
    /// The bodies that decide on the present document.
    pub board: Option<Board>,
    /// Approvals of the document, oldest first, with what became of each.
    pub approvals: Vec<approvals::Approval>,
    /// Number of the draft: another one once lines, terms or the offer change.
    pub draft: u32,
    /// Conditions set by bodies, by number; they outlive the document that they were set for.
    pub conditions: Vec<Condition>,
    /// Notifications, oldest first, with where each one stands.
    pub notifications: Vec<Linked>,
    /// The programme to which it belongs.
    pub programme: Option<scope::join_programme::Joined>,
    /// Who takes part in it besides the purchaser.
    pub participants: Vec<participants::Participant>,
    /// Who buys for whom, where that was set.
    pub parties: Option<participants::Parties>,
    /// The present offer.
    pub offer: loa::Offer,
    /// Its versions besides the document in these fields: the open change, past versions.
    pub versions: change::Versions,
    /// The day on which the first offer was sent: the processing clock stops there for good.
    pub first_offered_on: Option<Day>,
    /// When the processing clock stood still, in order of time.
    pub pauses: Vec<schedule::Pause>,
    /// The purchaser's acceptance.
    pub accepted: Option<loa::Accepted>,
    /// Money received.
    pub deposits: Vec<execution::Deposit>,
    /// Implementation.
    pub implemented: Option<execution::Implemented>,
    /// Its day: rates of contract administration go by it for good.
    pub implemented_on: Option<Day>,
    /// The delivery plan.
    pub plan: Vec<execution::Milestone>,
    /// Shipments, oldest first.
    pub shipments: Vec<execution::Shipment>,
    /// Inspections, oldest first.
    pub inspections: Vec<execution::Inspection>,
    /// Training courses, by number.
    pub courses: Vec<execution::Course>,
    /// Provisions for spares and support.
    pub provisions: Vec<execution::Provision>,
    /// Reviews raised by changes abroad, by number.
    pub reviews: Vec<Review>,
    /// The suspension of the whole case in force.
    pub suspended: Option<execution::Suspended>,
    /// Suspensions of lines and shipments in force: the list of what is stopped.
    pub stops: Vec<execution::Suspended>,
    /// What the draft waits for.
    pub draft_hold: Option<loa::hold_draft::DraftHeld>,
    /// Packages that case writing sent back, oldest first.
    pub returns: Vec<loa::return_draft::DraftReturned>,
    /// Corrections by pen and ink, oldest first.
    pub corrections: Vec<loa::pen_and_ink::Corrected>,
    /// The proposal of an emergency implementation.
    pub emergency: Option<execution::emergency::Proposed>,
    /// Cancellations of lines and of the case, oldest first.
    pub cancellations: Vec<execution::cancel::Cancellation>,
    /// Reviews that were held, oldest first.
    pub reviews_held: Vec<execution::hold_review::ReviewHeld>,
    /// Action items of reviews, by number.
    pub action_items: Vec<execution::hold_review::ActionItem>,
    /// Lines that were closed while their contracts were open.
    pub closed_lines: Vec<crate::closure::close_line::LineClosed>,
    /// The interim closure.
    pub interim: Option<crate::closure::close_interim::InterimClosed>,
    /// Reopenings, oldest first.
    pub reopenings: Vec<crate::closure::reopen::Reopened>,
    /// What officers decided about notes of the table.
    pub notes: Box<loa::notes::Decisions>,
    /// Markings of the case and of what is in it.
    pub marks: Box<marks::Marks>,
    /// Attachments.
    pub attachments: Vec<Attachment>,
    /// Released documents, oldest first.
    pub documents: Vec<issue::Issued>,
    /// Day of supply/services complete.
    pub supply_completed_on: Option<Day>,
    /// Day of the closure hold.
    pub held_on: Option<Day>,
    /// Closure.
    pub closed: Option<crate::closure::Closed>,
    /// Day of the newest closure, for the time being or for good.
    pub closed_on: Option<Day>,
    /// What the events meant for money, oldest first.
    pub entries: Vec<ledger::Entry>,
    /// What they add up to.
    pub books: Box<ledger::Books>,
}

/// A notification of a case, with where it stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Linked {
    /// The notification's file.
    pub file: FileId,
    /// Where it stands.
    pub stage: cn::Stage,
}

impl State {
    /// Goes to a stage: the document of an open change where it is a stage of documents, else the
    /// case.
    pub(crate) fn go(&mut self, stage: Stage) {
        match &mut self.versions.open {
            Some(change) if stage.is_of_document() => change.track.stage = stage,
            _ => self.stage = stage,
        }
    }

    /// Whoever did these acts may have another part in the next document.
    pub(crate) fn forget(&mut self, acts: &[&str]) {
        self.head.hands.forget(acts);
    }

    /// Kind of case, where known.
    pub fn form(&self) -> Option<loa::open::CaseForm> {
        self.opened.as_ref()?.form
    }

    /// The purchaser, where known.
    pub fn purchaser(&self) -> Option<&PurchaserCode> {
        self.opened.as_ref()?.purchaser.as_ref()
    }

    /// The identifier of the form CC-I-DDD, where known.
    pub fn case(&self) -> Option<&CaseId> {
        self.opened.as_ref()?.case.as_ref()
    }

    /// Whether it was opened for a Letter of Request.
    pub fn answers_a_request(&self) -> bool {
        self.opened.as_ref().is_some_and(|o| matches!(o.source, Source::Request(_)))
    }

    /// The line of a number.
    pub fn line(&self, number: &terms::LineNumber) -> Option<&loa::Line> {
        self.lines.iter().find(|line| line.number == *number)
    }

    /// Findings of the compliance review that nobody has resolved.
    pub fn open_findings(&self) -> impl Iterator<Item = &compliance::Raised> {
        self.findings.iter().filter(|finding| finding.resolved.is_none())
    }

    /// Reviews of changes abroad that nobody has closed.
    pub fn open_reviews(&self) -> impl Iterator<Item = &Review> {
        self.reviews.iter().filter(|review| review.closed.is_none())
    }
}

impl marks::Bears for State {
    fn marks(&self) -> &marks::Marks {
        &self.marks
    }

    fn things(&self) -> Vec<Thing> {
        let lines = self.lines.iter().map(|line| Thing::named(Sort::Line, &line.number));
        let kept = self.offer.approved.iter().flat_map(|approved| &approved.notes);
        let chosen = kept.map(|note| &note.code);
        let added = self.notes.added.iter().map(|note| &note.code);
        let titles = self.terms.iter().flat_map(|terms| &terms.notes).map(|note| &note.title);
        let mut notes: Vec<Thing> =
            chosen.chain(added).chain(titles).map(|note| Thing::named(Sort::Note, note)).collect();
        notes.sort_unstable();
        notes.dedup();
        let attached = self.attachments.iter().map(|a| Thing::named(Sort::Attachment, &a.name));
        std::iter::once(Thing::file()).chain(lines).chain(notes).chain(attached).collect()
    }
}

impl Decider for State {
    type Command = Command;
    type Event = Event;
    type Stage = Stage;

    const ACTS: &'static [Act<Self>] = acts::ACTS;

    fn head(&self) -> &Head {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }

    fn stage(&self) -> Stage {
        self.stage
    }

    fn also_at(&self) -> Option<Stage> {
        self.change().map(|change| change.track.stage)
    }

    fn besides(&self, act: &str, now: &Situation<'_>) -> Option<rules::Finding> {
        gates::change::vers_002(self, act, now)
    }

    fn sale<'a>(&'a self, now: &Situation<'a>) -> Sale<'a> {
        Sale { case: Some(self), ..Sale::of(now) }
    }

    fn command(act: &str, arguments: Value) -> Result<Command, Error> {
        commands::read(act, arguments)
    }

    fn decide(&self, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
        let outcome = commands::decide(self, command, now)?;
        crate::books::check(self, &outcome, now).map(|()| outcome)
    }

    fn evolve(&mut self, event: &Event, told: &Told<'_>) {
        let draft = self.draft;
        let entries = crate::books::of(self, event, told);
        evolve::evolve(self, event, told);
        change::versions::hold(self, event, told.on);
        approvals::evolve(self, draft, event, told);
        for entry in &entries {
            self.books.post(entry);
        }
        self.entries.extend(entries);
    }

    fn holder_at(stage: Stage) -> Option<(Holder, &'static str)> {
        holders::of(stage)
    }

    fn holder(&self, event: &Event) -> Option<(Holder, &'static str)> {
        holder(self, event).filter(|_| !change::versions::is_of_open(self, event))
    }
}
