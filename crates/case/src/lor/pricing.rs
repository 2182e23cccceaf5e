//! A price for planning. Which answer a request gets depends on the day on which it arrived: price
//! and availability under the older rule, a rough order of magnitude under the newer one. Neither
//! can be accepted.

use rules::{Finding, Governing, Outcome, Row};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Usd, coded, codes::ResponseType, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// The rules of the two answers; the one in force on the day of receipt decides.
const ANSWERS: [&str; 2] = ["PNA-002", "PNA-001"];

/// How the beginning describes itself.
pub const START: About = About {
    name: "start-pricing",
    thing: "pricing",
    kind: Kind::Request,
    title: "Begin the price for planning",
    help: "The letter asks for a price to plan with. Whether the answer is price and availability \
           or a rough order of magnitude follows from the day on which the letter arrived.",
    desks: &[Desk::CaseManager],
    fields: &[Field::must("worksheet", "Worksheet", Input::Long(limits::LETTER))
        .hint("What is priced, from which sources, for which years")],
};

/// How the answer describes itself.
pub const SEND: About = About {
    name: "send-pricing",
    thing: "pricing-letter",
    kind: Kind::Request,
    title: "Send the price for planning",
    help: "The reviewed price goes to the purchaser with the statement that it binds nobody. That \
           answers the request; an offer needs a request of its own.",
    desks: &[Desk::AgencyApprover],
    fields: &[
        Field::must("sent_on", "Day sent", Input::Day),
        Field::must("reference", "Reference of the letter", Input::Text(limits::LINE)),
        Field::must("estimate", "Estimate", Input::Money),
        Field::must("basis", "Basis of the estimate", Input::Long(limits::PARAGRAPH)),
        Field::must("non_binding", "The letter says that it binds nobody", Input::Flag),
        Field::may("contractor", "Prospective prime contractor asked", Input::Text(limits::LINE)),
        Field::may("contractor_estimate", "Estimate of the contractor", Input::Money),
        Field::may("feedback_resolved", "The contractor's feedback is resolved", Input::Flag),
    ],
};

coded! {
    /// The answer to a request for a price to plan with.
    pub enum PriceAnswer "answer" {
        /// Older.
        Availability = "price-and-availability" "price and availability",
        /// Newer.
        Rough = "rough-order-of-magnitude" "rough order of magnitude",
    }
}

/// Begins the price.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Start {
    /// What is priced, and from what.
    pub worksheet: String,
}

/// The price for planning is in work.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Started {
    /// Which answer the request gets.
    pub answer: PriceAnswer,
    /// The row that says so.
    pub by: String,
    /// What is priced, and from what.
    pub worksheet: String,
    /// The last day of the standard, in calendar days from the receipt, where the rule sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Day>,
}

/// An answer as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Send {
    pub sent_on: Day,
    pub reference: String,
    pub estimate: Usd,
    pub basis: String,
    pub non_binding: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contractor: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contractor_estimate: Option<Usd>,
    #[serde(default)]
    pub feedback_resolved: bool,
}

/// The price for planning was sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sent {
    /// Which answer it is.
    pub answer: PriceAnswer,
    /// The letter.
    pub letter: Send,
}

/// The price for planning as the file shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pricing {
    /// How it began.
    pub started: Started,
    /// How it was answered.
    pub sent: Option<Sent>,
}

/// The row that says which answer a request of a day gets.
fn answer<'a>(now: &Situation<'a>) -> Option<&'a Row> {
    ANSWERS.iter().find_map(|rule| now.row(rule))
}

pub(crate) fn start(file: &State, act: &Start, now: &Situation<'_>) -> Result<Started, Refusal> {
    let letter = file.letter.as_ref();
    let row = letter.and_then(|_| answer(now));
    let kind = row.and_then(|row| row.text("answer")?.parse::<PriceAnswer>().ok());
    let (Some(letter), Some(row), Some(kind)) = (letter, row, kind) else {
        let sentence = "No rule says which price a request of that day gets.".to_owned();
        return Err(now.contradiction(sentence, "Add a row PNA-002 for that day.").into());
    };
    let refuse = |no: String, remedy: &str| {
        Finding::under(row, Outcome::Refused, no)
            .fact("received", letter.received_on)
            .remedy(remedy, &[Desk::CaseManager])
    };
    let other = (letter.response != ResponseType::Rough).then(|| {
        let no = format!("The letter asks for a {}, not for a price.", letter.response.meaning());
        refuse(no, "Carry the request on to an offer, or ask the purchaser what is wanted.")
    });
    let unknown = letter.release.is_none().then(|| {
        let no = "The release position of what is priced is not known.".to_owned();
        refuse(no, "Ask for the release position, and take it in as an answer.")
    });
    Refusal::unless_clear(other.into_iter().chain(unknown))?;
    let days = row.whole("response_calendar_days");
    Ok(Started {
        answer: kind,
        by: row.key(),
        worksheet: act.worksheet.clone(),
        answer_by: days.map(|days| letter.received_on.plus_days(days)),
    })
}

pub(crate) fn send(file: &State, act: &Send, now: &Situation<'_>) -> Result<Sent, Refusal> {
    let future = now.not_in_future("day of the letter", act.sent_on);
    let begun = file.pricing.as_ref().zip(file.letter.as_ref());
    let Some((pricing, letter)) = begun else {
        let sentence = "No price is in work.".to_owned();
        return Err(now.contradiction(sentence, "Begin the price first.").into());
    };
    let binding = answer(now).filter(|_| !act.non_binding).map(|row| {
        let no = "The letter does not say that the price binds nobody and cannot be accepted.";
        Finding::under(row, Outcome::Refused, no)
            .remedy("Put the statement into the letter.", SEND.desks)
    });
    let named = letter.sole_source.is_some();
    let sent = now.with(Governing::PriceSent, act.sent_on);
    let one_source = sent.by("PNA-003").and_then(|governed| {
        let row = governed.row;
        let threshold = row.amount("threshold")?;
        let asked = act.contractor.is_some() && act.contractor_estimate.is_some();
        let owed = named && threshold <= act.estimate && !(asked && act.feedback_resolved);
        owed.then(|| {
            let money = |amount| now.pack.jurisdiction().money(amount);
            let no = format!(
                "One source is asked for and the price is {}, at or above {}: the prospective \
                 prime was not asked for an estimate, or its feedback is open.",
                money(act.estimate),
                money(threshold)
            );
            let finding = Finding::under(row, Outcome::Refused, no)
                .fact("estimate", act.estimate)
                .fact("threshold", threshold)
                .remedy("Ask the contractor and resolve its feedback first.", START.desks);
            governed.told(finding)
        })
    });
    Refusal::unless_clear([future, binding, one_source].into_iter().flatten())?;
    Ok(Sent { answer: pricing.started.answer, letter: act.clone() })
}

pub(crate) fn evolve_started(file: &mut State, event: &Started) {
    file.pricing = Some(Pricing { started: event.clone(), sent: None });
}

pub(crate) fn evolve_sent(file: &mut State, event: &Sent) {
    if let Some(pricing) = &mut file.pricing {
        pricing.sent = Some(event.clone());
    }
}
