//! Opening and working on a case of ten thousand events, and lists of many cases by what stands in
//! their rows.

use std::time::Instant;

use super::Bench;
use crate::{
    figure::{Bound, Figure, Pair, Promise, median},
    http::Client,
    load::{self, command},
    machine, record,
    server::{Place, Server},
};

/// Events of the long case.
const EVENTS: usize = 10_000;
/// Repetitions of each question that is answered at once.
const TIMES: usize = 200;

const COLD: Promise = Promise {
    id: "P10",
    what: "open a case of 10,000 events, first time after a start",
    peer: "a value of its own",
    unit: "ms",
    floor: Bound::AtMost(10.0),
    aim: Bound::AtMost(2.0),
};
const WARM: Promise = Promise {
    id: "P10",
    what: "open a case of 10,000 events again",
    peer: "a value of its own",
    unit: "ms",
    floor: Bound::AtMost(10.0),
    aim: Bound::AtMost(2.0),
};
const ACT: Promise = Promise {
    id: "P10",
    what: "act on a case of 10,000 events, p50",
    peer: "the same act on cases of ten events, p50",
    unit: "ms",
    floor: Bound::AtMost(2.0),
    aim: Bound::AtMost(1.25),
};
const LIST: Promise = Promise {
    id: "P6",
    what: "50 cases by state and gate status, first page and later ones, p50",
    peer: "a value of its own",
    unit: "ms",
    floor: Bound::AtMost(15.0),
    aim: Bound::AtMost(2.0),
};

/// P10.
pub fn long_case(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let place = Place::Directory(bench.copy("live")?);
    let (program, all) = (bench.args.caseway.clone(), bench.args.cases);
    let case = record::case(0);
    let path = format!("/api/v1/cases/{case}");
    let short = record::cases(1, TIMES * bench.args.pairs as usize, all);
    let server = Server::start(&program, &place)?;
    load::runtime()?.block_on(lengthen(&server, &case))?;
    server.stop()?;
    let (mut cold, mut warm, mut acts) = (Vec::new(), Vec::new(), Vec::new());
    let before = machine::load();
    for number in 0..bench.args.pairs as usize {
        let server = Server::start(&program, &place)?;
        server.first_answer()?;
        load::runtime()?.block_on(async {
            let mut client = Client::connect(server.address).await?;
            let first = timed(&mut client, &path).await?;
            cold.push(Pair { ours: first, peer: 1.0 });
            let again = asked(&mut client, std::slice::from_ref(&path)).await?;
            warm.push(Pair { ours: median(again.into_iter()), peer: 1.0 });
            let (mut long, mut few) = (Vec::new(), Vec::new());
            for at in 0..TIMES {
                let other = &short[number * TIMES + at];
                long.push(done(&mut client, &case, at).await?);
                few.push(done(&mut client, other, at).await?);
            }
            let (ours, peer) = (median(long.into_iter()), median(few.into_iter()));
            acts.push(Pair { ours, peer });
            anyhow::Ok(())
        })?;
        server.stop()?;
    }
    let load = (before, machine::load());
    for (promise, pairs) in [(COLD, cold), (WARM, warm), (ACT, acts)] {
        bench.keep(Figure { promise, pairs, load, notes: Vec::new() });
    }
    Ok(())
}

/// Positions on one case until it has so many events.
async fn lengthen(server: &Server, case: &str) -> anyhow::Result<()> {
    let mut client = Client::connect(server.address).await?;
    for number in 0..EVENTS {
        done(&mut client, case, number).await?;
    }
    Ok(())
}

async fn done(client: &mut Client, case: &str, number: usize) -> anyhow::Result<f64> {
    let (path, body) = command(case, number);
    let began = Instant::now();
    client.post(&path, &body, None).await?;
    Ok(began.elapsed().as_secs_f64() * 1_000.0)
}

async fn timed(client: &mut Client, path: &str) -> anyhow::Result<f64> {
    let began = Instant::now();
    client.get(path).await?;
    Ok(began.elapsed().as_secs_f64() * 1_000.0)
}

async fn asked(client: &mut Client, paths: &[String]) -> anyhow::Result<Vec<f64>> {
    let mut millis = Vec::with_capacity(TIMES);
    for path in paths.iter().cycle().take(TIMES) {
        millis.push(timed(client, path).await?);
    }
    Ok(millis)
}

/// P6, one connection, without its peer.
pub fn lists(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let server = Server::start(&bench.args.caseway, &Place::Directory(bench.copy("live")?))?;
    let cases = bench.args.cases;
    let mut tails = Vec::new();
    bench.pairs(LIST, |_| {
        load::runtime()?.block_on(async {
            let mut client = Client::connect(server.address).await?;
            let api = listed(&mut client, "/api/v1/cases?state=development&gate=").await?;
            let ours = median(api.iter().copied());
            let page = listed(&mut client, "/cases?state=development&gate=").await?;
            tails.push((tail(api), median(page.iter().copied()), tail(page)));
            Ok(Pair { ours, peer: 1.0 })
        })
    })?;
    server.stop()?;
    let middle = |of: fn(&(f64, f64, f64)) -> f64| median(tails.iter().map(of));
    bench.note(format!(
        "{cases} cases, one connection, JSON; p99 {:.2} ms. The same as a page of HTML: p50 {:.2}, \
         p99 {:.2} ms. The gate status is read from the rows. The named peer is not measured.",
        middle(|t| t.0),
        middle(|t| t.1),
        middle(|t| t.2)
    ));
    Ok(())
}

/// Both statuses, by file and by other orders.
async fn listed(client: &mut Client, start: &str) -> anyhow::Result<Vec<f64>> {
    let paths: Vec<String> = ["open", "held"]
        .iter()
        .flat_map(|gate| {
            ["case", "touched", "value", "due"]
                .map(|sort| format!("{start}{gate}&sort={sort}&limit=50"))
        })
        .collect();
    asked(client, &paths).await
}

fn tail(mut millis: Vec<f64>) -> f64 {
    millis.sort_by(f64::total_cmp);
    millis.get(millis.len() * 99 / 100).copied().unwrap_or(f64::NAN)
}
