//! One sync that fails. What the kernel says of it once it never says again, so that the program
//! must end at once: no answer after it, no second sync of that file.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::{
    feed::Feed,
    http::Client,
    load::Load,
    server::{Record, Server},
    tools, world,
};

/// Which syncs fail, one in each run.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// Which sync of the write-ahead log fails, counted from the start of the server.
    #[arg(long, value_delimiter = ',', default_values_t = Plan::default().nth)]
    nth: Vec<u32>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { nth: vec![2, 3, 5, 9, 40] }
    }
}

/// The program has to be gone this long after the failed sync.
const GONE_WITHIN: f64 = 1.0;

/// Runs the trial.
pub fn run(program: &Path, plan: &Plan) -> anyhow::Result<()> {
    if !tools::works("strace", &["--version"]) {
        println!("skipped: failing syncs: strace is not installed");
        return Ok(());
    }
    if !tools::works("strace", &["-o", "/dev/null", "true"]) {
        println!("skipped: failing syncs: strace may not trace here");
        return Ok(());
    }
    for nth in &plan.nth {
        let said = one(program, "caseway.db-wal", *nth)?;
        println!("holds: sync {nth} of the write-ahead log fails: {said}");
    }
    // The pages are copied into the database beside the commands: nobody waits, and yet.
    let said = one(program, "caseway.db", 1)?;
    println!("holds: a sync of the database fails: {said}");
    Ok(())
}

fn one(program: &Path, name: &str, nth: u32) -> anyhow::Result<String> {
    let folder = tempfile::Builder::new().prefix("caseway-sync-").tempdir()?;
    let record = Record::at(program, folder.path(), &folder.path().join("data"));
    world::make(&record, 10)?;
    let file = record.data.join(name).canonicalize();
    let file = file.unwrap_or_else(|_| record.data.join(name));
    let log = folder.path().join("strace.log");
    let mut feed = Feed::default();
    {
        let mut server = record.serve()?;
        feed.catch_up(&mut Client::connect(server.address)?)?;
        server.stop()?;
    }
    let load = Load::new(10, feed.events.len() as u64);
    let mut server = Server::start(record.after(traced(program, &file, nth, &log)), folder.path())?;
    let mut status = None;
    load.work(server.address, (16, nth.into()), || {
        status = server.ended_within(Duration::from_mins(1))?;
        Ok(())
    })?;
    let status = status.context("no sync failed, and the server works on")?;
    let code = status.code().context("the server ended by a signal")?;
    if code == 0 {
        bail!("the server ended as if all were well");
    }
    let took = judge(&log)?;
    let acknowledged = load.lock().counts().0;
    let mut server = record.serve()?;
    let settled = load.settle(server.address)?;
    feed.catch_up(&mut Client::connect(server.address)?)?;
    load.lock().check(&feed)?;
    server.stop()?;
    record.done(&["verify"])?;
    record.done(&["rebuild", "--check"])?;
    Ok(format!(
        "exit code {code} after {took:.3} s, no second sync of that file; {acknowledged} commands \
         were answered before, {settled} settled by their key"
    ))
}

/// The server under a tracer that lets one sync of one file fail.
fn traced(program: &Path, file: &Path, nth: u32, log: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-ttt", "-e", "trace=fsync,fdatasync"]);
    command.arg("-P").arg(file);
    command.args(["-e", &format!("inject=fdatasync:error=EIO:when={nth}")]);
    command.arg("-o").arg(log).arg(program);
    command
}

/// Reads what the tracer saw: one sync failed, no later sync of any file of the journal, and how
/// long the program went on.
fn judge(log: &PathBuf) -> anyhow::Result<f64> {
    let text = std::fs::read_to_string(log)?;
    let mut failed = None;
    let mut last = 0.0_f64;
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let _process = words.next();
        let at: f64 = words.next().and_then(|word| word.parse().ok()).unwrap_or(last);
        last = last.max(at);
        if line.contains("(INJECTED)") {
            failed = failed.or(Some(at));
        } else if failed.is_some() && line.contains("sync(") {
            bail!("a sync after the failed one: {line}");
        }
    }
    let failed = failed.context("no sync was made to fail")?;
    if GONE_WITHIN < last - failed {
        bail!("the program went on for {:.3} s after the failed sync", last - failed);
    }
    Ok(last - failed)
}
