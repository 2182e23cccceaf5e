//! States of long files, kept beside the journal so that a file need not be folded from its first
//! event. A kept state is a cache: it is used only when this program text folded it, its digest is
//! right, and the event at which it stands is still the one that it was folded to. Whatever is
//! wrong with it, the file is folded instead and the answer is the same.

use anyhow::Context as _;
use case::{File, kept};
use sha2::{Digest, Sha256};
use terms::{StreamId, hex};

use crate::{
    Recorded, Store, codec,
    journal::SHARD,
    store::evolve,
    value::{Row, Stmt, V, text},
};

/// A file that has no more events than this is folded in hardly any time: no kept state is asked
/// for, and most files never cost a second query.
const FEW: u32 = 64;
/// A state is kept no more often than after so many events.
const EVERY: u64 = 500;
/// A longer file grows by such a part of itself first. So the bytes that are written for keeping
/// stay in proportion to the file, however long it gets.
const PART: u64 = 16;

/// A file as the journal has it.
pub struct Latest {
    /// The file.
    pub file: File,
    /// The version of the kept state from which it was folded; nought without one.
    pub kept: u64,
}

/// A kept state whose digest and format are right.
struct Found {
    file: File,
    tip: String,
}

/// Where a kept state stands, and who folded it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The file.
    pub stream: &'a str,
    /// Its version.
    pub version: u64,
    /// The program text that folded it.
    pub format: &'a str,
    /// The commitment of the event that led to it.
    pub tip: &'a str,
}

/// What is said of a kept state that was looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// It is what its events add up to.
    Right,
    /// Another program text folded it: it is not read.
    Old,
    /// It is not what was written, and is not read.
    Damaged,
    /// It can be read, and its events add up to something else.
    Wrong,
}

/// Whether the state of a file is worth keeping, when it was last kept at a version.
pub const fn due(version: u64, kept: u64) -> bool {
    let part = version / PART;
    kept + if EVERY < part { part } else { EVERY } <= version
}

impl Store {
    /// A file as it stands in the journal: from its kept state where there is one.
    pub async fn latest(&self, stream: &StreamId) -> anyhow::Result<Latest> {
        let first = self.read_few(stream, FEW).await?;
        let mut file = File::new(stream.kind);
        if first.len() < FEW as usize {
            fold(&mut file, &first)?;
            return Ok(Latest { file, kept: 0 });
        }
        if let Some(latest) = self.go_on_from_kept(stream).await? {
            return Ok(latest);
        }
        fold(&mut file, &first)?;
        Ok(Latest { file: self.fold(stream, file).await?, kept: 0 })
    }

    async fn read_few(&self, stream: &StreamId, most: u32) -> anyhow::Result<Vec<Recorded>> {
        const SQL: &str = "
select n, id, stream, version, kind, body, meta, at_us, salt, entry
from event
where shard = $1 and stream = $2
order by version
limit $3";
        let params = vec![V::Int(SHARD), text(stream), most.into()];
        let rows = self.look_up(Stmt::new(SQL, params)).await?;
        rows.iter().map(crate::store::recorded).collect()
    }

    async fn go_on_from_kept(&self, stream: &StreamId) -> anyhow::Result<Option<Latest>> {
        let found = match find(self, stream).await {
            Ok(found) => found,
            // A damaged page of the cache is no reason to answer nothing.
            Err(error) => {
                let error = format!("{error:#}");
                tracing::warn!(error, %stream, "a kept state cannot be read; its events are folded");
                None
            }
        };
        let Some(Found { mut file, tip }) = found else { return Ok(None) };
        let kept = file.head().version;
        let events = self.read(stream, kept.saturating_sub(1)).await?;
        let stands = events.first().filter(|event| event.version == kept);
        if stands.and_then(|event| codec::commitment_in(&event.entry)) != Some(&tip) {
            tracing::warn!(%stream, kept, "a kept state is of another history; its events are folded");
            return Ok(None);
        }
        fold(&mut file, &events[1..])?;
        Ok(Some(Latest { file, kept }))
    }

    /// Keeps the state of a file in the place of the one that was kept. Nobody waits for it.
    pub async fn keep_state(&self, stream: &StreamId, file: &File) -> anyhow::Result<()> {
        const SQL: &str = "
insert into kept_state (stream, version, format, tip, digest, body)
values ($1, $2, $3, $4, $5, $6)
on conflict (stream) do update set version = excluded.version, format = excluded.format,
  tip = excluded.tip, digest = excluded.digest, body = excluded.body";
        let version = file.head().version;
        let events = self.read_one(stream, version).await?;
        let event = events.first().context("a file has no event of its own version")?;
        let tip = codec::commitment_in(&event.entry).context("an entry is damaged")?;
        let body = kept::write(file);
        let name = stream.to_string();
        let place = Place { stream: &name, version, format: kept::FORMAT, tip };
        let digest = place.digest(&body);
        let params = vec![
            text(stream),
            version.into(),
            kept::FORMAT.into(),
            tip.into(),
            digest.into(),
            body.into(),
        ];
        Ok(self.write(vec![Stmt::new(SQL, params)]).await?)
    }

    async fn read_one(&self, stream: &StreamId, version: u64) -> anyhow::Result<Vec<Recorded>> {
        const SQL: &str = "
select n, id, stream, version, kind, body, meta, at_us, salt, entry
from event
where shard = $1 and stream = $2 and version = $3";
        let params = vec![V::Int(SHARD), text(stream), version.into()];
        self.look_up(Stmt::new(SQL, params)).await?.iter().map(crate::store::recorded).collect()
    }
}

fn fold(file: &mut File, events: &[Recorded]) -> anyhow::Result<()> {
    events.iter().try_for_each(|event| evolve(file, event))
}

const KEPT: &str = "select version, format, tip, digest, body from kept_state where stream = $1";

async fn find(store: &Store, stream: &StreamId) -> anyhow::Result<Option<Found>> {
    let rows = store.look_up(Stmt::new(KEPT, vec![text(stream)])).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    match read(&stream.to_string(), row) {
        Ok(found) => Ok(Some(found)),
        Err(Look::Old) => Ok(None),
        Err(look) => {
            tracing::warn!(%stream, "a kept state is {look:?}; its events are folded");
            Ok(None)
        }
    }
}

/// Reads a row of `KEPT`.
fn read(stream: &str, row: &Row) -> Result<Found, Look> {
    let read = || {
        let version = u64::try_from(row.try_int(0)?).ok()?;
        let word = |column| row.try_text(column);
        Some((version, word(1)?, word(2)?, word(3)?, row.try_blob(4)?))
    };
    let (version, format, tip, kept_digest, body) = read().ok_or(Look::Damaged)?;
    if (Place { stream, version, format, tip }).digest(body) != kept_digest {
        return Err(Look::Damaged);
    }
    if format != kept::FORMAT {
        return Err(Look::Old);
    }
    let file = kept::read(body).map_err(|_| Look::Damaged)?;
    if file.head().version != version {
        return Err(Look::Damaged);
    }
    Ok(Found { file, tip: tip.to_owned() })
}

impl Place<'_> {
    /// SHA-256 over the place and the state at it, each part with its length.
    pub fn digest(&self, body: &[u8]) -> String {
        let mut hash = Sha256::new();
        hash.update(self.version.to_be_bytes());
        let words = [self.stream, self.format, self.tip].map(str::as_bytes);
        for part in words.into_iter().chain([body]) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hex::encode(&hash.finalize())
    }
}

/// The names of the files whose state is kept, in order, after one.
pub async fn names(store: &Store, after: &str) -> anyhow::Result<Vec<String>> {
    const SQL: &str = "
select stream from kept_state
where stream > $1
order by stream
limit 1000";
    let rows = store.query(Stmt::new(SQL, vec![after.into()])).await?;
    Ok(rows.iter().filter_map(|row| row.try_text(0)).map(str::to_owned).collect())
}

/// Folds a file up to the version of its kept state, and says what is to be said of that.
pub async fn look(store: &Store, name: &str) -> anyhow::Result<Look> {
    let rows = store.query(Stmt::new(KEPT, vec![name.into()])).await?;
    let Some(row) = rows.first() else { return Ok(Look::Right) };
    let Found { file, tip } = match read(name, row) {
        Ok(found) => found,
        Err(look) => return Ok(look),
    };
    let Ok(stream) = name.parse::<StreamId>() else { return Ok(Look::Wrong) };
    let version = file.head().version;
    let (mut folded, mut last) = (File::new(stream.kind), None);
    let events = store.read(&stream, 0).await?;
    for event in events.iter().take_while(|event| event.version <= version) {
        evolve(&mut folded, event)?;
        last = codec::commitment_in(&event.entry);
    }
    let same = last == Some(&tip) && kept::write(&folded) == row.blob(4);
    Ok(if same { Look::Right } else { Look::Wrong })
}

/// The statement that throws a kept state away.
pub fn discard(name: &str) -> Stmt {
    Stmt::new("delete from kept_state where stream = $1", vec![name.into()])
}

/// The statement that throws all of them away.
pub const fn discard_all() -> Stmt {
    Stmt::new("delete from kept_state", Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_kept_after_some_hundred_events_and_then_in_proportion() {
        for (version, kept, expected) in [
            (499, 0, false),
            (500, 0, true),
            (999, 500, false),
            (1_000, 500, true),
            (8_500, 8_000, false),
            (8_535, 8_000, true),
            (160_000, 150_001, false),
            (160_000, 150_000, true),
        ] {
            assert_eq!(due(version, kept), expected, "{version} events, kept at {kept}");
        }
    }
}
