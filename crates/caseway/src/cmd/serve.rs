//! Serving pages and API.

use std::{io::Write as _, net::SocketAddr, os::unix::fs::OpenOptionsExt as _, sync::Arc};

use anyhow::Context as _;
use app::{Office, accounts::Entry, office::Place};
use web::{
    Site,
    host::{Names, Reached},
};

use crate::{
    args::{Common, Listen},
    open, printer,
    say::{self, Stop},
};

/// `caseway serve`.
pub async fn serve(common: &Common, at: &Listen) -> anyhow::Result<()> {
    let office = open::own(common).await?;
    tokio::spawn(Arc::clone(&office).expire_offers());
    run(common, office, at).await
}

/// An address that others can reach is listened on only where people sign in and what they send is
/// encrypted on its way.
fn check_reach(office: &Office, at: &Listen) -> anyhow::Result<()> {
    let listen = at.listen;
    if listen.ip().is_loopback() {
        return Ok(());
    }
    let lacks = match (office.entry(), at.behind_proxy) {
        (Entry::OpenDesks, _) => "nobody signs in to this sandbox",
        (Entry::SignIn, false) => {
            "nothing encrypts the way; put a proxy with TLS in front and say --behind-proxy"
        }
        (Entry::SignIn, true) => return Ok(()),
    };
    let sentence = format!("{listen} can be reached by others, and {lacks}; listen on 127.0.0.1");
    Err(Stop::wrong_use(sentence))
}

/// Serves until it is told to stop.
pub(super) async fn run(common: &Common, office: Arc<Office>, at: &Listen) -> anyhow::Result<()> {
    check_reach(&office, at)?;
    let listener = web::serve::bind(at.listen).await?;
    let address = listener.local_addr()?;
    let told = Told::at(&open::place(common), address, &office)?;
    tokio::spawn(Arc::clone(&office).sign_checkpoints());
    tokio::spawn(Arc::clone(&office).keep_gates());
    tokio::spawn(Arc::clone(&office).keep_states());
    tokio::spawn(Arc::clone(&office).forget_old_commands());
    let reached = if at.behind_proxy { Reached::ThroughProxy } else { Reached::Plainly };
    let names = Arc::new(Names::new(address, &at.host_name).reached(reached));
    let site = Site { office: Arc::clone(&office), printer: printer::printer(), names };
    say::line(format!("Caseway is at http://{address}"));
    if let Some(link) = office.first_link().await? {
        say::line(format!(
            "nobody can sign in yet; this link makes the first account, an administrator, once and \
             until {}:",
            link.ends
        ));
        say::line(format!("http://{address}{}", link.path()));
    }
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

/// What a server tells the machine's own commands as long as it serves: its address, and what lets
/// them in.
struct Told(Vec<std::path::PathBuf>);

impl Told {
    fn at(place: &Place, address: SocketAddr, office: &Office) -> anyhow::Result<Self> {
        let Place::Directory(dir) = place else { return Ok(Self(Vec::new())) };
        let (path, console) = (dir.join(open::ADDRESS), dir.join(open::CONSOLE));
        let told = Self(vec![path.clone(), console.clone()]);
        if office.entry() == Entry::SignIn {
            write_private(&console, office.open_console().reveal())
                .context("the commands of this machine cannot be let in")?;
        }
        super::log::write(&path, address.to_string().as_bytes())
            .context("the server's address cannot be told")?;
        Ok(told)
    }
}

/// Writes a file that only its owner reads.
fn write_private(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    // What a killed server left lets nobody in; it is not written over, so that whoever has it
    // open reads nothing new.
    let _ = std::fs::remove_file(path);
    let mut options = std::fs::File::options();
    let mut out = options.write(true).create_new(true).mode(0o600).open(path)?;
    out.write_all(text.as_bytes())
}

impl Drop for Told {
    fn drop(&mut self) {
        for path in &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}
