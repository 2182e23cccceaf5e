//! The events in the order of their commits: number, place in the file, entry, leaf, root.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context as _, bail};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{
    Recorded, codec,
    scan::{self, ByNumber},
};
use terms::{Kind, StreamId, hex};
use tlog::{Entry, Tiler};

use super::{Known, Verified, exported::Exported};
use crate::office::Office;

impl Office {
    /// Walks the journal from its first event. Gives the digests of all files that events name.
    pub(super) async fn verify_journal(
        &self,
        known: &Known,
        verified: &mut Verified,
        tell: &mut impl FnMut(u64, u64),
    ) -> anyhow::Result<BTreeSet<String>> {
        let head = self.store.head().await?;
        let mut roots = self.roots(known, verified).await?;
        let exported = known.exports.iter().map(|dir| Exported::open(dir, &roots.trust));
        let exported = exported.collect::<anyhow::Result<_>>()?;
        let mut walk = Walk { exported, ..Walk::default() };
        roots.compare(&walk.tiler)?;
        let mut events = ByNumber::after(&self.store, 0);
        loop {
            let some = events.next().await?;
            if some.is_empty() {
                break;
            }
            for event in &some {
                walk.take(event)?;
                roots.compare(&walk.tiler)?;
            }
            tell(walk.tiler.size(), head.n);
        }
        let size = walk.tiler.size();
        roots.end(size)?;
        let root = walk.tiler.root();
        if head.n != size || root.bytes() != &head.root {
            bail!(
                "the events lead to {size} entries and root {root}; the log's head says {} and {}",
                head.n,
                hex::encode(&head.root)
            );
        }
        self.verify_tiles(&walk).await?;
        verified.events = size;
        verified.files = walk.tips.len() as u64;
        verified.root = root.to_string();
        Ok(walk.digests)
    }

    /// Every kept tile is the one that the events lead to, and none is missing.
    async fn verify_tiles(&self, walk: &Walk) -> anyhow::Result<()> {
        let mut wanted = walk.tiles.clone();
        wanted.extend(
            walk.tiler.unfinished().filter(|(tile, _)| tile.level() > 0).map(|(tile, row)| {
                ((tile.level().into(), tile.index()), Sha256::digest(row).into())
            }),
        );
        for (level, tile, hashes) in scan::tiles(&self.store).await? {
            let place = (level, u64::try_from(tile)?);
            let digest: [u8; 32] = Sha256::digest(&hashes).into();
            match wanted.remove(&place) {
                Some(expected) if expected == digest => {}
                Some(_) => bail!("tile {tile} of level {level} of the log is damaged"),
                None => bail!("tile {tile} of level {level} is no part of the log"),
            }
        }
        match wanted.into_keys().next() {
            Some((level, tile)) => bail!("tile {tile} of level {level} of the log is missing"),
            None => Ok(()),
        }
    }
}

/// The journal under way.
#[derive(Default)]
struct Walk {
    tiler: Tiler,
    /// What others have of the log's entries.
    exported: Vec<Exported>,
    tips: HashMap<StreamId, (u64, String)>,
    /// Digests of full tiles by level and number.
    tiles: BTreeMap<(i64, u64), [u8; 32]>,
    digests: BTreeSet<String>,
}

impl Walk {
    fn take(&mut self, event: &Recorded) -> anyhow::Result<()> {
        let Recorded { n, stream, version, .. } = event;
        let place = || format!("event {n} ({stream}, version {version})");
        if *n != self.tiler.size() + 1 {
            bail!("event {} is missing: the next one is number {n}", self.tiler.size() + 1);
        }
        let tip = self.tips.entry(stream.clone()).or_default();
        if *version != tip.0 + 1 {
            bail!("{} follows version {} of its file", place(), tip.0);
        }
        let entry = codec::entry_of(event, &tip.1);
        let entry = entry.with_context(|| format!("{} cannot be read", place()))?;
        if entry.text != event.entry {
            bail!("{} is not what was logged: it was changed", place());
        }
        for exported in &mut self.exported {
            exported.compare(&event.entry).with_context(place)?;
        }
        *tip = (*version, entry.commitment);
        let leaf = Entry::new(event.entry.as_bytes())?.leaf_hash();
        for completed in self.tiler.append(leaf) {
            let place = (completed.tile.level().into(), completed.tile.index());
            self.tiles.insert(place, Sha256::digest(&completed.hashes).into());
        }
        event.read().with_context(place)?;
        self.digests.extend(named_files(event).with_context(place)?);
        Ok(())
    }
}

/// The digests of uploaded files and printed documents that an event of a request or a case names:
/// those its form calls an upload, and those that a document has.
fn named_files(event: &Recorded) -> anyhow::Result<Vec<String>> {
    const NAMES: [&str; 3] = ["sha256", "file", "signed_copy"];
    if !event.is(Kind::Request) && !event.is(Kind::Case) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let mut open = vec![serde_json::from_str::<Value>(&event.body)?];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(all) => open.extend(all),
            Value::Object(fields) => {
                for (name, value) in fields {
                    let digest = value.as_str().filter(|text| {
                        text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
                    });
                    if NAMES.contains(&name.as_str())
                        && let Some(digest) = digest
                    {
                        found.push(digest.to_owned());
                    }
                    open.push(value);
                }
            }
            _ => {}
        }
    }
    Ok(found)
}
