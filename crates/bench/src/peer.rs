//! The peers that are small programs beside this one: found, run, their one line of JSON read.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::machine;

/// The folder of the peers.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers")
}

/// Runs a peer written in Python; it answers with one line of JSON.
pub fn python(name: &str, arguments: &[&str]) -> anyhow::Result<Value> {
    let output = Command::new("python3")
        .arg(folder().join(name))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .context("python3 is needed for this peer")?;
    if !output.status.success() {
        bail!("{name} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().last().with_context(|| format!("{name} answered nothing"))?;
    serde_json::from_str(line).with_context(|| format!("{name} answered {line:?}"))
}

/// A number of a peer's answer.
pub fn number(answer: &Value, name: &str) -> anyhow::Result<f64> {
    answer.get(name).and_then(Value::as_f64).with_context(|| format!("no number \"{name}\""))
}

/// A Python environment with packages, made once; `None` where it cannot be made.
pub fn environment(work: &Path, name: &str, packages: &[&str]) -> Option<PathBuf> {
    let folder = work.join(name);
    let bin = folder.join("bin");
    if bin.join(name).exists() {
        return Some(bin);
    }
    let made = machine::quiet(Command::new("python3").args(["-m", "venv"]).arg(&folder))
        && machine::quiet(
            Command::new(bin.join("python")).args(["-m", "pip", "install", "-q"]).args(packages),
        );
    made.then_some(bin)
}
