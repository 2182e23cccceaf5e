//! What can be done in the office's file.

use super::{
    ImportFinished, LogSucceeded, Practice, RefusalRecorded, StandardTerms, delegate, holidays,
    rate, register,
};

/// What can be done.
#[derive(Debug, Clone)]
pub enum Command {
    /// An import ended.
    FinishImport(ImportFinished),
    /// An act was refused.
    RecordRefusal(RefusalRecorded),
    /// A restored record goes on under a new log.
    SucceedLog(LogSucceeded),
    /// A person is entered.
    RegisterPerson(register::Register),
    /// An entry is confirmed.
    ConfirmPerson(register::PersonConfirmed),
    /// A person is retired.
    RetirePerson(register::PersonRetired),
    /// A person lets another act.
    Delegate(delegate::Delegate),
    /// A delegation is revoked.
    Revoke(delegate::Revoked),
    /// How the office works is set.
    SetPractice(Practice),
    /// Standard terms are adopted.
    AdoptTerms(StandardTerms),
    /// A doubtful rate is confirmed.
    ConfirmRate(rate::ConfirmRate),
    /// A list of holidays is adopted.
    AdoptHolidays(holidays::Adopt),
}
