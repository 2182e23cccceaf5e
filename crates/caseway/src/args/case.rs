//! Words about one case.

use clap::Subcommand;
use terms::{Day, FileId, Version};

use super::Filter;

#[derive(Debug, Subcommand)]
pub enum Case {
    /// Cases, a page at a time.
    List(Filter),
    /// A case.
    Show {
        /// The case.
        case: FileId,
    },
    /// The events of a case.
    Events {
        /// The case.
        case: FileId,
    },
    /// The age of a case, every day with its holder, and its clocks with their sums.
    Clock {
        /// The case.
        case: FileId,
    },
    /// The versions of a case: the basic offer, amendments, modifications.
    Versions {
        /// The case.
        case: FileId,
    },
    /// The prices of a case, each figure with its formula, rate and source.
    Prices {
        /// The case.
        case: FileId,
    },
    /// What a version of a case changes, line by line, of the version that it was made from.
    Diff {
        /// The case.
        case: FileId,
        /// The version, such as A1 or M2.
        version: Version,
        /// Another version to compare it with.
        #[arg(long)]
        against: Option<Version>,
    },
    /// The events of a case with the entries that they posted, and the case after them.
    Replay {
        /// The case.
        case: FileId,
        /// Up to the end of this day.
        #[arg(long)]
        on: Option<Day>,
    },
}
