//! Whether a paper can be printed and released, and what it waits for: said once, for the act that
//! releases it, for the page that lists it and for the printer.

use std::str::FromStr;

use terms::{Unreadable, Version};

use super::{DocumentKind, Subject};
use crate::{
    Decider, lor,
    sale::{Stage, State},
};

/// A paper that is wanted, of one version where several could be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Which paper.
    pub what: DocumentKind,
    /// Of which version; the newest that it can be of where nobody says.
    pub version: Option<Version>,
}

/// What a paper waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What is so.
    pub sentence: String,
    /// What would open it.
    pub remedy: &'static str,
}

impl From<DocumentKind> for Wanted {
    fn from(what: DocumentKind) -> Self {
        Self { what, version: None }
    }
}

impl Wanted {
    /// A paper by its word, and the version by its number.
    pub fn read(what: &str, version: Option<&str>) -> Result<Self, Unreadable> {
        let what = DocumentKind::from_str(what)?;
        let version = version.map(Version::from_str).transpose()?;
        Ok(Self { what, version })
    }

    /// What it waits for before it can be released; `None` when it waits for nothing.
    pub fn waits_for(self, case: &State, request: Option<&lor::State>) -> Option<Missing> {
        match self.what.subject() {
            Subject::Offer | Subject::Amendment | Subject::Modification => self.unsigned(case),
            Subject::Expired => self.unexpired(case),
            Subject::Closure => unclosed(case),
            Subject::Notification | Subject::Report if case.notifications.is_empty() => {
                Some(no("No notification belongs to this case.", "Prepare the notification first."))
            }
            Subject::Notification | Subject::Report => None,
            Subject::Request if !case.answers_a_request() => Some(no(
                "No Letter of Request belongs to this case.",
                "Only a case that was opened for a request has one to answer.",
            )),
            Subject::Request => request.and_then(|request| of_request(self.what, request)),
        }
    }

    /// Whether the record has something that it could say, be it a draft.
    pub fn can_be_read(self, case: &State, request: Option<&lor::State>) -> bool {
        match self.what.subject() {
            Subject::Offer => case.case().is_some(),
            Subject::Amendment | Subject::Modification => case.printed(self).is_some(),
            Subject::Request => request.is_some_and(|request| readable(self.what, request)),
            _ => self.waits_for(case, request).is_none(),
        }
    }

    /// A document of the case that is not countersigned, or that is not there.
    fn unsigned(self, case: &State) -> Option<Missing> {
        let shown = case.printed(self).and_then(|version| case.shown(version));
        match (shown, self.version) {
            (None, Some(version)) => Some(Missing {
                sentence: format!("No {} {version} belongs to this case.", self.what),
                remedy: "Name a version that the page of versions lists.",
            }),
            (None, None) => Some(Missing {
                sentence: format!("No {} belongs to this case.", self.what),
                remedy: "Open a change that becomes one.",
            }),
            (Some(shown), _) if shown.document.offer.countersigned_on.is_none() => Some(no(
                "The offer is not countersigned; it can be read as a draft only.",
                "Countersign the offer, then release it.",
            )),
            (Some(_), _) => None,
        }
    }

    fn unexpired(self, case: &State) -> Option<Missing> {
        if case.printed(self).is_some() {
            return None;
        }
        let open = case.document().offer;
        let sentence = match (self.version, open.expires_on.filter(|_| open.offered_on.is_some())) {
            (Some(version), _) => format!("The offer of version {version} did not expire."),
            (None, Some(day)) => format!(
                "No offer of this case is recorded as expired; the present one can be accepted \
                 until {day}."
            ),
            (None, None) => "No offer of this case expired.".to_owned(),
        };
        Some(Missing { sentence, remedy: "Record the expiry once the day has passed." })
    }
}

fn no(sentence: &str, remedy: &'static str) -> Missing {
    Missing { sentence: sentence.to_owned(), remedy }
}

fn unclosed(case: &State) -> Option<Missing> {
    match case.stage() {
        Stage::Closed | Stage::InterimClosed => None,
        Stage::Reopened => Some(no(
            "The case was reopened: what its closure certified no longer stands.",
            "Close it again once the adjustment is made.",
        )),
        stage => Some(Missing {
            sentence: format!("The case is not closed; it stands at {}.", stage.code()),
            remedy: "Close the case, for the time being or for good, then release it.",
        }),
    }
}

/// What a paper about a request waits for.
pub fn of_request(what: DocumentKind, request: &lor::State) -> Option<Missing> {
    match what {
        _ if request.letter.is_none() => {
            Some(no("No letter has arrived.", "Receive the Letter of Request first."))
        }
        DocumentKind::Clarification if request.open_round().is_none() => Some(no(
            "No question to the purchaser is open.",
            "Ask for clarification; the paper prints the round that waits for its answer.",
        )),
        DocumentKind::RoughPrice => match &request.pricing {
            None => Some(no(
                "No price for planning is in work.",
                "Begin the price for planning; the letter must ask for one.",
            )),
            Some(pricing) if pricing.sent.is_none() => Some(no(
                "The price for planning is in work and not recorded as sent.",
                "Record the reviewed price, then release the letter.",
            )),
            Some(_) => None,
        },
        _ => None,
    }
}

/// Whether the record of a request has something that a paper could say.
pub fn readable(what: DocumentKind, request: &lor::State) -> bool {
    match what {
        DocumentKind::RoughPrice => request.letter.is_some() && request.pricing.is_some(),
        _ => of_request(what, request).is_none(),
    }
}
