//! What is wrong with a pack, and how it is mended.

use terms::Day;

use crate::jurisdiction;

/// Why a pack was not taken. The program does not start with half a law.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// A file is not TOML of the row's form.
    #[error("rule file {file}: {cause}")]
    Unreadable {
        /// The file's name inside the pack.
        file: String,
        /// What the reader said, with line and column.
        cause: String,
    },
    /// Two rows of one rule hold on the same day.
    #[error(
        "rule {id}: two rows hold on {day}; close the older one with `until` on the day before"
    )]
    Overlap {
        /// The rule.
        id: String,
        /// A day on which both hold.
        day: String,
    },
    /// A row ends before it begins.
    #[error("rule {id}: ends on {until}, before it begins on {from}")]
    Backwards {
        /// The rule.
        id: String,
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
    },
    /// Rows of one rule name different governing days: none of them could be chosen by its own.
    #[error("rule {id}: its rows are governed by different days ({one}; {other})")]
    Governing {
        /// The rule.
        id: String,
        /// What the older row names.
        one: String,
        /// What the newer row names.
        other: String,
    },
    /// A row says no governing day.
    #[error(
        "rule file {file}: {row} does not say which day governs it; write governed_by = \"act\", \
         or another of these days: {days}"
    )]
    Ungoverned {
        /// The file's name inside the pack.
        file: String,
        /// The row, by its key.
        row: String,
        /// The days that a row may name.
        days: String,
    },
    /// The pack's own file says what cannot be.
    #[error("{file}: {faults}", file = jurisdiction::FILE, faults = .0.join("; "))]
    Jurisdiction(Vec<String>),
    /// An amount is named after another currency than the pack's.
    #[error("rule {id}: {param} is no amount of this pack, which counts in {code}")]
    Currency {
        /// The rule.
        id: String,
        /// The parameter.
        param: String,
        /// The pack's currency.
        code: String,
    },
    /// An identifier is not of the form LETTERS-digits.
    #[error(
        "rule \"{id}\": an identifier is capital letters, a hyphen and three digits, such as CN-001"
    )]
    Name {
        /// What was written.
        id: String,
    },
}
