//! The office's authorised standard terms. Every offer that is approved while they hold prints them
//! word for word; until an office has adopted any, papers explain in plain words what such terms
//! are about.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

const SECTIONS: &[Field] = &[
    Field::must("title", "Title of the section", Input::Text(limits::LINE)),
    Field::must("text", "Text", Input::Long(limits::LETTER))
        .hint("A line is a paragraph; it is printed word for word"),
];

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "adopt-standard-terms",
    thing: "standard-terms",
    kind: Kind::Office,
    title: "Adopt standard terms",
    help: "Offers that are approved from the first day on print this text as the authorised text of \
           the office that is named. Offers that were approved before keep what they had.",
    desks: &[Desk::Legal],
    fields: &[
        Field::must("office", "Office whose text it is", Input::Text(limits::LINE)),
        Field::must("reference", "Reference of the authorisation", Input::Text(limits::LINE)),
        Field::must("starts", "First day", Input::Day)
            .hint("Tomorrow at the earliest, so that no offer of today has two texts"),
        Field::must("sections", "Sections", Input::Records(SECTIONS)),
    ],
};

/// Standard terms as they are adopted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardTerms {
    /// The office whose text it is.
    pub office: String,
    /// Reference of the authorisation.
    pub reference: String,
    /// The first day on which an offer that is approved prints them.
    pub starts: Day,
    /// Sections, in their order.
    pub sections: Vec<Section>,
}

/// A section of the standard terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Title.
    pub title: String,
    /// Text; a line is a paragraph.
    pub text: String,
}

pub(super) fn decide(act: &StandardTerms, now: &Situation<'_>) -> Result<StandardTerms, Refusal> {
    // A paper shows the record up to an entry of its case. Terms that held from a day that has
    // begun would give the same entry two papers.
    let begun = (act.starts <= now.today).then(|| {
        now.contradiction(
            format!("The terms would hold from {}, and today is {}.", act.starts, now.today),
            "Let them begin tomorrow or later.",
        )
    });
    let empty = act.sections.is_empty().then(|| {
        now.contradiction("The terms have no section.".to_owned(), "Enter the authorised text.")
    });
    Refusal::unless_clear(begun.into_iter().chain(empty))?;
    Ok(act.clone())
}

impl State {
    /// The standard terms of offers that are approved on a day: those that began last, and of two
    /// that began on one day those that were adopted last.
    pub fn terms_on(&self, day: Day) -> Option<&StandardTerms> {
        let begun = self.standard_terms.iter().filter(|terms| terms.starts <= day);
        begun.max_by_key(|terms| terms.starts)
    }
}
