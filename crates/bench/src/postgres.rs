//! A PostgreSQL cluster of its own for the peers: made, started, asked, stopped and thrown away.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use tokio_postgres::{Client, NoTls};

use crate::{load, machine, peer};

/// A cluster under way.
pub struct Cluster {
    bin: PathBuf,
    dir: PathBuf,
    child: Option<Child>,
}

/// What a run of the load generator of PostgreSQL said.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// Transactions a second.
    pub per_second: f64,
    /// Mean latency in milliseconds.
    pub mean_millis: f64,
}

impl Cluster {
    /// Makes a cluster with the settings that PostgreSQL comes with, and starts it. `None` where
    /// PostgreSQL is not installed.
    pub fn make(work: &Path) -> anyhow::Result<Option<Self>> {
        let Some(bin) = bin() else { return Ok(None) };
        let dir = std::path::absolute(work.join("postgres"))?;
        if dir.exists() {
            std::fs::remove_dir_all(&dir)?;
        }
        std::fs::create_dir_all(&dir)?;
        if is_root() {
            let owned = machine::quiet(Command::new("chown").arg("postgres").arg(&dir));
            anyhow::ensure!(owned, "{} cannot be given to postgres", dir.display());
        }
        let mut cluster = Self { bin, dir, child: None };
        let data = cluster.data();
        let mut init = cluster.command("initdb");
        init.args(["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "-D"]);
        anyhow::ensure!(machine::quiet(init.arg(&data)), "initdb failed");
        cluster.start()?;
        Ok(Some(cluster))
    }

    /// Starts it and waits for its first answer; gives the seconds that took.
    pub fn start(&mut self) -> anyhow::Result<f64> {
        let (dir, data) = (self.dir.clone(), self.data());
        let mut server = self.command("postgres");
        server.arg("-D").arg(&data).arg("-k").arg(&dir);
        server.args(["-c", "listen_addresses=", "-c", "max_connections=200"]);
        let log = std::fs::File::create(dir.with_extension("log"))?;
        server.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let began = Instant::now();
        self.child = Some(server.spawn().context("postgres cannot be started")?);
        let runtime = load::runtime()?;
        let patience = began + Duration::from_mins(1);
        loop {
            let answered = runtime.block_on(async {
                let client = self.connect("postgres").await?;
                anyhow::Ok(client.simple_query("select 1").await.map(drop)?)
            });
            match answered {
                Ok(()) => return Ok(began.elapsed().as_secs_f64()),
                Err(error) if patience < Instant::now() => return Err(error),
                Err(_) => std::thread::sleep(Duration::from_millis(1)),
            }
        }
    }

    /// Stops it as an operator does: no recovery at the next start.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        let Some(mut child) = self.child.take() else { return Ok(()) };
        let mut stop = self.command("pg_ctl");
        stop.args(["stop", "-m", "fast", "-w", "-D"]).arg(self.data());
        let stopped = machine::quiet(&mut stop);
        child.wait()?;
        anyhow::ensure!(stopped, "pg_ctl could not stop the cluster");
        Ok(())
    }

    /// Makes an empty database and runs a file of SQL in it.
    pub fn database(&self, name: &str, sql: &str) -> anyhow::Result<()> {
        load::runtime()?.block_on(async {
            let client = self.connect("postgres").await?;
            client.batch_execute(&format!("drop database if exists {name}")).await?;
            client.batch_execute(&format!("create database {name}")).await?;
            Ok(self.connect(name).await?.batch_execute(sql).await?)
        })
    }

    /// How the program under measurement names a database of it.
    pub fn url(&self, name: &str) -> String {
        format!("host={} user=postgres dbname={name}", self.dir.display())
    }

    /// The server's version.
    pub fn version(&self) -> anyhow::Result<String> {
        load::runtime()?.block_on(async {
            let client = self.connect("postgres").await?;
            let row = client.query_one("show server_version", &[]).await?;
            Ok(row.get(0))
        })
    }

    /// Runs a script of a peer with so many clients for so long.
    pub fn bench(&self, name: &str, script: &str, load: (u32, u32)) -> anyhow::Result<Rate> {
        let (clients, seconds) = load;
        let mut pgbench = Command::new(self.bin.join("pgbench"));
        pgbench.args(["-n", "-M", "prepared", "-j", "2", "-U", "postgres"]);
        pgbench.args(["-c", &clients.to_string(), "-T", &seconds.to_string()]);
        pgbench.arg("-f").arg(peer::folder().join(script)).arg("-h").arg(&self.dir).arg(name);
        let output = pgbench.stdin(Stdio::null()).output().context("pgbench is missing")?;
        let text = String::from_utf8_lossy(&output.stdout);
        let after = |word: &str| {
            let line = text.lines().find(|line| line.trim_start().starts_with(word))?;
            line.split_once('=')?.1.split_whitespace().next()?.parse::<f64>().ok()
        };
        let (Some(per_second), Some(mean_millis)) = (after("tps"), after("latency average")) else {
            bail!("pgbench failed: {}", String::from_utf8_lossy(&output.stderr));
        };
        Ok(Rate { per_second, mean_millis })
    }

    async fn connect(&self, name: &str) -> anyhow::Result<Client> {
        let (client, connection) = tokio_postgres::connect(&self.url(name), NoTls).await?;
        tokio::spawn(connection);
        Ok(client)
    }

    fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    /// A program of PostgreSQL, which refuses to run as root.
    fn command(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        if !is_root() {
            return Command::new(program);
        }
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

/// The programs of the newest PostgreSQL that is installed.
fn bin() -> Option<PathBuf> {
    let newest = std::fs::read_dir("/usr/lib/postgresql").ok().and_then(|versions| {
        let folders = versions.filter_map(|version| Some(version.ok()?.path().join("bin")));
        folders.filter(|bin| bin.join("initdb").exists()).max()
    });
    newest.or_else(|| {
        let output = Command::new("pg_config").arg("--bindir").output().ok()?;
        let bin = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
        bin.join("initdb").exists().then_some(bin)
    })
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
