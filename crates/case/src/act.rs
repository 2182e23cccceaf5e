//! How an act describes itself. One table serves the form, the API's schema, the command line's
//! help and the check of what came in, so that none of them can disagree with another.

use rules::{Finding, Row};
use terms::{Desk, Kind, Unreadable};

use crate::{decider::Decider, situation::Situation};

/// What an act is: its names, who may do it, and what it asks for.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The verb, as the command line says it: `countersign`.
    pub name: &'static str,
    /// The thing, as the address says it: `POST /cases/{id}/countersignature`.
    pub thing: &'static str,
    /// The kind of file it is done to.
    pub kind: Kind,
    /// The button: "Countersign the offer".
    pub title: &'static str,
    /// One or two plain sentences: what it does and what follows.
    pub help: &'static str,
    /// The desks that may do it; the first is the one that usually does.
    pub desks: &'static [Desk],
    /// What it asks for, in the order of the form.
    pub fields: &'static [Field],
}

/// An act of one kind of file: its description, when it can be done, and what it must pass.
pub struct Act<S: Decider> {
    /// Names, desks, fields.
    pub about: About,
    /// Whether it opens the file; every other act needs a file that is open. One that opens the
    /// file and names stages can also be done to a file that stands at one of them.
    pub opens: bool,
    /// Whether a part of the program makes its arguments whole before they are decided on: the
    /// field list says what people give, not all that the decision gets.
    pub made_whole: bool,
    /// The stages in which it can be done; empty means any that is open, or none for an act that
    /// opens the file.
    pub stages: &'static [S::Stage],
    /// The rules that it must pass; all are held against the file, and all findings are told.
    pub gate: &'static [&'static [Check<S>]],
}

/// A rule's check: a function named by the row's identifier.
pub struct Check<S> {
    /// The row.
    pub rule: &'static str,
    /// Holds the row against the file.
    pub run: fn(&S, &Situation<'_>, &Row) -> Finding,
}

/// One thing that an act asks for.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name in JSON, in forms and on the command line.
    pub name: &'static str,
    /// The label of the form.
    pub label: &'static str,
    /// A hint below the label; empty when the label says enough.
    pub help: &'static str,
    /// The heading under which the form shows it, with those before it that name the same.
    pub section: &'static str,
    /// Whether it may be left out.
    pub need: Need,
    /// What it holds.
    pub input: Input,
}

/// Whether a field may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be given.
    Must,
    /// It may be left out; the fact then stays unknown and is shown as such.
    May,
}

/// What a field holds. In JSON all are strings, but for `Count` (a number), `Flag` (true or false),
/// `Many` (an array of strings) and `Records` (an array of objects).
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// One line of text, at most so many characters.
    Text(usize),
    /// Several lines of text, at most so many characters.
    Long(usize),
    /// A civil day.
    Day,
    /// An amount in the currency of the pack, with two decimals.
    Money,
    /// A whole number between two ends, both included.
    Count(i64, i64),
    /// Yes or no.
    Flag,
    /// One code of a list, with meanings.
    Choice(&'static [(&'static str, &'static str)]),
    /// An identifier: an example, and the reader that checks it.
    Id(&'static str, fn(&str) -> Result<(), Unreadable>),
    /// SHA-256 of an uploaded file, in hexadecimal.
    Upload,
    /// Several codes or numbers, each one checked by the reader.
    Many(&'static str, fn(&str) -> Result<(), Unreadable>),
    /// A repeated group.
    Records(&'static [Field]),
}

impl Field {
    /// A field that must be given.
    pub const fn must(name: &'static str, label: &'static str, input: Input) -> Self {
        Self { name, label, help: "", section: "", need: Need::Must, input }
    }

    /// A field that may be left out.
    pub const fn may(name: &'static str, label: &'static str, input: Input) -> Self {
        Self { name, label, help: "", section: "", need: Need::May, input }
    }

    /// Adds a hint.
    #[must_use]
    pub const fn hint(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// Puts it under a heading of the form.
    #[must_use]
    pub const fn under(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }
}

/// The reader of an identifier, for `Input::Id`.
pub fn reads<T: std::str::FromStr<Err = Unreadable>>(text: &str) -> Result<(), Unreadable> {
    text.parse::<T>().map(drop)
}
