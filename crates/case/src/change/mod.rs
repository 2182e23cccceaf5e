//! Changes of a case that is in execution: amendments, which the purchaser accepts, and
//! modifications, which the seller makes alone. Each is a version of the case document that runs
//! through the same states as the first one, while the case goes on under the version in force.
//!
//! While a change is open, the fields of the case that hold its document (lines, terms, reviews,
//! bodies, offer) are those of the change; the version in force is kept beside them, and comes back
//! when the change ends without effect.

pub mod declare_scope;
pub mod diff;
pub mod effect;
pub mod open;
pub mod priced;
pub mod receipt;
pub mod scope;
pub mod send;
pub mod surcharge;
pub mod versions;

use schedule::Span;
use serde::{Deserialize, Serialize};
use terms::{Day, LineNumber, Version};

pub use effect::ChangeImplemented;
pub use open::ChangeOpened;
pub use versions::{Shown, Standing};

use crate::{
    Decider,
    authority::Board,
    loa::{self, Line, Offer, Terms},
    sale::{Stage, State},
    scope::Requirement,
    talks::LegalReview,
};

/// The document of a version: what it says, and who has seen it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Document {
    /// Requirements, by number.
    pub requirements: Vec<Requirement>,
    /// Lines, by number.
    pub lines: Vec<Line>,
    /// Terms.
    pub terms: Option<Terms>,
    /// Counsel's review.
    pub legal: Option<LegalReview>,
    /// The bodies that decide on it.
    pub board: Option<Board>,
    /// Approval, signatures, expiration date.
    pub offer: Offer,
}

/// The document of a version, wherever it is kept.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Requirements, by number.
    pub requirements: &'a [Requirement],
    /// Lines, by number.
    pub lines: &'a [Line],
    /// Terms.
    pub terms: Option<&'a Terms>,
    /// Counsel's review.
    pub legal: Option<&'a LegalReview>,
    /// The bodies that decide on it.
    pub board: Option<&'a Board>,
    /// Approval, signatures, expiration date.
    pub offer: &'a Offer,
}

/// The road of a version: when it began, what happened to it, how it ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Track {
    /// Which version.
    pub version: Version,
    /// How a change was opened; `None` for the basic version.
    pub opened: Option<ChangeOpened>,
    /// The day on which it was begun.
    pub opened_on: Option<Day>,
    /// Where its document stands.
    pub stage: Stage,
    /// The version that it changes.
    pub against: Option<Version>,
    /// Review of the surcharge rates of the present draft.
    pub surcharge: Option<surcharge::SurchargeReviewed>,
    /// The purchaser's acceptance.
    pub accepted: Option<loa::Accepted>,
    /// When a modification was sent, and to whom.
    pub sent: Option<(Day, send::ModificationSent)>,
    /// The purchaser's signature for the receipt of a modification.
    pub receipt: Option<receipt::ReceiptRecorded>,
    /// When it took effect, and what it moved.
    pub implemented: Option<(Day, ChangeImplemented)>,
    /// When and why it ended without effect.
    pub ended: Option<(Day, effect::Ended)>,
    /// When it was replaced, and by which version.
    pub replaced: Option<(Day, Version)>,
    /// Who held its document since when; the case itself stays with whoever carries it out.
    pub spans: Vec<Span>,
}

/// The change that is open: its road, and the version in force that it would replace.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    /// Its road.
    pub track: Track,
    /// The document of the version in force.
    pub previous: Document,
}

/// The versions of a case besides the document in its fields.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Versions {
    /// The change that is open.
    pub open: Option<Box<Change>>,
    /// The road of the version in force, once a change took effect; else it is the basic one.
    pub in_force: Option<Box<Track>>,
    /// Versions that were replaced or that ended without effect, oldest first.
    pub past: Vec<(Track, Document)>,
    /// Every number that a change of this case has had, in order; none is used again.
    pub used: Vec<Version>,
}

impl Document {
    /// It, to be looked at.
    pub fn view(&self) -> View<'_> {
        View {
            requirements: &self.requirements,
            lines: &self.lines,
            terms: self.terms.as_ref(),
            legal: self.legal.as_ref(),
            board: self.board.as_ref(),
            offer: &self.offer,
        }
    }
}

impl View<'_> {
    /// The line of a number.
    pub fn line(&self, number: &LineNumber) -> Option<&Line> {
        self.lines.iter().find(|line| line.number == *number)
    }
}

impl State {
    /// The open change.
    pub fn change(&self) -> Option<&Change> {
        self.versions.open.as_deref()
    }

    /// The document in the case's own fields: of the open change, else of the version in force.
    pub fn document(&self) -> View<'_> {
        View {
            requirements: &self.requirements,
            lines: &self.lines,
            terms: self.terms.as_ref(),
            legal: self.legal.as_ref(),
            board: self.board.as_ref(),
            offer: &self.offer,
        }
    }

    /// The document in force, which deliveries, bills and closure go by. Before the first
    /// acceptance it is the basic document in work.
    pub fn agreed(&self) -> View<'_> {
        self.change().map_or_else(|| self.document(), |change| change.previous.view())
    }

    /// The version in force, or in work before the first acceptance.
    pub fn version_in_force(&self) -> Version {
        self.versions.in_force.as_ref().map_or(Version::Basic, |track| track.version)
    }

    /// The version whose document is in the case's own fields.
    pub fn version_in_work(&self) -> Version {
        self.change().map_or_else(|| self.version_in_force(), |change| change.track.version)
    }

    /// Where the document in the case's own fields stands.
    pub fn document_stage(&self) -> Stage {
        self.change().map_or_else(|| self.stage(), |change| change.track.stage)
    }

    /// The version that took a line out for good; its number is not used again.
    pub(crate) fn retired(&self, number: &LineNumber) -> Option<Version> {
        let change = self.change()?;
        if change.previous.view().line(number).is_some() {
            return None;
        }
        let held = |(track, document): &&(Track, Document)| {
            track.ended.is_none() && document.view().line(number).is_some()
        };
        let (track, _) = self.versions.past.iter().rev().find(held)?;
        track.replaced.map(|(_, by)| by)
    }

    /// Takes the document out of the case's own fields.
    fn take_document(&mut self) -> Document {
        Document {
            requirements: std::mem::take(&mut self.requirements),
            lines: std::mem::take(&mut self.lines),
            terms: self.terms.take(),
            legal: self.legal.take(),
            board: self.board.take(),
            offer: std::mem::take(&mut self.offer),
        }
    }

    /// Puts a document into the case's own fields.
    fn put_document(&mut self, document: Document) {
        let Document { requirements, lines, terms, legal, board, offer } = document;
        self.requirements = requirements;
        self.lines = lines;
        self.terms = terms;
        self.legal = legal;
        self.board = board;
        self.offer = offer;
    }
}
