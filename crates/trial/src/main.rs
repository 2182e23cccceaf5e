//! Puts the running program to the test, from outside and as it is: many clients want one file, it
//! is killed while they work, its power is cut, its disk fails or fills up, and then everything it
//! said must still be so. No part of the product; it may not look inside.
#![expect(
    clippy::disallowed_methods,
    reason = "a trial reads the machine's clock, waits, and looks at the files of the program"
)]

mod chance;
mod disk_full;
mod feed;
mod fill;
mod history;
mod http;
mod kill;
mod load;
mod power;
mod race;
mod server;
mod sync_fault;
mod tools;
mod world;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Trials of the running program.
///
/// Exit codes: 0 it held, 1 it did not hold, 2 wrong use.
#[derive(Debug, Parser)]
#[command(name = "trial", arg_required_else_help = true)]
struct Args {
    /// The program under trial; beside this one when left out.
    #[arg(long, global = true)]
    program: Option<PathBuf>,
    /// Where the draws begin: the same seed makes the same plan.
    #[arg(long, global = true, default_value_t = 1)]
    seed: u64,
    #[command(subcommand)]
    trial: Trial,
}

#[derive(Debug, Subcommand)]
enum Trial {
    /// Kill the server with signal 9 while 8 to 64 clients work, again and again.
    Kill(kill::Plan),
    /// Let 64 clients want one case: each version has one winner, and nobody starves.
    Race(race::Plan),
    /// Cut the power under the server, on a file system of its own.
    Power(power::Plan),
    /// Let one sync of the journal fail: the program must stop at once.
    SyncFault(sync_fault::Plan),
    /// Let the disk fill up: writing must be refused, reading go on, and writing resume.
    DiskFull(disk_full::Plan),
    /// Every trial, one after the other, each in its small measure.
    Every(kill::Plan),
    /// Make a record with many files through the one door.
    Fill(fill::Plan),
    /// What runs before a power cut.
    #[command(hide = true)]
    PowerWork,
    /// What is asked after a power cut.
    #[command(hide = true)]
    PowerCheck,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let program = args.program.clone().unwrap_or_else(server::beside);
    let held = match &args.trial {
        Trial::Kill(plan) => kill::run(&program, args.seed, plan),
        Trial::Race(plan) => race::run(&program, plan),
        Trial::Power(plan) => power::run(&program, args.seed, plan),
        Trial::SyncFault(plan) => sync_fault::run(&program, plan),
        Trial::DiskFull(plan) => disk_full::run(&program, args.seed, plan),
        Trial::Every(plan) => every(&program, args.seed, plan),
        Trial::Fill(plan) => fill::run(&program, args.seed, plan),
        Trial::PowerWork => power::work(&program),
        Trial::PowerCheck => power::check(&program),
    };
    match held {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("does not hold: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn every(program: &std::path::Path, seed: u64, plan: &kill::Plan) -> anyhow::Result<()> {
    sync_fault::run(program, &sync_fault::Plan::default())?;
    disk_full::run(program, seed, &disk_full::Plan::default())?;
    power::run(program, seed, &power::Plan::default())?;
    race::run(program, &race::Plan::default())?;
    kill::run(program, seed, plan)
}
