//! Open a case that is known from a public notice only. Nothing is guessed: what the notice does
//! not print stays unknown, and the case stays "notified" until an offer is on record.

use serde::{Deserialize, Serialize};
use terms::{FileId, PurchaserCode, Usd};

use crate::{
    cn,
    decider::Decider as _,
    loa::Line,
    sale::{self, Linked, Stage, State},
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
    /// The total that the notice prints: a ceiling for the whole programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Usd>,
    /// The items of the notice as lines without prices.
    pub lines: Vec<Line>,
}

/// The case that the notice was read into, or read into again with other content. A case that
/// has moved on since keeps what its own acts made of it.
pub(crate) fn evolve(case: &mut State, event: &OpenedFromNotice) {
    if case.opened.is_some() && case.stage() != Stage::Notified {
        return;
    }
    case.opened = Some(sale::Opened {
        case: None,
        purchaser: event.purchaser.clone(),
        nickname: event.nickname.clone(),
        description: event.description.clone(),
        source: sale::Source::Notice(event.notification.clone()),
        ceiling: event.ceiling,
        form: None,
        counted_from: None,
        offer_due: None,
        agency: event.agency.clone(),
    });
    case.lines.clone_from(&event.lines);
    let linked = Linked { file: event.notification.clone(), stage: cn::Stage::Notified };
    case.notifications = vec![linked];
    case.go(Stage::Notified);
}
