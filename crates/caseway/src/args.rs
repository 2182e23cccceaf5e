//! The command line: its words and their help. Names are fixed: others drive them.

mod account;
mod case;
mod doc;
mod law;
mod listen;
mod log;
mod screen;

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand};
use terms::{Actor, Day, Moment, StreamId};

pub use account::{Account, Token};
pub use case::Case;
pub use doc::Doc;
pub use law::{Explain, Notice, Rules};
pub use listen::Listen;
pub use log::{Log, Restore};
pub use screen::{Lists, Many, Party, Screen};

/// System of record for government-to-government defence sales.
///
/// Exit codes: 0 done, 1 refused (reasons printed), 2 wrong use, 3 failed.
#[derive(Debug, Parser)]
#[command(name = "caseway", version, arg_required_else_help = true)]
pub struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Group)]
pub struct Common {
    /// The data directory.
    #[arg(long, global = true, env = "CASEWAY_DATA", default_value = "caseway-data")]
    pub data: PathBuf,
    /// A PostgreSQL database in place of the data directory.
    #[arg(long, global = true, env = "CASEWAY_DATABASE_URL")]
    pub database_url: Option<String>,
    /// Where the log's keys are; in the data directory unless a database is used.
    #[arg(long, global = true, env = "CASEWAY_KEYS")]
    pub keys: Option<PathBuf>,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// A moment at which the clock stands; only a sandbox takes it.
    #[arg(long, global = true, value_name = "RFC3339")]
    pub clock: Option<Moment>,
    /// Seconds of the sandbox's clock in one second: the clock runs from --clock on.
    #[arg(long, global = true, default_value_t = 0, requires = "clock")]
    pub clock_rate: u32,
    /// Who acts, such as ada@case-manager; the desk whose duty the act is when left out.
    #[arg(long = "as", global = true, value_name = "WHO", env = "CASEWAY_AS")]
    pub who: Option<Actor>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a data directory or a database ready.
    Init {
        /// Allow invented nations, and clocks that stand or run fast.
        #[arg(long)]
        sandbox: bool,
        /// The name of the log, which its keys carry.
        #[arg(long, default_value = "caseway.example/log")]
        origin: String,
        /// Whose law holds, for as long as the record lives; see `rules packs`.
        #[arg(long, default_value = "us")]
        pack: String,
        /// Let people sign in to a sandbox, as they do to every record that is none; there is no
        /// way back.
        #[arg(long)]
        sign_in: bool,
    },
    /// Serve pages and API.
    Serve {
        #[command(flatten)]
        at: Listen,
    },
    /// Make a sandbox with a complete sale, a busy desk and real public notices, and serve it.
    Demo {
        #[command(flatten)]
        at: Listen,
        /// A file of public notices to read in place of the program's own extract.
        #[arg(long)]
        notices: Option<PathBuf>,
    },
    /// Fill a sandbox with a small named world.
    Seed {
        /// first-lor or busy-desk.
        name: String,
    },
    /// Read files of others in.
    #[command(subcommand)]
    Import(Import),
    /// Public notices, judged without a record.
    #[command(subcommand)]
    Notice(Notice),
    /// Price a quotation, a line in variants, or the surcharge through the years; nothing is kept.
    Price {
        /// The question, JSON.
        file: PathBuf,
    },
    /// Make a payment schedule from what is spent in each month; nothing is kept.
    PaymentSchedule {
        /// The question, JSON.
        file: PathBuf,
    },
    /// Whether a party is on a restricted-party list; lists come as files, nothing is kept.
    Screen(Screen),
    /// Do an act on a file.
    Act(Act),
    /// Cases.
    #[command(subcommand)]
    Case(Case),
    /// A list of files: cases, requests, purchasers, notifications.
    List {
        /// cases, requests, purchasers or notifications.
        kind: String,
        #[command(flatten)]
        filter: Filter,
    },
    /// Any file by its number, such as request/BN-26-0001.
    Show {
        /// The file.
        stream: StreamId,
    },
    /// What can be done to a file, and what stands in the way.
    Acts {
        /// The file.
        stream: StreamId,
    },
    /// What stands in the way of an act: every reason, satisfied ones too. At the wrong stage
    /// also what its gates would say further ahead; of `attest` also every rule that a statement
    /// can be made under, with who may state it and how far it has been stated.
    Why {
        /// The file; a case identifier means the case.
        stream: StreamId,
        /// The act.
        act: String,
        /// An earlier day: the file and the law as they stood at its end.
        #[arg(long)]
        on: Option<Day>,
    },
    /// The law.
    #[command(subcommand)]
    Rules(Rules),
    /// A rule in words; the same as `rules explain`.
    Explain(Explain),
    /// The transparency log.
    #[command(subcommand)]
    Log(Log),
    /// Verify everything about the record; the first bad record is named.
    Verify {
        /// A checkpoint that was kept from earlier, or a directory with an exported log.
        #[arg(long)]
        old: Vec<PathBuf>,
        /// The verifier's memory between runs: the newest checkpoint it accepted.
        #[arg(long)]
        state: Option<PathBuf>,
        /// Print every released paper again too, and name one that differs.
        #[arg(long)]
        papers: bool,
    },
    /// Make the read models anew from the journal.
    Rebuild {
        /// Only say whether they are what the journal says.
        #[arg(long)]
        check: bool,
    },
    /// Copy the whole record into a file, also while it is in use.
    Backup {
        /// The file to write.
        file: PathBuf,
    },
    /// Restore a record from a backup into an empty place.
    Restore(Restore),
    /// Print a document of a case or of a request.
    Doc(Doc),
    /// Keep a file for an attachment, and print its digest.
    Upload {
        /// The file.
        file: PathBuf,
    },
    /// What a desk or a person has to do by when, as a calendar file (iCalendar).
    Calendar {
        /// A desk such as case-manager, or a person of the register.
        whose: app::clocks::Whose,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// The office: its people, and whether there are enough of them.
    #[command(subcommand)]
    Office(Staff),
    /// Accounts: who can sign in.
    #[command(subcommand)]
    Account(Account),
    /// Tokens with which programs come in a person's name.
    #[command(subcommand)]
    Token(Token),
    /// A report.
    Report {
        /// Its name; all are listed when left out.
        name: Option<String>,
        /// text or csv.
        #[arg(long, default_value = "text")]
        format: String,
        /// A past day: the report as of its end, where it can be made so.
        #[arg(long)]
        on: Option<Day>,
    },
    /// The description of the API, OpenAPI 3.1.
    Openapi,
    /// A chapter of the handbook, in Markdown.
    Handbook {
        /// Its name; all are listed when left out.
        chapter: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Public notices of arms sales, one JSON object a line.
    Notices {
        /// The file.
        file: PathBuf,
    },
}

#[derive(Debug, Group)]
#[expect(clippy::struct_field_names, reason = "the command line calls the act so")]
pub struct Act {
    /// The file, such as BN-P-LCB or request/BN-26-0001; request/new:BN is the next request of BN.
    pub stream: String,
    /// The act.
    pub act: String,
    /// Arguments as key=value; lines.0.name=value for repeated groups, key=@FILE for a file.
    #[arg(value_name = "KEY=VALUE")]
    pub pairs: Vec<String>,
    /// A file with the arguments as JSON; - is standard input.
    #[arg(long, conflicts_with = "pairs")]
    pub file: Option<PathBuf>,
    /// The same key with the same order gets the same answer for 30 days.
    #[arg(long)]
    pub idempotency_key: Option<String>,
    /// The version of the file that the order is made on.
    #[arg(long)]
    pub expect: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub enum Staff {
    /// What the register lacks for the two-person duties; exit code 1 when it lacks something.
    Check,
    /// Persons, delegations and the office's practice.
    Show,
    /// Which body does what at which step, and which desk may do which act.
    Duties,
}

#[derive(Debug, Group)]
pub struct Filter {
    /// Words to be found.
    #[arg(long)]
    pub q: Option<String>,
    /// Stage code.
    #[arg(long)]
    pub state: Option<String>,
    /// Customer code.
    #[arg(long)]
    pub purchaser: Option<String>,
    /// Gate status of cases: open, held, none, or the first rule that holds the next act.
    #[arg(long)]
    pub gate: Option<String>,
    /// Order of cases: case, touched, value, due, state, gate.
    #[arg(long, default_value = "case")]
    pub sort: String,
    /// Rows of a page, 1 to 200.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub limit: u32,
    /// Where the page begins.
    #[arg(long)]
    pub after: Option<String>,
}
