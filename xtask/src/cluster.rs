//! A throw-away PostgreSQL on a Unix socket: made for one run of tests, gone after it. It syncs
//! nothing and listens on no port, so it meets no other server of the machine.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
};

use anyhow::{Context as _, Result};

use crate::{programs, shell};

/// The name of the folder, before the number of the process that made it.
const PREFIX: &str = "caseway-pg-";
/// Debian's user for the server, which refuses to run as root.
const USER: &str = "postgres";

/// A running cluster; dropped, it is stopped and removed.
pub struct Cluster {
    dir: PathBuf,
    bin: PathBuf,
    as_root: bool,
}

impl Cluster {
    /// Makes a cluster and starts it.
    pub fn start() -> Result<Self> {
        let bin = programs::postgres().context("PostgreSQL is not installed: cargo x setup")?;
        let as_root = shell::is_root();
        sweep(&bin, as_root);
        // A socket's path has room for 107 bytes: the temporary folder's is short.
        let dir = env::temp_dir().join(format!("{PREFIX}{}", process::id()));
        fs::create_dir(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
        let cluster = Self { dir, bin, as_root };
        if as_root {
            let owner = format!("{USER}:");
            shell::ask(&mut shell::command("chown", &[&owner, &cluster.path("")]))?;
        }
        let data = cluster.path("data");
        cluster
            .tool("initdb", &["-D", &data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"])?;
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories={} -c fsync=off \
             -c max_connections=200",
            cluster.dir.display()
        );
        let log = cluster.path("log");
        cluster.tool("pg_ctl", &["-D", &data, "-l", &log, "-o", &options, "-w", "start"])?;
        println!("  PostgreSQL of {} answers in {}", cluster.bin.display(), cluster.dir.display());
        Ok(cluster)
    }

    /// How a client reaches its maintenance database.
    pub fn address(&self) -> String {
        format!("host={} user={USER} dbname=postgres", self.dir.display())
    }

    fn path(&self, name: &str) -> String {
        self.dir.join(name).display().to_string()
    }

    fn tool(&self, name: &str, words: &[&str]) -> Result<()> {
        tool(&self.bin, self.as_root, name, words)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&self.bin, self.as_root, &self.dir);
    }
}

/// Runs a program of the server's, as the server's user where we are root. Its output is kept from
/// the terminal: a started server would hold it open.
fn tool(bin: &Path, as_root: bool, name: &str, words: &[&str]) -> Result<()> {
    let program = bin.join(name).display().to_string();
    let mut command = if as_root {
        let mut command = shell::command("runuser", &["-u", USER, "--", &program]);
        command.args(words);
        command
    } else {
        shell::command(&program, words)
    };
    let (out, mut said) = output_file()?;
    command.stdin(process::Stdio::null()).stdout(out.try_clone()?).stderr(out);
    let status =
        command.current_dir("/").status().with_context(|| format!("{name} does not start"))?;
    if status.success() {
        return Ok(());
    }
    let mut words = String::new();
    std::io::Read::read_to_string(&mut said, &mut words)?;
    anyhow::bail!("{name} failed: {status}\n{}", words.trim())
}

/// An unnamed file, open twice: to write, and to read from its beginning.
fn output_file() -> Result<(fs::File, fs::File)> {
    let path = env::temp_dir().join(format!("{PREFIX}said-{}", process::id()));
    let write = fs::File::create(&path).with_context(|| path.display().to_string())?;
    let read = fs::File::open(&path)?;
    fs::remove_file(&path)?;
    Ok((write, read))
}

fn stop(bin: &Path, as_root: bool, dir: &Path) {
    let data = dir.join("data").display().to_string();
    let _ = tool(bin, as_root, "pg_ctl", &["-D", &data, "-m", "immediate", "stop"]);
    let _ = fs::remove_dir_all(dir);
}

/// A run that was interrupted leaves its cluster behind: it goes before the next begins.
fn sweep(bin: &Path, as_root: bool) {
    for entry in fs::read_dir(env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.parse().ok());
        if number.is_some_and(|number| !shell::alive(number)) {
            stop(bin, as_root, &entry.path());
        }
    }
}
