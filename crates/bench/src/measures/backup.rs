//! Online backup: its rate, and what it costs those who work meanwhile.

use std::{process::Command, time::Instant};

use super::{Bench, commands};
use crate::{
    figure::{Bound, Pair, Promise, median},
    machine,
    server::{self, Place, Server},
};

const BACKUP: Promise = Promise {
    id: "P23",
    what: "online backup",
    peer: "cp of the file, with sync",
    unit: "MB a second",
    floor: Bound::AtLeast(0.5),
    aim: Bound::AtLeast(0.8),
};

/// P23.
pub fn rate(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let live = bench.copy("live")?;
    let place = Place::Directory(live.clone());
    let program = bench.args.caseway.clone();
    let load = (bench.args.seconds, bench.args.cases);
    let server = Server::start(&program, &place)?;
    let file = live.join("caseway.db");
    let megabytes = std::fs::metadata(&file)?.len() as f64 / 1e6;
    let (ours, theirs) = (bench.args.work.join("ours.bak"), bench.args.work.join("peer.bak"));
    let mut costs = Vec::new();
    bench.pairs(BACKUP, |number| {
        for old in [&ours, &theirs] {
            if old.exists() {
                std::fs::remove_file(old)?;
            }
        }
        let target = ours.display().to_string();
        let took = timed(|| server::run(&program, &place, &["backup", &target]).map(drop))?;
        let copied = timed(|| {
            let done = machine::quiet(Command::new("cp").arg(&file).arg(&theirs))
                && machine::quiet(Command::new("sync").arg(&theirs));
            anyhow::ensure!(done, "cp failed");
            Ok(())
        })?;
        std::fs::remove_file(&ours)?;
        let alone = commands::beside(&server, number * 2, load)?.per_second();
        let mut backup = Command::new(&program);
        backup.arg("--data").arg(&live).args(["backup", &target]);
        let mut backup = backup.stdout(std::process::Stdio::null()).spawn()?;
        let meanwhile = commands::beside(&server, number * 2 + 1, load)?.per_second();
        backup.wait()?;
        costs.push(100.0 - 100.0 * meanwhile / alone);
        Ok(Pair { ours: megabytes / took, peer: megabytes / copied })
    })?;
    bench.note(format!(
        "A record of {megabytes:.0} MB. While a backup goes on, 64 clients get {:.0} per cent fewer \
         commands done (promised: at most 20).",
        median(costs.into_iter())
    ));
    server.stop()
}

fn timed(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let began = Instant::now();
    work()?;
    Ok(began.elapsed().as_secs_f64())
}
