//! Opens the office for a command: alone where the record may be written, beside a running server
//! where it is only read.

use std::{path::PathBuf, sync::Arc};

use anyhow::Context as _;
use app::{Config, Office, clock::Clock, ids::Chance, office::Place};

use crate::args::Common;

/// The configuration that the command line asks for.
pub fn config(common: &Common) -> Config {
    let clock = match common.clock {
        None => Clock::System,
        Some(from) => Clock::made(from, common.clock_rate),
    };
    Config {
        place: place(common),
        keys: keys(common),
        clock,
        chance: Chance::System,
        repairing: false,
    }
}

/// Where the record is.
pub fn place(common: &Common) -> Place {
    match &common.database_url {
        Some(url) => Place::Database(url.clone()),
        None => Place::Directory(common.data.clone()),
    }
}

/// Where the log's keys are.
pub fn keys(common: &Common) -> PathBuf {
    match (&common.keys, &common.database_url) {
        (Some(keys), _) => keys.clone(),
        (None, None) => common.data.join("keys"),
        (None, Some(_)) => PathBuf::from("caseway-keys"),
    }
}

/// Opens the office to write.
pub async fn own(common: &Common) -> anyhow::Result<Arc<Office>> {
    Office::open(config(common)).await
}

/// Opens the office to read: alone if nobody has it, else beside who has it.
pub async fn read(common: &Common) -> anyhow::Result<Arc<Office>> {
    if in_use(common) {
        return Office::open_beside(config(common)).await;
    }
    own(common).await
}

/// Opens the office to read all of it at one state: read models and events must not move apart.
pub async fn still(common: &Common) -> anyhow::Result<Arc<Office>> {
    if common.database_url.is_some() {
        return Office::open_still(Config { repairing: true, ..config(common) }).await;
    }
    read(common).await
}

/// Whether a data directory is in use by a running program.
pub fn in_use(common: &Common) -> bool {
    common.database_url.is_none() && store::sqlite::in_use(&common.data)
}

/// A server that has the data directory.
#[derive(Debug, Clone)]
pub struct Server {
    /// Where it listens.
    pub at: std::net::SocketAddr,
    /// What lets this machine's own commands in.
    pub console: Option<String>,
}

/// The server that has the data directory.
#[expect(clippy::disallowed_methods, reason = "the server's address is in a file of the directory")]
pub fn server(common: &Common) -> anyhow::Result<Server> {
    let path = common.data.join(ADDRESS);
    let text = std::fs::read_to_string(&path).with_context(|| {
        format!(
            "the data directory {} is in use by another command; wait for it to end",
            common.data.display()
        )
    })?;
    let at = text.trim().parse().with_context(|| format!("{} holds no address", path.display()))?;
    let console = std::fs::read_to_string(common.data.join(CONSOLE)).ok();
    Ok(Server { at, console: console.map(|text| text.trim().to_owned()) })
}

/// The file in which a server keeps what lets this machine's own commands in.
pub const CONSOLE: &str = "console";

/// The file in which a server tells its address.
pub const ADDRESS: &str = "address";

/// A copy of a record in use, removed with the value.
pub struct Copied {
    dir: PathBuf,
    common: Config,
}

impl Copied {
    /// Opens the copy, with the keys of the record.
    pub async fn office(&self) -> anyhow::Result<Arc<Office>> {
        let config = Config {
            place: Place::Directory(self.dir.clone()),
            keys: self.common.keys.clone(),
            clock: Clock::System,
            chance: Chance::System,
            repairing: true,
        };
        Office::open_beside(config).await
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

/// Copies a record in use, so that it stands still while it is verified.
pub async fn copy(common: &Common) -> anyhow::Result<Copied> {
    let dir = common.data.join(format!("verify-{}", std::process::id()));
    std::fs::create_dir(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
    let copied = Copied { dir: dir.clone(), common: config(common) };
    let office = Office::open_beside(config(common)).await?;
    office.backup(&dir.join("caseway.db"), |_, _| {}).await?;
    Ok(copied)
}
