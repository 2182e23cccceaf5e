//! Files to be written: each is held in memory until all of them are right.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::{shell, tidy::Tree};

/// Changes and new files by path.
pub struct Draft<'a> {
    tree: &'a Tree,
    files: BTreeMap<String, String>,
}

impl<'a> Draft<'a> {
    /// Nothing yet.
    pub fn new(tree: &'a Tree) -> Self {
        Self { tree, files: BTreeMap::new() }
    }

    /// A new file.
    pub fn create(&mut self, path: &str, text: String) -> Result<()> {
        if self.tree.has(path) {
            bail!("{path} is there already");
        }
        self.files.insert(path.to_owned(), text);
        Ok(())
    }

    /// Lines before the marker `// cargo x new: LABEL` of a file.
    pub fn at_marker(&mut self, path: &str, label: &str, lines: &str) -> Result<()> {
        let marker = format!("// cargo x new: {label}\n");
        self.change(path, |text| {
            let at =
                text.find(&marker).with_context(|| format!("{path} has no mark \"{label}\""))?;
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            Ok(format!("{}{}\n{}", &text[..line], lines, &text[line..]))
        })
    }

    /// A module, with the other modules of a file.
    pub fn module(&mut self, path: &str, name: &str) -> Result<()> {
        self.change(path, |text| {
            let last =
                text.rfind("\npub mod ").with_context(|| format!("{path} has no modules"))?;
            Ok(format!("{}\npub mod {name};{}", &text[..last], &text[last..]))
        })
    }

    /// Any other change of a file.
    pub fn change(&mut self, path: &str, by: impl FnOnce(&str) -> Result<String>) -> Result<()> {
        let old = match self.files.get(path) {
            Some(text) => text,
            None => self.tree.text(path)?,
        };
        let new = by(old)?;
        self.files.insert(path.to_owned(), new);
        Ok(())
    }

    /// Every file as it will be written: what is Rust is read and formatted as such.
    pub fn finish(self) -> Result<BTreeMap<String, String>> {
        let formatted = self.files.into_iter().map(|(path, text)| {
            let rust = path.rsplit('.').next() == Some("rs");
            let text = if rust { rustfmt(&text).with_context(|| path.clone())? } else { text };
            Ok((path, text))
        });
        formatted.collect()
    }

    /// Writes them.
    pub fn write(self) -> Result<()> {
        for (path, text) in self.finish()? {
            let file = shell::root().join(&path);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(file, text).with_context(|| format!("{path} cannot be written"))?;
            println!("  {path}");
        }
        Ok(())
    }
}

fn rustfmt(text: &str) -> Result<String> {
    let config = shell::root().join("rustfmt.toml");
    let mut formatter = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("rustfmt does not start")?;
    let mut input = formatter.stdin.take().context("rustfmt takes no input")?;
    input.write_all(text.as_bytes())?;
    drop(input);
    let output = formatter.wait_with_output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}
