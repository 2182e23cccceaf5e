//! Words that ask the law and need no record.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Rules {
    /// Every row.
    List,
    /// A rule with its history.
    Show {
        /// The rule.
        id: String,
    },
    /// A rule in words: what it says, why, since when, how it is checked.
    Explain {
        /// The rule.
        id: String,
    },
    /// Which rows are checked, and which are not.
    Coverage,
}

#[derive(Debug, Subcommand)]
pub enum Notice {
    /// Tier, thresholds, period and first day of an offer, for each notice of a file.
    ///
    /// The file has one JSON object a line; a line that stands twice is answered once. The law and
    /// the memberships are those of the day of delivery, or of the day of the source where no
    /// delivery is printed. `required` is true when a printed value is at or above its threshold,
    /// false when both are printed and below, else null; the value of design and construction is
    /// never printed and never compared. Without a purchaser of the table, or without a day, all
    /// of this is null. `earliest_offer` is the day after the last day of the period, in calendar
    /// days. Change reports under 36(b)(5)(A) and (C) and corrections are held against the same
    /// thresholds, but start no period of an offer: `earliest_offer` is null, and `anomalies` has
    /// `no_period_of_its_own`. With --json each notice is one JSON object a line. A line that
    /// cannot be read is told on standard error and the others are answered; the exit code is
    /// then 1.
    Check {
        /// The file.
        file: PathBuf,
    },
}
