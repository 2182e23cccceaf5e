//! The office: everything that the doors share. It is opened once and used by all.

use std::{path::PathBuf, sync::Arc};

use anyhow::{Context as _, bail};
use case::File;
use rules::USUAL;
use store::{Store, states::Latest, store as journal};
use terms::{Day, Moment, StreamId};
use tokio::sync::{Mutex, watch};

use crate::{
    accounts::Entry, act::Line, cache::Cache, clock::Clock, ids::Chance, keys::Keys, pack::Law,
    rebuild, states::States,
};

/// How an office is opened.
pub struct Config {
    /// Where the journal is.
    pub place: Place,
    /// Where the keys are; with SQLite they are in the data directory.
    pub keys: PathBuf,
    /// The clock.
    pub clock: Clock,
    /// Chance.
    pub chance: Chance,
    /// Whether it is opened to be verified or mended: a record that is not whole is opened too.
    pub repairing: bool,
}

/// Where a journal is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a SQLite file in a data directory.
    Directory(PathBuf),
    /// In a PostgreSQL database.
    Database(String),
}

/// The office.
pub struct Office {
    pub(crate) store: Store,
    pub(crate) law: Law,
    pub(crate) clock: Clock,
    pub(crate) chance: Chance,
    pub(crate) cache: Cache,
    pub(crate) keys: Keys,
    pub(crate) sandbox: bool,
    /// How people come in.
    pub(crate) entry: Entry,
    /// What lets the machine's own commands in while the office is served.
    pub(crate) console: std::sync::OnceLock<String>,
    /// One link is followed at a time.
    pub(crate) setting_up: Mutex<()>,
    /// Acts on one file wait for each other here rather than collide in the journal.
    pub(crate) turns: Vec<Mutex<()>>,
    /// Those who were too late with an act on a file are told one after another.
    pub(crate) lines: Vec<Line>,
    /// Remembers inner nodes of the log's tiles, so that proofs need not hash them again.
    pub(crate) prover: std::sync::Mutex<tlog::Prover>,
    /// One checkpoint is signed at a time.
    pub(crate) signing: Mutex<()>,
    /// The last sequence number that is known to be written.
    pub(crate) written: watch::Sender<u64>,
    /// Which long files are to be kept as they stand.
    pub(crate) states: States,
}

/// How many folded files are kept.
const CACHED: usize = 4_096;
const TURNS: usize = 256;
const DAMAGED: &str = "the record is damaged";

/// Names of the settings that are made once.
pub(crate) mod setting {
    pub const ORIGIN: &str = "origin";
    pub const SANDBOX: &str = "sandbox";
    pub const SUCCESSION: &str = "succession";
    pub const PACK: &str = "pack";
    pub const ENTRY: &str = "entry";
}

impl Office {
    /// Opens an office that was initialised.
    pub async fn open(config: Config) -> anyhow::Result<Arc<Self>> {
        let store = match &config.place {
            Place::Directory(dir) => {
                // A place that was never made ready is left as it is.
                check_there(dir)?;
                Store::sqlite(dir, store::Mode::Own).await?
            }
            Place::Database(url) => Store::postgres(url).await?,
        };
        Self::over(store, config).await
    }

    /// Opens an office beside the program that has it: what is written can be read, and nothing
    /// can be written.
    pub async fn open_beside(config: Config) -> anyhow::Result<Arc<Self>> {
        let store = match &config.place {
            Place::Directory(dir) => Store::sqlite(dir, store::Mode::ReadOnly).await?,
            Place::Database(url) => Store::postgres(url).await?,
        };
        Self::over(store, config).await
    }

    /// Opens an office over a state of its database that is held still, to be verified or compared
    /// while other programs write on.
    pub async fn open_still(config: Config) -> anyhow::Result<Arc<Self>> {
        let store = match &config.place {
            Place::Directory(_) => return Self::open(config).await,
            Place::Database(url) => Store::postgres(url).await?,
        };
        let store = store.snapshot().await?;
        Self::over(store, config).await
    }

    /// Opens an office over a store that is open already.
    pub async fn over(store: Store, config: Config) -> anyhow::Result<Arc<Self>> {
        let Some(origin) = store.setting(setting::ORIGIN).await? else {
            bail!("this place was not initialised; run `caseway init` first");
        };
        let sandbox = store.setting(setting::SANDBOX).await?.as_deref() == Some("yes");
        if !sandbox && !matches!(config.clock, Clock::System) {
            bail!("only a sandbox takes another clock; this record was made without --sandbox");
        }
        if store.setting(rebuild::STALE).await?.is_some() && !config.repairing {
            bail!("a rebuild of the read models was interrupted; run `caseway rebuild`");
        }
        let keys = Keys::read(&config.keys, &origin)?;
        if !config.repairing {
            keys.check_memory(&store).await?;
        }
        let head = store.head().await?.n;
        let law = Law::named(&pack_of(&store).await?)?;
        Ok(Arc::new(Self {
            law,
            clock: config.clock,
            chance: config.chance,
            cache: Cache::new(CACHED),
            keys,
            sandbox,
            entry: Entry::of(&store, sandbox).await?,
            console: std::sync::OnceLock::new(),
            setting_up: Mutex::new(()),
            store,
            turns: (0..TURNS).map(|_| Mutex::new(())).collect(),
            lines: (0..TURNS).map(|_| Line::new()).collect(),
            prover: std::sync::Mutex::default(),
            signing: Mutex::new(()),
            written: watch::Sender::new(head),
            states: States::default(),
        }))
    }

    /// The office's day.
    pub fn today(&self) -> Day {
        self.clock.now().day()
    }

    /// The office's moment.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// A key for a form that is about to be shown.
    pub fn fresh_key(&self) -> String {
        self.chance.id(self.now()).to_string()
    }

    /// The clock, for seeds that set it.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The law.
    pub const fn law(&self) -> &Law {
        &self.law
    }

    /// The store, for queries.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The keys of the log.
    pub const fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether invented nations and other clocks are allowed.
    pub const fn sandbox(&self) -> bool {
        self.sandbox
    }

    /// The last sequence number that is known to be written; changes wake the feeds.
    pub fn written(&self) -> watch::Receiver<u64> {
        self.written.subscribe()
    }

    /// A file as it stands in the journal now.
    pub async fn file(&self, stream: &StreamId) -> anyhow::Result<Arc<File>> {
        let began = self.cache.begin();
        let known = self.cache.get(stream);
        if let Some(file) = &known
            && self.store.exclusive()
        {
            return Ok(Arc::clone(file));
        }
        let Some(mut file) = known else {
            let Latest { file, kept } = self.store.latest(stream).await.context(DAMAGED)?;
            let file = Arc::new(file);
            self.cache.put_read(stream, &file, began);
            self.states.note_read(stream, &file, kept);
            return Ok(file);
        };
        let events = self.store.read(stream, file.head().version).await?;
        if !events.is_empty() {
            let state = Arc::make_mut(&mut file);
            for event in &events {
                journal::evolve(state, event).context(DAMAGED)?;
            }
        }
        self.cache.put_read(stream, &file, began);
        Ok(file)
    }

    /// A file as it was seen last, without asking the journal for what came since.
    pub(crate) async fn file_seen_lately(&self, stream: &StreamId) -> anyhow::Result<Arc<File>> {
        match self.cache.get(stream) {
            Some(file) => Ok(file),
            None => self.file(stream).await,
        }
    }

    /// A file as it stood before an entry of the journal.
    pub(crate) async fn file_before(&self, stream: &StreamId, n: u64) -> anyhow::Result<File> {
        let mut file = File::new(stream.kind);
        let events = self.store.read(stream, 0).await?;
        for event in events.iter().take_while(|event| event.n < n) {
            journal::evolve(&mut file, event).context(DAMAGED)?;
        }
        Ok(file)
    }

    /// A file as it stood at the end of a day: the fold of its events up to that day.
    pub async fn file_on(&self, stream: &StreamId, day: Day) -> anyhow::Result<File> {
        let mut file = File::new(stream.kind);
        for event in self.store.read(stream, 0).await? {
            if event.read_meta()?.on > day {
                break;
            }
            journal::evolve(&mut file, &event)?;
        }
        Ok(file)
    }
}

/// The pack under which a record is kept. One that was made before packs had names is kept under
/// the usual one.
pub(crate) async fn pack_of(store: &Store) -> anyhow::Result<String> {
    Ok(store.setting(setting::PACK).await?.unwrap_or_else(|| USUAL.to_owned()))
}

fn check_there(dir: &std::path::Path) -> anyhow::Result<()> {
    if !store::sqlite::is_there(dir) {
        bail!(
            "{} holds no record; run `caseway init` first, or name another directory with --data",
            dir.display()
        );
    }
    Ok(())
}
