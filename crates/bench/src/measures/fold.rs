//! Rebuilding every read model, beside a fold of the same events in Python.

use std::{
    io::{BufWriter, Write as _},
    net::SocketAddr,
    path::Path,
    time::Instant,
};

use serde_json::Value;

use super::Bench;
use crate::{
    figure::{Bound, Pair, Promise},
    http::Client,
    load, peer,
    server::{self, Place, Server},
};

const REBUILD: Promise = Promise {
    id: "P9",
    what: "rebuild of all read models",
    peer: "the same rows by a fold in Python, written to the same tables",
    unit: "events a second",
    floor: Bound::AtLeast(20.0),
    aim: Bound::AtLeast(50.0),
};

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
    let mut checked = 0.0;
    bench.pairs(REBUILD, |_| {
        let began = Instant::now();
        server::run(&program, &place, &["rebuild"])?;
        let ours = began.elapsed().as_secs_f64();
        let peer = peer::python("fold.py", &[&names[0], &names[1], &names[2]])?;
        let differing = peer::number(&peer, "differing_rows")?;
        anyhow::ensure!(differing.abs() < 0.5, "{differing} rows of the peer differ from ours");
        checked = peer::number(&peer, "rows")?;
        Ok(Pair { ours: count / ours, peer: count / peer::number(&peer, "seconds")? })
    })?;
    let each = peer::python("fold.py", &[&names[0], &names[1], &names[2], "each"])?;
    let each = count / peer::number(&each, "seconds")?;
    bench.note(format!(
        "{count} events, {checked} rows. The peer's rows are compared with ours after each run, \
         and none differs. Ours is timed from the start of the program to its end. The peer writes \
         each row once, when all is folded; a projector in Python that writes after each event \
         does {each:.0} events a second."
    ));
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
