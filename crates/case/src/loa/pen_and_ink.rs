//! Change an offer by pen and ink: a minor thing of an offer that the purchaser has, with who,
//! what and why, and with what stood there before. Which things are minor is a rule; whatever else
//! changes is restated. A modification is not changed so.

use rules::{Finding, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, LineNumber, Version, coded, limits};

use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "pen-and-ink",
    thing: "pen-and-ink-changes",
    kind: Kind::Case,
    title: "Change by pen and ink",
    help: "Corrects a minor thing of the offer that the purchaser has, with the concurrence of the \
           body that countersigned. What stood there before is kept. It also answers a \
           counter-offer that asks for no more.",
    desks: &[Desk::CaseManager, Desk::AgencyApprover],
    fields: &[
        Field::must("what", "What is changed", Input::Choice(Place::OPTIONS)),
        Field::may("line", "Line", Input::Id("001", reads::<LineNumber>)),
        Field::may("before", "What stands there", Input::Long(limits::PARAGRAPH))
            .hint("Left out where the record knows it"),
        Field::must("after", "What is to stand there", Input::Long(limits::PARAGRAPH)),
        Field::must("why", "Why", Input::Long(limits::PARAGRAPH)),
        Field::must("concurrence", "Concurrence", Input::Text(limits::LINE))
            .hint("Who concurred, and the reference"),
    ],
};

coded! {
    /// A place of an offer.
    pub enum Place "place" {
        /// Nickname.
        Nickname = "nickname" "nickname of the case",
        /// Description.
        Description = "description" "description of the case",
        /// Line.
        Line = "line-description" "wording of a line",
        /// Address.
        Address = "purchaser-address" "address of the purchaser",
        /// Paying office.
        Office = "paying-office" "paying office",
        /// Contacts.
        Contacts = "points-of-contact" "points of contact",
        /// Quantity.
        Quantity = "quantity" "quantity of a line",
        /// Price.
        Price = "price" "price of a line or of the case",
        /// Payments.
        Payments = "payments" "payment schedule",
        /// Delivery.
        Delivery = "delivery" "codes or places of delivery",
        /// Terms.
        Terms = "terms-of-sale" "terms of sale",
    }
}

/// A correction as it is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct PenAndInk {
    pub what: Place,
    pub line: Option<LineNumber>,
    pub before: Option<String>,
    pub after: String,
    pub why: String,
    pub concurrence: String,
}

/// The offer was corrected by pen and ink.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Corrected {
    /// What was changed.
    pub what: Place,
    /// Of which line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineNumber>,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// Why.
    pub why: String,
    /// Who concurred.
    pub concurrence: String,
}

pub(crate) fn decide(
    case: &State,
    act: &PenAndInk,
    now: &Situation<'_>,
) -> Result<Corrected, Refusal> {
    let before = known(case, act).or_else(|| act.before.clone());
    let missing = before.is_none().then(|| {
        let sentence = format!("The record does not know what stands as {}.", act.what.meaning());
        now.contradiction(sentence, "Name the line, or write down what stands there.")
    });
    let same = before.as_ref().is_some_and(|before| *before == act.after).then(|| {
        let sentence = "What is to stand there stands there already.".to_owned();
        now.contradiction(sentence, "Nothing needs to be changed.")
    });
    let found = [minor(case, act, now), missing, same].into_iter().flatten();
    Refusal::unless_clear(found)?;
    Ok(Corrected {
        what: act.what,
        line: act.line.clone(),
        before: before.unwrap_or_default(),
        after: act.after.clone(),
        why: act.why.clone(),
        concurrence: act.concurrence.clone(),
    })
}

/// What the record knows to stand there.
fn known(case: &State, act: &PenAndInk) -> Option<String> {
    let opened = case.opened.as_ref()?;
    match act.what {
        Place::Nickname => Some(opened.nickname.clone()),
        Place::Description => Some(opened.description.clone()),
        Place::Line => {
            let line = case.line(act.line.as_ref()?)?;
            Some(line.description.clone())
        }
        _ => None,
    }
}

fn minor(case: &State, act: &PenAndInk, now: &Situation<'_>) -> Option<Finding> {
    now.under("PEN-001", |row| {
        let (what, version) = (act.what, case.version_in_work());
        let minor = row.words("minor").contains(&what.code());
        let no = match version {
            Version::Modification(_) => {
                format!("{version} is a modification, which is not changed by pen and ink.")
            }
            _ if minor => {
                let yes = format!("The {} is a minor thing.", what.meaning());
                return Finding::under(row, Outcome::Satisfied, yes);
            }
            _ => format!("The {} is no minor thing.", what.meaning()),
        };
        Finding::under(row, Outcome::Refused, no)
            .remedy("Restate the offer, or refuse the counter-offer.", ABOUT.desks)
    })
}

pub(crate) fn evolve(case: &mut State, event: &Corrected) {
    match event.what {
        Place::Nickname | Place::Description => {
            if let Some(opened) = &mut case.opened {
                let place = if event.what == Place::Nickname {
                    &mut opened.nickname
                } else {
                    &mut opened.description
                };
                place.clone_from(&event.after);
            }
        }
        Place::Line => {
            let named = |line: &&mut super::Line| Some(&line.number) == event.line.as_ref();
            if let Some(line) = case.lines.iter_mut().find(named) {
                line.description.clone_from(&event.after);
            }
        }
        _ => {}
    }
    case.corrections.push(event.clone());
    case.offer.counter = None;
    case.go(Stage::Offered);
}
