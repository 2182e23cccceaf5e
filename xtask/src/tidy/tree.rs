//! The files of the repository: what git tracks or would track.

use std::{collections::BTreeMap, fs};

use anyhow::{Context as _, Result};

use crate::shell;

/// The repository's files by path, with the text of those that are text.
pub struct Tree {
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    /// Reads every file that git tracks, and new ones that it does not ignore.
    pub fn read() -> Result<Self> {
        let words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let listed = shell::ask(&mut shell::command("git", &words))?;
        let root = shell::root();
        let mut files = BTreeMap::new();
        for path in listed.split('\0').filter(|path| !path.is_empty()) {
            // A file that was removed and not yet committed is listed, and is not there.
            let Ok(bytes) = fs::read(root.join(path)) else { continue };
            files.insert(path.to_owned(), String::from_utf8(bytes).ok());
        }
        Ok(Self { files })
    }

    /// A tree of texts, for tests of the checks.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| ((*path).to_owned(), Some((*text).to_owned()));
        Self { files: files.iter().map(file).collect() }
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Files that are text, with it.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// Files below a folder with an ending.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
        ending: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts().filter(move |(path, _)| path.starts_with(folder) && ends(path, ending))
    }

    /// Whether there is a file, or a folder with files, of this path.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        path.is_empty()
            || self.files.contains_key(path)
            || self
                .files
                .range(folder.clone()..)
                .next()
                .is_some_and(|(p, _)| p.starts_with(&folder))
    }

    /// The text of a file that must be there.
    pub fn text(&self, path: &str) -> Result<&str> {
        let file = self.files.get(path).with_context(|| format!("{path} is missing"))?;
        file.as_deref().with_context(|| format!("{path} is no text"))
    }

    /// A file that must be there, as TOML.
    pub fn toml(&self, path: &str) -> Result<toml::Table> {
        self.text(path)?.parse().with_context(|| format!("{path} is no TOML"))
    }
}

/// Whether a path has an ending; names of the repository are told apart by their letters.
pub fn ends(path: &str, ending: &str) -> bool {
    path.strip_suffix(ending).is_some()
}
