//! From the start of the program to its first answer.

use std::time::Instant;

use super::Bench;
use crate::{
    figure::{Bound, Pair, Promise},
    postgres::Cluster,
    server::{Place, Server},
};

const START: Promise = Promise {
    id: "P19",
    what: "start to first answer, a page of 50 cases",
    peer: "PostgreSQL, its own start to its first answer",
    unit: "ms",
    floor: Bound::AtMost(1.0),
    aim: Bound::AtMost(0.3),
};

/// P19.
pub fn first_answer(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let Some(mut cluster) = Cluster::make(&bench.args.work)? else {
        bench.skip("P19", "PostgreSQL is not installed");
        return Ok(());
    };
    let place = Place::Directory(bench.copy("live")?);
    let program = bench.args.caseway.clone();
    let cases = bench.args.cases;
    bench.pairs(START, |_| {
        let began = Instant::now();
        let server = Server::start(&program, &place)?;
        server.first_answer()?;
        let ours = began.elapsed().as_secs_f64() * 1_000.0;
        server.stop()?;
        cluster.stop()?;
        Ok(Pair { ours, peer: cluster.start()? * 1_000.0 })
    })?;
    bench.note(format!("Ours opens a record of {cases} cases; the peer's cluster is empty."));
    Ok(())
}
