//! How a change ends: it takes effect and becomes the version in force, or it ends without effect
//! and the version in force stays.

use serde::{Deserialize, Serialize};
use terms::{Usd, Version};

use super::Change;
use crate::{
    Decider,
    decider::Told,
    execution::implement::{Implement, System},
    loa,
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// A change took effect: it is the version in force from here on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangeImplemented {
    /// Which version.
    pub version: Version,
    /// The version that it replaces.
    pub replaces: Version,
    /// Systems in which it is set.
    pub systems: Vec<System>,
    /// Value of the case before.
    pub previous: Usd,
    /// What is added to the value of the case, below nothing for what is taken away.
    pub change: Usd,
    /// Value of the case from here on.
    pub revised: Usd,
}

/// Why a change ended without effect.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Ended {
    /// Declined by the purchaser, or withdrawn by the agency.
    Declined(loa::finish::Declined),
    /// Its expiration date passed.
    Expired(loa::finish::Expired),
}

pub(crate) fn implement(
    case: &State,
    change: &Change,
    act: &Implement,
    now: &Situation<'_>,
) -> Result<ChangeImplemented, Refusal> {
    let value = |offer: &loa::Offer| offer.approved.as_ref().map(|a| a.summary.total);
    let totals = value(&change.previous.offer).zip(value(&case.offer));
    let moved =
        totals.and_then(|(previous, revised)| Some((previous, revised.minus(previous)?, revised)));
    let Some((previous, change_of_value, revised)) = moved else {
        let sentence = format!("{} has no approved price.", change.track.version);
        return Err(now.contradiction(sentence, "Approve the change first.").into());
    };
    Ok(ChangeImplemented {
        version: change.track.version,
        replaces: case.version_in_force(),
        systems: act.systems.clone(),
        previous,
        change: change_of_value,
        revised,
    })
}

pub(crate) fn evolve(case: &mut State, event: &ChangeImplemented, told: &Told<'_>) {
    let Some(change) = case.versions.open.take() else { return };
    let Change { mut track, previous } = *change;
    let replaced = case.versions.in_force.take().map(|track| *track);
    let mut replaced = replaced.unwrap_or_else(|| case.basic());
    replaced.replaced = Some((told.on, event.version));
    case.versions.past.push((replaced, previous));
    track.stage = Stage::Implemented;
    track.implemented = Some((told.on, event.clone()));
    case.versions.in_force = Some(Box::new(track));
    // What is new is still to be delivered.
    if case.stage() == Stage::SupplyComplete && !case.all_received() {
        case.supply_completed_on = None;
        case.go(Stage::Implemented);
    }
}

/// Ends the document in work: an open change, and the version in force stays; else the case.
pub(crate) fn end(case: &mut State, ended: Ended, told: &Told<'_>) {
    let stage = match ended {
        Ended::Declined(_) => Stage::Declined,
        Ended::Expired(_) => Stage::Expired,
    };
    let Some(change) = case.versions.open.take() else {
        case.go(stage);
        return;
    };
    let Change { mut track, previous } = *change;
    track.stage = stage;
    track.ended = Some((told.on, ended));
    let document = case.take_document();
    case.versions.past.push((track, document));
    case.put_document(previous);
}
