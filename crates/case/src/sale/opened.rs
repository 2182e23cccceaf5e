//! How a case began.

use serde::{Deserialize, Serialize};
use terms::{CaseId, Day, FileId, PurchaserCode, Usd};

use crate::loa;

/// How a case began.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opened {
    /// Identifier of the form CC-I-DDD; `None` where a public notice does not print one.
    pub case: Option<CaseId>,
    /// The purchaser; `None` where a public notice does not name one that is in the table.
    pub purchaser: Option<PurchaserCode>,
    /// A few words.
    pub nickname: String,
    /// What is sold.
    pub description: String,
    /// Where it came from.
    pub source: Source,
    /// The ceiling that a public notice prints as its total.
    pub ceiling: Option<Usd>,
    /// The day from which the days to send the offer are counted.
    pub counted_from: Option<Day>,
    /// The last day to send the offer, in calendar days, and the group whose rule sets it.
    pub offer_due: Option<(Day, loa::open::Group)>,
    /// Implementing agency, where known.
    pub agency: Option<String>,
    /// Kind of case, where known.
    pub form: Option<loa::open::CaseForm>,
}

/// Where a case came from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Source {
    /// A Letter of Request.
    Request(FileId),
    /// A public notice of a sale; nothing else of the sale is on record.
    Notice(FileId),
}
