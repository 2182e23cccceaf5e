//! Release a paper about a request: most are written before there is a case.

use terms::{Desk, Kind};

use super::State;
use crate::{
    act::{About, Field, Input},
    marks::carried,
    papers::{REQUEST_OPTIONS, ready},
    refusal::Refusal,
    sale::{
        self,
        issue::{self, Issued},
    },
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    kind: Kind::Request,
    desks: &[Desk::CaseManager, Desk::Intake, Desk::CountryDesk, Desk::AgencyApprover],
    fields: &[Field::must("what", "Document", Input::Choice(REQUEST_OPTIONS))],
    ..issue::ABOUT
};

pub(crate) fn decide(file: &State, act: &Issued, now: &Situation<'_>) -> Result<Issued, Refusal> {
    let case = sale::State::default();
    Refusal::unless_clear(carried::kept_from(act.what, (&case, Some(file)), now))?;
    issue::checked(&file.documents, act, (ready::of_request(act.what, file), now))
}
