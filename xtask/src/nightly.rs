//! Work for the night, and its small share of every test run: kills, power cuts, measurements.

use anyhow::Result;

use crate::{cluster::Cluster, daily::POSTGRES, shell};

/// The page of figures.
const FIGURES: &str = "docs/benchmarks.md";

/// What a night has time for; the small measure of each is part of every test run.
const NIGHT: &[&[&str]] = &[
    &["sync-fault"],
    &["disk-full"],
    &["power", "--cuts", "200", "--fs", "xfs"],
    &["power", "--cuts", "200", "--fs", "ext4"],
    &["kill", "--kills", "2000"],
];

/// Every trial in its small measure, with the programs that the tests were built with: a failing
/// sync, a full disk, ten power cuts, a hundred kills.
pub fn small(postgres: &str) -> Result<()> {
    run(&["every", "--kills", "100"], postgres)
}

/// `cargo x trial nightly`, or `cargo x trial WORDS ...`.
pub fn trial(words: &[String]) -> Result<()> {
    shell::run(&mut shell::cargo(&["build", "--locked", "-p", "caseway", "-p", "trial"]))?;
    let cluster = Cluster::start()?;
    let postgres = cluster.address();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["nightly"] => {
            NIGHT.iter().try_for_each(|words| run(words, &postgres))?;
            model()
        }
        words => run(words, &postgres),
    }
}

/// The plain model in full: every state of its larger bounds, and ten thousand sequences of acts.
fn model() -> Result<()> {
    shell::run(shell::cargo(&["test", "--locked", "-p", "model"]).env("CASEWAY_NIGHT", "1"))
}

fn run(words: &[&str], postgres: &str) -> Result<()> {
    let program = shell::built("trial").display().to_string();
    shell::run(shell::command(&program, words).env(POSTGRES, postgres))
}

/// `cargo x bench WORDS ...`: the fast program beside its peers.
pub fn bench(words: &[String]) -> Result<()> {
    let build = ["build", "--locked", "--release", "-p", "caseway", "-p", "bench"];
    shell::run(&mut shell::cargo(&build))?;
    let program = shell::target().join("release/bench").display().to_string();
    let out: &[&str] = if words.is_empty() { &["--out", FIGURES] } else { &[] };
    shell::run(shell::command(&program, out).args(words))
}
