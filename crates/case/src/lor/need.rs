//! Contact before a letter: a partner states a need, has funds and asks how to use them, or wants
//! an assessment. It is a phase of its own only from the day on which the manual made it one; for
//! an assessment alone it begins earlier. No price, date or sale is promised in it.

use rules::{Finding, Governing, Outcome};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, PurchaserCode, coded, codes::Channel, limits};

use super::State;
use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "state-need",
    thing: "need",
    kind: Kind::Request,
    title: "Record a need before a letter",
    help: "Begins the file of a request before its letter: what the partner needs, who said so, \
           and that nothing was promised. The letter is received on the same file later.",
    desks: &[Desk::SecurityCooperation, Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("purchaser", "Purchaser", Input::Id("BN", reads::<PurchaserCode>))
            .hint("Customer code of the country table"),
        Field::must("stated_on", "Day", Input::Day),
        Field::must("channel", "Channel", Input::Choice(Channel::OPTIONS)),
        Field::must("counterpart", "Who spoke for the partner", Input::Text(limits::LINE)),
        Field::must("why", "Why the file begins", Input::Choice(Beginning::OPTIONS)),
        Field::must("subject", "Subject", Input::Text(limits::LINE)),
        Field::must("need", "Need", Input::Long(limits::PARAGRAPH))
            .hint("The gap that the partner wants to close"),
        Field::may("capability", "Capability statement", Input::Long(limits::PARAGRAPH))
            .hint("What the partner can operate and keep today"),
        Field::must("no_promise", "No price, date or sale was promised", Input::Flag),
    ],
};

coded! {
    /// Why a file begins before a letter.
    pub enum Beginning "beginning" {
        /// A gap.
        Need = "need" "the partner states a need",
        /// Money.
        Funds = "funds" "the partner has funds and asks how to use them",
        /// An assessment.
        Assessment = "assessment" "an assessment is wanted before a letter",
    }
}

/// A need as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct StateNeed {
    pub purchaser: PurchaserCode,
    pub stated_on: Day,
    pub channel: Channel,
    pub counterpart: String,
    pub why: Beginning,
    pub subject: String,
    pub need: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capability: Option<String>,
    pub no_promise: bool,
}

/// A need was stated before a letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Need {
    /// What was recorded.
    pub stated: StateNeed,
    /// The row that makes the phase formal on that day.
    pub formal_by: String,
}

pub(crate) fn decide(act: &StateNeed, now: &Situation<'_>) -> Result<Need, Refusal> {
    let future = now.not_in_future("day of the contact", act.stated_on);
    let stated = now.with(Governing::NeedStated, act.stated_on);
    let (formal, assessed) = (stated.row("TECH-003"), stated.row("TECH-002"));
    let row = formal.or_else(|| assessed.filter(|_| act.why == Beginning::Assessment));
    let Some(row) = row else {
        let sentence = format!(
            "Contact before a letter is no phase of its own on {} for this reason.",
            act.stated_on
        );
        let informal = now.contradiction(
            sentence,
            "Record it as a contact on the purchaser's file, with the act record-contact.",
        );
        return Err(Refusal { findings: future.into_iter().chain([informal]).collect() });
    };
    let promised = (!act.no_promise).then(|| {
        let no = "A price, a date or a sale was promised; before a letter nobody may do that.";
        Finding::under(row, Outcome::Refused, no)
            .remedy("Correct it with the partner in writing, and record that.", ABOUT.desks)
    });
    Refusal::unless_clear(future.into_iter().chain(promised))?;
    Ok(Need { stated: act.clone(), formal_by: row.key() })
}

pub(crate) fn evolve(file: &mut State, event: &Need) {
    file.need = Some(event.clone());
}
