//! Relate a case to others: the Letters of Offer of one programme count together when their value
//! is held against the thresholds. A case leaves a programme by a decision of State alone.

use serde::{Deserialize, Serialize};
use terms::{Desk, FileId, Kind, StreamId, coded, limits};

use crate::{
    act::{About, Field, Input},
    decider::{Decider, Outcome},
    purchaser,
    refusal::Refusal,
    sale::{self, State},
    situation::Situation,
};

/// How joining describes itself.
pub const JOIN: About = About {
    name: "join-programme",
    thing: "programme",
    kind: Kind::Case,
    title: "Relate the case to a programme",
    help: "Cases of one programme count together when Congress must be notified: splitting a sale \
           makes no part of it small. Cases that answer one request count together in any case.",
    desks: &[Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("programme", "Programme", Input::Text(limits::LINE)),
        Field::must("part", "What the case is of it", Input::Choice(Part::OPTIONS)),
        Field::may("risk_note", "Note on the risk", Input::Long(limits::PARAGRAPH))
            .hint("For long-lead items: the purchaser bears the risk that the sale is not cleared"),
    ],
};

/// How leaving describes itself.
pub const LEAVE: About = About {
    name: "leave-programme",
    thing: "programme-exit",
    kind: Kind::Case,
    title: "Take the case out of its programme",
    help: "Finds that the case is a sale of its own. Its value counts alone from then on.",
    desks: &[Desk::State],
    fields: &[Field::must("reason", "Finding", Input::Long(limits::PARAGRAPH))],
};

coded! {
    /// What a case is of a programme.
    pub enum Part "part of a programme" {
        /// A part like any other.
        Share = "share" "one of its Letters of Offer",
        /// Long-lead items.
        LongLead = "long-lead" "long-lead items, ordered before the whole is notified",
    }
}

/// A case belongs to a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Joined {
    pub programme: String,
    pub part: Part,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk_note: Option<String>,
}

/// A case belongs to its programme no more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Left {
    /// The programme.
    #[serde(default)]
    pub programme: String,
    /// Why.
    pub reason: String,
}

pub(crate) fn join(case: &State, act: &Joined, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    let other = case.programme.as_ref().filter(|known| known.programme != act.programme);
    let other = other.map(|known| {
        now.contradiction(
            format!("The case belongs to the programme \"{}\".", known.programme),
            "A case belongs to one programme; whether it leaves that one is found first.",
        )
    });
    let registered = now.facts.purchaser.as_ref().is_some_and(|file| file.head().exists());
    let purchaser = case.purchaser().filter(|_| registered);
    let nobody = purchaser.is_none().then(|| {
        let sentence = "The purchaser of the case is not registered.".to_owned();
        now.contradiction(sentence, "Register the purchaser first.")
    });
    Refusal::unless_clear(other.into_iter().chain(nobody))?;
    let Some(purchaser) = purchaser else { unreachable!("refused above") };
    let told = purchaser::Event::ProgrammeJoined(purchaser::ProgrammeMember {
        programme: act.programme.clone(),
        case: now.file.clone(),
    });
    let stream = StreamId::new(Kind::Purchaser, FileId::from(purchaser));
    Ok(Outcome::from(sale::Event::ProgrammeJoined(act.clone())).and(stream, told))
}

pub(crate) fn leave(case: &State, act: &Left, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    let known = case.programme.as_ref().zip(case.purchaser());
    let Some((programme, purchaser)) = known else {
        let sentence = "The case belongs to no programme.".to_owned();
        return Err(now.contradiction(sentence, "Nothing needs to be left.").into());
    };
    let programme = programme.programme.clone();
    let told = purchaser::Event::ProgrammeLeft(purchaser::ProgrammeMember {
        programme: programme.clone(),
        case: now.file.clone(),
    });
    let stream = StreamId::new(Kind::Purchaser, FileId::from(purchaser));
    let left = Left { programme, reason: act.reason.clone() };
    Ok(Outcome::from(sale::Event::ProgrammeLeft(left)).and(stream, told))
}
