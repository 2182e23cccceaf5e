//! Serving pages and API, and the demonstration world.

use std::{net::SocketAddr, path::Path, sync::Arc};

use anyhow::Context as _;
use app::{Office, clock::Clock, office::Place};
use web::Site;

use crate::{
    args::Common,
    open, printer, progress,
    say::{self, Stop},
};

/// `caseway serve`.
pub async fn serve(common: &Common, listen: SocketAddr, remote: bool) -> anyhow::Result<()> {
    if !listen.ip().is_loopback() && !remote {
        return Err(Stop::wrong_use(format!(
            "{listen} can be reached by others, and nobody signs in yet; listen on 127.0.0.1, or \
             say --allow-remote if the network itself is guarded"
        )));
    }
    let office = open::own(common).await?;
    run(common, office, listen).await
}

/// `caseway demo`: a sandbox, filled once, then served.
pub async fn demo(
    common: &Common,
    listen: SocketAddr,
    notices: Option<&Path>,
) -> anyhow::Result<()> {
    let config = open::config(common);
    say::doing(format!("making a sandbox in {}", common.data.display()));
    Office::init(&config, "caseway.example/demo", true).await?;
    let office = Office::open(app::seed::config(config)).await?;
    if office.store().head().await?.n == 0 {
        fill(&office, notices).await?;
    } else {
        say::doing("it is filled already");
    }
    office.checkpoint().await?;
    drop(office);
    // The world was made on past days; it is looked at on the machine's.
    let config = app::Config { clock: clock(common), ..open::config(common) };
    let office = Office::open(config).await?;
    run(common, office, listen).await
}

fn clock(common: &Common) -> Clock {
    match common.clock {
        Some(from) => Clock::made(from, common.clock_rate),
        None => Clock::System,
    }
}

async fn fill(office: &Arc<Office>, notices: Option<&Path>) -> anyhow::Result<()> {
    for name in app::seed::DEMO {
        say::doing(format!("seeding {name}"));
        let bar = progress::bar(name);
        office.seed(name, |done, of| progress::at(&bar, done, of)).await?;
        bar.finish_and_clear();
    }
    let beside = Path::new("../shared/data/cn-notices.jsonl");
    let file = notices.or_else(|| beside.exists().then_some(beside));
    let Some(file) = file else {
        say::doing("reading the extract of public notices");
        return office.import_extract().await.map(drop);
    };
    say::doing(format!("reading {}", file.display()));
    let bytes = super::act::read_file(file)?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bar = progress::bar("reading notices");
    office.import_notices(&name, &bytes, |done, of| progress::at(&bar, done, of)).await?;
    bar.finish_and_clear();
    Ok(())
}

async fn run(common: &Common, office: Arc<Office>, listen: SocketAddr) -> anyhow::Result<()> {
    let listener = web::serve::bind(listen).await?;
    let address = listener.local_addr()?;
    let told = Told::at(&open::place(common), address)?;
    tokio::spawn(Arc::clone(&office).sign_checkpoints());
    tokio::spawn(Arc::clone(&office).forget_old_commands());
    let site = Site { office: Arc::clone(&office), printer: printer::printer() };
    say::line(format!("Caseway is at http://{address}"));
    let served = web::serve::run(site, listener, stopped()).await;
    // The last events are under a checkpoint before the program ends.
    office.checkpoint().await?;
    drop(told);
    served
}

/// Ends with Ctrl-C or a request to terminate.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    match terminated {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => drop(interrupted.await),
    }
}

/// The server's address, told in the data directory as long as it serves.
struct Told(Option<std::path::PathBuf>);

impl Told {
    fn at(place: &Place, address: SocketAddr) -> anyhow::Result<Self> {
        let Place::Directory(dir) = place else { return Ok(Self(None)) };
        let path = dir.join(open::ADDRESS);
        super::log::write(&path, address.to_string().as_bytes())
            .context("the server's address cannot be told")?;
        Ok(Self(Some(path)))
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}
