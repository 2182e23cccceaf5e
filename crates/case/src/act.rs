//! How an act describes itself. One table serves the form, the API's schema, the command line's
//! help and the check of what came in, so that none of them can disagree with another.

use terms::{Desk, Kind, Unreadable};

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

/// One thing that an act asks for.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name in JSON, in forms and on the command line.
    pub name: &'static str,
    /// The label of the form.
    pub label: &'static str,
    /// A hint below the label; empty when the label says enough.
    pub help: &'static str,
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

/// What a field holds. In JSON all are strings, but for `Count` (a number), `Flag` (true or false)
/// and `Records` (an array of objects).
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// One line of text, at most so many characters.
    Text(usize),
    /// Several lines of text, at most so many characters.
    Long(usize),
    /// A civil day.
    Day,
    /// An amount in US dollars and cents.
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
    /// A repeated group.
    Records(&'static [Field]),
}

impl Field {
    /// A field that must be given.
    pub const fn must(name: &'static str, label: &'static str, input: Input) -> Self {
        Self { name, label, help: "", need: Need::Must, input }
    }

    /// A field that may be left out.
    pub const fn may(name: &'static str, label: &'static str, input: Input) -> Self {
        Self { name, label, help: "", need: Need::May, input }
    }

    /// Adds a hint.
    #[must_use]
    pub const fn hint(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }
}

/// The reader of an identifier, for `Input::Id`.
pub fn reads<T: std::str::FromStr<Err = Unreadable>>(text: &str) -> Result<(), Unreadable> {
    text.parse::<T>().map(drop)
}
