//! The one door: every change of the record goes through here, from any page, command or job.
//! Read, look up, decide, write; the last three are done again when somebody else was faster.

mod basis;
mod error;
mod line;
mod write;

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use anyhow::Context as _;
use case::{
    File, Refusal,
    act::Input,
    file::{self, Decision, No},
    read::Wrong,
    statements,
};
use serde_json::Value;
use store::{Key, Receipt, views};
use terms::{Actor, Kind, PurchaserCode, StreamId};
use tokio::sync::MutexGuard;

pub(crate) use basis::{Basis, key_of};
pub use error::ActError;
pub(crate) use line::Line;
use write::Doing;
pub(crate) use write::Note;

use crate::{facts::Seen, office::Office};

/// What somebody wants done.
#[derive(Debug, Clone)]
pub struct Order {
    /// To which file.
    pub target: Target,
    /// Which act.
    pub act: String,
    /// With which arguments.
    pub arguments: Value,
    /// Who; `None` is the desk whose duty the act is.
    pub who: Option<Actor>,
    /// On which version of the file; `None` is whatever it is at.
    pub expected: Option<u64>,
    /// Idempotency key: the same key and the same order get the same answer for 30 days.
    pub key: Option<String>,
}

/// To which file an act is done.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A file by its number.
    File(StreamId),
    /// A request that gets the next number of its purchaser.
    NewRequest(PurchaserCode),
}

/// How often an order is decided anew when somebody else was faster.
const TRIES: u32 = 50;
/// After so many tries an order has the office to itself: one that reads many files would otherwise
/// lose now to this one and now to that one.
const ALONE_AFTER: u32 = 8;

impl Office {
    /// Carries out an order.
    pub async fn act(&self, order: Order) -> Result<Receipt, ActError> {
        let key = key_of(&order)?;
        self.act_under(&order, &Basis { key, seen: Vec::new() }).await
    }

    /// Carries out an order whose arguments were made from files as they were seen.
    pub(crate) async fn act_under(
        &self,
        order: &Order,
        basis: &Basis,
    ) -> Result<Receipt, ActError> {
        let turn = turn_of(&order.target, self.turns.len());
        let line = &self.lines[turn];
        let (mut tries, mut stood, mut place) = (0, false, None);
        loop {
            tries += 1;
            let ours = self.turns(turn, tries).await;
            let stream = self.resolve(&order.target).await?;
            let done = self.try_act(order, &stream, basis).await;
            drop(ours);
            let Err(ActError::Conflict { stream: moved, current }) = done else {
                if done.is_ok() {
                    line.moved();
                }
                return done;
            };
            self.cache.forget(&moved);
            let seen = basis.seen.iter().any(|(seen, _)| *seen == moved);
            let asked = seen || order.expected.is_some() && moved == stream;
            if !asked && tries < TRIES {
                continue;
            }
            if stood {
                if let Some(place) = place {
                    line.keep(place);
                }
                return Err(ActError::Conflict { stream: moved, current });
            }
            // Where the file is now is found out at the head of the line: it moves on meanwhile.
            place = line.reach().await;
            stood = true;
        }
    }

    /// Waits for the turn of an order. One that was often overtaken waits for everybody's.
    async fn turns(&self, turn: usize, tries: u32) -> Vec<MutexGuard<'_, ()>> {
        let wanted = if tries <= ALONE_AFTER { turn..turn + 1 } else { 0..self.turns.len() };
        let mut held = Vec::with_capacity(wanted.len());
        // All take them in the same order, so that no two wait for each other.
        for turn in &self.turns[wanted] {
            held.push(turn.lock().await);
        }
        held
    }

    /// The stream of a target. A new request gets the number after the highest of its purchaser
    /// and year; who is slower with the same number is told of a conflict and takes the next.
    async fn resolve(&self, target: &Target) -> Result<StreamId, ActError> {
        let code = match target {
            Target::File(stream) => return Ok(stream.clone()),
            Target::NewRequest(code) => code,
        };
        let year = self.today().year();
        let last = views::requests::last_number(&self.store, code, year).await?;
        let file = file::request_number(code.as_str(), year, last + 1);
        let file = file.ok_or_else(|| anyhow::anyhow!("no request number is left for {code}"))?;
        Ok(StreamId::new(Kind::Request, file))
    }

    /// Decides once. Where other programs write too, asking the journal for what came since costs
    /// more than the decision: it is made on the files as they were seen last, and the append says
    /// whether one of them has moved. Nothing is refused on files that may be behind.
    async fn try_act(
        &self,
        order: &Order,
        stream: &StreamId,
        basis: &Basis,
    ) -> Result<Receipt, ActError> {
        if !self.store.exclusive()
            && let Some(done) = self.decide((order, stream), basis, Seen::Lately).await?
        {
            return Ok(done);
        }
        let done = self.decide((order, stream), basis, Seen::Now).await?;
        Ok(done.context("INVARIANT: files as they stand now are decided on")?)
    }

    /// Decides on files as they were seen, and writes what follows; nothing when something stands
    /// in the way on files that may be behind.
    async fn decide(
        &self,
        (order, stream): (&Order, &StreamId),
        basis: &Basis,
        seen: Seen,
    ) -> Result<Option<Receipt>, ActError> {
        let key = basis.key.as_ref();
        let mut file = match seen {
            Seen::Lately => self.file_seen_lately(stream).await?,
            Seen::Now | Seen::On(_) | Seen::Before(_) => self.file(stream).await?,
        };
        if matches!(order.target, Target::NewRequest(_)) && file.head().exists() {
            // Another program took the number meanwhile; the next one is free.
            return Err(conflict(stream, &file));
        }
        if let Some(expected) = order.expected
            && expected != file.head().version
        {
            self.cache.forget(stream);
            file = self.file(stream).await?;
            if expected != file.head().version {
                return self.known_or(key, || conflict(stream, &file)).await.map(Some);
            }
        }
        let looked_up = self.look_up_on((stream, &file), &order.arguments, seen).await?;
        if let Some((moved, file)) = basis.moved(stream, &file, &looked_up) {
            return self.known_or(key, || conflict(moved, file)).await.map(Some);
        }
        let at = self.now();
        let stating = || statements::usual_desk(&order.act, &order.arguments, &self.law.pack);
        let usual = || {
            let desk = stating().map(Actor::at);
            desk.unwrap_or_else(|| file::usual_actor(&file, stream.kind, &order.act))
        };
        let who = order.who.clone().unwrap_or_else(usual);
        let now = self.law.situation(&stream.file, (&who, at), &looked_up.facts);
        let doing = Doing { stream, file: &file, who: &who, act: &order.act, at, key };
        let done = match file::decide(&file, &order.act, &order.arguments, &now) {
            // An append without an event would not say whether a file has moved.
            Ok(Decision { outcome, .. })
                if seen == Seen::Lately
                    && outcome.own.is_empty()
                    && outcome.elsewhere.is_empty() =>
            {
                return Ok(None);
            }
            Ok(decision) => {
                self.check_uploads(stream.kind, order).await?;
                let batch = self.batch(&doing, decision, &looked_up).await?;
                self.commit(batch, &doing).await
            }
            Err(_) if seen == Seen::Lately => return Ok(None),
            Err(No::Unknown { act, known }) => Err(ActError::Unknown { act, known }),
            // An order that was carried out may be untakable when it comes again.
            Err(No::Invalid(wrong)) => self.known_or(key, || ActError::Invalid(wrong)).await,
            Err(No::Refused(refusal)) => {
                // An order that was carried out may be refused when it comes again.
                let refused = || ActError::Refused(refusal.clone());
                let answer = self.known_or(key, refused).await;
                if matches!(answer, Err(ActError::Refused(_))) {
                    self.refuse(&doing, &refusal).await
                } else {
                    answer
                }
            }
        };
        done.map(Some)
    }

    /// An act names only files that were uploaded: an event that names another could never be
    /// verified.
    async fn check_uploads(&self, kind: Kind, order: &Order) -> Result<(), ActError> {
        let about = file::acts(kind).into_iter().find(|about| about.name == order.act);
        let fields = about.map_or(&[][..], |about| about.fields);
        let uploads = fields.iter().filter(|field| matches!(field.input, Input::Upload));
        let mut wrong = Vec::new();
        for field in uploads {
            let given = order.arguments.get(field.name).and_then(Value::as_str).map(str::trim);
            let Some(sha256) = given.filter(|given| !given.is_empty()) else { continue };
            if !self.store.has(sha256).await? {
                let sentence =
                    format!("{}: no file {sha256} is kept; upload it first.", field.label);
                wrong.push(Wrong { field: field.name.to_owned(), sentence });
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(ActError::Invalid(wrong)) }
    }

    /// The answer that a key was given before, or else this.
    async fn known_or(
        &self,
        key: Option<&Key>,
        error: impl FnOnce() -> ActError,
    ) -> Result<Receipt, ActError> {
        self.known(key).await?.ok_or_else(error)
    }

    /// The answer that a key was given before.
    pub(crate) async fn known(&self, key: Option<&Key>) -> Result<Option<Receipt>, ActError> {
        let Some(key) = key else { return Ok(None) };
        match store::store::answered(&self.store, &key.key).await? {
            None => Ok(None),
            Some((digest, _)) if digest != key.digest => Err(ActError::KeyReused(key.key.clone())),
            Some((_, receipt)) => as_answer(receipt).map(Some),
        }
    }
}

/// A kept answer: a receipt, or the refusal that was given then.
fn as_answer(receipt: Receipt) -> Result<Receipt, ActError> {
    match receipt.answer.get("refused") {
        None => Ok(receipt),
        Some(findings) => {
            let findings = serde_json::from_value(findings.clone()).map_err(anyhow::Error::from)?;
            Err(ActError::Refused(Refusal { findings }))
        }
    }
}

fn conflict(stream: &StreamId, file: &File) -> ActError {
    ActError::Conflict { stream: stream.clone(), current: file.head().version }
}

/// Orders on one file take turns; letters that get the next number of one purchaser do too.
fn turn_of(target: &Target, turns: usize) -> usize {
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(target);
    usize::try_from(hash % turns as u64).unwrap_or(0)
}
