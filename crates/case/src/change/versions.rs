//! Every version of a case, for whoever wants to look at it: where it stands, what it says, and
//! what it changes.

use std::borrow::Cow;

use schedule::Span;
use terms::{Day, Version, coded};

use super::{
    Track, View,
    diff::{Content, Diff},
    effect::Ended,
};
use crate::{
    Decider,
    authority::state_of,
    refusal::Refusal,
    sale::{
        Event, Stage, State,
        issue::{Subject, Wanted},
        value,
    },
    situation::Situation,
};

coded! {
    /// How a version stands to the others.
    pub enum Standing "standing" {
        /// In work.
        Open = "open" "in work",
        /// In force.
        InForce = "in-force" "in force",
        /// Replaced.
        Replaced = "replaced" "replaced by a later version",
        /// Ended.
        Ended = "ended" "ended without effect",
    }
}

/// A version, with its document.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    /// How it stands to the others.
    pub standing: Standing,
    /// Its road.
    pub track: Cow<'a, Track>,
    /// Its document.
    pub document: View<'a>,
}

impl Shown<'_> {
    /// Where its document stands: the state of approval that the pack adds, else the stage.
    pub fn state(&self) -> &str {
        state_of(self.track.stage, self.document.board)
    }
}

impl Track {
    /// The road of a version with nothing on it yet.
    pub(super) const fn of(version: Version) -> Self {
        Self {
            version,
            opened: None,
            opened_on: None,
            stage: Stage::None,
            against: None,
            surcharge: None,
            accepted: None,
            sent: None,
            receipt: None,
            implemented: None,
            ended: None,
            replaced: None,
            spans: Vec::new(),
        }
    }

    /// Whether the purchaser must accept it; a modification takes effect without.
    pub const fn needs_acceptance(&self) -> bool {
        !matches!(self.version, Version::Modification(_))
    }
}

impl State {
    /// The road of the basic version, as the case itself tells it.
    pub(super) fn basic(&self) -> Track {
        let stage = if self.implemented.is_some() { Stage::Implemented } else { self.stage() };
        Track {
            opened_on: self.head().opened,
            stage,
            accepted: self.accepted.clone(),
            ..Track::of(Version::Basic)
        }
    }

    /// The roads of all changes: past ones, the one in force, the open one.
    pub fn tracks(&self) -> impl Iterator<Item = &Track> {
        let past = self.versions.past.iter().map(|(track, _)| track);
        let in_force = self.versions.in_force.as_deref();
        past.chain(in_force).chain(self.change().map(|change| &change.track))
    }

    /// Every version, in the order in which they were begun.
    pub fn all_versions(&self) -> Vec<Shown<'_>> {
        let mut all: Vec<Shown<'_>> = Vec::new();
        for (track, document) in &self.versions.past {
            let ended = track.ended.is_some();
            let standing = if ended { Standing::Ended } else { Standing::Replaced };
            let track = Cow::Borrowed(track);
            all.push(Shown { standing, track, document: document.view() });
        }
        let standing = match (&self.versions.in_force, &self.accepted, self.stage().is_open()) {
            (None, None, true) => Standing::Open,
            (None, None, false) => Standing::Ended,
            _ => Standing::InForce,
        };
        let in_force = self.versions.in_force.as_deref();
        let track = in_force.map_or_else(|| Cow::Owned(self.basic()), Cow::Borrowed);
        all.push(Shown { standing, track, document: self.agreed() });
        if let Some(change) = self.change() {
            let track = Cow::Borrowed(&change.track);
            all.push(Shown { standing: Standing::Open, track, document: self.document() });
        }
        let begun = |version: Version| self.versions.used.iter().position(|used| *used == version);
        all.sort_by_key(|shown| begun(shown.track.version).map_or(0, |at| at + 1));
        all
    }

    /// A version of the case.
    pub fn shown(&self, version: Version) -> Option<Shown<'_>> {
        self.all_versions().into_iter().find(|shown| shown.track.version == version)
    }

    /// The version that a document is about: the one that is named, else the newest of its kind;
    /// `None` where there is none, or where the document is about no version.
    pub fn printed(&self, wanted: Wanted) -> Option<Version> {
        let fits = |version: &Version| match wanted.what.subject() {
            Subject::Offer => *version == Version::Basic,
            Subject::Amendment => matches!(version, Version::Amendment(_)),
            Subject::Modification => matches!(version, Version::Modification(_)),
            Subject::Expired => self.has_expired(*version),
            Subject::Notification | Subject::Report | Subject::Request | Subject::Closure => false,
        };
        let begun = [Version::Basic].into_iter().chain(self.versions.used.iter().copied());
        let named = |version: &Version| wanted.version.is_none_or(|named| named == *version);
        begun.filter(named).rfind(fits)
    }

    /// Whether the offer of a version ended because nobody accepted it in time.
    fn has_expired(&self, version: Version) -> bool {
        let expired = |track: &Track| matches!(track.ended, Some((_, Ended::Expired(_))));
        match version {
            Version::Basic => self.stage() == Stage::Expired,
            _ => self.tracks().any(|track| track.version == version && expired(track)),
        }
    }

    /// The case with the document of a version in its own fields, to be printed.
    pub fn showing(&self, version: Version) -> Option<Self> {
        let Shown { track, document, .. } = self.shown(version)?;
        let accepted = track.accepted.clone();
        let mut case = self.clone();
        case.requirements = document.requirements.to_vec();
        case.lines = document.lines.to_vec();
        case.terms = document.terms.cloned();
        case.legal = document.legal.cloned();
        case.board = document.board.cloned();
        case.offer = document.offer.clone();
        case.accepted = accepted;
        Some(case)
    }

    /// What differs from one version to another; `None` when the case has not both. A document
    /// that is not approved yet is priced by the rates of the day.
    pub fn difference(
        &self,
        (from, to): (Version, Version),
        now: &Situation<'_>,
    ) -> Result<Option<Diff>, Refusal> {
        let Some((from, to)) = self.shown(from).zip(self.shown(to)) else { return Ok(None) };
        let before = value::of(self, from.document, now)?;
        let after = value::of(self, to.document, now)?;
        let previous = content(from.document, &before);
        Ok(Some(Diff::between(previous, content(to.document, &after))))
    }

    /// What the open change differs in from the version in force; `None` when none is open.
    pub fn open_difference(&self, now: &Situation<'_>) -> Result<Option<Diff>, Refusal> {
        let Some(change) = self.change() else { return Ok(None) };
        let (previous, revised) = (change.previous.view(), self.document());
        let before = value::of(self, previous, now)?;
        let after = value::of(self, revised, now)?;
        Ok(Some(Diff::between(content(previous, &before), content(revised, &after))))
    }
}

fn content<'a>(document: View<'a>, priced: &'a value::Priced) -> Content<'a> {
    let (lines, terms) = (document.lines, document.terms);
    Content { lines, terms, summary: priced.summary, payments: &priced.payments }
}

/// Whether an event is a step of a change's document, so that the case stays with its holder.
/// Asked after the event was taken in.
pub(crate) fn is_of_open(case: &State, event: &Event) -> bool {
    match event {
        Event::Declined(_) => case.stage() != Stage::Declined,
        Event::Expired(_) => case.stage() != Stage::Expired,
        _ => case.change().is_some() && is_step(event),
    }
}

/// Events by which a document goes on, and which hand it to another holder.
const fn is_step(event: &Event) -> bool {
    matches!(
        event,
        Event::ChangeOpened(_)
            | Event::Approved(_)
            | Event::Written(_)
            | Event::BodyDecided(_)
            | Event::NotificationMoved(_)
            | Event::Countersigned(_)
            | Event::Offered(_)
            | Event::CounterOffered(_)
            | Event::DraftHeld(_)
            | Event::DraftReleased(_)
            | Event::WritingStarted(_)
            | Event::DraftReturned(_)
            | Event::CounterRefused(_)
            | Event::CorrectedByPen(_)
            | Event::Restated(_)
            | Event::Accepted(_)
            | Event::ModificationSent(_)
    )
}

/// Charges the days of an open change to whoever holds its document. The case itself stays with
/// whoever carries it out.
pub(crate) fn hold(case: &mut State, event: &Event, on: Day) {
    if !is_of_open(case, event) {
        return;
    }
    let Some((holder, reason)) = crate::sale::holder(case, event) else { return };
    if let Some(change) = &mut case.versions.open {
        let from = change.track.spans.last().map_or(on, |last| on.max(last.from));
        change.track.spans.push(Span { from, holder, reason: reason.to_owned() });
    }
}
