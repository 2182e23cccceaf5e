//! What an approved change moves: the value of the case, the payment schedule, and the rates that
//! its lines keep.

use serde::{Deserialize, Serialize};
use terms::{Usd, Version};

use super::surcharge::LineRate;
use crate::{
    refusal::Refusal,
    sale::{State, value},
    situation::Situation,
};

/// What an approved change moves.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangePriced {
    /// Which version.
    pub version: Version,
    /// Value of the version in force.
    pub previous: Usd,
    /// What is added to it, below nothing for what is taken away.
    pub change: Usd,
    /// Whether the value rises past the share at which the purchaser must be told; not known where
    /// no rule says a share that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub past_share: Option<bool>,
    /// Whether the payment schedule changes, which the purchaser must be told too.
    pub moves_payments: bool,
    /// The administrative surcharge rate of each line, which it keeps from here on.
    pub rates: Vec<LineRate>,
}

/// What the open change moves; a change that changes nothing is not approved.
pub(crate) fn decide(case: &State, now: &Situation<'_>) -> Result<Option<ChangePriced>, Refusal> {
    let Some((open, diff)) = case.change().zip(case.open_difference(now)?) else {
        return Ok(None);
    };
    let version = open.track.version;
    let nothing = diff.is_empty().then(|| {
        now.contradiction(
            format!("{version} says the same as {}.", case.version_in_force()),
            "Change lines or terms, or end the change without effect.",
        )
    });
    Refusal::unless_clear(nothing)?;
    let total = diff.total();
    let previous = total.previous.unwrap_or_default();
    let share = now.row("CHG-003").and_then(|row| row.whole("cost_share_percent"));
    Ok(Some(ChangePriced {
        version,
        previous,
        change: total.change,
        past_share: share.map(|percent| rises_past(previous, total.change, percent)),
        moves_payments: diff.moves_payments(),
        rates: value::rates(case, now),
    }))
}

/// Whether an amount rises by more than so many of a hundred parts of it.
fn rises_past(previous: Usd, change: Usd, percent: i32) -> bool {
    const PARTS: i128 = 100;
    i128::from(change.cents()) * PARTS > i128::from(previous.cents()) * i128::from(percent)
}
