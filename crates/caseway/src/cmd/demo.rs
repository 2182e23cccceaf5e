//! The demonstration: a sandbox, filled once with whole worlds and public notices, then served on
//! a clock that goes on from its last act, so that nothing in it depends on today.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, bail};
use app::{Config, Office, clock::Clock, ids::Chance, office::Place, seed};
use terms::Moment;

use super::serve;
use crate::{
    args::{Common, Listen},
    open, printer, progress, say,
};

const ORIGIN: &str = "caseway.example/demo";
/// The setting that a finished demonstration carries.
const FINISHED: &str = "demo";
/// The public notices are read in an hour after the last act, and the clock runs on from a minute
/// after that.
const HOUR: i64 = 3_600_000_000;
const MINUTE: i64 = 60_000_000;

/// `caseway demo`.
pub async fn demo(common: &Common, at: &Listen, notices: Option<&Path>) -> anyhow::Result<()> {
    match open::place(common) {
        Place::Directory(dir) if is_new(&dir)? => make_dir(common, &dir, notices).await?,
        Place::Directory(dir) => say::doing(format!("{} is there already", dir.display())),
        Place::Database(_) => make_in_database(common, notices).await?,
    }
    let office = Office::open(open::config(common)).await?;
    if office.store().setting(FINISHED).await?.is_none() {
        bail!("this place holds another record; say --data with another place");
    }
    let clock = match common.clock {
        Some(from) => Clock::made(from, common.clock_rate),
        None => Clock::made(later(last(&office).await?, MINUTE), 1),
    };
    drop(office);
    let office = Office::open(Config { clock, ..open::config(common) }).await?;
    say::doing(format!("its clock goes on from its last act: it is {}", office.today()));
    serve::run(common, office, at).await
}

/// Whether a directory is still to be made. One that holds something else is left alone.
fn is_new(dir: &Path) -> anyhow::Result<bool> {
    match std::fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", dir.display())),
    }
}

/// Makes the world in a directory beside, which takes its name once it is whole.
async fn make_dir(common: &Common, dir: &Path, notices: Option<&Path>) -> anyhow::Result<()> {
    say::doing(format!("making a sandbox in {}", dir.display()));
    let making = beside(dir);
    if making.exists() {
        say::doing("an earlier one was not finished; it is made anew");
        std::fs::remove_dir_all(&making)
            .with_context(|| format!("{} cannot be removed", making.display()))?;
    }
    let config = Config {
        place: Place::Directory(making.clone()),
        keys: common.keys.clone().unwrap_or_else(|| making.join("keys")),
        clock: Clock::System,
        chance: Chance::System,
        repairing: false,
    };
    fill(config, notices).await?;
    // If we stop here, then the whole world stands beside and is made anew the next time.
    std::fs::rename(&making, dir).with_context(|| format!("{} cannot be made", dir.display()))
}

fn beside(dir: &Path) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_owned();
    name.push(".making");
    dir.with_file_name(name)
}

/// Fills a database, which cannot be made beside: a half-made one is told.
async fn make_in_database(common: &Common, notices: Option<&Path>) -> anyhow::Result<()> {
    let config = open::config(common);
    Office::init(&config, ORIGIN, true).await?;
    let office = Office::open(config).await?;
    let (events, finished) = (office.store().head().await?.n, office.store().setting(FINISHED));
    match (events, finished.await?) {
        (_, Some(_)) => {
            say::doing("the database is filled already");
            Ok(())
        }
        (0, None) => {
            drop(office);
            fill(open::config(common), notices).await
        }
        (_, None) => bail!("this database is half filled or holds another record; empty it first"),
    }
}

async fn fill(config: Config, notices: Option<&Path>) -> anyhow::Result<()> {
    Office::init(&config, ORIGIN, true).await?;
    let office = Office::open(seed::config(config)).await?;
    let worlds = seed::DEMO.join(", ");
    say::doing(format!("living the days of {worlds}"));
    let bar = progress::bar("acts");
    let tell = |done, of| progress::at(&bar, done, of);
    office.seed_all(seed::DEMO, Some(&printer::printer()), tell).await?;
    bar.finish_and_clear();
    office.clock().set(later(last(&office).await?, HOUR));
    import(&office, notices).await?;
    office.checkpoint().await?;
    Ok(office.store().set_once(FINISHED, &worlds).await?)
}

async fn import(office: &Arc<Office>, notices: Option<&Path>) -> anyhow::Result<()> {
    let Some(file) = notices else {
        say::doing("reading the extract of public notices");
        return office.import_extract().await.map(drop);
    };
    say::doing(format!("reading the public notices of {}", file.display()));
    let bytes = super::act::read_file(file)?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bar = progress::bar("notices");
    office.import_notices(&name, &bytes, |done, of| progress::at(&bar, done, of)).await?;
    bar.finish_and_clear();
    Ok(())
}

/// The moment of the last event.
async fn last(office: &Office) -> anyhow::Result<Moment> {
    let events = office.store().head().await?.n;
    let last = office.store().follow(events.saturating_sub(1), 1).await?;
    Ok(last.first().map(|event| event.at).unwrap_or_default())
}

fn later(moment: Moment, micros: i64) -> Moment {
    Moment::from_micros(moment.micros().saturating_add(micros))
}
