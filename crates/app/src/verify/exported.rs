//! The entries of a log that was exported earlier, as a witness of what each event was.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

use anyhow::{Context as _, bail};
use tlog::{Entry, Tiler, Trust, layout};

/// Entries of an export, read along with the events.
pub(super) struct Exported {
    lines: std::io::Lines<BufReader<File>>,
    left: u64,
    name: String,
}

impl Exported {
    /// Opens an export once its entries are found to lead to its signed checkpoint.
    #[expect(clippy::disallowed_methods, reason = "an export is a directory of the caller's")]
    pub(super) fn open(dir: &Path, trust: &Trust) -> anyhow::Result<Self> {
        let name = dir.display().to_string();
        let note = std::fs::read(dir.join(layout::CHECKPOINT)).with_context(|| name.clone())?;
        let head = trust.open(&note).with_context(|| name.clone())?.checkpoint.head;
        let mut exported = Self::lines(dir, name.clone(), head.size)?;
        let mut tiler = Tiler::new();
        while let Some(line) = exported.next()? {
            tiler.append(Entry::new(line.as_bytes())?.leaf_hash());
        }
        if tiler.head() != head {
            bail!("the entries in {name} do not lead to the checkpoint there");
        }
        Self::lines(dir, name, head.size)
    }

    fn lines(dir: &Path, name: String, left: u64) -> anyhow::Result<Self> {
        let path = dir.join("events.jsonl");
        let file =
            File::open(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(Self { lines: BufReader::new(file).lines(), left, name })
    }

    fn next(&mut self) -> anyhow::Result<Option<String>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let line = self.lines.next().with_context(|| format!("{} ends too early", self.name))?;
        Ok(Some(line?))
    }

    /// Compares the next entry with that of an event.
    pub(super) fn compare(&mut self, entry: &str) -> anyhow::Result<()> {
        match self.next()? {
            Some(line) if line != entry => {
                bail!("it is not what was exported to {}: history was rewritten", self.name)
            }
            _ => Ok(()),
        }
    }
}
