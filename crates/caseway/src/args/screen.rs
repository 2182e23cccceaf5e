//! Words that ask whether a party is on a list. No record is opened.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct Screen {
    #[command(subcommand)]
    pub many: Option<Many>,
    /// The party's name.
    pub name: Option<String>,
    #[command(flatten)]
    pub party: Party,
    #[command(flatten)]
    pub lists: Lists,
}

#[derive(Debug, Args)]
pub struct Party {
    /// person, entity, vessel or aircraft.
    #[arg(long)]
    pub kind: Option<String>,
    /// A country, as the lists write it: a code of two letters or a name.
    #[arg(long)]
    pub country: Vec<String>,
    /// A birth date: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long)]
    pub dob: Vec<String>,
    /// male or female.
    #[arg(long)]
    pub gender: Option<String>,
    /// A number or code of the party: passport, tax, IMO ...
    #[arg(long)]
    pub id: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Lists {
    /// A list to ask, as its form and its files: ofac-csv=sdn.csv,alt.csv,add.csv or
    /// un-xml=consolidated.xml; a wrong form lists them all.
    #[arg(long = "list", value_name = "FORM=FILE[,FILE]")]
    pub lists: Vec<String>,
    /// Weights in place of the program's own, TOML.
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Many {
    /// Ask about each line of a file: one JSON object with query, schema, dob, country, id.
    Batch {
        /// The questions.
        file: PathBuf,
        #[command(flatten)]
        lists: Lists,
        /// How many threads ask; as many as there are processors when left out.
        #[arg(long)]
        threads: Option<usize>,
    },
    /// Load entries from a file of JSON lines, print `ready`, then answer each line of standard
    /// input with a line.
    ///
    /// A question has qid, name, and perhaps kind, dob, country, gender, ids. The answer has hits,
    /// best first, at most 20, each with the entry's id and a score from 0 to 1. A line that cannot
    /// be read is answered with an error that names the fault.
    Stream {
        /// The entries: id, list, kind, names, dob, countries, gender, ids.
        file: PathBuf,
        /// Say why each entry has its score.
        #[arg(long)]
        explain: bool,
        /// Weights in place of the program's own, TOML.
        #[arg(long, value_name = "FILE")]
        weights: Option<PathBuf>,
    },
}
