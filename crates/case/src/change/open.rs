//! Open a change of a case that is in execution.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Version, coded, limits};

use super::{Change, Track};
use crate::{
    act::{About, Field, Input},
    decider::Told,
    duties,
    loa::{Offer, open::Group},
    sale::{Stage, State},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "open-change",
    thing: "changes",
    kind: Kind::Case,
    title: "Open a change",
    help: "Begins the next version of the case document from the one in force. A change of what \
           the purchaser agreed to get, or one that the purchaser asked for, becomes an amendment, \
           which the purchaser accepts; other changes become a modification. Lines and terms are \
           changed in the open version only, and the case goes on under the version in force.",
    desks: &[Desk::CaseManager],
    fields: &[
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
        Field::must("requested_by", "Requested by", Input::Choice(RequestedBy::OPTIONS)),
        Field::must("reference", "Reference of the request", Input::Text(limits::LINE))
            .hint("The purchaser's letter, or the reference of the Government's own review"),
        Field::must("changes_scope", "It changes what was agreed on", Input::Flag)
            .hint("What the purchaser agreed to get: items, quantities, category, value ceiling"),
        Field::must("statement", "Why it does or does not", Input::Long(limits::PARAGRAPH)),
        Field::must("print", "How it is printed", Input::Choice(Print::OPTIONS)),
        Field::must("group", "Processing group", Input::Choice(Group::OPTIONS))
            .hint("Sets how many days the change may take"),
    ],
};

coded! {
    /// Who asked for a change.
    pub enum RequestedBy "side" {
        /// Purchaser.
        Purchaser = "purchaser" "the purchaser",
        /// US.
        Seller = "us-government" "the United States Government, after a review of its own",
    }
}

coded! {
    /// How a change is printed.
    pub enum Print "print" {
        /// Restated.
        Restated = "restated" "the whole changed case, which replaces the earlier print",
        /// Not restated.
        Changes = "changes-only" "only what changes, beside what it was",
    }
}

/// Opens a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenChange {
    /// Why.
    pub reason: String,
    /// Who asked for it.
    pub requested_by: RequestedBy,
    /// The request.
    pub reference: String,
    /// Whether it changes what the purchaser agreed to get.
    pub changes_scope: bool,
    /// Why it does or does not.
    pub statement: String,
    /// How it is printed.
    pub print: Print,
    /// Processing group.
    pub group: Group,
}

/// A change was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeOpened {
    /// The version that it makes.
    pub version: Version,
    /// The version that it changes.
    pub against: Version,
    /// What was entered.
    pub given: OpenChange,
    /// The last day to send an amendment or to implement a modification, in calendar days from
    /// today, where a rule sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
}

impl OpenChange {
    /// Whether the purchaser must accept it, as far as people have said.
    pub const fn needs_acceptance(&self) -> bool {
        self.changes_scope || matches!(self.requested_by, RequestedBy::Purchaser)
    }
}

pub(crate) fn decide(case: &State, act: &OpenChange, now: &Situation<'_>) -> ChangeOpened {
    let standard = now.row(act.group.rule()).and_then(|r| r.whole("standard_days"));
    ChangeOpened {
        version: next_version(case, act.needs_acceptance()),
        against: case.version_in_force(),
        given: act.clone(),
        due: standard.map(|days| now.today.plus_days(days)),
    }
}

/// The next number of its kind. Amendments and modifications count each for themselves, and a
/// number is used once, also by a change that ended without effect or became the other kind.
pub(super) fn next_version(case: &State, accepted_by_purchaser: bool) -> Version {
    let highest = |of: fn(Version) -> Option<u16>| {
        let used = case.versions.used.iter().copied().filter_map(of);
        used.max().unwrap_or(0).saturating_add(1)
    };
    if accepted_by_purchaser {
        Version::Amendment(highest(|version| match version {
            Version::Amendment(number) => Some(number),
            _ => None,
        }))
    } else {
        Version::Modification(highest(|version| match version {
            Version::Modification(number) => Some(number),
            _ => None,
        }))
    }
}

pub(crate) fn evolve(case: &mut State, event: &ChangeOpened, told: &Told<'_>) {
    let previous = case.take_document();
    case.requirements.clone_from(&previous.requirements);
    case.lines.clone_from(&previous.lines);
    case.terms.clone_from(&previous.terms);
    case.offer = Offer { number: 1, ..Offer::default() };
    case.versions.used.push(event.version);
    let track = Track {
        opened: Some(event.clone()),
        opened_on: Some(told.on),
        stage: Stage::Development,
        against: Some(event.against),
        ..Track::of(event.version)
    };
    case.versions.open = Some(Box::new(Change { track, previous }));
    // It is a new document: whoever drafted or approved the last one may have another part in it.
    case.forget(duties::OF_THE_DRAFT);
    case.forget(duties::OF_THE_DOCUMENT);
    case.draft = case.draft.saturating_add(1);
}
