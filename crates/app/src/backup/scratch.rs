//! A folder for the time of a copy, and a second name for a file in it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// A folder of our own beside a file, removed with the value.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn beside(file: &Path) -> anyhow::Result<Self> {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{}", std::process::id()));
        let mut path = PathBuf::from(name);
        for number in 0.. {
            path.set_extension(format!("{number}.work"));
            match std::fs::create_dir(&path) {
                Ok(()) => break,
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    return Err(error)
                        .with_context(|| format!("{} cannot be made", path.display()));
                }
            }
        }
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The same file under another name; a copy where the file system has no second names.
pub(super) fn link(from: &Path, to: &Path) -> anyhow::Result<()> {
    if std::fs::hard_link(from, to).is_err() {
        std::fs::copy(from, to).with_context(|| format!("{} cannot be read", from.display()))?;
    }
    Ok(())
}
