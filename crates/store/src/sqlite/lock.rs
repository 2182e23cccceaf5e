//! A data directory belongs to one program at a time: the lock goes with the process, also when
//! it is killed.

use std::{fs::File, path::Path};

use anyhow::{Context as _, bail};

/// Whether a program has a data directory.
pub fn in_use(dir: &Path) -> bool {
    let file = File::options().write(true).open(dir.join("lock"));
    file.is_ok_and(|file| matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
}

/// Takes the data directory for this program alone.
#[expect(clippy::disallowed_methods, reason = "the shell's own lock file")]
pub(super) fn take(dir: &Path) -> anyhow::Result<File> {
    let path = dir.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("the data directory {} cannot be used", dir.display()))?;
    match file.try_lock() {
        Ok(()) => {
            // Who holds it, for the message of whoever comes second.
            let _ = std::fs::write(&path, format!("{}\n", std::process::id()));
            Ok(file)
        }
        Err(std::fs::TryLockError::WouldBlock) => {
            let holder = std::fs::read_to_string(&path).unwrap_or_default();
            bail!(
                "the data directory {} is in use by process {}; stop it, or use another directory",
                dir.display(),
                holder.trim()
            )
        }
        Err(std::fs::TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} cannot be locked", path.display()))
        }
    }
}
