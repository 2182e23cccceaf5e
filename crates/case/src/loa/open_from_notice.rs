//! Open a case that is known from a public notice only. Nothing is guessed: what the notice does
//! not print stays unknown, and the case stays "notified" until an offer is on record.

use serde::{Deserialize, Serialize};
use terms::{FileId, PurchaserCode};

use crate::{
    loa::Line,
    sale::{self, Stage, State},
};

/// A case that a public notice tells of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenedFromNotice {
    /// The notification's file.
    pub notification: FileId,
    /// The purchaser, where the notice names one that the country table knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchaser: Option<PurchaserCode>,
    /// A few words.
    pub nickname: String,
    /// What would be sold, as the notice says.
    pub description: String,
    /// Implementing agency, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The items of the notice as lines without prices.
    pub lines: Vec<Line>,
}

pub(crate) fn evolve(case: &mut State, event: &OpenedFromNotice) {
    case.opened = Some(sale::Opened {
        case: None,
        purchaser: event.purchaser.clone(),
        nickname: event.nickname.clone(),
        description: event.description.clone(),
        source: sale::Source::Notice(event.notification.clone()),
        offer_due: None,
        agency: event.agency.clone(),
    });
    case.lines.clone_from(&event.lines);
    case.go(Stage::Notified);
}
