//! The program under trial: its commands, and its server, started, killed, stopped.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};

/// The program that was built beside this one.
pub fn beside() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_else(|_| "trial".into());
    own.with_file_name("caseway")
}

/// A record of the program's, and where its server writes what went wrong.
#[derive(Debug, Clone)]
pub struct Record {
    /// The program.
    pub program: PathBuf,
    /// The folder of everything that the trial makes.
    pub folder: PathBuf,
    /// The data directory.
    pub data: PathBuf,
    /// The database, where it is not in the data directory.
    pub database: Option<String>,
}

impl Record {
    /// A record in a folder; it is not made yet.
    pub fn at(program: &Path, folder: &Path, data: &Path) -> Self {
        let (program, folder) = (program.to_owned(), folder.to_owned());
        Self { program, folder, data: data.to_owned(), database: None }
    }

    /// The program with the place of the record.
    pub fn command(&self) -> Command {
        self.after(Command::new(&self.program))
    }

    /// Another program, such as a tracer, that runs this one, with the place of the record.
    pub fn after(&self, mut command: Command) -> Command {
        command.arg("--data").arg(&self.data).arg("--keys").arg(self.data.join("keys"));
        if let Some(url) = &self.database {
            command.args(["--database-url", url]);
        }
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command to its end, whatever the end is.
    pub fn run(&self, words: &[&str]) -> anyhow::Result<Output> {
        let output = self.command().args(words).output();
        output.with_context(|| format!("{} does not start", self.program.display()))
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub fn done(&self, words: &[&str]) -> anyhow::Result<String> {
        let output = self.run(words)?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            bail!("caseway {} ended with {}: {said}{why}", words.join(" "), output.status);
        }
        Ok(said)
    }

    /// Starts the server.
    pub fn serve(&self) -> anyhow::Result<Server> {
        Server::start(self.command(), &self.folder)
    }
}

/// A server under way. Dropped, it is killed.
pub struct Server {
    child: Child,
    // Held open, so that the server can go on printing.
    _out: BufReader<ChildStdout>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts a server and waits until it says where it listens.
    pub fn start(mut command: Command, folder: &Path) -> anyhow::Result<Self> {
        let errors = folder.join("server.err");
        let errors = File::options().create(true).append(true).open(errors)?;
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        command.stdout(Stdio::piped()).stderr(errors);
        let mut child = command.spawn().context("the server does not start")?;
        let mut out = BufReader::new(child.stdout.take().context("the server has no output")?);
        let mut line = String::new();
        out.read_line(&mut line)?;
        let address = line.trim().rsplit_once("http://").and_then(|(_, at)| at.parse().ok());
        let Some(address) = address else {
            let _ = child.kill();
            let status = child.wait()?;
            let said = std::fs::read_to_string(folder.join("server.err")).unwrap_or_default();
            let last = said.lines().last().unwrap_or_default();
            bail!("the server did not come up ({status}): {line}{last}");
        };
        Ok(Self { child, _out: out, address })
    }

    /// Its process, or that of the tracer in front of it.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Kills it with signal 9.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        let pid = self.pid().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().context("kill does not start")?;
        match self.ended_within(Duration::from_secs(30))? {
            Some(status) if status.success() => Ok(()),
            Some(status) => bail!("the server ended with {status}"),
            None => bail!("the server did not end when it was asked to"),
        }
    }

    /// How it ended, if it does so in time.
    pub fn ended_within(&mut self, patience: Duration) -> anyhow::Result<Option<ExitStatus>> {
        let until = Instant::now() + patience;
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(Some(status));
            }
            if until <= Instant::now() {
                return Ok(None);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}
