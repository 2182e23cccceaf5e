//! The log's signing keys: one file of the operator's, readable by its owner only. Whoever has it
//! can sign for this log; what it cannot do is change what a witness has seen.

use std::{
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use store::Store;
use terms::hex;
use tlog::{Head, LogSigner, Trust};

use crate::{ids::Chance, log};

/// The log's keys.
pub struct Keys {
    dir: PathBuf,
    origin: String,
    signer: LogSigner,
}

const NAME: &str = "log.key";
const SEEN: &str = "log.seen";

impl Keys {
    /// Makes keys in a directory, unless they are there.
    pub fn make(dir: &Path, origin: &str, chance: &Chance) -> anyhow::Result<()> {
        let path = file(dir);
        if path.exists() {
            return Ok(());
        }
        let ed25519 = hex::encode(&chance.bytes::<32>());
        let ml_dsa = hex::encode(&chance.bytes::<32>());
        write_private(dir, &format!("origin {origin}\ned25519 {ed25519}\nml-dsa-44 {ml_dsa}\n"))
    }

    /// Reads the keys, which must be those of this log.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the key file")]
    pub fn read(dir: &Path, origin: &str) -> anyhow::Result<Self> {
        let path = file(dir);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("the log's keys {} cannot be read", path.display()))?;
        let field = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.map(str::trim)
                .with_context(|| format!("{} has no line \"{name}\"", path.display()))
        };
        if field("origin ")? != origin {
            bail!("the keys in {} are of another log than {origin}", path.display());
        }
        let signer = LogSigner::from_seeds(
            origin,
            &seed(field("ed25519 ")?)?,
            &seed(field("ml-dsa-44 ")?)?,
        )?;
        Ok(Self { dir: dir.to_owned(), origin: origin.to_owned(), signer })
    }

    /// Remembers the newest checkpoint beside the keys, so that an older record under these keys
    /// is not taken for this one.
    pub fn remember(&self, note: &str) -> anyhow::Result<()> {
        let path = self.dir.join(SEEN);
        // If we stop here, then the earlier memory stays whole: it knows less, and nothing wrong.
        let half = self.dir.join("log.seen.new");
        let write = || {
            let mut out = std::fs::File::create(&half)?;
            out.write_all(note.as_bytes())?;
            out.sync_all()?;
            std::fs::rename(&half, &path)
        };
        write().with_context(|| format!("{} cannot be written", path.display()))
    }

    /// What was remembered of this log; nothing where there is no memory, or one of another log.
    #[expect(clippy::disallowed_methods, reason = "the memory is a file beside the keys")]
    pub fn memory(&self) -> Option<Head> {
        let note = std::fs::read(self.dir.join(SEEN)).ok()?;
        let trust = Trust::any_key(self.signer.verifiers().to_vec());
        Some(trust.open(&note).ok()?.checkpoint.head)
    }

    /// Refuses a record that is not the one whose log was published under these keys: an older
    /// copy that somebody put in its place, or a history that somebody wrote anew. Whoever saw the
    /// log would rightly call it forged.
    pub async fn check_memory(&self, store: &Store) -> anyhow::Result<()> {
        let Some(seen) = self.memory() else { return Ok(()) };
        let now = store.head().await?;
        if now.n < seen.size {
            bail!(
                "this record has {} events, and its log was published with {}: it is an older \
                 copy. Restore it with `caseway restore`, which says so in the log",
                now.n,
                seen.size
            );
        }
        let now = Head { size: now.n, root: now.root.into() };
        log::check_descent(store, &seen, &now).await.context(
            "this record is not the one whose log was published; `caseway verify` names the first \
             bad event",
        )
    }

    /// Copies the key file into another directory.
    #[expect(clippy::disallowed_methods, reason = "the one place that copies the key file")]
    pub fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
        let text = std::fs::read_to_string(file(from))
            .with_context(|| format!("{} cannot be read", file(from).display()))?;
        write_private(to, &text)
    }

    /// Gives the keys in a directory another log's name; the seeds stay.
    #[expect(clippy::disallowed_methods, reason = "the one place that rewrites the key file")]
    pub fn rename(dir: &Path, origin: &str) -> anyhow::Result<()> {
        let path = file(dir);
        let text = std::fs::read_to_string(&path)?;
        let (_, seeds) = text.split_once('\n').context("the key file has one line only")?;
        std::fs::rename(&path, dir.join("log.key.before"))?;
        write_private(dir, &format!("origin {origin}\n{seeds}"))
    }

    /// A record that this log signs: the text, a blank line, and its signatures.
    pub fn sign_record(&self, text: &str, at: i64) -> anyhow::Result<String> {
        Ok(format!("{text}\n{}", self.sign_lines(text, at)?))
    }

    /// The signature lines of this log under a text that has the form of a checkpoint.
    pub fn sign_lines(&self, text: &str, at: i64) -> anyhow::Result<String> {
        self.signer.sign_text(text, u64::try_from(at).unwrap_or_default()).map_err(Into::into)
    }

    /// The log's name.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Signs checkpoints.
    pub const fn signer(&self) -> &LogSigner {
        &self.signer
    }
}

fn file(dir: &Path) -> PathBuf {
    dir.join(NAME)
}

fn seed(text: &str) -> anyhow::Result<[u8; 32]> {
    // The value never goes into the message.
    let bytes = hex::decode(text).and_then(|bytes| bytes.try_into().ok());
    bytes.context("a key is not 64 hexadecimal digits")
}

/// Writes the key file of a directory that has none, readable by its owner only. It is whole and on
/// the disk before anything is signed: a record whose keys were lost could not go on.
fn write_private(dir: &Path, text: &str) -> anyhow::Result<()> {
    make_private_dir(dir)?;
    let path = file(dir);
    if path.exists() {
        bail!("{} is there already", path.display());
    }
    let half = dir.join("log.key.new");
    let write = || {
        // What an interrupted start left is no key yet.
        let _ = std::fs::remove_file(&half);
        let mut options = std::fs::File::options();
        let mut out = options.write(true).create_new(true).mode(0o600).open(&half)?;
        out.write_all(text.as_bytes())?;
        out.sync_all()?;
        std::fs::rename(&half, &path)?;
        sync_dir(dir)?;
        dir.parent().map_or(Ok(()), sync_dir)
    };
    write().with_context(|| format!("{} cannot be written", path.display()))
}

/// Makes sure that the names in a directory outlast a power cut.
fn sync_dir(dir: &Path) -> std::io::Result<()> {
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    std::fs::File::open(dir)?.sync_all()
}

fn make_private_dir(dir: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
    made.with_context(|| format!("{} cannot be made", dir.display()))
}
