//! Record the purchaser's acceptance.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, PurchaserCode, Usd, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{Stage, State, approvals},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "accept",
    thing: "acceptance",
    kind: Kind::Case,
    title: "Record the acceptance",
    help: "Keeps that an official of the purchaser signed the offer in time and unchanged. A \
           changed offer is a counter-offer; a late signature is no acceptance.",
    desks: &[Desk::PurchaserOfficial, Desk::CaseManager],
    fields: &[
        Field::must("signed_on", "Date signed", Input::Day),
        Field::must("name", "Name of the signer", Input::Text(limits::LINE)),
        Field::must("title", "Title of the signer", Input::Text(limits::LINE)),
        Field::must("agency", "Agency", Input::Text(limits::LINE)),
        Field::must("official", "The signer is a recognised official", Input::Flag),
        Field::must("unchanged", "Nothing but signature data was changed", Input::Flag),
        Field::may("mark_for", "Mark-for code", Input::Text(CODE)),
        Field::may("forwarder", "Freight forwarder code", Input::Text(CODE)),
        Field::may("procuring_agency", "Procuring agency code", Input::Text(CODE)),
        Field::must("paying_office", "Paying office", Input::Long(limits::PARAGRAPH)),
        Field::may("signed_copy", "Signed copy", Input::Upload),
    ],
};

/// Width of the codes in the signature block.
const CODE: usize = 6;

/// A signature as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Accept {
    pub signed_on: Day,
    pub name: String,
    pub title: String,
    pub agency: String,
    pub official: bool,
    pub unchanged: bool,
    pub mark_for: Option<String>,
    pub forwarder: Option<String>,
    pub procuring_agency: Option<String>,
    pub paying_office: String,
    pub signed_copy: Option<String>,
}

/// The purchaser accepted the offer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Accepted {
    /// The signature.
    pub signature: Accept,
    /// Total value accepted, block (13).
    pub value: Usd,
    /// The purchaser.
    pub purchaser: PurchaserCode,
    /// Digest of the content that it was given to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

pub(crate) fn decide(case: &State, act: &Accept, now: &Situation<'_>) -> Result<Accepted, Refusal> {
    let future = now.not_in_future("date of the signature", act.signed_on);
    let late = crate::gates::offer::in_time(case, act.signed_on, now);
    let official = crate::gates::offer::signed_by_official(act.official, now);
    let unchanged = crate::gates::offer::unchanged(act.unchanged, now);
    let early = case.offer.offered_on.filter(|sent| act.signed_on < *sent).map(|sent| {
        now.contradiction(
            format!("The signature of {} is earlier than the offer of {sent}.", act.signed_on),
            "Enter the day on which this offer was signed.",
        )
    });
    let found = [future, late, official, unchanged, early].into_iter().flatten();
    Refusal::unless_clear(found)?;
    let approved = case.offer.approved.as_ref().zip(case.purchaser());
    let Some((approved, purchaser)) = approved else {
        let sentence = "The offer has no approved price.".to_owned();
        return Err(now.contradiction(sentence, "Approve the offer first.").into());
    };
    let (value, purchaser) = (approved.summary.total, purchaser.clone());
    let content = Some(approvals::content(case));
    Ok(Accepted { signature: act.clone(), value, purchaser, content })
}

pub(crate) fn evolve(case: &mut State, event: &Accepted) {
    match &mut case.versions.open {
        Some(change) => change.track.accepted = Some(event.clone()),
        None => case.accepted = Some(event.clone()),
    }
    case.go(Stage::Accepted);
}
