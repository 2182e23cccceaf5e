//! Record that the authority which a rule names lets named acts pass in spite of it, until a day.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Unreadable, limits};

use super::attest::rule;
use crate::{
    act::{About, Field, Input},
    file,
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself on a kind of file; the desk that usually does it stands first.
pub const fn about(kind: Kind, desks: &'static [Desk]) -> About {
    About {
        name: "waive",
        thing: "waivers",
        kind,
        title: "Record a waiver",
        help: "Keeps that the authority which a rule names lets an act pass in spite of it: for \
               which reason, for which acts, and until which day. Nothing of the record changes; \
               after its last day it opens nothing.",
        desks,
        fields: FIELDS,
    }
}

const FIELDS: &[Field] = &[
    Field::must("rule", "Rule", Input::Id("SANC-001", rule)),
    Field::must("acts", "Acts that it opens", Input::Many("ship", verb)).hint("Such as ship"),
    Field::must("authority", "Authority", Input::Text(limits::LINE))
        .hint("Who decided, as the rule names it"),
    Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
    Field::must("reference", "Reference", Input::Text(limits::LINE))
        .hint("Number and day of the decision"),
    Field::may("file", "The decision itself", Input::Upload),
    Field::must("from", "First day", Input::Day),
    Field::must("until", "Last day", Input::Day),
];

fn verb(text: &str) -> Result<(), Unreadable> {
    let known = Kind::ALL.into_iter().any(|kind| {
        file::acts(kind)
            .iter()
            .any(|about| about.name == text && !["attest", "waive"].contains(&text))
    });
    known.then_some(()).ok_or_else(|| Unreadable::new("act", text, "is no act, such as ship"))
}

/// A waiver of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The rule.
    pub rule: String,
    /// The acts that it opens.
    pub acts: Vec<String>,
    /// Who decided.
    pub authority: String,
    /// Why.
    pub reason: String,
    /// Where the decision stands.
    pub reference: String,
    /// The decision itself, by its digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The first day on which it opens the acts.
    pub from: Day,
    /// The last day on which it opens them.
    pub until: Day,
}

pub(crate) fn decide(act: &Waiver, now: &Situation<'_>) -> Result<Waiver, Refusal> {
    let backwards = (act.until < act.from).then(|| {
        now.contradiction(
            format!("The waiver ends on {}, before it begins on {}.", act.until, act.from),
            "Correct one of the two days.",
        )
    });
    let over = (act.until < now.today && act.from <= act.until).then(|| {
        now.contradiction(
            format!("The waiver ended on {}; it opens nothing today.", act.until),
            "Record a decision that still holds.",
        )
    });
    Refusal::unless_clear([unwaivable(act, now), backwards, over].into_iter().flatten())?;
    Ok(act.clone())
}

/// Why nobody, or not this desk, may record it.
fn unwaivable(act: &Waiver, now: &Situation<'_>) -> Option<Finding> {
    let Some(row) = now.row(&act.rule) else {
        let sentence = format!("{} has no row in force today; nothing is to be waived.", act.rule);
        return Some(now.contradiction(sentence, "Name a rule that is in force."));
    };
    let Some(waiver) = &row.waiver else {
        let sentence = format!("{} ({}) names nobody who may waive it.", row.id, row.title);
        let finding = Finding::under(row, Outcome::Refused, sentence);
        return Some(finding.remedy("Bring about what the rule asks for.", &[]));
    };
    let desk = now.who.desk();
    if waiver.desks.contains(&desk) {
        return None;
    }
    now.under("DUTY-001", |duty| {
        let sentence = format!(
            "The {} does not record a waiver of {}; it is given by: {}.",
            now.pack.jurisdiction().desk(desk),
            row.id,
            waiver.authority
        );
        Finding::under(duty, Outcome::Refused, sentence)
            .fact("desk", desk)
            .remedy("Ask one of these desks to record it.", &waiver.desks)
    })
}
