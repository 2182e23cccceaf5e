//! Installs what is missing from Debian's packages: as root, or through sudo where that asks for
//! no password; else the line to type is printed and the run stops.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::{programs, shell};

/// A thing that the work needs: how to see whether it is there, and Debian's package of it.
struct Need {
    name: &'static str,
    here: fn() -> bool,
    package: &'static str,
}

/// What building and running needs.
const RUN: &[Need] = &[
    Need {
        name: "a C compiler",
        here: || shell::found("cc").is_some(),
        package: "build-essential",
    },
    Need { name: "Node and npm", here: || shell::found("npm").is_some(), package: "npm" },
];

/// What tests need besides.
const TEST: &[Need] = &[
    Need { name: "PostgreSQL", here: || programs::postgres().is_some(), package: "postgresql" },
    Need { name: "Chromium", here: || programs::chromium().is_some(), package: "chromium" },
    Need { name: "strace", here: || shell::found("strace").is_some(), package: "strace" },
    Need {
        name: "xfs_io",
        here: || shell::found("xfs_io").is_some() || xfs(),
        package: "xfsprogs",
    },
    Need { name: "Python 3", here: || shell::found("python3").is_some(), package: "python3" },
    Need { name: "Python's venv", here: venv, package: "python3-venv" },
];

/// Administrators' programs are not on everybody's search path.
fn xfs() -> bool {
    Path::new("/usr/sbin/xfs_io").is_file()
}

fn venv() -> bool {
    shell::works("python3", &["-c", "import venv, ensurepip"])
}

/// `cargo x setup [run]`.
pub fn word(words: &[String]) -> Result<()> {
    match words {
        [] => install(&[RUN, TEST]),
        [only] if only == "run" => install(&[RUN]),
        _ => bail!("setup takes nothing, or the word `run`"),
    }
}

/// Debian's packages that setting up may install.
pub fn packages() -> impl Iterator<Item = &'static str> {
    RUN.iter().chain(TEST).map(|need| need.package)
}

/// Everything that tests need.
pub fn all() -> Result<()> {
    install(&[RUN, TEST])?;
    for part in ["fmt", "clippy"] {
        if !shell::works("cargo", &[part, "--version"]) {
            shell::run(&mut shell::command("rustup", &["component", "add", rustup(part)]))?;
        }
    }
    node()
}

fn rustup(part: &str) -> &str {
    if part == "fmt" { "rustfmt" } else { part }
}

fn install(lists: &[&[Need]]) -> Result<()> {
    let needs = || lists.iter().copied().flatten();
    let missing: Vec<&Need> = needs().filter(|need| !(need.here)()).collect();
    for need in needs() {
        let word = if (need.here)() { "here" } else { "missing" };
        println!("  {word:<8} {}", need.name);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let line = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    let before: &[&str] = if shell::is_root() {
        &[]
    } else if shell::works("sudo", &["-n", "true"]) {
        &["sudo", "-n"]
    } else {
        bail!("these packages are missing, and only an administrator installs them:\n  {line}");
    };
    if shell::found("apt-get").is_none() {
        bail!("this machine has no apt-get; install what Debian calls {}", packages.join(", "));
    }
    for words in ["apt-get update -q", &line] {
        let words: Vec<&str> = before.iter().copied().chain(words.split(' ')).collect();
        let mut command = shell::command(words[0], &words[1..]);
        shell::run(command.env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    match missing.iter().find(|need| !(need.here)()) {
        None => Ok(()),
        Some(need) => bail!("{} is still missing after its package was installed", need.name),
    }
}

/// The oldest Node that drives the browser.
const NODE: u32 = 20;

fn node() -> Result<()> {
    let version = shell::ask(&mut shell::command("node", &["--version"]))?;
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    let major: u32 = major.parse().with_context(|| format!("node says {version}"))?;
    if major < NODE {
        bail!("Node {NODE} or newer drives the browser; this is {}", version.trim());
    }
    Ok(())
}
