//! Markings of a file: what an officer marked, what is proposed to be lowered, and what the whole
//! carries. A thing that nobody marked has the marking of its kind, which is a row of the pack.

pub mod carried;
pub mod lower;
pub mod mark;

use rules::Pack;
use serde::{Deserialize, Serialize};
use terms::{Actor, Day, Marking, coded};

pub use carried::Carried;
pub use lower::{LoweringProposed, MarkingLowered};
pub use mark::Marked;

use crate::decider::Told;

coded! {
    /// A kind of thing in a file that bears a marking.
    pub enum Sort "thing" {
        /// The whole.
        File = "file" "the whole file",
        /// A line.
        Line = "line" "a line of the offer",
        /// A note.
        Note = "note" "a note of the offer",
        /// Letter.
        Letter = "letter" "the letter of request",
        /// An attachment.
        Attachment = "attachment" "an attachment",
    }
}

/// A thing in a file: its kind and, where there are several, its number or name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Thing {
    /// Its kind.
    pub what: Sort,
    /// Number of a line, code or title of a note, name of an attachment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A marking that was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    /// On what.
    pub thing: Thing,
    /// The marking.
    pub marking: Marking,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Actor,
    /// When.
    pub on: Day,
}

/// A lowering that was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Number in the file.
    pub number: u32,
    /// What is proposed.
    pub proposed: LoweringProposed,
    /// By whom.
    pub by: Actor,
    /// When.
    pub on: Day,
    /// Whether another person confirmed it, or a newer marking took its place.
    pub done: bool,
}

/// The markings of a file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Marks {
    /// What was set, in the order in which things were first marked.
    pub set: Vec<Set>,
    /// What is proposed, oldest first.
    pub proposals: Vec<Proposal>,
}

/// A file whose things bear markings.
pub trait Bears {
    /// The markings that were set.
    fn marks(&self) -> &Marks;
    /// Everything in the file that bears a marking, the file itself first.
    fn things(&self) -> Vec<Thing>;
}

/// The rule that says what a kind of thing bears that nobody marked.
pub const BY_KIND: &str = "MARK-002";

impl Thing {
    /// The file itself.
    pub const fn file() -> Self {
        Self { what: Sort::File, name: None }
    }

    /// A thing with a name.
    pub fn named(what: Sort, name: impl ToString) -> Self {
        Self { what, name: Some(name.to_string()) }
    }
}

impl std::fmt::Display for Thing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.name {
            None => out.write_str(self.what.meaning()),
            Some(name) => write!(out, "{} {name}", self.what.code()),
        }
    }
}

impl Marks {
    /// What was set on a thing.
    pub fn of(&self, thing: &Thing) -> Option<&Set> {
        self.set.iter().find(|set| set.thing == *thing)
    }

    /// The marking that a thing bears on a day.
    pub fn borne(&self, thing: &Thing, pack: &Pack, on: Day) -> Marking {
        match self.of(thing) {
            Some(set) => set.marking.clone(),
            None => by_kind(thing.what.code(), pack, on),
        }
    }

    /// Lowerings that wait for another person.
    pub fn open_proposals(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.iter().filter(|proposal| !proposal.done)
    }

    fn put(&mut self, set: Set) {
        for proposal in self.proposals.iter_mut().filter(|p| p.proposed.thing == set.thing) {
            proposal.done = true;
        }
        match self.set.iter_mut().find(|known| known.thing == set.thing) {
            Some(known) => *known = set,
            None => self.set.push(set),
        }
    }

    pub(crate) fn evolve_marked(&mut self, event: &Marked, told: &Told<'_>) {
        let Marked { thing, marking, reason } = event.clone();
        self.put(Set { thing, marking, reason, by: told.by.clone(), on: told.on });
    }

    pub(crate) fn evolve_proposed(&mut self, event: &LoweringProposed, told: &Told<'_>) {
        self.proposals.push(Proposal {
            number: event.number,
            proposed: event.clone(),
            by: told.by.clone(),
            on: told.on,
            done: false,
        });
    }

    pub(crate) fn evolve_lowered(&mut self, event: &MarkingLowered, told: &Told<'_>) {
        let MarkingLowered { thing, marking, reason, .. } = event.clone();
        self.put(Set { thing, marking, reason, by: told.by.clone(), on: told.on });
    }
}

/// The marking of a kind of thing or of paper on a day, as the row has it. A row that cannot be
/// read marks as controlled: a fault of the pack must open nothing.
pub fn by_kind(kind: &str, pack: &Pack, on: Day) -> Marking {
    let text = pack.of_act(BY_KIND, on).and_then(|row| row.text(kind));
    text.map_or_else(Marking::open, |text| text.parse().unwrap_or_else(|_| Marking::controlled()))
}
