//! A disk that fills up and is made free again, many times in one life of the server: writing is
//! refused with an answer of its own, reading goes on, and writing resumes by itself.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command as Program,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::{
    chance::Chance,
    feed::{self, Feed},
    http::{Answer, Client},
    load::{Load, wait},
    server::{Record, Server},
    world,
};

/// How often.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// Rounds of filling up and making free.
    #[arg(long, default_value_t = Plan::default().rounds)]
    rounds: u32,
}

impl Default for Plan {
    fn default() -> Self {
        Self { rounds: 20 }
    }
}

/// The disk: room for the record and for some growth in each round.
const SIZE: &str = "size=96m";
const CASES: u64 = 10;
/// After space is back, a command is done at once and covered by a checkpoint this much later.
const PATIENCE: Duration = Duration::from_secs(3);

/// Runs the trial.
pub fn run(program: &Path, seed: u64, plan: &Plan) -> anyhow::Result<()> {
    let folder = tempfile::Builder::new().prefix("caseway-full-").tempdir()?;
    let Some(disk) = Disk::mount(&folder.path().join("disk"))? else {
        println!("skipped: full disks: no file system can be mounted here (it takes root)");
        return Ok(());
    };
    let record = Record::at(program, folder.path(), &disk.0.join("data"));
    world::make(&record, CASES)?;
    let mut server = record.serve()?;
    let mut feed = Feed::default();
    feed.catch_up(&mut Client::connect(server.address)?)?;
    let load = Load::new(CASES, feed.events.len() as u64);
    let mut refused = 0;
    for round in 1..=plan.rounds {
        let one = Round { server: &server, disk: &disk, load: &load };
        refused += one.run(seed + u64::from(round)).with_context(|| format!("round {round}"))?;
        feed.catch_up(&mut Client::connect(server.address)?)?;
        load.lock().check(&feed)?;
    }
    server.stop()?;
    record.done(&["verify"])?;
    record.done(&["rebuild", "--check"])?;
    let (done, _) = load.lock().counts();
    println!(
        "holds: {} rounds on one server: {refused} writes refused with 507, {done} commands done, \
         reading went on, none lost",
        plan.rounds
    );
    Ok(())
}

struct Round<'a> {
    server: &'a Server,
    disk: &'a Disk,
    load: &'a Load,
}

impl Round<'_> {
    /// Fills the disk up, sees what is refused and what is not, makes it free, and sees that all
    /// goes on. Gives how many writes were refused.
    fn run(&self, seed: u64) -> anyhow::Result<u64> {
        let address = self.server.address;
        let mut client = Client::connect(address)?;
        self.disk.fill()?;
        // The write-ahead log may have room left inside: large content uses it up.
        let mut refused = 0;
        let mut chance = Chance(seed);
        while refused < 3 {
            let answer = client.upload(&content(&mut chance, 200_000))?;
            refused += u64::from(is_full(&answer)?);
        }
        self.load.work(address, (4, seed), || {
            wait(Duration::from_millis(150));
            Ok(())
        })?;
        let open = self.load.lock().unanswered().len() as u64;
        if open == 0 {
            bail!("no command was refused, and the disk is full");
        }
        reading(&mut client)?;
        self.disk.free()?;
        let freed = Instant::now();
        let answer = client.upload(&content(&mut chance, 1_000))?;
        if !answer.done() {
            bail!("space is back, and writing was answered with {}", answer.status);
        }
        self.load.settle(address)?;
        covered(&mut client, freed)?;
        Ok(refused + open)
    }
}

/// What can be read from a full disk.
fn reading(client: &mut Client) -> anyhow::Result<()> {
    for path in [
        "/healthz",
        "/api/v1/cases?limit=50",
        "/api/v1/cases?q=patrol&sort=value",
        "/api/v1/cases/cn-1",
        "/api/v1/events?after=0&limit=1000",
        "/api/v1/log",
        "/api/v1/log/proofs/1",
        "/log/checkpoint",
        "/log/tile/0/000.p/1",
        "/",
        "/cases/cn-1",
        "/audit",
    ] {
        let answer = client.get(path)?;
        if !answer.done() {
            bail!("{path} was answered with {} on a full disk", answer.status);
        }
    }
    Ok(())
}

/// A checkpoint covers everything that is written, soon after space is back.
fn covered(client: &mut Client, freed: Instant) -> anyhow::Result<()> {
    loop {
        let checkpoint = client.get("/log/checkpoint")?;
        let text = String::from_utf8_lossy(&checkpoint.body).into_owned();
        let size: usize = text.lines().nth(1).context("a size")?.parse()?;
        if feed::page(client, size)?.is_empty() {
            return Ok(());
        }
        if PATIENCE < freed.elapsed() {
            bail!("the newest checkpoint still ends at {size}");
        }
        wait(Duration::from_millis(20));
    }
}

/// Whether a write was refused because the disk is full; any other failure is a fault.
fn is_full(answer: &Answer) -> anyhow::Result<bool> {
    if answer.done() {
        return Ok(false);
    }
    let problem = answer.json().unwrap_or_default();
    if answer.status != 507 || problem["code"] != "disk-full" {
        bail!("a write on a full disk was answered with {}: {problem}", answer.status);
    }
    Ok(true)
}

fn content(chance: &mut Chance, length: usize) -> Vec<u8> {
    let start = chance.below(u64::MAX).to_be_bytes();
    start.iter().copied().cycle().take(length).collect()
}

/// A small file system of its own; it goes away with the value.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path) -> anyhow::Result<Option<Self>> {
        std::fs::create_dir(at)?;
        let mut mount = Program::new("mount");
        mount.args(["-t", "tmpfs", "-o", SIZE, "caseway-trial"]).arg(at);
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        Ok(mounted.then(|| Self(at.to_owned())))
    }

    /// Leaves not a byte.
    fn fill(&self) -> anyhow::Result<()> {
        let mut ballast = File::create(self.0.join("ballast"))?;
        for size in [1 << 20, 1 << 12, 1] {
            let block = vec![b'x'; size];
            while ballast.write_all(&block).is_ok() {}
        }
        Ok(())
    }

    fn free(&self) -> anyhow::Result<()> {
        Ok(std::fs::remove_file(self.0.join("ballast"))?)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Program::new("umount").arg("-l").arg(&self.0).status();
    }
}
