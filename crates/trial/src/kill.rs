//! Kills of a working server. Clients with idempotency keys work on many files; at a moment drawn
//! by chance the server gets signal 9; it is started again, whatever nobody answered is asked again
//! by its key, and everything that was ever told must still be so.

use std::{path::Path, time::Duration};

use anyhow::bail;
use clap::Args;
use testkit::database::{TestDatabase, VARIABLE};

use crate::{
    chance::Chance,
    feed::Feed,
    http::Client,
    load::{Load, wait},
    server::Record,
    tools, world,
};

/// How often, and how.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// Kills on SQLite; a tenth of them on PostgreSQL too, where a cluster is named.
    #[arg(long, default_value_t = 100)]
    kills: u32,
    /// Shortest life of the server under load, in milliseconds.
    #[arg(long, default_value_t = 100)]
    life_min: u64,
    /// Longest life.
    #[arg(long, default_value_t = 700)]
    life_max: u64,
    /// Kills between two verifications of the whole record. Its read models are compared with the
    /// fold of its events after every kill, whatever this says.
    #[arg(long, default_value_t = 10)]
    verify_every: u32,
}

/// How often the published log is looked at again while a checkpoint is still to be signed.
const LOOKS_AGAIN: u32 = 3;

/// A record is worked on for so many kills; then another one begins, so that files stay of a size.
const KILLS_OF_A_RECORD: u32 = 100;

/// Runs the trial.
pub fn run(program: &Path, seed: u64, plan: &Plan) -> anyhow::Result<()> {
    let mut left = plan.kills;
    let mut round = 0;
    while 0 < left {
        let kills = left.min(KILLS_OF_A_RECORD);
        one_record(program, seed + round, plan, (kills, None))?;
        left -= kills;
        round += 1;
    }
    let on_postgres = plan.kills.div_ceil(10);
    if std::env::var_os(VARIABLE).is_none() {
        println!("skipped: kills on PostgreSQL: {VARIABLE} names no cluster");
    } else if let Some(database) = TestDatabase::new() {
        one_record(program, seed, plan, (on_postgres, Some(&database)))?;
    }
    Ok(())
}

fn one_record(
    program: &Path,
    seed: u64,
    plan: &Plan,
    (kills, database): (u32, Option<&TestDatabase>),
) -> anyhow::Result<()> {
    let folder = tempfile::Builder::new().prefix("caseway-kill-").tempdir()?;
    let mut record = Record::at(program, folder.path(), &folder.path().join("data"));
    record.database = database.map(TestDatabase::url);
    let engine = if database.is_some() { "PostgreSQL" } else { "SQLite" };
    let held = lives(&record, seed, plan, kills);
    match &held {
        Ok(said) => println!("holds: {engine}, seed {seed}: {said}"),
        Err(_) => {
            // The record is the evidence.
            println!("the record of seed {seed} is kept in {}", folder.keep().display());
        }
    }
    held.map(drop)
}

fn lives(record: &Record, seed: u64, plan: &Plan, kills: u32) -> anyhow::Result<String> {
    let mut chance = Chance(seed);
    world::make(record, world::CASES)?;
    let mut feed = Feed::default();
    let mut server = record.serve()?;
    feed.catch_up(&mut Client::connect(server.address)?)?;
    let load = Load::new(world::CASES, feed.events.len() as u64);
    let mut settled = 0;
    for kill in 1..=kills {
        let clients = chance.between(8, 65);
        let life = Duration::from_millis(chance.between(plan.life_min, plan.life_max));
        let clients = (clients, chance.below(u64::MAX));
        load.work(server.address, clients, || {
            wait(life);
            server.kill()
        })?;
        compare(record)?;
        if kill % plan.verify_every.max(1) == 0 {
            verify(record)?;
            let (done, refused) = load.lock().counts();
            println!("  kill {kill} of {kills}: {done} done, {refused} refused, {settled} settled");
        }
        server = record.serve()?;
        settled += load.settle(server.address)?;
        feed.catch_up(&mut Client::connect(server.address)?)?;
        load.lock().check(&feed)?;
        load.ask_again(server.address, &mut chance)?;
    }
    published(record, &mut Client::connect(server.address)?)?;
    server.stop()?;
    compare(record)?;
    verify(record)?;
    others(record, &load, &feed)?;
    let history = load.lock();
    let (done, refused) = history.counts();
    Ok(format!(
        "{kills} kills, {done} commands done, {refused} refused, {settled} settled by their key, \
         {} looks; lost, duplicate, phantom, torn, stale: 0",
        history.looks.len()
    ))
}

/// Every read model made anew from the events and held against the live one, digest by digest.
fn compare(record: &Record) -> anyhow::Result<()> {
    record.done(&["rebuild", "--check"]).map(drop)
}

/// The whole record, by the program itself, with the memory of the verification before.
fn verify(record: &Record) -> anyhow::Result<()> {
    let state = record.folder.join("verifier.state").display().to_string();
    record.done(&["verify", "--state", &state]).map(drop)
}

/// What the server publishes of the log is what is exported, byte for byte; whatever can never
/// change may be kept for ever, and the checkpoint not. A checkpoint may be signed between the two
/// looks, within a second of the last command: then both look again.
fn published(record: &Record, client: &mut Client) -> anyhow::Result<()> {
    let mut looked = published_now(record, client);
    for _ in 0..LOOKS_AGAIN {
        if looked.is_ok() {
            break;
        }
        looked = published_now(record, client);
    }
    looked
}

fn published_now(record: &Record, client: &mut Client) -> anyhow::Result<()> {
    let dir = record.folder.join("log");
    record.done(&["log", "export", &dir.display().to_string()])?;
    let mut open = vec![dir.clone()];
    let mut count = 0;
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(&dir)?.display().to_string();
            if name == "events.jsonl" {
                continue;
            }
            let answer = client.get(&format!("/log/{name}"))?;
            let same = answer.done() && answer.body == std::fs::read(&path)?;
            let kept = answer.header("cache-control").unwrap_or_default();
            if !same || kept.contains("immutable") == (name == "checkpoint") {
                bail!("/log/{name} is not what was exported ({}, {kept})", answer.status);
            }
            count += 1;
        }
    }
    println!("  {count} files of the log are published as they are exported");
    Ok(())
}

/// The log and the history, by programs that share nothing with ours.
fn others(record: &Record, load: &Load, feed: &Feed) -> anyhow::Result<()> {
    let text = |name: &str| record.folder.join(name).display().to_string();
    let history = load.lock();
    history.write(feed, &record.folder.join("history.jsonl"))?;
    if let Some(checker) = tools::find("history_check.py", "") {
        println!("  {}", tools::satisfied(&checker, &[text("history.jsonl")])?);
    }
    record.done(&["log", "export", &text("log")])?;
    let modules = "; from cryptography.hazmat.primitives.asymmetric import ed25519, mldsa";
    if let Some(verifier) = tools::find("tlog_verify.py", modules) {
        let mut words = vec!["verify".to_owned(), text("log"), "--strict".to_owned()];
        for key in record.done(&["log", "vkey", "--all"])?.lines() {
            words.extend(["--vkey".to_owned(), key.to_owned()]);
        }
        words.extend(["--events".to_owned(), text("log/events.jsonl")]);
        words.extend(["--limit".to_owned(), "300".to_owned()]);
        println!("  {}", tools::satisfied(&verifier, &words)?);
    }
    Ok(())
}
