//! The closure certificate: that everything was supplied, how the case was closed, what the books
//! say, and what stays open. Sums arrive as the books have them; nothing is added up here.

use serde::{Deserialize, Serialize};
use terms::{CaseId, Day, LineNumber, Usd, Version};

use crate::{
    acknowledgement::Office,
    offer::{Purchaser, Signature},
};

/// A closure certificate. `None` prints as "not known".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosureCertificate {
    /// The body that certifies.
    pub office: Office,
    /// The body that keeps the accounts and accepts the certificate.
    pub accountant: String,
    /// The buying government.
    pub purchaser: Purchaser,
    /// Case identifier.
    pub case: CaseId,
    /// The version in force.
    pub version: Version,
    /// A few words.
    pub nickname: String,
    /// What was sold.
    pub description: String,
    /// Whether it was closed for good.
    pub finality: Finality,
    /// Code of the closure, and what it means; older records have none.
    pub code: Option<Code>,
    /// Day of the closure.
    pub closed_on: Option<Day>,
    /// Reference of the certificate, as it was recorded.
    pub certificate: String,
    /// Day on which supply and services were complete.
    pub supply_completed_on: Option<Day>,
    /// Day on which the final reconciliation began.
    pub held_on: Option<Day>,
    /// By when the last closure is to follow, of a case that was closed for the time being.
    pub target: Option<Day>,
    /// Lines of the version in force.
    pub lines: Vec<Line>,
    /// Courses.
    pub courses: Vec<Course>,
    /// Value of the case as accepted.
    pub value: Option<Usd>,
    /// Money received for the case in all.
    pub received: Usd,
    /// Balances of the case's accounts.
    pub books: Vec<Balance>,
    /// What stays open.
    pub open: Vec<Open>,
    /// How often the case was reopened before.
    pub reopened: u32,
    /// Remarks.
    pub remarks: Option<String>,
    /// Who certifies.
    pub certified: Signature,
    /// Who accepts the certificate.
    pub accepted: Signature,
}

/// Whether a case was closed for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finality {
    /// For the time being.
    Interim,
    /// For good.
    Final,
}

/// The code of a closure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The code: `C1`.
    pub code: String,
    /// What it means.
    pub meaning: String,
}

/// A line with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Number.
    pub number: LineNumber,
    /// Description.
    pub description: String,
    /// How many were agreed; `None` for a line that has only a value.
    pub ordered: Option<i64>,
    /// How many the purchaser received.
    pub received: i64,
    /// What became of it, in words.
    pub state: String,
}

/// A course that was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Its number.
    pub course: String,
    /// What was taught.
    pub title: String,
    /// What became of it, in words.
    pub state: String,
}

/// A balance of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Number of the account.
    pub account: String,
    /// Its name.
    pub name: String,
    /// The ledger, in words.
    pub ledger: String,
    /// The balance where it is a debit.
    pub debit: Option<Usd>,
    /// The balance where it is a credit, above nothing.
    pub credit: Option<Usd>,
}

/// Something that stays open after the closure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// What it is.
    pub what: String,
    /// What of it is open.
    pub text: String,
    /// Until when; `None` where no day is set.
    pub until: Option<Day>,
    /// Identifier of the rule; `None` where no rule is meant.
    pub rule: Option<String>,
}
