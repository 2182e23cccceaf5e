//! Take back everything that was posted under a document, as new entries. The original stays.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "reverse-posting",
    thing: "reversals",
    kind: Kind::Case,
    title: "Reverse a posting",
    help: "Posts the mirror of everything that stands under a document, on a later day. Nothing \
           is erased: original and mirror add up to nothing.",
    desks: &[Desk::Finance],
    fields: &[
        Field::must("on", "Day", Input::Day),
        Field::must("document", "Document that is reversed", Input::Text(limits::LINE)),
        Field::must("reference", "Document of the reversal", Input::Text(limits::LINE)),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    ],
};

/// Everything that was posted under a document was taken back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Reversed {
    pub on: Day,
    pub document: String,
    pub reference: String,
    pub reason: String,
}

pub(crate) fn decide(
    case: &State,
    act: &Reversed,
    now: &Situation<'_>,
) -> Result<Reversed, Refusal> {
    let of = |entry: &&ledger::Entry| entry.is_of(&act.document);
    let none = case.entries.iter().find(of).is_none().then(|| {
        let sentence = format!("Nothing is posted under {}.", act.document);
        now.contradiction(sentence, "Name a document of the books.")
    });
    let done = |entry: &ledger::Entry| entry.corrects() == Some(act.document.as_str());
    let again = case.entries.iter().any(done).then(|| {
        let sentence = format!("{} is reversed or credited already.", act.document);
        now.contradiction(sentence, "Post what is still wrong by itself.")
    });
    let early = case.entries.iter().find(of).filter(|entry| act.on < entry.on()).map(|entry| {
        let sentence =
            format!("{} was posted on {}; {} is earlier.", act.document, entry.on(), act.on);
        now.contradiction(sentence, "Enter a later day.")
    });
    let dated = super::dated(case, act.on, &act.reference, now);
    Refusal::unless_clear([none, again, early].into_iter().flatten().chain(dated))?;
    Ok(act.clone())
}
