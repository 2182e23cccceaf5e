//! Work for the night, and its small share of every test run: kills, power cuts, measurements.

use anyhow::Result;

use crate::shell;

/// The page of figures.
const FIGURES: &str = "docs/benchmarks.md";

/// So many kills of a working server, each followed by the whole check.
pub fn kills(count: u32, postgres: &str) -> Result<()> {
    let program = shell::built("trial").display().to_string();
    let mut command = shell::command(&program, &["kill", "--kills", &count.to_string()]);
    shell::run(command.env("CASEWAY_TEST_POSTGRES", postgres))
}

/// `cargo x trial WORDS ...`.
pub fn trial(words: &[String]) -> Result<()> {
    shell::run(&mut shell::cargo(&["build", "--locked", "-p", "caseway", "-p", "trial"]))?;
    let program = shell::built("trial").display().to_string();
    shell::run(shell::command(&program, &[]).args(words))
}

/// `cargo x bench WORDS ...`: the fast program beside its peers.
pub fn bench(words: &[String]) -> Result<()> {
    let build = ["build", "--locked", "--release", "-p", "caseway", "-p", "bench"];
    shell::run(&mut shell::cargo(&build))?;
    let program = shell::target().join("release/bench").display().to_string();
    let out: &[&str] = if words.is_empty() { &["--out", FIGURES] } else { &[] };
    shell::run(shell::command(&program, out).args(words))
}
