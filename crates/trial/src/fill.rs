//! A large record, quickly, through the one door: public notices that become cases, and commands
//! on them by many clients.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use clap::Args;

use crate::{
    load::{Load, wait},
    server::Record,
    world,
};

/// What to make.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// The data directory to make.
    data: PathBuf,
    /// Cases.
    #[arg(long, default_value_t = 1_000)]
    cases: u64,
    /// How long clients then work on them, in seconds.
    #[arg(long, default_value_t = 0)]
    work: u64,
    /// Clients.
    #[arg(long, default_value_t = 32)]
    clients: u64,
}

/// Makes it.
pub fn run(program: &Path, seed: u64, plan: &Plan) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let record = Record::at(program, folder.path(), &plan.data);
    world::make(&record, plan.cases)?;
    if 0 < plan.work {
        let mut server = record.serve()?;
        let load = Load::new(plan.cases, 0);
        load.work(server.address, (plan.clients, seed), || {
            wait(Duration::from_secs(plan.work));
            Ok(())
        })?;
        server.stop()?;
        let (done, refused) = load.lock().counts();
        println!("{done} commands done, {refused} refused");
    }
    println!("{}: {} cases", plan.data.display(), plan.cases);
    Ok(())
}
