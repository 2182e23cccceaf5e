//! The program under measurement: made ready, started, asked, stopped.

use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};

use crate::{http::Client, load, machine};

/// Where a record is.
#[derive(Debug, Clone)]
pub enum Place {
    /// A data directory.
    Directory(PathBuf),
    /// A PostgreSQL database, and the folder of the keys.
    Database(String, PathBuf),
}

impl Place {
    fn arguments(&self) -> Vec<String> {
        match self {
            Self::Directory(dir) => vec!["--data".to_owned(), dir.display().to_string()],
            Self::Database(url, keys) => vec![
                "--database-url".to_owned(),
                url.clone(),
                "--keys".to_owned(),
                keys.display().to_string(),
            ],
        }
    }
}

/// Runs a command of the program to its end.
pub fn run(program: &Path, place: &Place, arguments: &[&str]) -> anyhow::Result<String> {
    let mut command = Command::new(program);
    command.args(place.arguments()).args(arguments).stdin(Stdio::null());
    let output = command.output().with_context(|| format!("{} is missing", program.display()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("caseway {} failed: {said}", arguments.join(" "));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command to its end, and says after how many seconds it said a line on its way.
pub fn run_until(
    program: &Path,
    place: &Place,
    (arguments, line): (&[&str], &str),
) -> anyhow::Result<(f64, f64)> {
    let began = Instant::now();
    let mut command = Command::new(program);
    command.args(place.arguments()).args(arguments).stdin(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("{} is missing", program.display()))?;
    let said = BufReader::new(child.stderr.take().context("the program has no output")?);
    let mut at = None;
    for said in said.lines() {
        if said?.contains(line) {
            at = Some(began.elapsed().as_secs_f64());
        }
    }
    let status = child.wait()?;
    let at = at.filter(|_| status.success());
    let at = at.with_context(|| format!("caseway {} did not say it", arguments.join(" ")))?;
    Ok((at, began.elapsed().as_secs_f64()))
}

/// A server under way; it is stopped when this is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// Whether it was stopped already.
    stopped: bool,
}

impl Server {
    /// Starts a server and waits until it says where it listens.
    pub fn start(program: &Path, place: &Place) -> anyhow::Result<Self> {
        Self::spawn(Command::new(program), place)
    }

    /// Starts a server whose syncs are counted; the counts are in the file once it has stopped.
    pub fn start_counted(program: &Path, place: &Place, counts: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new("strace");
        // Only the calls that are counted stop the program, so that it runs as it otherwise does.
        command.args(["-f", "--seccomp-bpf", "-c", "-e", "trace=fdatasync,fsync", "-o"]);
        command.arg(counts).arg(program);
        Self::spawn(command, place)
    }

    fn spawn(mut command: Command, place: &Place) -> anyhow::Result<Self> {
        command.args(place.arguments()).args(["serve", "--listen", "127.0.0.1:0"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().context("the server cannot be started")?;
        let out = child.stdout.take().context("the server has no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().rsplit_once("http://").and_then(|(_, at)| at.parse().ok());
        let Some(address) = address else {
            let _ = child.kill();
            let _ = child.wait();
            bail!("the server did not say where it listens: {line:?}");
        };
        Ok(Self { child, address, stopped: false })
    }

    /// Asks for a page of cases: an answer that needs the record.
    pub fn first_answer(&self) -> anyhow::Result<()> {
        load::runtime()?.block_on(async {
            let mut client = Client::connect(self.address).await?;
            client.get("/api/v1/cases?limit=50").await.map(drop)
        })
    }

    /// Its process; the tracer's where one is in front of it.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Stops it as an operator does, and waits until it has.
    pub fn stop(mut self) -> anyhow::Result<()> {
        self.end()
    }

    fn end(&mut self) -> anyhow::Result<()> {
        if std::mem::replace(&mut self.stopped, true) {
            return Ok(());
        }
        let pid = served_by(self.child.id());
        machine::quiet(Command::new("kill").args(["-TERM", &pid.to_string()]));
        let patience = Instant::now() + Duration::from_secs(30);
        while Instant::now() < patience {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.child.kill()?;
        self.child.wait()?;
        bail!("the server did not stop within 30 seconds")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// The process that serves: the child of the tracer, where there is one.
fn served_by(pid: u32) -> u32 {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
    let first = children.unwrap_or_default();
    first.split_whitespace().next().and_then(|child| child.parse().ok()).unwrap_or(pid)
}

/// Memory of a process in megabytes: resident, and its fair share of what is shared.
pub fn memory(pid: u32) -> anyhow::Result<(f64, f64)> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))
        .context("this kernel does not tell the memory of a process")?;
    let kib = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok())
    };
    let resident = kib("Rss:").context("no resident memory is told")?;
    let share = kib("Pss:").context("no share of memory is told")?;
    Ok((resident * 1_024.0 / 1e6, share * 1_024.0 / 1e6))
}
