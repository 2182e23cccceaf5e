//! Runs the commands of the README as a reader types them, each block in an empty folder.

use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::{self, Command},
};

use anyhow::{Context as _, Result, bail};

use crate::shell;

/// The paper.
const PAPER: &str = "README.md";
/// The address that its lines name.
const ADDRESS: &str = "127.0.0.1:8080";

/// Runs every block that is marked as lines of a shell.
pub fn run() -> Result<()> {
    let text = fs::read_to_string(shell::root().join(PAPER)).context(PAPER)?;
    let blocks = blocks(&text);
    if blocks.is_empty() {
        bail!("{PAPER} has no commands");
    }
    for block in &blocks {
        let folder = Folder::new()?;
        // What was told to end has ended before its folder goes.
        let script = script(block, &free_address()?) + "wait || true\n";
        let path = env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", shell::target().join("debug").display());
        let status = Command::new("bash")
            .args(["-euo", "pipefail", "-c", &script])
            .current_dir(&folder.0)
            .env("PATH", path)
            .env_remove("CASEWAY_DATA")
            .stdout(fs::File::create(folder.0.join("said.txt"))?)
            .status()
            .context("bash does not start")?;
        if !status.success() {
            bail!("these lines of {PAPER} do not run ({status}):\n{block}");
        }
        println!("  {} lines run", block.lines().count());
    }
    Ok(())
}

/// The blocks of lines that run as they stand.
fn blocks(text: &str) -> Vec<&str> {
    let marked = text.split("\n```sh\n").skip(1);
    marked.filter_map(|rest| rest.split("\n```").next()).collect()
}

/// The lines for a free port; a line that says so must end with that code.
fn script(block: &str, address: &str) -> String {
    let block = block.replace(ADDRESS, address);
    let lines = block.lines().map(|line| match line.split_once("# exits with ") {
        Some((command, code)) => {
            format!("if {command}; then exit 90; else test $? = {}; fi", code.trim())
        }
        None => line.to_owned(),
    });
    lines.map(|line| line + "\n").collect()
}

fn free_address() -> Result<String> {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(free.local_addr()?.to_string())
}

/// A folder that goes with the value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let path = env::temp_dir().join(format!("caseway-readme-{}", process::id()));
        fs::create_dir(&path).with_context(|| path.display().to_string())?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_a_shell_are_run_and_others_are_not() {
        let text = "a\n```sh\nb\nc 127.0.0.1:8080\n```\n```console\nd\n```\n";
        assert_eq!(blocks(text), ["b\nc 127.0.0.1:8080"]);
        assert_eq!(script("c 127.0.0.1:8080", "127.0.0.1:9"), "c 127.0.0.1:9\n");
        let refused = "if a  ; then exit 90; else test $? = 1; fi\n";
        assert_eq!(script("a  # exits with 1", ""), refused);
    }
}
