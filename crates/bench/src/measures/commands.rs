//! Durable commands over HTTP: one client, many clients, syncs, and the other database.

use std::{path::Path, time::Duration};

use anyhow::Context as _;

use super::Bench;
use crate::{
    figure::{Bound, Figure, Pair, Promise},
    load::{self, Load, Outcome},
    machine, peer,
    postgres::Cluster,
    record,
    server::{self, Place, Server},
};

const MANY: u32 = 64;
const ON_POSTGRES: u32 = 16;
/// Cases that the clients of one run work on: those of a day, not the whole record.
const AT_WORK: usize = 2_000;
/// Cases that a single client works on.
const AT_ONE_DESK: usize = 50;
/// Cases of the record on PostgreSQL.
const CASES_ON_POSTGRES: u32 = 2_000;

const ONE: Promise = Promise {
    id: "P1",
    what: "durable command over HTTP, 1 client, p50",
    peer: "least durable command, SQLite, one a commit, p50",
    unit: "ms",
    floor: Bound::AtMost(2.5),
    aim: Bound::AtMost(1.6),
};
const RATE: Promise = Promise {
    id: "P2",
    what: "durable commands over HTTP, 64 clients",
    peer: "least durable command, PostgreSQL, one statement, 64 clients",
    unit: "a second",
    floor: Bound::AtLeast(0.35),
    aim: Bound::AtLeast(0.75),
};
const TAIL: Promise = Promise {
    id: "P3",
    what: "p99 under the load of P2",
    peer: "four times the peer's mean",
    unit: "ms",
    floor: Bound::AtMost(1.0),
    aim: Bound::AtMost(0.5),
};
const SYNCS: Promise = Promise {
    id: "P4",
    what: "syncs for each acknowledged command, 64 clients",
    peer: "one",
    unit: "syncs",
    floor: Bound::AtMost(0.125),
    aim: Bound::AtMost(0.031_25),
};
const POSTGRES: Promise = Promise {
    id: "P5",
    what: "durable commands over HTTP on PostgreSQL, 16 clients",
    peer: "least durable command, PostgreSQL, five statements, 16 clients",
    unit: "a second",
    floor: Bound::AtLeast(0.6),
    aim: Bound::AtLeast(1.0),
};

/// P1.
pub fn one_client(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let live = bench.copy("live")?;
    let server = Server::start(&bench.args.caseway, &Place::Directory(live))?;
    let (seconds, cases) = (bench.args.seconds, bench.args.cases);
    let folder = bench.args.work.join("durable").display().to_string();
    let mut sqlite = String::new();
    bench.pairs(ONE, |number| {
        let ours = load::run(&window(&server, "p1", (number, 1, seconds), cases))?;
        let peer = peer::python("durable.py", &[&folder, &seconds.to_string()])?;
        peer.get("sqlite").and_then(|v| v.as_str()).unwrap_or_default().clone_into(&mut sqlite);
        Ok(Pair { ours: ours.quantile(500), peer: peer::number(&peer, "p50_ms")? })
    })?;
    bench.note(format!("The peer is Python with SQLite {sqlite}, WAL, synchronous FULL."));
    server.stop()
}

/// P2 and P3.
pub fn many_clients(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let Some(cluster) = Cluster::make(&bench.args.work)? else {
        bench.skip("P2, P3", "PostgreSQL is not installed");
        return Ok(());
    };
    bench.fact(format!("PostgreSQL {} with the settings it comes with.", cluster.version()?));
    let live = bench.copy("live")?;
    let server = Server::start(&bench.args.caseway, &Place::Directory(live))?;
    let (seconds, cases) = (bench.args.seconds, bench.args.cases);
    let sql = std::fs::read_to_string(peer::folder().join("postgres.sql"))?;
    let mut tails = Vec::new();
    let before = machine::load();
    bench.pairs(RATE, |number| {
        let ours = load::run(&window(&server, "p2", (number, MANY, seconds), cases))?;
        cluster.database("peer", &sql)?;
        let peer = cluster.bench("peer", "one_statement.pgbench", (MANY, seconds))?;
        tails.push(Pair { ours: ours.quantile(990), peer: peer.mean_millis * 4.0 });
        Ok(Pair { ours: ours.per_second(), peer: peer.per_second })
    })?;
    let load = (before, machine::load());
    bench.keep(Figure { promise: TAIL, pairs: tails, load, notes: Vec::new() });
    server.stop()
}

/// P4.
pub fn syncs(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    if !machine::has("strace") {
        bench.skip("P4", "strace is not installed");
        return Ok(());
    }
    let (seconds, cases) = (bench.args.seconds, bench.args.cases);
    let counts = bench.args.work.join("syncs.txt");
    let mut mean_group = Vec::new();
    let live = bench.copy("live")?;
    let program = bench.args.caseway.clone();
    bench.pairs(SYNCS, |number| {
        let place = Place::Directory(live.clone());
        let server = Server::start_counted(&program, &place, &counts)?;
        let ours = load::run(&window(&server, "p4", (number, MANY, seconds), cases))?;
        server.stop()?;
        let syncs = counted(&counts)?;
        // A commit holds at most 256 commands: fewer syncs than that needs were not real ones.
        anyhow::ensure!(ours.done <= syncs * 256, "{syncs} syncs for {} commands", ours.done);
        mean_group.push(ours.done as f64 / syncs as f64);
        Ok(Pair { ours: syncs as f64 / ours.done as f64, peer: 1.0 })
    })?;
    bench.note(format!(
        "Every fdatasync and fsync of the server from start to stop, counted by strace; about {:.0} \
         commands share one.",
        crate::figure::median(mean_group.into_iter())
    ));
    Ok(())
}

/// P5.
pub fn on_postgres(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let Some(cluster) = Cluster::make(&bench.args.work)? else {
        bench.skip("P5", "PostgreSQL is not installed");
        return Ok(());
    };
    let (program, seconds) = (bench.args.caseway.clone(), bench.args.seconds);
    cluster.database("caseway", "")?;
    let keys = bench.args.work.join("postgres-keys");
    if keys.exists() {
        std::fs::remove_dir_all(&keys)?;
    }
    let place = Place::Database(cluster.url("caseway"), keys);
    server::run(&program, &place, &["init", "--sandbox"])?;
    let server = Server::start(&program, &place)?;
    record::fill(server.address, CASES_ON_POSTGRES)?;
    let sql = std::fs::read_to_string(peer::folder().join("postgres.sql"))?;
    bench.pairs(POSTGRES, |number| {
        let load = window(&server, "p5", (number, ON_POSTGRES, seconds), CASES_ON_POSTGRES);
        let ours = load::run(&load)?;
        cluster.database("peer", &sql)?;
        let peer = cluster.bench("peer", "five_statements.pgbench", (ON_POSTGRES, seconds))?;
        Ok(Pair { ours: ours.per_second(), peer: peer.per_second })
    })?;
    server.stop()
}

/// A load of a run, on cases that the run before did not work on.
fn window(server: &Server, word: &str, run: (u32, u32, u32), all: u32) -> Load {
    let (number, clients, seconds) = run;
    let at_work = if clients == 1 { AT_ONE_DESK } else { AT_WORK };
    let cases = record::cases(number as usize * AT_WORK, at_work, all);
    Load {
        address: server.address,
        clients,
        time: Duration::from_secs(seconds.into()),
        cases,
        series: format!("{word}-{number}"),
    }
}

/// A load for the cost of something else that goes on beside it.
pub fn beside(server: &Server, number: u32, bench: (u32, u32)) -> anyhow::Result<Outcome> {
    let (seconds, cases) = bench;
    load::run(&window(server, "beside", (number, MANY, seconds), cases))
}

/// The syncs in a summary of strace.
fn counted(path: &Path) -> anyhow::Result<u64> {
    let text = std::fs::read_to_string(path).context("strace left no counts")?;
    let calls = text.lines().filter(|line| line.ends_with("sync")).filter_map(|line| {
        // % time, seconds, microseconds a call, calls, errors where there are any, name.
        line.split_whitespace().nth(3)?.parse::<u64>().ok()
    });
    Ok(calls.sum())
}
