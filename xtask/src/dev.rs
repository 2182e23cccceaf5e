//! `cargo x dev SEED`: a small world on its own last day, served again after each change that
//! compiles.

use std::{
    fs,
    path::PathBuf,
    process::{Child, Command},
    thread,
    time::{Duration, SystemTime},
};

use anyhow::{Context as _, Result, bail};

use crate::{shell, tidy::Tree};

/// How long between two looks at the files.
const LOOK: Duration = Duration::from_millis(500);
/// Where it serves.
const LISTEN: &str = "127.0.0.1:8080";

/// Serves a seed until it is interrupted.
pub fn word(words: &[String]) -> Result<()> {
    let (seed, listen) = match words {
        [seed] => (seed, LISTEN),
        [seed, listen] => (seed, listen.as_str()),
        _ => bail!("dev takes a seed, and an address if {LISTEN} is taken: cargo x dev first-lor"),
    };
    let tree = Tree::read()?;
    let day = last_day(&tree, seed)?;
    build()?;
    let data = shell::target().join("dev").join(seed);
    if data.exists() {
        fs::remove_dir_all(&data).with_context(|| data.display().to_string())?;
    }
    let data = data.display().to_string();
    shell::run(&mut caseway(&data, &["init", "--sandbox"]))?;
    shell::run(&mut caseway(&data, &["seed", seed]))?;
    let clock = format!("{day}T12:00:00Z");
    let serve = || -> Result<Child> {
        println!("\nhttp://{listen}/ on {day}, until Ctrl-C");
        let words = ["--clock", &clock, "serve", "--listen", listen];
        caseway(&data, &words).spawn().context("the server does not start")
    };
    let mut server = serve()?;
    let mut seen = newest(&tree);
    loop {
        thread::sleep(LOOK);
        if let Some(status) = server.try_wait()? {
            bail!("the server ended: {status}");
        }
        let tree = Tree::read()?;
        if newest(&tree) == seen {
            continue;
        }
        seen = newest(&tree);
        if build().is_ok() {
            server.kill()?;
            server.wait()?;
            server = serve()?;
        }
    }
}

fn build() -> Result<()> {
    shell::run(&mut shell::cargo(&["build", "--package", "caseway"]))
}

fn caseway(data: &str, words: &[&str]) -> Command {
    let program = shell::built("caseway").display().to_string();
    let mut command = shell::command(&program, &["--data", data]);
    command.args(words);
    command
}

/// The day on which a seed ends.
fn last_day(tree: &Tree, seed: &str) -> Result<String> {
    let seeds = || tree.below("seeds/", ".case").map(|(path, text)| (name(path), text));
    let Some((_, text)) = seeds().find(|(name, _)| *name == seed) else {
        let known: Vec<&str> = seeds().map(|(name, _)| name).collect();
        bail!("\"{seed}\" is no seed; there are: {}", known.join(", "));
    };
    let days = |word: &str| {
        let lines = text.lines().filter_map(|line| line.strip_prefix(word));
        lines.filter_map(|rest| rest.split_whitespace().next()).max().map(str::to_owned)
    };
    days("until ").or_else(|| days("when ")).with_context(|| format!("{seed} has no day"))
}

fn name(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".case").unwrap_or(file)
}

/// The time of the last change of anything that the program is made of.
fn newest(tree: &Tree) -> Option<SystemTime> {
    let made_of = ["crates/", "rules/", "seeds/", "Cargo.toml"];
    let paths = tree.paths().filter(|path| made_of.iter().any(|part| path.starts_with(part)));
    let files: Vec<PathBuf> = paths.map(|path| shell::root().join(path)).collect();
    files.iter().filter_map(|file| fs::metadata(file).ok()?.modified().ok()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_ends_on_its_last_day() {
        let text = "# A sale\nwhen 2026-01-05 a\nwhen 2026-03-01 b\n";
        let tree = Tree::of(&[("seeds/a.case", text), ("seeds/b.case", "until 2026-04-02\n")]);
        assert_eq!(last_day(&tree, "a").unwrap(), "2026-03-01");
        assert_eq!(last_day(&tree, "b").unwrap(), "2026-04-02");
        assert!(last_day(&tree, "c").is_err());
    }
}
