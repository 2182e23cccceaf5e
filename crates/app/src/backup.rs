//! Copies of the whole record, and restoring one. A backup is a SQLite file with the journal, the
//! log and its checkpoints, whatever database it came from. A restore never goes back in silence:
//! it shows that nothing published is missing, or it goes on under a new name of the log and says
//! so in a record that both logs sign.

mod scratch;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use case::office::LogSucceeded;
use serde_json::json;
use store::{Mode, Store, log as stored, transfer};
use terms::hex;
use tlog::Trust;

use self::scratch::{Scratch, link};
use crate::{
    act::{Order, Target},
    import,
    keys::Keys,
    office::{Config, Office, Place, setting},
    rebuild::STALE,
    verify::Known,
};

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Copied {
    /// Events.
    pub size: u64,
    /// Root of the log.
    pub root: String,
}

/// What to restore, and with what proof.
#[derive(Debug, Clone)]
pub struct Restore {
    /// The backup.
    pub file: PathBuf,
    /// The newest checkpoint that anybody has.
    pub latest: Option<Vec<u8>>,
    /// Why the log goes on under a new name.
    pub succession: Option<String>,
    /// Where the log's keys are copied from.
    pub keys_from: PathBuf,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Restored {
    /// Events of the backup.
    pub size: u64,
    /// The name under which the log goes on.
    pub origin: String,
    /// Whether it is a new name.
    pub succeeded: bool,
}

impl Office {
    /// Copies the record into a file while it is in use. The copy ends at a checkpoint.
    pub async fn backup(&self, file: &Path, tell: impl FnMut(u64, u64)) -> anyhow::Result<Copied> {
        if file.exists() {
            bail!("{} exists; a backup does not overwrite", file.display());
        }
        if !self.store.is_read_only() {
            self.checkpoint().await?;
        }
        if let Some(copy) = self.store.backend().copy_to(file.to_owned()) {
            copy.await?;
        } else {
            let dir = Scratch::beside(file)?;
            let target = Store::sqlite(dir.path(), Mode::Own).await?;
            // Answers, checkpoints and files must be of the same state as the events.
            transfer::all(&self.store.snapshot().await?, &target, tell).await?;
            let copy = target.backend().copy_to(file.to_owned());
            copy.context("SQLite copies itself")?.await?;
        }
        let dir = Scratch::beside(file)?;
        link(file, &dir.path().join(DATABASE))?;
        let head = Store::sqlite(dir.path(), Mode::ReadOnly).await?.head().await?;
        Ok(Copied { size: head.n, root: hex::encode(&head.root) })
    }

    /// Restores a backup into an empty place, verifies it, and lets the log go on.
    pub async fn restore(
        mut config: Config,
        wanted: Restore,
        mut tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Restored> {
        let backup = Backup::open(&wanted.file).await?;
        let origin = backup.origin().await?;
        let keys = Keys::read(&wanted.keys_from, &origin).context(
            "a backup does not hold the keys of its log: name their directory by --keys-from",
        )?;
        let head = backup.0.head().await?;
        let lost = missing(&backup, &keys, wanted.latest.as_deref()).await?;
        if let Some(lost) = &lost
            && wanted.succession.is_none()
        {
            bail!(
                "{lost}. A log that goes back is a forged log to everybody who saw more of it: give \
                 --latest with the newest checkpoint, or --succession with the reason, and the log \
                 goes on under a new name"
            );
        }
        let target = Self::empty_place(&config).await?;
        // If we stop before the end, then the read models are not whole, and nobody serves them.
        target.set_once(STALE, "yes").await?;
        config.repairing = true;
        transfer::all(&backup.0, &target, &mut tell).await?;
        copy_keys(&wanted.keys_from, &config.keys)?;
        let reason = wanted.succession.filter(|_| lost.is_some());
        let new_origin = match &reason {
            Some(_) => successor(&origin),
            None => origin.clone(),
        };
        if reason.is_some() {
            Keys::rename(&config.keys, &new_origin)?;
            target.replace_setting(setting::ORIGIN, &new_origin).await?;
        }
        let office = Self::over(target, config).await?;
        if let Some(reason) = &reason {
            office.succeed(&keys, (&origin, head.n, head.root), reason).await?;
        }
        office.rebuild(&mut tell).await?;
        office
            .verify(&Known::default(), tell)
            .await
            .context("the restored record does not hold")?;
        office.checkpoint().await?;
        Ok(Restored { size: head.n, origin: new_origin, succeeded: reason.is_some() })
    }

    async fn empty_place(config: &Config) -> anyhow::Result<Store> {
        let target = match &config.place {
            Place::Directory(dir) => {
                std::fs::create_dir_all(dir)
                    .with_context(|| format!("{} cannot be made", dir.display()))?;
                Store::sqlite(dir, Mode::Own).await?
            }
            Place::Database(url) => Store::postgres(url).await?,
        };
        if target.head().await?.n != 0 || target.setting(setting::ORIGIN).await?.is_some() {
            bail!("the place is not empty; restore into an empty directory or database");
        }
        Ok(target)
    }

    /// Writes the event and the signed record of a succession.
    async fn succeed(
        &self,
        old: &Keys,
        (before, size, root): (&str, u64, [u8; 32]),
        reason: &str,
    ) -> anyhow::Result<()> {
        let after = self.keys.origin();
        let root = STANDARD.encode(root);
        let succeeded = LogSucceeded {
            before: before.to_owned(),
            after: after.to_owned(),
            size,
            root,
            reason: reason.to_owned(),
        };
        let order = Order {
            target: Target::File(import::stream()),
            act: "succeed-log".to_owned(),
            arguments: json!(&succeeded),
            who: None,
            expected: None,
            key: None,
        };
        self.act(order).await?;
        let at = self.now().micros().div_euclid(1_000_000);
        let text = succession_text(&succeeded);
        let record = old.sign_record(&text, at)? + &self.keys.sign_lines(&text, at)?;
        self.store.replace_setting(setting::SUCCESSION, &record).await?;
        Ok(())
    }
}

/// The text of a checkpoint of the old log at the size that was restored, with lines that name the
/// new log: any reader of checkpoints can check both signatures.
pub(crate) fn succession_text(succeeded: &LogSucceeded) -> String {
    let LogSucceeded { before, after, size, root, reason } = succeeded;
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let reason: String = reason.trim().chars().map(plain).collect();
    let reason = if reason.is_empty() { "no reason was given" } else { &reason };
    format!("{before}\n{size}\n{root}\nsucceeded by {after}\n{reason}\n")
}

/// What a restore of this backup would lose, as a sentence; `None` when it can be shown that
/// nothing published is missing.
async fn missing(
    backup: &Backup,
    keys: &Keys,
    latest: Option<&[u8]>,
) -> anyhow::Result<Option<String>> {
    let size = backup.0.head().await?.n;
    // What the operator's keys remember counts too: it can only show more.
    if let Some(seen) = keys.memory()
        && size < seen.size
    {
        return Ok(Some(format!(
            "the keys remember that the log was published with {} events, and the backup has {size}",
            seen.size
        )));
    }
    let Some(latest) = latest else {
        return Ok(Some("nobody says what was published after this backup".to_owned()));
    };
    let trust = Trust::any_key(keys.signer().verifiers().to_vec());
    let opened = trust.open(latest).context("the newest checkpoint is not one of this log")?;
    let published = opened.checkpoint.head;
    if size < published.size {
        return Ok(Some(format!(
            "the log was published with {} events, and the backup has {size}",
            published.size
        )));
    }
    let root = stored::root_at(&backup.0, published.size).await?;
    if root.as_ref() != Some(published.root.bytes()) {
        bail!("the backup is no copy of the log that was published: its roots differ");
    }
    Ok(None)
}

/// A backup, opened where it lies.
struct Backup(
    Store,
    #[expect(dead_code, reason = "holds the folder as long as the store")] Scratch,
);

impl Backup {
    async fn open(file: &Path) -> anyhow::Result<Self> {
        if !file.exists() {
            bail!("{} is not there", file.display());
        }
        let dir = Scratch::beside(file)?;
        link(file, &dir.path().join(DATABASE))?;
        let store = Store::sqlite(dir.path(), Mode::ReadOnly).await;
        Ok(Self(store.context("the backup cannot be opened")?, dir))
    }

    async fn origin(&self) -> anyhow::Result<String> {
        let origin = self.0.setting(setting::ORIGIN).await?;
        origin.context("the backup is of no record that was initialised")
    }
}

const DATABASE: &str = "caseway.db";

fn copy_keys(from: &Path, to: &Path) -> anyhow::Result<()> {
    if from == to {
        return Ok(());
    }
    Keys::copy(from, to)
}

/// The next name of a log: `example/log` becomes `example/log/2`, then `example/log/3`.
fn successor(origin: &str) -> String {
    let numbered =
        origin.rsplit_once('/').and_then(|(base, n)| Some((base, n.parse::<u32>().ok()?)));
    match numbered {
        Some((base, n)) => format!("{base}/{}", n + 1),
        None => format!("{origin}/2"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_succeeds_gets_the_next_name() {
        assert_eq!(successor("caseway.example/log"), "caseway.example/log/2");
        assert_eq!(successor("caseway.example/log/2"), "caseway.example/log/3");
    }
}
