//! Rebuilding every read model, beside a fold of the same events in Python.

use std::{
    io::{BufWriter, Write as _},
    net::SocketAddr,
    path::Path,
};

use serde_json::Value;

use super::Bench;
use crate::{
    figure::{Bound, Figure, Pair, Promise, median},
    http::Client,
    load, machine, peer,
    server::{self, Place, Server},
};

const REBUILD: Promise = Promise {
    id: "P9",
    what: "rebuild of all read models",
    peer: "the same rows kept by a projector in Python after each event",
    unit: "events a second",
    floor: Bound::AtLeast(20.0),
    aim: Bound::AtLeast(50.0),
};
const BESIDE: Promise = Promise {
    id: "P9",
    what: "the same, beside a batch",
    peer: "the same rows written once by a batch fold in Python",
    ..REBUILD
};
/// What the rebuild must do besides, in events a second.
const ABSOLUTE: f64 = 300_000.0;
/// What the program says once the read models are whole.
const MADE_ANEW: &str = "the read models were made anew";

/// P9.
pub fn rebuild(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let live = bench.copy("live")?;
    let place = Place::Directory(live.clone());
    let program = bench.args.caseway.clone();
    let events = bench.args.work.join("events.jsonl");
    let server = Server::start(&program, &place)?;
    let count = load::runtime()?.block_on(export(server.address, &events))? as f64;
    server.stop()?;
    let (db, out) = (live.join("caseway.db"), bench.args.work.join("fold.db"));
    let names = [&events, &db, &out].map(|path| path.display().to_string());
    let (mut checked, mut batches, mut gates) = (0.0, Vec::new(), Vec::new());
    bench.pairs(REBUILD, |_| {
        let (ours, all) = server::run_until(&program, &place, (&["rebuild"], MADE_ANEW))?;
        gates.push(all - ours);
        let mut peer = |how: &[&str]| {
            let given = [&names[0], &names[1], &names[2]].map(String::as_str);
            let said = peer::python("fold.py", &[&given[..], how].concat())?;
            let differing = peer::number(&said, "differing_rows")?;
            anyhow::ensure!(differing.abs() < 0.5, "{differing} rows of the peer differ from ours");
            checked = peer::number(&said, "rows")?;
            Ok(count / peer::number(&said, "seconds")?)
        };
        batches.push(Pair { ours: count / ours, peer: peer(&[])? });
        Ok(Pair { ours: count / ours, peer: peer(&["each"])? })
    })?;
    bench.note(format!(
        "{count} events, {checked} rows. The peers' rows are compared with ours after each run, and \
         none differs. Ours is timed from the start of the program until the read models are whole; \
         what the gates say is no read model, is told afterwards, and takes {:.2} s more. The \
         projector follows the feed and keeps every row true after each event, as ours does while \
         it serves; the batch holds all states in memory and writes each row once. 300,000 events \
         a second are asked for besides: {}.",
        median(gates.into_iter()),
        if ABSOLUTE <= median(batches.iter().map(|pair| pair.ours)) { "done" } else { "missed" },
    ));
    let load = (machine::load(), machine::load());
    bench.keep(Figure { promise: BESIDE, pairs: batches, load, notes: Vec::new() });
    Ok(())
}

/// Writes every event of the feed into a file, one a line.
async fn export(address: SocketAddr, path: &Path) -> anyhow::Result<u64> {
    let mut client = Client::connect(address).await?;
    let mut file = BufWriter::new(std::fs::File::create(path)?);
    let (mut after, mut count) = (0_u64, 0);
    loop {
        let page = client.get(&format!("/api/v1/events?after={after}&limit=1000")).await?;
        let page: Value = serde_json::from_slice(&page)?;
        let items = page.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
        if items.is_empty() {
            break;
        }
        for item in &items {
            serde_json::to_writer(&mut file, item)?;
            file.write_all(b"\n")?;
            count += 1;
        }
        after = page.get("last").and_then(Value::as_u64).unwrap_or(u64::MAX);
    }
    file.flush()?;
    Ok(count)
}
