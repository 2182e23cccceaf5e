//! Many clients that want one file. Each orders on the version that it knows, and whoever is too
//! late is told the new one and tries again at once: every version has one winner, and nobody loses
//! for ever.

use std::{net::SocketAddr, path::Path};

use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::json;
use testkit::database::{TestDatabase, VARIABLE};

use crate::{http::Client, server::Record, world};

/// How many clients, and how often each has to win.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// Clients.
    #[arg(long, default_value_t = Plan::default().clients)]
    clients: usize,
    /// Acts of each.
    #[arg(long, default_value_t = Plan::default().acts)]
    acts: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self { clients: 64, acts: 3 }
    }
}

/// Nobody has to try an act more often.
const MOST_TRIES: usize = 50;
const FILE: &str = "/api/v1/cases/cn-1";

/// Runs the trial.
pub fn run(program: &Path, plan: &Plan) -> anyhow::Result<()> {
    println!("holds: SQLite: {}", one(program, plan, None)?);
    if std::env::var_os(VARIABLE).is_none() {
        println!("skipped: a race on PostgreSQL: {VARIABLE} names no cluster");
    } else if let Some(database) = TestDatabase::new() {
        println!("holds: PostgreSQL: {}", one(program, plan, Some(&database))?);
    }
    Ok(())
}

fn one(program: &Path, plan: &Plan, database: Option<&TestDatabase>) -> anyhow::Result<String> {
    let folder = tempfile::Builder::new().prefix("caseway-race-").tempdir()?;
    let mut record = Record::at(program, folder.path(), &folder.path().join("data"));
    record.database = database.map(TestDatabase::url);
    world::make(&record, 1)?;
    let mut server = record.serve()?;
    let known = Client::connect(server.address)?.get(FILE)?.json()?;
    let start = known["version"].as_u64().context("a file has a version")?;
    let address = server.address;
    let won = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..plan.clients)
            .map(|client| scope.spawn(move || wins(address, (client, plan.acts), start)))
            .collect();
        let wins = clients
            .into_iter()
            .map(|client| client.join().map_err(|_| anyhow::anyhow!("a client stopped"))?);
        wins.collect::<anyhow::Result<Vec<_>>>()
    })?;
    server.stop()?;
    let won = won.concat();
    let mut versions: Vec<u64> = won.iter().map(|(version, _)| *version).collect();
    versions.sort_unstable();
    if versions != (start + 1..=start + won.len() as u64).collect::<Vec<_>>() {
        bail!("not one winner for each version: {versions:?}");
    }
    let most = won.iter().map(|(_, tries)| *tries).max().unwrap_or_default();
    if MOST_TRIES < most {
        bail!("a client had to try {most} times, more than {MOST_TRIES}");
    }
    let tries: usize = won.iter().map(|(_, tries)| tries).sum();
    Ok(format!(
        "{} clients on one case won {} versions, one each, in {tries} tries; the unluckiest act \
         took {most}",
        plan.clients,
        won.len()
    ))
}

/// Wins a version with each act; gives the versions, and the tries for each.
fn wins(
    address: SocketAddr,
    (client, acts): (usize, usize),
    start: u64,
) -> anyhow::Result<Vec<(u64, usize)>> {
    let mut connection = Client::connect(address)?;
    let mut expected = start;
    let mut won = Vec::new();
    for act in 0..acts {
        let finding = json!({
            "area": "end-use", "severity": "medium", "evidence": "A letter",
            "text": format!("client {client}, act {act}"),
        });
        let mut tries = 0;
        loop {
            tries += 1;
            let version = format!("if-match: \"{expected}\"\r\n");
            let path = format!("{FILE}/findings");
            let answer = connection.post(&path, &version, &finding.to_string())?;
            let said = answer.json()?;
            let part = |name: &str| said[name].as_u64().with_context(|| format!("{name}: {said}"));
            if answer.done() {
                expected = part("version")?;
                won.push((expected, tries));
                break;
            }
            let current = part("current_version")?;
            if answer.status != 409 || current <= expected {
                bail!("a client on version {expected} was answered {}: {said}", answer.status);
            }
            expected = current;
        }
    }
    Ok(won)
}
