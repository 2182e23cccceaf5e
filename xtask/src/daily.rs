//! `cargo x check`, run all day long, and `cargo x test`, which says whether a change is good.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{cluster::Cluster, nightly, programs, readme, setup, shell, steps::Steps, tidy};

/// The variable that tells tests where the throw-away PostgreSQL is.
pub const POSTGRES: &str = "CASEWAY_TEST_POSTGRES";

/// Rooms whose tests need neither database nor paper nor browser.
const CORE: &[&str] = &[
    "terms",
    "rules",
    "ledger",
    "pricing",
    "schedule",
    "interchange",
    "tlog",
    "case",
    "reports",
    "xtask",
];

/// `cargo x check`.
pub fn check(words: &[String]) -> Result<()> {
    no_words("check", words)?;
    let mut steps = Steps::begin("check");
    steps.step("format", format)?;
    steps.step("tidy", || tidy::word(&[]))?;
    steps.step("lint", lint)?;
    steps.step("tests of the core", || {
        let packages = CORE.iter().flat_map(|name| ["-p", name]);
        shell::run(tests().args(packages))
    })?;
    steps.end();
    Ok(())
}

/// `cargo x test`.
pub fn test(words: &[String]) -> Result<()> {
    no_words("test", words)?;
    let mut steps = Steps::begin("test");
    steps.step("set up", setup::all)?;
    steps.step("format", format)?;
    steps.step("tidy", || tidy::word(&[]))?;
    steps.step("lint", lint)?;
    // Programs and tests in one build with one selection of features: nothing is compiled twice,
    // and browser, trial and bench use the programs that the tests were built with.
    steps.step("build", || {
        shell::run(&mut shell::cargo(&["build", "--locked", "--workspace", "--all-targets"]))
    })?;
    let cluster = steps.step("PostgreSQL", Cluster::start)?;
    let address = cluster.address();
    steps.step("tests", || shell::run(tests().args(["--workspace"]).env(POSTGRES, &address)))?;
    steps.step("trials of 100 kills and 10 power cuts", || nightly::small(&address))?;
    drop(cluster);
    steps.step("commands of the README", readme::run)?;
    steps.step("description of the API", || script("tests/openapi/run"))?;
    steps.step("calendars", || script("tests/calendar/run"))?;
    steps.step("papers", || script("tests/papers/run"))?;
    steps.step("browser", || script("tests/browser/run"))?;
    steps.end();
    Ok(())
}

/// `cargo x readme`, with the program as it was last built.
pub fn readme(words: &[String]) -> Result<()> {
    no_words("readme", words)?;
    readme::run()
}

/// `cargo x pg COMMAND ...`: the command's tests find a throw-away PostgreSQL.
pub fn pg(words: &[String]) -> Result<()> {
    let Some((program, rest)) = words.split_first() else {
        bail!("pg runs a command, such as: cargo x pg cargo nextest run -p store");
    };
    let cluster = Cluster::start()?;
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    shell::run(shell::command(program, &rest).env(POSTGRES, cluster.address()))
}

/// Packages whose tests keep what they see beside them.
const BLESSED: &[&str] = &["case", "documents", "reports", "app", "web"];

/// `cargo x bless`: what tests see becomes what they expect.
pub fn bless(words: &[String]) -> Result<()> {
    let chosen: Vec<&str> = words.iter().map(String::as_str).collect();
    let packages = if chosen.is_empty() { BLESSED } else { &chosen };
    let packages = packages.iter().flat_map(|name| ["-p", name]);
    let run = shell::run(tests().args(packages).env("CASEWAY_BLESS", "1"));
    shell::run(&mut shell::command("git", &["status", "--short"]))?;
    println!("Read the differences like text: git diff");
    run
}

fn format() -> Result<()> {
    shell::run(&mut shell::cargo(&["fmt", "--all", "--check"]))
}

fn lint() -> Result<()> {
    let words = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    shell::run(&mut shell::cargo(&words))
}

/// The runner of tests: nextest where it is installed, else cargo's own.
fn tests() -> Command {
    if programs::nextest() {
        return shell::cargo(&["nextest", "run", "--locked", "--all-targets", "--no-fail-fast"]);
    }
    shell::cargo(&["test", "--locked", "--all-targets", "--no-fail-fast"])
}

/// A test that is a program of its own. It uses the programs that the workspace built.
fn script(path: &str) -> Result<()> {
    let file = shell::root().join(path);
    let mut command = shell::command(&file.display().to_string(), &[]);
    command.env("CASEWAY_BIN", shell::built("caseway"));
    if let Some(chromium) = programs::chromium() {
        command.env("CASEWAY_CHROMIUM", chromium);
    }
    shell::run(&mut command)
}

/// Words that nobody reads are a mistake.
pub fn no_words(name: &str, words: &[String]) -> Result<()> {
    if words.is_empty() { Ok(()) } else { bail!("{name} takes no words") }
}
