//! Plans one group commit: what of it is written and how each command is answered. It is pure, so
//! that both databases do the same, and neither decides.

use std::collections::HashMap;

use anyhow::Context as _;
use terms::StreamId;

use crate::{
    codec::{self, Placed},
    journal::{Append, Appended, Batch, NotAppended, Receipt, SHARD},
    log::Log,
    value::{Row, Stmt, V, text},
};

/// Where a file ends: its version, and the commitment of its last event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tip {
    /// Version; nought when the file has no event.
    pub version: u64,
    /// Commitment of the last event, in hexadecimal.
    pub commitment: String,
}

/// What the database knows of the files and keys that a group names.
#[derive(Debug, Default)]
pub struct Known {
    /// Ends of the files.
    pub tips: HashMap<StreamId, Tip>,
    /// Commands by key: digest and answer.
    pub keys: HashMap<String, (String, String)>,
}

/// What is to be done: statements in order, and an answer for each command.
#[derive(Debug)]
pub struct Planned {
    /// Statements; empty when nothing is to be written.
    pub stmts: Vec<Stmt>,
    /// Answers, in the order of the commands.
    pub answers: Vec<Result<Appended, NotAppended>>,
}

pub(crate) const INSERT_EVENT: &str = "
insert into event (shard, stream, version, n, id, kind, body, meta, at_us, salt, entry)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

pub(crate) const INSERT_COMMAND: &str = "
insert into command (key, digest, answer, at_us)
values ($1, $2, $3, $4)";

/// Every file that a batch writes or relies on.
pub fn streams(batch: &Batch) -> impl Iterator<Item = &StreamId> {
    let written = batch.appends.iter().map(|append| &append.stream);
    written.chain(batch.unmoved.iter().map(|(stream, _)| stream))
}

/// Asks where a file ends.
pub fn tip_of(stream: &StreamId) -> Stmt {
    const SQL: &str = "
select version, entry from event
where shard = $1 and stream = $2
order by version desc
limit 1";
    Stmt::new(SQL, vec![V::Int(SHARD), text(stream)])
}

/// Reads the answer to `tip_of`. Nothing is appended to a file whose last entry is damaged: the
/// next one could not name it.
pub fn read_tip(rows: &[Row]) -> anyhow::Result<Tip> {
    let Some(row) = rows.first() else { return Ok(Tip::default()) };
    let commitment = codec::commitment_in(row.text(1));
    let commitment = commitment.context("the last entry of a file is damaged")?.to_owned();
    Ok(Tip { version: u64::try_from(row.int(0))?, commitment })
}

/// Asks what a key was answered with.
pub fn command_of(key: &str) -> Stmt {
    Stmt::new("select digest, answer from command where key = $1", vec![text(key)])
}

/// Plans a group. The log is moved along; the caller drops it when the commit fails.
pub fn plan(batches: &[Batch], known: &mut Known, log: &mut Log) -> Planned {
    let mut planned = Planned { stmts: Vec::new(), answers: Vec::with_capacity(batches.len()) };
    for batch in batches {
        let answer = one(batch, known, log, &mut planned.stmts);
        planned.answers.push(answer);
    }
    planned
}

fn one(
    batch: &Batch,
    known: &mut Known,
    log: &mut Log,
    stmts: &mut Vec<Stmt>,
) -> Result<Appended, NotAppended> {
    if let Some(answer) = repeated(batch, known)? {
        return Ok(Appended::Repeated(answer));
    }
    expectations(batch, known)?;
    let first = log.size() + 1;
    for append in &batch.appends {
        events(append, known, log, stmts);
        stmts.extend(append.views.iter().cloned());
    }
    let receipt = receipt(batch, known, (first, log.size()));
    if let Some(key) = &batch.key {
        let answer = serde_json::to_string(&receipt).expect("a receipt is plain data");
        let at = receipt.at.micros();
        let params = vec![text(&key.key), text(&key.digest), text(&answer), V::Int(at)];
        stmts.push(Stmt::new(INSERT_COMMAND, params));
        known.keys.insert(key.key.clone(), (key.digest.clone(), answer));
    }
    Ok(Appended::New(receipt))
}

fn repeated(batch: &Batch, known: &Known) -> Result<Option<Receipt>, NotAppended> {
    let Some(key) = &batch.key else { return Ok(None) };
    let Some((digest, answer)) = known.keys.get(&key.key) else { return Ok(None) };
    if *digest != key.digest {
        return Err(NotAppended::KeyReused { key: key.key.clone() });
    }
    let receipt = serde_json::from_str(answer).map_err(anyhow::Error::from)?;
    Ok(Some(receipt))
}

fn expectations(batch: &Batch, known: &Known) -> Result<(), NotAppended> {
    let own = batch.appends.iter().filter_map(|a| Some((&a.stream, a.expected?)));
    let read = batch.unmoved.iter().map(|(stream, version)| (stream, *version));
    for (stream, expected) in own.chain(read) {
        let current = known.tips.get(stream).map_or(0, |tip| tip.version);
        if current != expected {
            return Err(NotAppended::Conflict { stream: stream.clone(), expected, current });
        }
    }
    Ok(())
}

fn events(append: &Append, known: &mut Known, log: &mut Log, stmts: &mut Vec<Stmt>) {
    let stream = &append.stream;
    let tip = known.tips.entry(stream.clone()).or_default();
    for event in &append.events {
        tip.version += 1;
        let n = log.size() + 1;
        let version = tip.version;
        let place = Placed { n, stream, version, previous: &tip.commitment };
        let entry = codec::entry(event, place);
        stmts.push(Stmt::new(
            INSERT_EVENT,
            vec![
                V::Int(SHARD),
                text(stream),
                version.into(),
                n.into(),
                text(&event.id),
                text(&event.kind),
                text(&event.body),
                text(&event.meta),
                V::Int(event.at.micros()),
                V::Blob(event.salt.to_vec()),
                text(&entry.text),
            ],
        ));
        stmts.extend(log.push(entry.text.as_bytes()));
        tip.commitment = entry.commitment;
    }
}

fn receipt(batch: &Batch, known: &Known, (first, last): (u64, u64)) -> Receipt {
    let own = batch.appends.first();
    let stream = own.map(|append| append.stream.clone());
    let wrote = first <= last;
    let names = own.map(|append| append.events.iter().map(|e| e.kind.clone()).collect());
    let stream = stream.expect("INVARIANT: a batch names the command's own file first");
    Receipt {
        version: known.tips.get(&stream).map_or(0, |tip| tip.version),
        stream,
        first: if wrote { first } else { 0 },
        last: if wrote { last } else { 0 },
        events: names.unwrap_or_default(),
        at: batch.at,
        answer: batch.answer.clone(),
    }
}
