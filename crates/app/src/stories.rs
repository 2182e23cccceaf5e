//! The stories of the repository, which the program carries: what each rule lets pass and what it
//! refuses, in words that a case officer can read.

use anyhow::Context as _;
use case::{
    coverage::{self, Covered},
    script::Script,
};
use rules::{Pack, USUAL};

/// Every story: its name and its text.
pub const STORIES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/stories.in"));

/// Every rule of a pack with the stories of that pack that tell of it, and what is missing.
pub fn coverage(pack: &Pack) -> anyhow::Result<Vec<Covered>> {
    let read = |(name, text): &(&'static str, &str)| {
        let script = Script::read(text).with_context(|| format!("story {name}"))?;
        Ok((*name, script))
    };
    let scripts: Vec<(&str, Script)> =
        STORIES.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?;
    let of_pack =
        |(_, script): &&(&str, Script)| script.pack.as_deref().unwrap_or(USUAL) == pack.name();
    let stories: Vec<coverage::Story<'_>> = scripts
        .iter()
        .filter(of_pack)
        .map(|(name, script)| coverage::Story { name, script })
        .collect();
    Ok(coverage::coverage(pack, &stories))
}
