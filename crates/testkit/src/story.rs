//! Stories and seeds of the repository, by name. A story stands in `scenarios/`, a seed in
//! `seeds/`; either can begin where another one is.

use std::collections::BTreeMap;

use case::script::{Script, Step};
use terms::StreamId;

use crate::law::{files_under, name_in, read, root};

/// Every story and seed of the repository.
pub struct Library {
    texts: BTreeMap<String, Text>,
}

struct Text {
    file: String,
    text: String,
}

/// A story, read.
#[derive(Debug, Clone)]
pub struct Story {
    /// Its file, from the folder of the repository.
    pub file: String,
    /// Its text.
    pub text: String,
    /// Its steps.
    pub script: Script,
}

/// Where a story begins: another script, run until a file stands at a stage, with words replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Start {
    /// The script's name.
    pub script: String,
    /// The file and the stage at which to stop.
    pub until: Option<(StreamId, String)>,
    /// Words to replace.
    pub with: Vec<(String, String)>,
    /// Acts to leave out.
    pub without: Vec<String>,
    /// The rule pack of the story; empty is the usual one.
    pub pack: String,
}

impl Library {
    /// Reads the folders of the repository.
    pub fn of_repository() -> Self {
        let mut texts = BTreeMap::new();
        for folder in ["seeds", "scenarios"] {
            for path in files_under(&root().join(folder), "case") {
                let file = name_in(&root(), &path);
                let inside = name_in(&root().join(folder), &path);
                let name = inside.trim_end_matches(".case").to_owned();
                texts.insert(name, Text { file, text: read(&path) });
            }
        }
        Self { texts }
    }

    /// The stories: everything in `scenarios/`, in the order of their names. A script that cannot
    /// be read is told by its file and line.
    pub fn stories(&self) -> Result<Vec<Story>, String> {
        let stories = self.texts.values().filter(|text| text.file.starts_with("scenarios/"));
        stories.map(|text| Story::read(&text.file, &text.text)).collect()
    }

    /// A script by name, with words replaced: `first-lor`, `bases/patrol-boats`.
    pub fn script(&self, name: &str, with: &[(String, String)]) -> Result<Story, String> {
        let known = self.texts.get(name).ok_or_else(|| format!("there is no script {name}"))?;
        let replace = |text: String, (old, new): &(String, String)| text.replace(old, new);
        let text = with.iter().fold(known.text.clone(), replace);
        Story::read(&known.file, &text)
    }
}

impl Story {
    /// Reads a story.
    pub fn read(file: &str, text: &str) -> Result<Self, String> {
        let script = Script::read(text).map_err(|unread| format!("{file}: {unread}"))?;
        Ok(Self { file: file.to_owned(), text: text.to_owned(), script })
    }

    /// The rule pack under which it happens.
    pub fn pack(&self) -> &str {
        self.script.pack.as_deref().unwrap_or(rules::USUAL)
    }

    /// Where it begins, when its first step says so.
    pub fn start(&self) -> Option<Start> {
        match self.script.steps.first() {
            Some((_, Step::Given { script, until, with, without })) => {
                let (script, until) = (script.clone(), until.clone());
                let (with, without) = (with.clone(), without.clone());
                Some(Start { script, until, with, without, pack: self.pack().to_owned() })
            }
            _ => None,
        }
    }
}
