//! Words about the transparency log, and about restoring a record.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Log {
    /// Write the log into a directory, only what is new there.
    Export {
        /// The directory.
        dir: PathBuf,
    },
    /// The key by which the log is verified.
    Vkey {
        /// Both keys, Ed25519 and ML-DSA-44, one a line.
        #[arg(long)]
        all: bool,
    },
    /// An offline proof that an event is in the log, or that a document was released.
    Proof {
        /// The event's sequence number, or the short code or digest of a released document.
        what: String,
        /// Where to write the proof; standard output when left out.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Where to write the entry that is proven.
        #[arg(long)]
        leaf: Option<PathBuf>,
    },
    /// Check a document against its offline proof, with nothing but these two and the log's key.
    Check {
        /// The document.
        document: PathBuf,
        /// Its offline proof.
        proof: PathBuf,
        /// A key of the log that is trusted, as `caseway log vkey` prints it.
        #[arg(long, required = true)]
        vkey: Vec<String>,
    },
}

#[derive(Debug, Group)]
pub struct Restore {
    /// The backup.
    pub file: PathBuf,
    /// The newest checkpoint that anybody has of the log: with it the restore shows that nothing
    /// that was published is missing.
    #[arg(long)]
    pub latest: Option<PathBuf>,
    /// Go on under a new name of the log, because published events are missing or nobody knows.
    #[arg(long, value_name = "REASON")]
    pub succession: Option<String>,
    /// The directory with the log's keys, copied into the restored place; where --keys says when
    /// left out. A backup does not hold them.
    #[arg(long)]
    pub keys_from: Option<PathBuf>,
}
