//! Note a change abroad. It raises a review on every open case of the purchaser, in the same
//! transaction: a case cannot be offered, implemented or shipped past a change nobody looked at.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, FileId, Kind, StreamId, coded, limits};

use super::{Event, State};
use crate::{
    act::{About, Field, Input},
    decider::{Decider, Outcome},
    refusal::Refusal,
    sale,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "note-change",
    thing: "changes",
    kind: Kind::Purchaser,
    title: "Note a change abroad",
    help: "Keeps a sanction, a change of government, an advisory or another event, with its \
           source. Every open case of the purchaser gets a review, which stops offer, \
           implementation and shipment until somebody closes it.",
    desks: &[Desk::CountryDesk, Desk::State, Desk::Compliance, Desk::SecurityCooperation],
    fields: &[
        Field::must("what", "Kind of change", Input::Choice(ChangeKind::OPTIONS)),
        Field::must("on", "Day of the change", Input::Day),
        Field::must("source", "Source", Input::Text(limits::LINE))
            .hint("Publication or address where it can be read"),
        Field::must("summary", "Summary", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// What kind of change abroad it is.
    pub enum ChangeKind "kind of change" {
        /// A sanction.
        Sanction = "sanction" "sanction or embargo",
        /// A change of government.
        Regime = "regime-change" "change of government outside the constitution",
        /// An advisory.
        Advisory = "advisory" "advisory or warning",
        /// A conflict.
        Conflict = "conflict" "armed conflict",
        /// Rights.
        Rights = "human-rights" "human rights report",
        /// Anything else.
        Other = "other" "another event",
    }
}

/// A change abroad, as it is reported.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    /// What kind.
    pub what: ChangeKind,
    /// When.
    pub on: Day,
    /// Where it can be read.
    pub source: String,
    /// What happened.
    pub summary: String,
}

/// A change abroad, with its number in the file and the cases that it touched.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangeNoted {
    /// Number within the purchaser's file, from 1.
    pub number: u32,
    /// The change.
    pub change: Change,
    /// The cases that got a review.
    pub touched: Vec<FileId>,
}

pub(crate) fn decide(file: &State, act: &Change, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    Refusal::unless_clear(now.not_in_future("day of the change", act.on))?;
    let number = u32::try_from(file.changes.len()).unwrap_or(u32::MAX).saturating_add(1);
    let touched = now.facts.open_cases.clone();
    let reviews = touched.iter().map(|case| {
        let raised = sale::ReviewRaised {
            change: number,
            what: act.what,
            on: act.on,
            source: act.source.clone(),
            summary: act.summary.clone(),
        };
        (StreamId::new(Kind::Case, case.clone()), sale::Event::ReviewRaised(raised).into())
    });
    let elsewhere = reviews.collect();
    debug_assert!(
        file.head().exists(),
        "the file is open when an act other than register is decided"
    );
    let noted = Event::ChangeNoted(ChangeNoted { number, change: act.clone(), touched });
    Ok(Outcome { elsewhere, ..noted.into() })
}
