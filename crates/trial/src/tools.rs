//! Checkers of others, in Python, where they lie beside the checkout or at `CASEWAY_TOOLS`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};

/// A tool by its file name; `None`, with a printed reason, where it cannot run.
pub fn find(name: &str, modules: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/tools");
    let tools = std::env::var_os("CASEWAY_TOOLS").map_or_else(|| beside.into(), PathBuf::from);
    let path = tools.join(name);
    let reason = if !path.is_file() {
        format!("there is no {}", path.display())
    } else if !works("python3", &["-c", &format!("import sys{modules}")]) {
        format!("python3 lacks a module it needs ({modules})")
    } else {
        return Some(path);
    };
    println!("skipped: {name}: {reason}");
    None
}

/// Whether a program runs and succeeds.
pub fn works(program: &str, words: &[&str]) -> bool {
    Command::new(program).args(words).output().is_ok_and(|output| output.status.success())
}

/// Runs a tool that must be satisfied, and gives its verdict: the last line that it prints.
pub fn satisfied(tool: &Path, words: &[String]) -> anyhow::Result<String> {
    let output = Command::new("python3").arg(tool).args(words).output();
    let output = output.context("python3 does not start")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let verdict = said.trim().lines().last().unwrap_or_default().to_owned();
    let name = tool.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        bail!("{name}: {said}{why}");
    }
    Ok(format!("{name}: {verdict}"))
}
