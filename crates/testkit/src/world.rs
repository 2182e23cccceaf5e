//! Where a story takes place: in memory, or in an office on a database.

use std::{future::Future, sync::Arc};

use case::{File, read::Wrong, script::Deed};
use rules::Finding;
use serde_json::Value;
use terms::{Moment, StreamId};

/// A place in which acts are done. A story must read the same in every one.
pub trait World {
    /// Does an act.
    fn act(&mut self, deed: &Deed) -> impl Future<Output = anyhow::Result<Done>>;

    /// What stands in the way of an act and what does not, before it is done.
    fn why(&mut self, deed: &Deed) -> impl Future<Output = anyhow::Result<Vec<Finding>>>;

    /// A file as it stands.
    fn file(&mut self, stream: &StreamId) -> impl Future<Output = anyhow::Result<Arc<File>>>;
}

/// What an act led to.
#[derive(Debug, Clone)]
pub enum Done {
    /// It was carried out.
    Events(Happened),
    /// The law or the stage forbids it: every finding that refuses.
    Refused(Vec<Finding>),
    /// Its arguments could not be taken.
    Invalid(Vec<Wrong>),
    /// There is no such act.
    Unknown(String),
}

/// The events of an act that was carried out.
#[derive(Debug, Clone, Default)]
pub struct Happened {
    /// Of the act's own file.
    pub own: Vec<Told>,
    /// Of other files.
    pub elsewhere: Vec<Told>,
    /// Keys of the rows that were held against the file.
    pub rows: Vec<String>,
}

/// An event as it is stored.
#[derive(Debug, Clone)]
pub struct Told {
    /// The event's name.
    pub name: String,
    /// Its body.
    pub body: Value,
}

impl Done {
    /// Every event, those of the act's own file first.
    pub fn events(&self) -> impl Iterator<Item = &Told> {
        let happened = match self {
            Self::Events(happened) => Some(happened),
            _ => None,
        };
        happened.into_iter().flat_map(|h| h.own.iter().chain(&h.elsewhere))
    }

    /// Findings that ride inside the events: what a review noted.
    pub fn noted(&self) -> Vec<Finding> {
        let lists = self.events().filter_map(|event| event.body.get("findings"));
        let findings = lists.filter_map(|list| serde_json::from_value(list.clone()).ok());
        findings.flat_map(|found: Vec<Finding>| found).collect()
    }
}

/// The moment of an act: midday of its day, and a second later for each act before it, so that
/// the record shows their order.
pub fn moment(deed: &Deed, number: u64) -> Moment {
    let second = i64::try_from(number % 20_000).unwrap_or_default();
    Moment::from_micros(Moment::midday(deed.on).micros() + second * 1_000_000)
}
