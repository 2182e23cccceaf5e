//! Power cuts. A file system of its own is shut down under the working server without a last write,
//! so that whatever was not synced is gone; it is mounted again, and everything that was answered
//! must be there. The cutting is done by a tool that lies beside the checkout; this program is what
//! it runs before the cut and what it asks after it.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::{
    chance::Chance,
    feed::Feed,
    http::{Answer, Client},
    server::Record,
    tools,
    world::{self, Command},
};

/// How often, and on which file system.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// Power cuts.
    #[arg(long, default_value_t = Plan::default().cuts)]
    cuts: u32,
    /// xfs or ext4.
    #[arg(long, default_value_t = Plan::default().fs)]
    fs: String,
}

impl Default for Plan {
    fn default() -> Self {
        Self { cuts: 10, fs: "xfs".to_owned() }
    }
}

const CASES: u64 = 10;
const CLIENTS: u64 = 8;
/// Commands of one life get numbers from its own range.
const NUMBERS: u64 = 1_000_000;

/// Runs the trial.
pub fn run(program: &Path, seed: u64, plan: &Plan) -> anyhow::Result<()> {
    let Some(tool) = tools::find("powercut.py", "") else { return Ok(()) };
    let make = format!("mkfs.{}", plan.fs);
    for (needed, version) in [("xfs_io", "-V"), (make.as_str(), "-V")] {
        if !tools::works(needed, &[version]) {
            println!("skipped: power cuts: {needed} is not installed");
            return Ok(());
        }
    }
    if !tools::works("losetup", &["-f"]) {
        println!("skipped: power cuts: there is no loop device (it takes root)");
        return Ok(());
    }
    let own = std::env::current_exe()?;
    let word =
        |word: &str| format!("exec {} --program {} {word}", own.display(), program.display());
    let words = [
        ("--cycles", plan.cuts.to_string()),
        ("--fs", plan.fs.clone()),
        ("--seed", seed.to_string()),
        ("--min", "1.0".to_owned()),
        ("--max", "2.5".to_owned()),
        ("--run", word("power-work")),
        ("--check", word("power-check")),
    ];
    let words: Vec<String> =
        words.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect();
    println!("{}", tools::satisfied(&tool, &words)?);
    control(&tool, &plan.fs)
}

/// A writer that does not wait for its syncs must lose something, or the cuts cut nothing.
fn control(tool: &Path, fs: &str) -> anyhow::Result<()> {
    let words = ["--demo", "normal", "--cycles", "8", "--fs", fs].map(str::to_owned);
    match tools::satisfied(tool, &words) {
        Err(lost) if lost.to_string().contains("does not hold") => {
            println!("  as it must be, a writer without syncs loses what it told");
            Ok(())
        }
        Err(error) => Err(error.context("the control")),
        Ok(said) => bail!("a writer without syncs lost nothing, so this proves nothing: {said}"),
    }
}

/// Where the tool wants the record, and a folder that outlives the cuts.
fn places(program: &Path) -> anyhow::Result<(Record, PathBuf)> {
    let place = |name: &str| {
        let path = std::env::var_os(name);
        path.map(PathBuf::from).with_context(|| format!("{name} is not set"))
    };
    let lasting = place("ACKED")?;
    let lasting = lasting.parent().context("ACKED is in a folder")?.to_owned();
    let record = Record::at(program, &lasting, &place("DIR")?.join("data"));
    Ok((record, lasting))
}

/// Before the cut: works until the power goes, and says what was answered.
pub fn work(program: &Path) -> anyhow::Result<()> {
    let (record, lasting) = places(program)?;
    let counter = lasting.join("life");
    let life: u64 =
        std::fs::read_to_string(&counter).ok().and_then(|t| t.parse().ok()).unwrap_or(0);
    std::fs::write(&counter, (life + 1).to_string())?;
    // A life may have ended before the world was whole; making it again changes nothing.
    world::make(&record, CASES)?;
    let server = record.serve()?;
    let next = AtomicU64::new(life * NUMBERS + 1);
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let Ok(mut client) = Client::connect(server.address) else { return };
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Ok(answer) = command(number).send(&mut client) else { return };
                    if let Some(told) = told(number, &answer) {
                        let mut out = std::io::stdout().lock();
                        let said = writeln!(out, "ack {told}").and_then(|()| out.flush());
                        if said.is_err() {
                            return;
                        }
                    }
                }
            });
        }
    });
    bail!("the server went away before the power did")
}

/// After the cut: everything that was answered must be there, and the record whole.
pub fn check(program: &Path) -> anyhow::Result<()> {
    let (record, _) = places(program)?;
    if !record.data.join("caseway.db").exists() {
        let first = std::io::stdin().lines().next().transpose()?.unwrap_or_default();
        if first.trim().is_empty() {
            return Ok(());
        }
        bail!("commands were answered, and there is no record");
    }
    // A life that ended before the world was whole is made whole by the next one.
    world::make(&record, CASES)?;
    record.done(&["verify"])?;
    record.done(&["rebuild", "--check"])?;
    let server = record.serve()?;
    let mut client = Client::connect(server.address)?;
    let mut feed = Feed::default();
    feed.catch_up(&mut client)?;
    let mut count = 0;
    for line in std::io::stdin().lines() {
        let line = line?;
        let line = line.trim();
        let Some(number) = line.split(':').next().and_then(|number| number.parse().ok()) else {
            continue;
        };
        let answer = command(number).send(&mut client)?;
        // A command that was lost would be done now, with other numbers.
        if told(number, &answer).as_deref() != Some(line) {
            bail!("lost: {line} was answered, and now {}", String::from_utf8_lossy(&answer.body));
        }
        count += 1;
    }
    println!("{count} answers stand");
    Ok(())
}

fn command(number: u64) -> Command {
    Command::draw(number, CASES, &mut Chance(number))
}

/// What a command was answered with, in one word: its number and those of its events.
fn told(number: u64, answer: &Answer) -> Option<String> {
    let receipt = answer.done().then(|| answer.json().ok()).flatten()?;
    Some(format!("{number}:{}:{}", receipt["first"].as_u64()?, receipt["last"].as_u64()?))
}
