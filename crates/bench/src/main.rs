//! Measures Caseway beside the peers that its promises name: both in one run, one after the other,
//! several pairs each. It may not be used by the product, and it changes nothing but its own
//! folder and the page of figures.
#![expect(
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a measurement reads the clock, waits and keeps files; its figures have three digits"
)]

mod figure;
mod http;
mod load;
mod machine;
mod measures;
mod page;
mod peer;
mod postgres;
mod record;
mod server;

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;

/// What is measured, and how.
#[derive(Debug, Parser)]
#[command(about = "Measure Caseway beside its peers")]
struct Args {
    /// Which figures, such as P1 P2; all when left out.
    what: Vec<String>,
    /// Write the page of figures here.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Pairs of runs for each figure.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pairs: u32,
    /// Seconds of each run under load.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    seconds: u32,
    /// Cases of the record on which is measured.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(2_000..))]
    cases: u32,
    /// The program under measurement, built in release.
    #[arg(long, default_value = "target/release/caseway")]
    caseway: PathBuf,
    /// Folder for records, databases and the peers' environments.
    #[arg(long, default_value = "target/bench")]
    work: PathBuf,
    /// The independent verifier of exported logs, where it lies beside the checkout.
    #[arg(long, default_value = "../shared/tools/tlog_verify.py")]
    verifier: PathBuf,
    /// Make the record anew although one of this size is there.
    #[arg(long)]
    fresh: bool,
    /// Measure at the usual priority; figures then show the scheduler too.
    #[arg(long)]
    usual_priority: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    if !args.usual_priority && machine::raise_priority() {
        return machine::again_with_priority();
    }
    match measures::run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::from(3)
        }
    }
}
