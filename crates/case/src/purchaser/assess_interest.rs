//! Assess the strategic interest of selling to a purchaser. A second person reads it.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use super::{Assessed, State};
use crate::{
    act::{About, Field, Input},
    decider::Told,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "assess-interest",
    thing: "assessments",
    kind: Kind::Purchaser,
    title: "Assess strategic interest",
    help: "Keeps what a sale would mean for regional security, alliances and political stability, \
           and its risks. An offer is approved only once a second person has read it and agrees.",
    desks: &[Desk::CountryDesk, Desk::State, Desk::SecurityCooperation],
    fields: &[
        Field::must("regional_security", "Regional security", Input::Long(limits::PARAGRAPH)),
        Field::must("alliances", "Alliances", Input::Long(limits::PARAGRAPH)),
        Field::must("political_stability", "Political stability", Input::Long(limits::PARAGRAPH)),
        Field::must("risks", "Risks", Input::Long(limits::PARAGRAPH)),
        Field::must("conclusion", "Conclusion", Input::Choice(Conclusion::OPTIONS)),
    ],
};

coded! {
    /// What an assessment concludes.
    pub enum Conclusion "conclusion" {
        /// In favour.
        Favourable = "favourable" "in favour of a sale",
        /// In favour, with conditions.
        Conditional = "conditional" "in favour, on conditions named under risks",
        /// Against.
        Unfavourable = "unfavourable" "against a sale",
    }
}

/// An assessment of strategic interest.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Assessment {
    /// Regional security.
    pub regional_security: String,
    /// Alliances.
    pub alliances: String,
    /// Political stability.
    pub political_stability: String,
    /// Risks.
    pub risks: String,
    /// Conclusion.
    pub conclusion: Conclusion,
}

pub(crate) fn evolve(file: &mut State, event: &Assessment, told: &Told<'_>) {
    file.assessments.push(Assessed {
        assessment: event.clone(),
        author: told.by.person(),
        on: told.on,
        second: None,
    });
}
