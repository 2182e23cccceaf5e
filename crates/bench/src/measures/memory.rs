//! Memory of an idle server, and the size of the program.

use std::{
    net::{SocketAddr, TcpStream},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::Context as _;

use super::Bench;
use crate::{
    figure::{Bound, Figure, Pair, Promise},
    http::Client,
    load, machine, peer,
    server::{self, Place, Server},
};

const IDLE: Promise = Promise {
    id: "P21",
    what: "resident memory, idle after its first answer",
    peer: "Datasette over the same file, idle after its first answer",
    unit: "MB",
    floor: Bound::AtMost(1.0),
    aim: Bound::AtMost(0.5),
};
const BINARY: Promise = Promise {
    id: "P22",
    what: "the program, one file, stripped",
    peer: "a value of its own",
    unit: "MB",
    floor: Bound::AtMost(60.0),
    aim: Bound::AtMost(30.0),
};
/// How long an idle server is left alone before its memory is read.
const IDLE_FOR: Duration = Duration::from_secs(2);

/// P21.
pub fn idle(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let Some(bin) = peer::environment(&bench.args.work, "datasette", &["datasette"]) else {
        bench.skip("P21", "Datasette cannot be installed here (pip install datasette)");
        return Ok(());
    };
    let live = bench.copy("live")?;
    let place = Place::Directory(live.clone());
    let program = bench.args.caseway.clone();
    let mut shares = Vec::new();
    bench.pairs(IDLE, |_| {
        let ours = {
            let server = Server::start(&program, &place)?;
            server.first_answer()?;
            std::thread::sleep(IDLE_FOR);
            let memory = server::memory(server.pid())?;
            server.stop()?;
            memory
        };
        let theirs = datasette(&bin, &live.join("caseway.db"))?;
        shares.push(format!("{:.0} and {:.0}", ours.1, theirs.1));
        Ok(Pair { ours: ours.0, peer: theirs.0 })
    })?;
    bench.note(format!(
        "Proportional shares (PSS), ours and the peer's, in MB: {}.",
        shares.join("; ")
    ));
    Ok(())
}

fn datasette(bin: &std::path::Path, file: &std::path::Path) -> anyhow::Result<(f64, f64)> {
    const PORT: u16 = 8_917;
    let address = SocketAddr::from(([127, 0, 0, 1], PORT));
    let mut child = Command::new(bin.join("datasette"))
        .arg("serve")
        .arg(file)
        .args(["--host", "127.0.0.1", "--port", &PORT.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("datasette cannot be started")?;
    let patience = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(address).is_err() && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(20));
    }
    let answered = load::runtime()?.block_on(async {
        let mut client = Client::connect(address).await?;
        client.get("/-/versions.json").await.map(drop)
    });
    std::thread::sleep(IDLE_FOR);
    let memory = answered.and_then(|()| server::memory(child.id()));
    machine::quiet(Command::new("kill").args(["-TERM", &child.id().to_string()]));
    child.wait()?;
    memory
}

/// P22.
pub fn binary(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let bytes = std::fs::metadata(&bench.args.caseway).context("the program is not built")?.len();
    let pairs = vec![Pair { ours: bytes as f64 / 1e6, peer: 1.0 }];
    let load = (machine::load(), machine::load());
    bench.keep(Figure { promise: BINARY, pairs, load, notes: Vec::new() });
    Ok(())
}
