//! Register a prospective purchaser, so that contacts, eligibility and requests have a file.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, PurchaserCode, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "register",
    thing: "registration",
    kind: Kind::Purchaser,
    title: "Register a purchaser",
    help: "Opens the file of a prospective purchaser. The code is the manual's customer code; it \
           is never derived from another code list.",
    desks: &[Desk::Intake, Desk::SecurityCooperation, Desk::CountryDesk, Desk::CaseManager],
    fields: &[Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH))],
};

/// Opens a purchaser's file.
#[derive(Debug, Clone, Deserialize)]
pub struct Register {
    remarks: Option<String>,
}

/// A prospective purchaser, as the country table knew it on the day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Registered {
    /// Customer code.
    pub code: PurchaserCode,
    /// Name.
    pub name: String,
    /// An invented nation, for training.
    #[serde(default)]
    pub fictional: bool,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

pub(crate) fn decide(act: &Register, now: &Situation<'_>) -> Result<Registered, Refusal> {
    let Some(country) = &now.facts.country else {
        // The gate refuses an unknown code first; this says the same if the row is missing.
        return Err(now
            .contradiction(
                "This code is not in the country table.".to_owned(),
                "Use the customer code of the manual's country table.",
            )
            .into());
    };
    Ok(Registered {
        code: country.code.clone(),
        name: country.name.clone(),
        fictional: country.fictional,
        remarks: act.remarks.clone(),
    })
}
