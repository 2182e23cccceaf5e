//! Commands under load: so many clients, each with one command under way, for so long.

use std::{
    cell::RefCell,
    net::SocketAddr,
    rc::Rc,
    time::{Duration, Instant},
};

use crate::http::Client;

/// How a load is made.
#[derive(Debug, Clone)]
pub struct Load {
    /// The server.
    pub address: SocketAddr,
    /// Clients, each with one command under way.
    pub clients: u32,
    /// How long.
    pub time: Duration,
    /// The cases that are worked on, one after the other.
    pub cases: Vec<String>,
    /// A word that makes the idempotency keys of this run its own.
    pub series: String,
}

/// What came out of a load.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Commands that were acknowledged.
    pub done: u64,
    /// Seconds until the last answer.
    pub seconds: f64,
    /// Milliseconds from request to answer, sorted.
    millis: Vec<f64>,
}

impl Outcome {
    /// Acknowledged commands a second.
    pub fn per_second(&self) -> f64 {
        self.done as f64 / self.seconds
    }

    /// Milliseconds that so many thousandths of the commands stayed below.
    pub fn quantile(&self, thousandths: usize) -> f64 {
        let last = self.millis.len().saturating_sub(1);
        let at = (self.millis.len() * thousandths / 1_000).min(last);
        self.millis.get(at).copied().unwrap_or(f64::NAN)
    }
}

/// A current-thread runtime: the generator is one thread.
pub fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// Runs a load. A command that is not acknowledged ends it with an error.
pub fn run(load: &Load) -> anyhow::Result<Outcome> {
    let work = tokio::task::LocalSet::new();
    runtime()?.block_on(work.run_until(all(load)))
}

#[derive(Default)]
struct Shared {
    next: usize,
    millis: Vec<f64>,
}

async fn all(load: &Load) -> anyhow::Result<Outcome> {
    let shared = Rc::new(RefCell::new(Shared::default()));
    let mut connected = Vec::new();
    for _ in 0..load.clients {
        connected.push(Client::connect(load.address).await?);
    }
    let start = Instant::now();
    let clients: Vec<_> = connected
        .into_iter()
        .map(|client| {
            let (shared, load) = (Rc::clone(&shared), load.clone());
            tokio::task::spawn_local(one(client, load, shared, start))
        })
        .collect();
    for client in clients {
        client.await??;
    }
    let seconds = start.elapsed().as_secs_f64();
    let mut millis = std::mem::take(&mut shared.borrow_mut().millis);
    millis.sort_by(f64::total_cmp);
    Ok(Outcome { done: millis.len() as u64, seconds, millis })
}

async fn one(
    mut client: Client,
    load: Load,
    shared: Rc<RefCell<Shared>>,
    start: Instant,
) -> anyhow::Result<()> {
    while start.elapsed() < load.time {
        let number = {
            let mut shared = shared.borrow_mut();
            shared.next += 1;
            shared.next
        };
        let case = &load.cases[number % load.cases.len()];
        let key = format!("{}-{number}", load.series);
        let (path, body) = command(case, number);
        let began = Instant::now();
        client.post(&path, &body, Some(&key)).await?;
        shared.borrow_mut().millis.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(())
}

/// The command of the load: a side takes a position on the price of a case. One event, one key,
/// one row of a read model, one leaf of the log.
pub fn command(case: &str, number: usize) -> (String, String) {
    let side = if number.is_multiple_of(2) { "purchaser" } else { "seller" };
    let body = format!(
        "{{\"subject\":\"price\",\"side\":\"{side}\",\"text\":\"Position {number}: the total may \
         not pass what the ministry has for this year, and spares are to be priced apart.\"}}"
    );
    (format!("/cases/{case}/positions"), body)
}
