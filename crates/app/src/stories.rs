//! The stories of the repository, which the program carries: what each rule lets pass and what it
//! refuses, in words that a case officer can read.

use std::sync::OnceLock;

use anyhow::anyhow;
use case::{
    coverage::{self, Covered},
    script::Script,
};
use rules::{Pack, USUAL};

/// Every story: its name and its text.
pub const STORIES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/stories.in"));

/// The stories, read once: they do not change while the program runs.
fn scripts() -> &'static [(&'static str, Result<Script, String>)] {
    type Scripts = Vec<(&'static str, Result<Script, String>)>;
    static SCRIPTS: OnceLock<Scripts> = OnceLock::new();
    SCRIPTS.get_or_init(|| {
        let read = |text| Script::read(text).map_err(|unread| unread.to_string());
        STORIES.iter().map(|(name, text)| (*name, read(text))).collect()
    })
}

/// Every rule of a pack with the stories of that pack that tell of it, and what is missing.
pub fn coverage(pack: &Pack) -> anyhow::Result<Vec<Covered>> {
    let mut stories = Vec::new();
    for (name, script) in scripts() {
        let script = script.as_ref().map_err(|unread| anyhow!("story {name}: {unread}"))?;
        if script.pack.as_deref().unwrap_or(USUAL) == pack.name() {
            stories.push(coverage::Story { name, script });
        }
    }
    Ok(coverage::coverage(pack, &stories))
}
