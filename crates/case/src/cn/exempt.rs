//! Find that no notification is required: the worth of the whole programme is below every
//! threshold on that day. It ends the draft; it does not speak for a later, higher price.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, Usd, limits};

use super::{State, values};
use crate::{
    act::{About, Field, Input},
    gates::notification,
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "find-not-required",
    thing: "exemption",
    kind: Kind::Notification,
    title: "Find that no notification is required",
    help: "Ends the draft: the value of the whole programme reaches no threshold today. Every gate \
           holds the value against the thresholds again.",
    desks: &[Desk::CountryDesk, Desk::Legislative],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// Finds that none is required.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Find {
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// None is required.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exempted {
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// Whose thresholds.
    pub tier: String,
    /// Major defense equipment.
    pub mde: Usd,
    /// Everything.
    pub total: Usd,
}

pub(crate) fn decide(file: &State, act: &Find, now: &Situation<'_>) -> Result<Exempted, Refusal> {
    let case = now.facts.case.as_ref().filter(|(case, _)| Some(case) == file.case.as_ref());
    let limits = notification::limits(now);
    let (Some((name, case)), Some(limits)) = (case, limits) else {
        let sentence = "The sale or its purchaser's tier is not known.".to_owned();
        return Err(now.contradiction(sentence, "Open the case first.").into());
    };
    let worth = values::of((name, case), now)?;
    Refusal::unless_clear(notification::small_enough(&worth, limits))?;
    Ok(Exempted {
        remarks: act.remarks.clone(),
        tier: limits.tier.code.clone(),
        mde: worth.mde(),
        total: worth.total(),
    })
}
