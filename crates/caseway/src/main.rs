//! The program: one binary that keeps the record, serves it, and answers on the command line.
//! It joins the rooms and repeats nothing of what `app` does.

mod args;
mod cmd;
mod forward;
mod handbook;
mod open;
mod printer;
mod progress;
mod say;

use std::process::ExitCode;

use clap::Parser as _;

/// The thread of a command takes memory and the thread of the journal gives it back. The allocator
/// of the C library is slow at that; with this one a third more commands are done.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = args::Args::parse();
    say::start_logging();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return say::failed(&anyhow::Error::from(error)),
    };
    let done = runtime.block_on(cmd::run(&args));
    // Work that nobody waits for ends with the program.
    runtime.shutdown_background();
    match done {
        Ok(code) => code,
        Err(error) => say::error(&args, &error),
    }
}
