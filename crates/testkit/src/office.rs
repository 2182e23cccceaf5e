//! An office on a fresh database, for one test.

mod officer;

use std::{ops::Deref, path::Path, sync::Arc};

use app::{Config, Founding, Office, clock::Clock, ids::Chance, office::Place};
use case::File;
use tempfile::TempDir;
use terms::{Day, Moment, StreamId};

pub use officer::Officer;

use crate::{
    database::TestDatabase,
    run,
    story::{Library, Story},
};

/// The log of every test's office.
pub const ORIGIN: &str = "caseway.example/test";
/// The day on which a test's office opens, unless the test says another.
pub const FIRST_DAY: &str = "2026-10-05";
const SEED: u64 = 7;

/// An office on a fresh database: a sandbox, on a clock that stands where it was last set, with
/// chance by seed, so that every run of a test writes the same bytes. It is an `Office`.
pub struct TestOffice {
    // Fields are dropped in this order: the office closes before its files and database go.
    office: Arc<Office>,
    database: Option<TestDatabase>,
    folder: TempDir,
    /// How many acts a story has done here.
    pub(crate) acts: u64,
}

/// How a test's office differs from the usual one.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// Whether it is a sandbox.
    pub sandbox: bool,
    /// Where chance begins.
    pub seed: u64,
}

impl Default for Made {
    fn default() -> Self {
        Self { sandbox: true, seed: SEED }
    }
}

impl TestOffice {
    /// An office on SQLite.
    pub async fn new() -> Self {
        Self::sqlite(Made::default()).await
    }

    /// An office on SQLite, made in another way.
    pub async fn sqlite(made: Made) -> Self {
        Self::make(made, None).await
    }

    /// An office on PostgreSQL in a database of its own; `None`, with a printed reason, where no
    /// cluster is named.
    pub async fn postgres() -> Option<Self> {
        Self::postgres_made(Made::default()).await
    }

    /// An office on PostgreSQL, made in another way.
    pub async fn postgres_made(made: Made) -> Option<Self> {
        let database = TestDatabase::new()?;
        Some(Self::make(made, Some(database)).await)
    }

    /// One office on each engine that is there: SQLite always, PostgreSQL where it is named.
    pub async fn each() -> Vec<Self> {
        let mut all = vec![Self::new().await];
        all.extend(Self::postgres().await);
        all
    }

    /// An office on SQLite in which a sale has come as far as a story's first line says:
    /// `bases/patrol-boats until case/BN-P-LCB offered`.
    pub async fn given(start: &str) -> Self {
        let mut office = Self::new().await;
        office.brought_to(start).await;
        office
    }

    /// Brings a fresh office to where a story's first line says.
    pub async fn brought_to(&mut self, start: &str) {
        let story = Story::read("a test", &format!("# A beginning\ngiven {start}\n"));
        let start = story.and_then(|story| story.start().ok_or_else(|| "no beginning".to_owned()));
        let mut start = start.unwrap_or_else(|unread| panic!("{unread}"));
        self.law().pack.name().clone_into(&mut start.pack);
        let begun = run::begin(self, &Library::of_repository(), &start).await;
        begun.unwrap_or_else(|error| panic!("{error}"));
    }

    /// An office on SQLite under a rule pack.
    pub async fn under(pack: &str) -> Self {
        Self::make_under(Made::default(), None, pack).await
    }

    /// An office on PostgreSQL under a rule pack; `None` where no cluster is named.
    pub async fn postgres_under(pack: &str) -> Option<Self> {
        let database = TestDatabase::new()?;
        Some(Self::make_under(Made::default(), Some(database), pack).await)
    }

    async fn make(made: Made, database: Option<TestDatabase>) -> Self {
        Self::make_under(made, database, rules::USUAL).await
    }

    async fn make_under(made: Made, database: Option<TestDatabase>, pack: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let config = config(folder.path(), database.as_ref(), made);
        let founding = Founding { origin: ORIGIN, sandbox: made.sandbox, pack };
        Office::found(&config, &founding).await.expect("a fresh place can be made ready");
        let office = Office::open(config).await.expect("a fresh office opens");
        Self { office, database, folder, acts: 0 }
    }

    /// Closes the office and opens it again on the same record, as after a restart.
    pub async fn reopened(self) -> Self {
        let closed = self.closed();
        closed.open().await
    }

    /// Makes it an office into which people sign in, and opens it again.
    pub async fn signing_in(self) -> Self {
        self.require_sign_in().await.expect("a setting can be written");
        self.reopened().await
    }

    /// Closes the office; its record stays as it is.
    pub fn closed(self) -> Closed {
        let Self { office, database, folder, acts } = self;
        let now = office.now();
        Closed { database, folder, now, acts }
    }

    /// The office itself, for doors that share it.
    pub fn shared(&self) -> Arc<Office> {
        Arc::clone(&self.office)
    }

    /// The folder of keys and, with SQLite, of the record. It goes away with the office.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// How the database is opened, where the office is on PostgreSQL.
    pub fn database_url(&self) -> Option<String> {
        self.database.as_ref().map(TestDatabase::url)
    }

    /// Sets the office's day; it is midday then.
    pub fn on(&self, day: &str) -> &Self {
        let day: Day = day.parse().expect("a test's day is written YYYY-MM-DD");
        self.clock().set(Moment::midday(day));
        self
    }

    /// Lets days pass.
    pub fn days_later(&self, days: i32) -> &Self {
        self.clock().set(Moment::midday(self.today().plus_days(days)));
        self
    }

    /// Somebody who acts, such as `ada@case-manager` or `@state`.
    pub fn as_officer(&self, who: &str) -> Officer<'_> {
        let who = who.parse().expect("an actor is name@desk");
        Officer { office: &self.office, who: Some(who) }
    }

    /// Whoever's duty each act is.
    pub fn as_usual(&self) -> Officer<'_> {
        Officer { office: &self.office, who: None }
    }

    /// The file as it stands.
    pub async fn file_at(&self, stream: &str) -> Arc<File> {
        self.office.file(&stream_of(stream)).await.expect("a file can be read")
    }

    /// The code of the stage at which a file stands.
    pub async fn stage(&self, stream: &str) -> &'static str {
        self.file_at(stream).await.stage().0
    }
}

/// The record of an office that is closed.
pub struct Closed {
    database: Option<TestDatabase>,
    folder: TempDir,
    now: Moment,
    acts: u64,
}

impl Closed {
    /// The folder that it left, for another program.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// How the office would be opened again.
    pub fn config(&self) -> Config {
        // Other draws than before, so that no identifier comes twice.
        let made = Made { seed: SEED.wrapping_add(self.acts).wrapping_add(1), ..Made::default() };
        let config = config(self.folder.path(), self.database.as_ref(), made);
        config.clock.set(self.now);
        config
    }

    /// Opens the office again.
    pub async fn open(self) -> TestOffice {
        let config = self.config();
        let Self { database, folder, acts, .. } = self;
        let office = Office::open(config).await.expect("an office that was closed opens again");
        TestOffice { office, database, folder, acts }
    }

    /// Opens another office on a copy of this record: for stories that begin alike.
    pub async fn open_copy(&self) -> TestOffice {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        copy_folder(self.folder.path(), folder.path());
        let database = self.database.as_ref().map(TestDatabase::copied);
        let copy = Self { database, folder, now: self.now, acts: self.acts };
        copy.open().await
    }
}

impl Deref for TestOffice {
    type Target = Office;

    fn deref(&self) -> &Office {
        &self.office
    }
}

fn config(folder: &Path, database: Option<&TestDatabase>, made: Made) -> Config {
    let place = match database {
        None => Place::Directory(folder.into()),
        Some(database) => Place::Database(database.url()),
    };
    let first: Day = FIRST_DAY.parse().expect("the first day is a day");
    let standing = || Clock::set_at(Moment::midday(first));
    let clock = if made.sandbox { standing() } else { Clock::System };
    Config {
        place,
        keys: folder.join("keys"),
        clock,
        chance: Chance::seeded(made.seed),
        repairing: false,
    }
}

fn stream_of(text: &str) -> StreamId {
    text.parse().expect("a file is KIND/NUMBER, such as case/BN-P-LCB")
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder for the copy can be made");
    for entry in std::fs::read_dir(from).expect("the record's folder can be read").flatten() {
        let (here, there) = (entry.path(), to.join(entry.file_name()));
        if here.is_dir() {
            copy_folder(&here, &there);
        } else {
            std::fs::copy(&here, &there).expect("a file of the record can be copied");
        }
    }
}
