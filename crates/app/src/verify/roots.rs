//! Roots that the events must lead to: of every published checkpoint, of every one that the caller
//! kept, of the memory beside the keys, and of every restore that is on record.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use case::{
    Event,
    office::{self, LogSucceeded},
};
use store::log as stored;
use tlog::{Hash, Head, Note, Tiler, Trust, VerifierKey};

use super::{Known, Succession, Verified};
use crate::{
    backup::succession_text,
    import,
    office::{Office, setting},
};

/// Roots by size, each to be met by the events.
pub(super) struct Roots {
    /// Whose signatures count.
    pub trust: Trust,
    ahead: BTreeMap<u64, Vec<Hash>>,
    /// The largest size at which the events led to every root.
    agreed: u64,
}

impl Office {
    pub(super) async fn roots(
        &self,
        known: &Known,
        verified: &mut Verified,
    ) -> anyhow::Result<Roots> {
        let succeeded = self.successions().await?;
        let keys = self.keys_of(&succeeded)?;
        let trust = Trust::each_kind(keys.clone());
        let mut roots = Roots { trust, ahead: BTreeMap::new(), agreed: 0 };
        for (number, succession) in (1..).zip(&succeeded) {
            let root = STANDARD.decode(&succession.root).ok().and_then(|r| r.try_into().ok());
            let root: [u8; 32] =
                root.with_context(|| format!("succession {number} names no root"))?;
            roots.add(Head { size: succession.size, root: Hash::new(root) });
        }
        if let Some(last) = succeeded.last() {
            self.check_record(last, &keys).await?;
        }
        self.published(&mut roots, &succeeded).await?;
        verified.checkpoints = roots.count();
        for old in &known.old {
            let opened =
                roots.trust.open(old).context("a checkpoint that was kept from earlier")?;
            let (origin, head) = (opened.checkpoint.origin, opened.checkpoint.head);
            verified.checkpoints += 1;
            match succeeded.iter().position(|s| s.before == origin && s.size < head.size) {
                None => roots.add(head),
                // It was lost by a restore, and both logs say so.
                Some(at) => verified.note_seen(&succeeded, at, head.size),
            }
        }
        verified.note(&succeeded);
        if let Some(memory) = self.keys.memory() {
            // Beside a program that works on, the memory may be of events after this state.
            let later = self.store.head().await?.n < memory.size;
            if !(later && self.store.is_read_only()) {
                roots.add(memory);
            }
        }
        Ok(roots)
    }

    /// Every published checkpoint, with a valid signature of each kind.
    async fn published(&self, roots: &mut Roots, succeeded: &[LogSucceeded]) -> anyhow::Result<()> {
        let mut after = -1;
        loop {
            let some = stored::checkpoints(&self.store, after, 1_000).await?;
            let Some(last) = some.last() else { return Ok(()) };
            after = i64::try_from(last.size)?;
            for published in &some {
                let opened = roots
                    .trust
                    .open(published.note.as_bytes())
                    .with_context(|| format!("checkpoint {}", published.size))?;
                let (origin, head) = (opened.checkpoint.origin, opened.checkpoint.head);
                if head.size != published.size {
                    bail!("checkpoint {} speaks of size {}", published.size, head.size);
                }
                if succeeded.iter().any(|s| s.before == origin && s.size < head.size) {
                    bail!("checkpoint {} is of {origin}, which had ended before", head.size);
                }
                roots.add(head);
            }
        }
    }

    /// Restores that are on record, oldest first.
    async fn successions(&self) -> anyhow::Result<Vec<LogSucceeded>> {
        let mut found = Vec::new();
        for event in self.store.read(&import::stream(), 0).await? {
            if let (Event::Office(office::Event::LogSucceeded(succeeded)), _) = event.read()? {
                found.push(succeeded);
            }
        }
        Ok(found)
    }

    /// The keys of this log, and the same keys under every name that it had before.
    fn keys_of(&self, succeeded: &[LogSucceeded]) -> anyhow::Result<Vec<VerifierKey>> {
        let own = self.verifier_keys();
        let mut keys = own.to_vec();
        for before in succeeded.iter().map(|succession| &succession.before) {
            if keys.iter().all(|key| key.name() != before) {
                for key in &own {
                    keys.push(key.named(before)?);
                }
            }
        }
        Ok(keys)
    }

    /// The record of the last restore is signed by the log that ended and by the one that goes on.
    async fn check_record(&self, last: &LogSucceeded, keys: &[VerifierKey]) -> anyhow::Result<()> {
        let record = self.store.setting(setting::SUCCESSION).await?;
        let record = record.context("the signed record of the last restore is missing")?;
        let note = Note::parse(record.as_bytes()).context("the record of the last restore")?;
        if note.text() != succession_text(last) {
            bail!("the signed record of the last restore says something else than the event");
        }
        let signed = note.signed_by(keys).context("the record of the last restore")?;
        let parties = [last.before.as_str(), last.after.as_str()];
        for key in keys.iter().filter(|key| parties.contains(&key.name())) {
            if !signed.iter().any(|signed| signed.key == key) {
                bail!("the record of the last restore is not signed by {}", key.name());
            }
        }
        Ok(())
    }
}

impl Roots {
    fn add(&mut self, head: Head) {
        self.ahead.entry(head.size).or_default().push(head.root);
    }

    fn count(&self) -> u64 {
        self.ahead.values().map(|roots| roots.len() as u64).sum()
    }

    /// Compares the events so far with every root of their size.
    pub(super) fn compare(&mut self, tiler: &Tiler) -> anyhow::Result<()> {
        let Some(expected) = self.ahead.remove(&tiler.size()) else { return Ok(()) };
        let (size, root) = (tiler.size(), tiler.root());
        if let Some(other) = expected.iter().find(|expected| **expected != root) {
            let first = self.agreed + 1;
            let bad = if first == size {
                format!("event {size}")
            } else {
                format!("one of the events {first} to {size}")
            };
            bail!(
                "history was rewritten: the log was published at size {size} with root {other}, \
                 and the events lead to {root}; the first bad record is {bad}"
            );
        }
        self.agreed = size;
        Ok(())
    }

    /// No root may be left: it would be of a log with more events than there are.
    pub(super) fn end(&self, size: u64) -> anyhow::Result<()> {
        if let Some((published, _)) = self.ahead.iter().find(|(_, roots)| !roots.is_empty()) {
            bail!(
                "the log was published with {published} events, and the record has {size}: events \
                 are missing from its end, and the first is event {}",
                size + 1
            );
        }
        Ok(())
    }
}

impl Verified {
    fn note(&mut self, succeeded: &[LogSucceeded]) {
        for (at, s) in succeeded.iter().enumerate() {
            if self.successions.len() == at {
                self.successions.push(Succession {
                    before: s.before.clone(),
                    after: s.after.clone(),
                    size: s.size,
                    seen: None,
                    reason: s.reason.clone(),
                });
            }
        }
    }

    /// More of the log before was seen than was restored.
    fn note_seen(&mut self, succeeded: &[LogSucceeded], at: usize, size: u64) {
        self.note(succeeded);
        let seen = &mut self.successions[at].seen;
        *seen = (*seen).max(Some(size));
    }
}
