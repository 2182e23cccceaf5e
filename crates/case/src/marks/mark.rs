//! Mark a thing of a file. One person raises a marking; to lower one takes two.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{
    Desk, Kind, Marking, PurchaserCode, limits,
    marking::{Category, Limit},
};

use super::{Bears, Sort, Thing};
use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    situation::Situation,
};

/// The desks that mark.
pub(super) const DESKS: &[Desk] = &[
    Desk::CaseManager,
    Desk::TechnologySecurity,
    Desk::Compliance,
    Desk::CountryDesk,
    Desk::Legal,
    Desk::State,
    Desk::Intake,
];

/// What a marking asks for.
pub(super) const FIELDS: &[Field] = &[
    Field::must("what", "What is marked", Input::Choice(Sort::OPTIONS)),
    Field::may("name", "Which one", Input::Text(limits::LINE))
        .hint("Number of the line, code or title of the note, name of the attachment"),
    Field::must("controlled", "Controlled unclassified information", Input::Flag),
    Field::may("categories", "Categories", Input::Many("CTI", reads::<Category>)),
    Field::may("limits", "Limits on dissemination", Input::Many("FEDCON", reads::<Limit>)),
    Field::may("nations", "Releasable to these nations alone", Input::Many("BN", nation)),
    Field::may("no_foreign", "Not to anybody abroad", Input::Flag),
    Field::may("internal", "Kept from the purchaser", Input::Flag),
    Field::may("pre_decisional", "Before the decision that it prepares", Input::Flag),
    Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
];

/// How the act describes itself for a case.
pub const CASE: About = about(Kind::Case);
/// How the act describes itself for a request.
pub const REQUEST: About = about(Kind::Request);

const fn about(kind: Kind) -> About {
    About {
        name: "mark",
        thing: "markings",
        kind,
        title: "Mark",
        help: "Marks the file or a thing in it: controlled, in which categories, for which \
               nations, and whether it may go to the purchaser. Every page and paper carries what \
               its parts carry. A marking that is lowered is proposed first, and another person \
               confirms it.",
        desks: DESKS,
        fields: FIELDS,
    }
}

fn nation(text: &str) -> Result<(), terms::Unreadable> {
    reads::<PurchaserCode>(text)
}

/// A marking as it is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Mark {
    pub what: Sort,
    pub name: Option<String>,
    pub controlled: bool,
    #[serde(default)]
    pub categories: Vec<Category>,
    #[serde(default)]
    pub limits: Vec<Limit>,
    #[serde(default)]
    pub nations: Vec<PurchaserCode>,
    pub no_foreign: Option<bool>,
    #[serde(rename = "internal")]
    pub inside: Option<bool>,
    pub pre_decisional: Option<bool>,
    pub reason: String,
}

/// A thing was marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// What was marked.
    #[serde(flatten)]
    pub thing: Thing,
    /// The marking, as text.
    pub marking: Marking,
    /// Why.
    pub reason: String,
}

pub(crate) fn decide(
    file: &impl Bears,
    act: &Mark,
    now: &Situation<'_>,
) -> Result<Marked, Refusal> {
    let (thing, marking) = asked(file, act, now)?;
    let borne = file.marks().borne(&thing, now.pack, now.today);
    let same = file.marks().of(&thing).is_some_and(|set| set.marking == marking).then(|| {
        now.contradiction(format!("{thing} is marked {marking} already."), "Nothing needs a mark.")
    });
    let raised = now.under("MARK-001", |row| {
        if marking.covers(&borne) {
            let yes = format!("{marking} is as strict as {borne}, or stricter.");
            return Finding::under(row, Outcome::Satisfied, yes);
        }
        let no = format!("{thing} bears {borne}, and {marking} would lower it.");
        Finding::under(row, Outcome::Refused, no)
            .fact("marking", &borne)
            .fact("asked for", &marking)
            .remedy("Propose the lower marking, and let another person confirm it.", DESKS)
    });
    Refusal::unless_clear(same.into_iter().chain(raised))?;
    Ok(Marked { thing, marking, reason: act.reason.clone() })
}

/// The thing and the marking that are asked for, where they fit each other and the file.
pub(super) fn asked(
    file: &impl Bears,
    act: &Mark,
    now: &Situation<'_>,
) -> Result<(Thing, Marking), Refusal> {
    let name = act.name.clone().filter(|_| !matches!(act.what, Sort::File | Sort::Letter));
    let thing = Thing { what: act.what, name };
    let missing = (!file.things().contains(&thing)).then(|| {
        now.contradiction(format!("This file has no {thing}."), "Name a thing that is in the file.")
    });
    let no_foreign = act.no_foreign == Some(true);
    let both = (no_foreign && !act.nations.is_empty()).then(|| {
        let sentence = "It cannot be for nobody abroad and for nations as well.".to_owned();
        now.contradiction(sentence, "Name the nations, or say that nobody abroad may read it.")
    });
    let limited = no_foreign
        || !(act.nations.is_empty() && act.categories.is_empty() && act.limits.is_empty());
    let open = (limited && !act.controlled).then(|| {
        let sentence = "What is not controlled has no category and no limit.".to_owned();
        now.contradiction(sentence, "Say that it is controlled, or leave the limits out.")
    });
    Refusal::unless_clear(missing.into_iter().chain(both).chain(open))?;
    let mut marking = if act.controlled { Marking::controlled() } else { Marking::open() };
    marking = act.categories.iter().fold(marking, |marking, category| marking.of(*category));
    marking = act.limits.iter().fold(marking, |marking, limit| marking.limited(*limit));
    if no_foreign {
        marking = marking.no_foreign();
    } else if !act.nations.is_empty() {
        marking = marking.only_to(act.nations.iter().cloned());
    }
    if act.pre_decisional == Some(true) {
        marking = marking.pre_decisional();
    }
    if act.inside == Some(true) {
        marking = marking.kept_in();
    }
    Ok((thing, marking))
}
