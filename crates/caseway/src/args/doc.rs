//! Words that print a document.

use std::path::PathBuf;

use clap::Args;
use terms::FileId;

#[derive(Debug, Args)]
pub struct Doc {
    /// A kind of document: loa, notification (the whole package) or one part of it such as
    /// certification, rom-letter, expiry-notice, closure-certificate; a wrong one lists them
    /// all.
    pub kind: String,
    /// The case; for a paper about a request, the request or its case.
    pub case: FileId,
    /// The version that is printed, such as A1; the newest of its kind when left out.
    #[arg(long)]
    pub version: Option<String>,
    /// The file to write.
    #[arg(long)]
    pub out: PathBuf,
    /// Release it: its digest becomes an entry of the log.
    #[arg(long)]
    pub release: bool,
    /// Write a released one, with its proof, and no draft: by its number, from 1 for the first
    /// of its kind, or the newest.
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "0",
        conflicts_with = "release")]
    pub released: Option<usize>,
    /// Print the released one again from the journal as it stood then, write that, and say
    /// whether it is the same.
    #[arg(long, requires = "released")]
    pub again: bool,
}
