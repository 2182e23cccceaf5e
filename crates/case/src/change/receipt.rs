//! Record the purchaser's signature for the receipt of a modification. It accepts nothing.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Version, limits};

use super::Track;
use crate::{
    act::{About, Field, Input, reads},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "record-receipt",
    thing: "receipts",
    kind: Kind::Case,
    title: "Record the receipt of a modification",
    help: "Keeps that somebody signed for the receipt of a modification. The modification holds \
           with or without it.",
    desks: &[Desk::PurchaserOfficial, Desk::CaseManager],
    fields: &[
        Field::must("version", "Modification", Input::Id("M1", reads::<Version>)),
        Field::must("signed_on", "Date signed", Input::Day),
        Field::must("name", "Name of the signer", Input::Text(limits::LINE)),
        Field::must("title", "Title of the signer", Input::Text(limits::LINE)),
        Field::must("agency", "Agency", Input::Text(limits::LINE)),
        Field::may("signed_copy", "Signed copy", Input::Upload),
    ],
};

/// The receipt of a modification was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptRecorded {
    /// Which modification.
    pub version: Version,
    /// When it was signed.
    pub signed_on: Day,
    /// Who signed.
    pub name: String,
    /// Title.
    pub title: String,
    /// Agency.
    pub agency: String,
    /// Signed copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_copy: Option<String>,
}

pub(crate) fn decide(
    case: &State,
    act: &ReceiptRecorded,
    now: &Situation<'_>,
) -> Result<ReceiptRecorded, Refusal> {
    let future = now.not_in_future("date of the signature", act.signed_on);
    let track = case.tracks().find(|track| track.version == act.version);
    let sent = track.and_then(|track| track.sent.as_ref());
    let wrong = match (sent, track.is_some_and(|track| track.receipt.is_some())) {
        (None, _) => Some((
            format!("{} is no modification that was sent to the purchaser.", act.version),
            "Name a modification of this case that was sent.",
        )),
        (Some(_), true) => Some((
            format!("The receipt of {} is already recorded.", act.version),
            "Nothing more is needed.",
        )),
        (Some((on, _)), false) if act.signed_on < *on => Some((
            format!("{} was sent on {on}, after {}.", act.version, act.signed_on),
            "Enter the day on which the receipt was signed.",
        )),
        _ => None,
    };
    let wrong = wrong.map(|(sentence, remedy)| now.contradiction(sentence, remedy));
    Refusal::unless_clear(future.into_iter().chain(wrong))?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &ReceiptRecorded) {
    let open = case.versions.open.as_mut().map(|change| &mut change.track);
    let in_force = case.versions.in_force.as_deref_mut();
    let past = case.versions.past.iter_mut().map(|(track, _)| track);
    let mut all = open.into_iter().chain(in_force).chain(past);
    let of_version = |track: &&mut Track| track.version == event.version;
    if let Some(track) = all.find(of_version) {
        track.receipt = Some(event.clone());
    }
}
