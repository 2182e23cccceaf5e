//! A world in memory: the pure core alone. Files are folded from the stored form of their events,
//! facts are looked up as every shell does, and nothing else takes part.

mod entry;

use std::{
    collections::{BTreeMap, BTreeSet},
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use anyhow::Context as _;
use case::{
    Event, File, Situation, Told as Recorded,
    facts::{self, Asked, Known},
    file::{self, No},
    read,
    roads::Step,
    script::Deed,
    statements,
};
use rules::Finding;
use serde_json::Value;
use sha2::{Digest, Sha256};
use terms::{Actor, Day, Moment, StreamId, hex};

pub use entry::Entry;

use crate::{
    law::Law,
    world::{Done, Happened, Told, World, moment},
};

/// The core in memory.
#[derive(Clone)]
pub struct Memory {
    law: Arc<Law>,
    files: BTreeMap<StreamId, Arc<File>>,
    /// Every event, in order.
    pub journal: Vec<Entry>,
    /// Every step of a file from one stage to another.
    pub walked: BTreeSet<Step>,
    /// Whether it is a record that is no sandbox.
    record: bool,
    done: u64,
}

impl Default for Memory {
    fn default() -> Self {
        Self::under(rules::USUAL)
    }
}

impl Memory {
    /// A world under a pack of the repository.
    pub fn under(pack: &str) -> Self {
        let law = Law::named(pack);
        Self {
            law,
            files: BTreeMap::new(),
            journal: Vec::new(),
            walked: BTreeSet::new(),
            record: false,
            done: 0,
        }
    }

    /// A world that is a record and no sandbox.
    pub fn of_a_record() -> Self {
        Self { record: true, ..Self::default() }
    }
}

/// An order in memory, with its arguments read.
struct Order<'a> {
    stream: &'a StreamId,
    act: &'a str,
    arguments: &'a Value,
    who: Actor,
    at: Moment,
}

impl Memory {
    /// Does an act with arguments as JSON.
    pub fn order(
        &mut self,
        (stream, act): (&StreamId, &str),
        arguments: &Value,
        (who, on): (Option<Actor>, Day),
    ) -> Done {
        let file = self.file_of(stream);
        let who = who.unwrap_or_else(|| self.usual(&file, (stream, act), arguments));
        self.done += 1;
        self.carry_out(&Order { stream, act, arguments, who, at: Moment::midday(on) })
    }

    /// What stands in the way of an act and what does not, with arguments as JSON.
    pub fn standing(
        &self,
        (stream, act): (&StreamId, &str),
        arguments: &Value,
        (who, on): (Option<Actor>, Day),
    ) -> Vec<Finding> {
        let file = self.file_of(stream);
        let who = who.unwrap_or_else(|| self.usual(&file, (stream, act), arguments));
        let order = Order { stream, act, arguments, who, at: Moment::midday(on) };
        let facts = self.facts(&order, &file);
        let ready = file.why(act, &situation(&order, &facts, &self.law));
        ready.map(|ready| ready.findings).unwrap_or_default()
    }

    /// Asks something of a file as it stands on a day, at its first desk.
    pub fn in_situation<T>(
        &self,
        stream: &StreamId,
        on: Day,
        ask: impl FnOnce(&Situation<'_>) -> T,
    ) -> T {
        let file = self.file_of(stream);
        let who = file::usual_actor(&file, stream.kind, "");
        let (act, arguments, at) = ("", &Value::Null, Moment::midday(on));
        let order = Order { stream, act, arguments, who, at };
        let facts = self.facts(&order, &file);
        ask(&situation(&order, &facts, &self.law))
    }

    /// Who acts when nobody says who.
    fn usual(&self, file: &File, (stream, act): (&StreamId, &str), arguments: &Value) -> Actor {
        let stating = statements::usual_desk(act, arguments, &self.law.pack).map(Actor::at);
        stating.unwrap_or_else(|| file::usual_actor(file, stream.kind, act))
    }

    /// Every file, as it stands.
    pub fn files(&self) -> impl Iterator<Item = (&StreamId, &File)> {
        self.files.iter().map(|(stream, file)| (stream, &**file))
    }

    /// A file as it stands.
    pub fn file_of(&self, stream: &StreamId) -> Arc<File> {
        let known = self.files.get(stream).cloned();
        known.unwrap_or_else(|| Arc::new(File::new(stream.kind)))
    }

    /// The files that were touched.
    pub fn streams(&self) -> impl Iterator<Item = &StreamId> {
        self.files.keys()
    }

    fn facts(&self, order: &Order<'_>, file: &File) -> case::Facts {
        let mut known = Known::new();
        let asked = Asked { stream: order.stream, file, arguments: order.arguments };
        loop {
            let wanted = facts::needs(asked, &known);
            if wanted.is_empty() {
                break;
            }
            for stream in wanted {
                let file = self.file_of(&stream);
                known.insert(stream, file);
            }
        }
        let mut facts = facts::gather(asked, &known);
        facts.country = facts::purchaser_of(asked, &known).and_then(|c| self.law.country(&c));
        for party in &mut facts.parties {
            party.country = self.law.country(&party.code);
        }
        facts.calendars = crate::law::calendars();
        facts.sandbox = !self.record;
        facts
    }

    fn carry_out(&mut self, order: &Order<'_>) -> Done {
        let file = self.file_of(order.stream);
        let facts = self.facts(order, &file);
        let now = situation(order, &facts, &self.law);
        match file::decide(&file, order.act, order.arguments, &now) {
            Ok(decision) => {
                let (rows, behalf) = (decision.rows, decision.behalf);
                let mut happened = Happened { rows, ..Happened::default() };
                for event in decision.outcome.own {
                    happened.own.push(self.take_in(order.stream, &event, (order, &behalf)));
                }
                for (stream, event) in decision.outcome.elsewhere {
                    happened.elsewhere.push(self.take_in(&stream, &event, (order, &behalf)));
                }
                Done::Events(happened)
            }
            Err(No::Refused(refusal)) => Done::Refused(refusal.findings),
            Err(No::Invalid(wrong)) => Done::Invalid(wrong),
            Err(No::Unknown { act, .. }) => Done::Unknown(act),
        }
    }

    /// Stores an event, reads it back, and folds what was read: as a journal would.
    fn take_in(
        &mut self,
        stream: &StreamId,
        event: &Event,
        (order, behalf): (&Order<'_>, &[String]),
    ) -> Told {
        let (name, body) = event.store();
        let entry = Entry {
            stream: stream.clone(),
            name: name.clone(),
            body: body.clone(),
            by: order.who.clone(),
            act: order.act.to_owned(),
            behalf: behalf.to_vec(),
            at: order.at,
        };
        let mut file = self.file_of(stream);
        let from = file.stage().0;
        entry.fold_into(Arc::make_mut(&mut file));
        let (kind, act, to) = (stream.kind, entry.act.clone(), file.stage().0);
        self.walked.insert(Step { kind, from, act, to });
        self.files.insert(stream.clone(), file);
        self.journal.push(entry);
        let body = serde_json::from_str(&body).expect("an event's body is JSON");
        Told { name, body }
    }

    /// The arguments of a deed, with its uploads kept.
    fn arguments(deed: &Deed) -> Value {
        let about = file::acts(deed.stream.kind).into_iter().find(|a| a.name == deed.act);
        let fields = about.map_or(&[][..], |about| about.fields);
        let kept = |value: &str| match value.strip_prefix("upload:") {
            Some(content) => hex::encode(&Sha256::digest(content.trim())),
            None => value.to_owned(),
        };
        let pairs: Vec<(&str, String)> =
            deed.pairs.iter().map(|(name, value)| (name.as_str(), kept(value))).collect();
        read::from_pairs(fields, pairs.iter().map(|(name, value)| (*name, value.as_str())))
    }

    fn order_of<'a>(&self, deed: &'a Deed, arguments: &'a Value) -> Order<'a> {
        let file = self.file_of(&deed.stream);
        let usual = || self.usual(&file, (&deed.stream, &deed.act), arguments);
        Order {
            stream: &deed.stream,
            act: &deed.act,
            arguments,
            who: deed.who.clone().unwrap_or_else(usual),
            at: moment(deed, self.done),
        }
    }
}

impl Entry {
    /// Folds the event into a file, from its stored form.
    pub fn fold_into(&self, file: &mut File) {
        let event = Event::read(self.stream.kind, &self.name, &self.body);
        let event = event.unwrap_or_else(|error| panic!("{}: {error}", self.stream));
        let (by, act, behalf) = (&self.by, &self.act, &self.behalf);
        let told = Recorded { by, act, behalf, at: self.at, on: self.at.day() };
        file.evolve(&event, &told);
    }
}

impl World for Memory {
    async fn act(&mut self, deed: &Deed) -> anyhow::Result<Done> {
        let arguments = Self::arguments(deed);
        let order = self.order_of(deed, &arguments);
        self.done += 1;
        Ok(self.carry_out(&order))
    }

    async fn why(&mut self, deed: &Deed) -> anyhow::Result<Vec<Finding>> {
        let arguments = Self::arguments(deed);
        let order = self.order_of(deed, &arguments);
        let file = self.file_of(&deed.stream);
        let facts = self.facts(&order, &file);
        let ready = file.why(&deed.act, &situation(&order, &facts, &self.law));
        Ok(ready.context("there is no such act")?.findings)
    }

    async fn file(&mut self, stream: &StreamId) -> anyhow::Result<Arc<File>> {
        Ok(self.file_of(stream))
    }
}

fn situation<'a>(order: &'a Order<'_>, facts: &'a case::Facts, law: &'a Law) -> Situation<'a> {
    Situation {
        file: &order.stream.file,
        today: order.at.day(),
        at: order.at,
        who: &order.who,
        days: rules::Days::default(),
        pack: &law.pack,
        facts,
    }
}

/// Runs a future that never waits: everything in memory is there at once.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("work in memory waits for nothing"),
    }
}
