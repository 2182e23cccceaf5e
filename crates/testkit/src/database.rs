//! A PostgreSQL database of one test: made in the throw-away cluster that the variable
//! `CASEWAY_TEST_POSTGRES` names, and dropped at the end.

use std::{
    str::FromStr,
    sync::atomic::{AtomicU32, Ordering},
};

use tokio_postgres::{Config, NoTls, config::Host};

/// The variable that names the cluster's maintenance database, as libpq reads it.
pub const VARIABLE: &str = "CASEWAY_TEST_POSTGRES";

/// A database that lives as long as this value.
pub struct TestDatabase {
    maintenance: Config,
    name: String,
}

static MADE: AtomicU32 = AtomicU32::new(0);

impl TestDatabase {
    /// Makes an empty database. `None`, with a printed reason, where no cluster is named; a
    /// cluster that is named and does not answer fails the test.
    pub fn new() -> Option<Self> {
        let Ok(url) = std::env::var(VARIABLE) else {
            println!("skipped: {VARIABLE} names no PostgreSQL cluster");
            return None;
        };
        let maintenance = Config::from_str(&url).expect("the variable is a libpq URL or keywords");
        let database = Self { maintenance, name: fresh_name() };
        database.on_maintenance(&format!("create database {}", database.name));
        Some(database)
    }

    /// Another database with the content of this one, which nobody may have open but those whose
    /// work is done: they are cut off.
    #[must_use]
    pub fn copied(&self) -> Self {
        let copy = Self { maintenance: self.maintenance.clone(), name: fresh_name() };
        self.on_maintenance(&format!(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{}'",
            self.name
        ));
        self.on_maintenance(&format!("create database {} template {}", copy.name, self.name));
        copy
    }

    /// How the product is told to open it: libpq keywords.
    pub fn url(&self) -> String {
        let mut words = vec![format!("dbname={}", self.name)];
        for host in self.maintenance.get_hosts() {
            words.push(match host {
                Host::Tcp(host) => format!("host={host}"),
                Host::Unix(path) => format!("host='{}'", path.display()),
            });
        }
        words.extend(self.maintenance.get_ports().iter().map(|port| format!("port={port}")));
        words.extend(self.maintenance.get_user().map(|user| format!("user='{user}'")));
        if let Some(secret) = self.maintenance.get_password() {
            words.push(format!("password='{}'", String::from_utf8_lossy(secret)));
        }
        words.join(" ")
    }

    /// Runs one statement on the cluster, from a thread of its own, so that it also works where
    /// a runtime is running or going away.
    fn on_maintenance(&self, sql: &str) {
        let work = || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime can be made").block_on(async {
                let (client, connection) = self.maintenance.connect(NoTls).await?;
                let connection = tokio::spawn(connection);
                client.batch_execute(sql).await?;
                drop(client);
                connection.await.expect("the connection's task does not panic")
            })
        };
        let done = std::thread::scope(|scope| scope.spawn(work).join());
        let done: Result<(), tokio_postgres::Error> = done.expect("the statement does not panic");
        done.unwrap_or_else(|error| panic!("{VARIABLE}: {sql}: {error}"));
    }
}

/// A name that no other test uses: many run at once, in processes of their own.
fn fresh_name() -> String {
    let count = MADE.fetch_add(1, Ordering::Relaxed);
    format!("caseway_test_{}_{count}", std::process::id())
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.on_maintenance(&format!("drop database if exists {} with (force)", self.name));
        }
    }
}
