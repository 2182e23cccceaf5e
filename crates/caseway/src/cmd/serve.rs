//! Serving pages and API.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context as _;
use app::{Office, office::Place};
use web::{Site, host::Names};

use crate::{
    args::{Common, Listen},
    open, printer,
    say::{self, Stop},
};

/// `caseway serve`.
pub async fn serve(common: &Common, at: &Listen, remote: bool) -> anyhow::Result<()> {
    let listen = at.listen;
    if !listen.ip().is_loopback() && !remote {
        return Err(Stop::wrong_use(format!(
            "{listen} can be reached by others, and nobody signs in yet; listen on 127.0.0.1, or \
             say --allow-remote if the network itself is guarded"
        )));
    }
    let office = open::own(common).await?;
    tokio::spawn(Arc::clone(&office).expire_offers());
    run(common, office, at).await
}

/// Serves until it is told to stop.
pub(super) async fn run(common: &Common, office: Arc<Office>, at: &Listen) -> anyhow::Result<()> {
    let listener = web::serve::bind(at.listen).await?;
    let address = listener.local_addr()?;
    let told = Told::at(&open::place(common), address)?;
    tokio::spawn(Arc::clone(&office).sign_checkpoints());
    tokio::spawn(Arc::clone(&office).keep_gates());
    tokio::spawn(Arc::clone(&office).keep_states());
    tokio::spawn(Arc::clone(&office).forget_old_commands());
    let names = Arc::new(Names::new(address, &at.host_name));
    let site = Site { office: Arc::clone(&office), printer: printer::printer(), names };
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
