//! Programs, run and asked; the places of the repository.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program that the workspace built, in the profile of development.
pub fn built(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// Cargo, in the root of the repository.
pub fn cargo(words: &[&str]) -> Command {
    command(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), words)
}

/// A program, in the root of the repository.
pub fn command(program: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(root());
    command
}

/// Runs a program and fails if it does. What it does is printed first.
pub fn run(command: &mut Command) -> Result<()> {
    let said = line(command);
    println!("$ {said}");
    let status = command.status().with_context(|| format!("`{said}` does not start"))?;
    if !status.success() {
        bail!("`{said}` failed: {status}");
    }
    Ok(())
}

/// What a program prints; an error with its words if it fails.
pub fn ask(command: &mut Command) -> Result<String> {
    let said = line(command);
    let output = command.output().with_context(|| format!("`{said}` does not start"))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        bail!("`{said}` failed: {}\n{}", output.status, words.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{said}` prints no text"))
}

/// Whether a program runs and succeeds; it says nothing.
pub fn works(program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Where a program is, of those that the search path names.
pub fn found(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

/// Whether the person at the machine is its administrator.
pub fn is_root() -> bool {
    ask(&mut command("id", &["-u"])).is_ok_and(|id| id.trim() == "0")
}

/// Whether a process of this number is alive.
pub fn alive(process: u32) -> bool {
    Path::new("/proc").join(process.to_string()).exists()
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    let words = command.get_args().map(|word| {
        let word = word.to_string_lossy();
        if word.contains([' ', '(', '*']) { format!("'{word}'") } else { word.into_owned() }
    });
    std::iter::once(program.into_owned()).chain(words).collect::<Vec<_>>().join(" ")
}
