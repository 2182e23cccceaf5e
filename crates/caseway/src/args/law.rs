//! Words that ask the law and need no record.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use terms::Day;

#[derive(Debug, Subcommand)]
pub enum Rules {
    /// The packs that the program carries.
    Packs,
    /// Every row.
    List {
        /// The pack; that of the record, or else the usual one, when left out.
        #[arg(long, value_name = "NAME")]
        pack: Option<String>,
    },
    /// A rule with its history.
    Show(Explain),
    /// A rule in words: what it says, why, since when, how it is held, which stories prove it, and
    /// what it holds now.
    Explain(Explain),
    /// Which rows are checked, stated, or neither, and which stories prove them; `--coverage` too.
    #[command(long_flag = "coverage")]
    Coverage {
        /// The pack; that of the record, or else the usual one, when left out.
        #[arg(long, value_name = "NAME")]
        pack: Option<String>,
    },
    /// What differs between two packs, and which open cases would be decided otherwise.
    ///
    /// A pack is a folder of TOML files, or the name of one that the program carries (see `rules
    /// packs`). Rows are told as added, removed and changed, each field with what it said and
    /// says. Every act that the stage of an open case of the record allows is then held against
    /// both packs on the same day, by the desk whose duty it is; an act that a rule of one pack
    /// stops and the other's does not is told with both verdicts. A number that an act only takes
    /// from a row, such as a due day, is told by the rows alone. Without a record only the rows
    /// are compared. Exit code: 0 when no open case is decided otherwise, 1 when one is, 2 when a
    /// pack cannot be read.
    Diff {
        /// The first pack: a folder or a name.
        old: String,
        /// The second pack: a folder or a name.
        new: String,
        /// The day on which both are asked; today when left out.
        #[arg(long)]
        on: Option<Day>,
    },
}

/// What `explain` asks.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule.
    pub id: String,
    /// The pack; that of the record, or else the usual one, when left out.
    #[arg(long, value_name = "NAME")]
    pub pack: Option<String>,
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
