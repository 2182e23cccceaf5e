//! The transparency log as the office publishes it: checkpoints, files, proofs.

use std::{collections::BTreeMap, path::Path, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use store::{
    NotAppended, Store,
    log::{self as stored, Published},
};
use tlog::{
    Entry, File, Head, OfflineProof, Plan, Prover, Tile, Trust, VerifierKey, layout, proof,
};

use crate::office::Office;

/// Commands that arrive together get one checkpoint: it is signed this long after the first.
const GATHER: Duration = Duration::from_millis(150);
/// After a failure it is tried again this much later.
const AGAIN: Duration = Duration::from_millis(500);

/// A file of the published log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it can ever change: tiles cannot, the checkpoint does.
    pub immutable: bool,
    /// Whether its bytes are text.
    pub text: bool,
}

impl Office {
    /// Signs and keeps a checkpoint over everything that is written; the one that is there when
    /// nothing was written since. Before a document leaves, its event is under a checkpoint.
    pub async fn checkpoint(&self) -> anyhow::Result<Published> {
        let _alone = self.signing.lock().await;
        let head = self.store.head().await?;
        let newest = stored::newest_checkpoint(&self.store).await?;
        if let Some(newest) = newest {
            // Beside the program that has the record, its newest checkpoint is what there is.
            if newest.size == head.n || self.store.is_read_only() {
                return Ok(newest);
            }
        } else if self.store.is_read_only() {
            bail!("no checkpoint is signed yet");
        }
        let at = self.now();
        let seconds = u64::try_from(at.micros().div_euclid(1_000_000)).unwrap_or_default();
        let head = Head { size: head.n, root: head.root.into() };
        let note = self.keys.signer().sign(&head, seconds);
        let published = Published { size: head.size, note, at };
        // If we stop here, then nothing was published, and the next checkpoint covers it.
        self.store.write(vec![stored::keep_checkpoint(&published)]).await?;
        // Another program may have signed the same size a moment earlier; the first one counts.
        let newest = stored::newest_checkpoint(&self.store).await?;
        let newest = newest.context("a checkpoint was just written")?;
        if let Err(error) = self.keys.remember(&newest.note) {
            // The checkpoint is published; only the memory beside the keys knows less.
            tracing::warn!(error = format!("{error:#}"), "the newest checkpoint is not remembered");
        }
        Ok(newest)
    }

    /// The newest checkpoint, over everything that is written where one can be signed. On a full
    /// disk the log is read as far as it was published.
    pub async fn newest_checkpoint(&self) -> anyhow::Result<Published> {
        let error = match self.checkpoint().await {
            Ok(newest) => return Ok(newest),
            Err(error) => error,
        };
        if !matches!(error.downcast_ref(), Some(NotAppended::Full)) {
            return Err(error);
        }
        stored::newest_checkpoint(&self.store).await?.context(error)
    }

    /// Signs checkpoints as long as the office is open: at most one second after a commit.
    pub async fn sign_checkpoints(self: Arc<Self>) {
        let mut written = self.written();
        loop {
            if let Err(error) = self.checkpoint().await {
                tracing::error!(error = format!("{error:#}"), "no checkpoint could be signed");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
            if written.changed().await.is_err() {
                return;
            }
            tokio::time::sleep(GATHER).await;
        }
    }

    /// A file of the published log by its name; `None` for a name that is none of the log's.
    pub async fn log_file(&self, path: &str) -> anyhow::Result<Option<LogFile>> {
        let Some(newest) = stored::newest_checkpoint(&self.store).await? else { return Ok(None) };
        if path == layout::CHECKPOINT {
            return Ok(Some(LogFile { bytes: newest.note.into(), immutable: false, text: true }));
        }
        if let Some(size) = layout::size_of_checkpoint(path) {
            let after = i64::try_from(size).unwrap_or(i64::MAX).saturating_sub(1);
            let found = stored::checkpoints(&self.store, after, 1).await?;
            let note = found.into_iter().find(|published| published.size == size);
            let file = |p: Published| LogFile { bytes: p.note.into(), immutable: true, text: true };
            return Ok(note.map(file));
        }
        let Some(file) = File::parse(path) else { return Ok(None) };
        let tile = file.tile();
        // Nothing beyond the newest checkpoint is published.
        let there = Tile::at(tile.level(), tile.index(), newest.size);
        if there.is_none_or(|there| there.width() < tile.width()) {
            return Ok(None);
        }
        let bytes = self.file_bytes(file).await?;
        Ok(bytes.map(|bytes| LogFile { bytes, immutable: true, text: false }))
    }

    async fn file_bytes(&self, file: File) -> anyhow::Result<Option<Vec<u8>>> {
        match file {
            File::Hashes(tile) => stored::hashes(&self.store, tile).await,
            File::Entries(tile) => stored::bundle(&self.store, tile).await,
        }
    }

    /// The keys by which the log is verified: Ed25519, then ML-DSA-44.
    pub fn verifier_keys(&self) -> [VerifierKey; 2] {
        self.keys.signer().verifiers()
    }

    /// An offline proof that an event is in the log, under the newest checkpoint.
    pub async fn proof(&self, n: u64) -> anyhow::Result<(OfflineProof, String)> {
        let checkpoint = self.newest_checkpoint().await?;
        if n == 0 || checkpoint.size < n {
            bail!("the log has {} events; there is no event {n}", checkpoint.size);
        }
        let index = n - 1;
        let mut tiles: BTreeMap<Tile, Vec<u8>> = BTreeMap::new();
        let plan = Plan::inclusion(index, checkpoint.size)?;
        for tile in plan.tiles() {
            let bytes = stored::hashes(&self.store, tile).await?;
            tiles.insert(tile, bytes.context("a tile of the log is missing")?);
        }
        let path = {
            let mut prover = self.prover.lock().expect("proving does not panic");
            prover.prove(&plan, |tile| tiles.get(&tile))?
        };
        let event = self.store.follow(index, 1).await?.pop().context("the event is missing")?;
        let proof = OfflineProof { index, extra: None, path, checkpoint: checkpoint.note };
        Ok((proof, event.entry))
    }

    /// Writes the log into a directory, only what is new there. `tell` hears how far it is.
    pub async fn export_log(
        &self,
        dir: &Path,
        mut tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Exported> {
        let checkpoint = self.newest_checkpoint().await?;
        let out = Folder { dir };
        let trust = Trust::any_key(self.verifier_keys().to_vec());
        let earlier = out.head(&trust)?;
        let before = earlier.map_or(0, |head| head.size);
        if checkpoint.size < before {
            bail!(
                "the directory holds this log at size {before}, and the record has {} events: \
                 it was rolled back",
                checkpoint.size
            );
        }
        if let Some(earlier) = earlier {
            // Two histories must not be mixed in one directory.
            let now = trust.open(checkpoint.note.as_bytes())?.checkpoint.head;
            check_descent(&self.store, &earlier, &now)
                .await
                .context("the directory holds another history of this log")?;
        }
        let files: Vec<File> = layout::new_since(before, checkpoint.size).collect();
        let count = files.len() as u64;
        for (done, file) in (0..).zip(files) {
            let bytes = self.file_bytes(file).await?;
            let bytes = bytes.with_context(|| format!("{} is missing", file.path()))?;
            out.write(&file.path(), &bytes)?;
            tell(done, count);
        }
        let events = self.export_entries(&out, (before, checkpoint.size)).await?;
        let mut after = -1;
        loop {
            let some = stored::checkpoints(&self.store, after, 1_000).await?;
            let Some(last) = some.last() else { break };
            after = i64::try_from(last.size)?;
            for old in &some {
                out.write_once(&layout::checkpoint_at(old.size), old.note.as_bytes())?;
            }
        }
        // The checkpoint last: if we stop before, the old one still describes what is there.
        out.write(layout::CHECKPOINT, checkpoint.note.as_bytes())?;
        tell(count, count);
        Ok(Exported { size: checkpoint.size, before, files: count, events })
    }

    /// Appends the entries, one a line, to `events.jsonl`: what the log says of each event.
    async fn export_entries(
        &self,
        out: &Folder<'_>,
        (before, size): (u64, u64),
    ) -> anyhow::Result<u64> {
        let mut lines = out.entries(before)?;
        let mut after = before;
        while after < size {
            let events = self.store.follow(after, 1_000).await?;
            for event in events.iter().filter(|event| event.n <= size) {
                lines.push(&event.entry)?;
            }
            after = events.last().context("events are missing")?.n.min(size);
        }
        lines.finish()?;
        Ok(size - before)
    }

    /// Checks an entry against a proof file with the office's own keys.
    pub fn check_proof(&self, proof: &[u8], entry: &[u8]) -> anyhow::Result<u64> {
        let trust = Trust::any_key(self.verifier_keys().to_vec());
        let proof = OfflineProof::parse(proof)?;
        let checkpoint = proof.verify(Entry::new(entry)?, &trust)?;
        Ok(checkpoint.head.size)
    }
}

/// Checks, by the tiles that the proof needs and no more, that a log of the earlier head grew into
/// the later one.
pub(crate) async fn check_descent(
    store: &Store,
    earlier: &Head,
    later: &Head,
) -> anyhow::Result<()> {
    let plan = Plan::consistency(earlier.size, later.size)?;
    let mut tiles: BTreeMap<Tile, Vec<u8>> = BTreeMap::new();
    for tile in plan.tiles() {
        let bytes = stored::hashes(store, tile).await?;
        tiles.insert(tile, bytes.context("a tile of the log is missing")?);
    }
    let path = Prover::default().prove(&plan, |tile| tiles.get(&tile))?;
    proof::verify_consistency(earlier, later, &path).with_context(|| {
        format!(
            "the log was published with {} events and the root {}, and these events lead to another",
            earlier.size, earlier.root
        )
    })
}

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Exported {
    /// Size of the log.
    pub size: u64,
    /// Size of what was in the directory before.
    pub before: u64,
    /// Tiles and bundles written.
    pub files: u64,
    /// Entries added to `events.jsonl`.
    pub events: u64,
}

/// A directory that a log is exported to.
struct Folder<'a> {
    dir: &'a Path,
}

#[expect(clippy::disallowed_methods, reason = "the shell writes the files of an export")]
impl Folder<'_> {
    /// The head of the log that is in the directory; none when there is no log. A directory with
    /// another log is not written into.
    fn head(&self, trust: &Trust) -> anyhow::Result<Option<Head>> {
        let path = self.dir.join(layout::CHECKPOINT);
        if !path.exists() {
            return Ok(None);
        }
        let opened = trust.open(&std::fs::read(&path)?);
        let opened = opened.with_context(|| {
            format!("{} is of another log; export into an empty directory", path.display())
        })?;
        Ok(Some(opened.checkpoint.head))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.dir.join(name);
        let parent = path.parent().context("a file of the log has a folder")?;
        std::fs::create_dir_all(parent)
            .with_context(|| format!("{} cannot be made", parent.display()))?;
        // A reader sees the old file or the new one, never half of one. What an interrupted export
        // leaves lies beside the log and not in it.
        let half = self.dir.join(".half");
        std::fs::write(&half, bytes)
            .with_context(|| format!("{} cannot be written", path.display()))?;
        std::fs::rename(&half, &path)?;
        Ok(())
    }

    fn write_once(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        if self.dir.join(name).exists() { Ok(()) } else { self.write(name, bytes) }
    }

    /// Opens the file of entries to go on after so many lines; lines beyond them, left by an
    /// export that was interrupted, are cut off.
    fn entries(&self, before: u64) -> anyhow::Result<Lines> {
        use std::io::{BufRead as _, Seek as _};
        std::fs::create_dir_all(self.dir)?;
        let path = self.dir.join("events.jsonl");
        let file = std::fs::File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .with_context(|| format!("{} cannot be written", path.display()))?;
        let mut reader = std::io::BufReader::new(file);
        let (mut at, mut line) = (0_u64, Vec::new());
        for _ in 0..before {
            line.clear();
            let read = reader.read_until(b'\n', &mut line)?;
            if read == 0 {
                bail!("{} has fewer lines than its checkpoint; export anew", path.display());
            }
            at += read as u64;
        }
        let mut file = reader.into_inner();
        file.set_len(at)?;
        file.seek(std::io::SeekFrom::End(0))?;
        Ok(Lines(std::io::BufWriter::new(file)))
    }
}

struct Lines(std::io::BufWriter<std::fs::File>);

impl Lines {
    fn push(&mut self, line: &str) -> anyhow::Result<()> {
        use std::io::Write as _;
        self.0.write_all(line.as_bytes())?;
        Ok(self.0.write_all(b"\n")?)
    }

    fn finish(self) -> anyhow::Result<()> {
        Ok(self.0.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?)
    }
}
