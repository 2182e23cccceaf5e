//! Licences: ours is one, and those of outside packages are on the list of `deny.toml`. The list
//! is also read by `cargo deny` where that is installed; here it is held without it.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Tree;
use crate::shell;

/// Ours.
const OURS: &str = "Apache-2.0";
/// The list.
const LIST: &str = "deny.toml";
/// The machine for which the program is built and its packages are counted.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// Holds it.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let mut found = inside(tree)?;
    let list = tree.toml(LIST)?;
    let allowed = words(&list, "licenses", "allow");
    let banned = words(&list, "bans", "deny");
    for (name, licence) in packages()? {
        if banned.contains(&name) {
            found.push(format!("{name} is banned in {LIST}"));
        }
        match licence {
            None => found.push(format!("{name} names no licence")),
            Some(licence) if !Expression::new(&licence).holds(&allowed) => {
                found.push(format!("{name} is under {licence}, which {LIST} does not allow"));
            }
            Some(_) => {}
        }
    }
    Ok(found)
}

fn inside(tree: &Tree) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let text = tree.text("LICENSE")?;
    if !text.contains("Apache License") || !text.contains("Version 2.0, January 2004") {
        found.push("LICENSE is not the text of the Apache License 2.0".to_owned());
    }
    for (path, text) in tree.below("", "Cargo.toml") {
        let root = path == "Cargo.toml" && text.contains(&format!("license = \"{OURS}\""));
        if !root && !text.contains("license.workspace = true") {
            found.push(format!("{path} does not take the workspace's licence"));
        }
    }
    for (path, text) in tree.below("", "package.json") {
        let package: Value =
            serde_json::from_str(text).with_context(|| format!("{path} is no JSON"))?;
        if package["license"] != OURS {
            found.push(format!("{path} does not name {OURS}"));
        }
    }
    Ok(found)
}

fn words(list: &toml::Table, part: &str, key: &str) -> BTreeSet<String> {
    let words = list.get(part).and_then(|part| part.get(key)).and_then(toml::Value::as_array);
    let name = |word: &toml::Value| {
        let named = word.get("crate").or_else(|| word.get("name")).unwrap_or(word);
        named.as_str().map(str::to_owned)
    };
    words.into_iter().flatten().filter_map(name).collect()
}

/// Outside packages of the build, with their licences.
fn packages() -> Result<Vec<(String, Option<String>)>> {
    let words = ["metadata", "--format-version", "1", "--locked", "--filter-platform", PLATFORM];
    let said = shell::ask(&mut shell::cargo(&words))?;
    let metadata: Value = serde_json::from_str(&said).context("cargo metadata")?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no package")?;
    let outside = packages.iter().filter(|package| !package["source"].is_null());
    let named = outside.map(|package| {
        let name = package["name"].as_str().unwrap_or_default().to_owned();
        (name, package["license"].as_str().map(str::to_owned))
    });
    Ok(named.collect())
}

/// An expression of SPDX: licences joined by OR, AND and parentheses; old ones join by a slash.
struct Expression(Vec<String>);

impl Expression {
    fn new(text: &str) -> Self {
        let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
        Self(spaced.split_whitespace().map(str::to_owned).rev().collect())
    }

    /// Whether what is allowed satisfies it.
    fn holds(mut self, allowed: &BTreeSet<String>) -> bool {
        self.any(allowed)
    }

    fn any(&mut self, allowed: &BTreeSet<String>) -> bool {
        let mut holds = self.all(allowed);
        while self.take("OR") {
            let right = self.all(allowed);
            holds |= right;
        }
        holds
    }

    fn all(&mut self, allowed: &BTreeSet<String>) -> bool {
        let mut holds = self.one(allowed);
        while self.take("AND") {
            let right = self.one(allowed);
            holds &= right;
        }
        holds
    }

    fn one(&mut self, allowed: &BTreeSet<String>) -> bool {
        if self.take("(") {
            let holds = self.any(allowed);
            return self.take(")") && holds;
        }
        let Some(mut licence) = self.0.pop() else { return false };
        if self.take("WITH") {
            licence = format!("{licence} WITH {}", self.0.pop().unwrap_or_default());
        }
        allowed.contains(&licence)
    }

    fn take(&mut self, word: &str) -> bool {
        let next = self.0.last().is_some_and(|last| last == word);
        if next {
            self.0.pop();
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(licence: &str, expected: bool) {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        assert_eq!(Expression::new(licence).holds(&allowed.into()), expected, "{licence}");
    }

    #[test]
    fn expressions_of_licences_are_understood() {
        check("MIT", true);
        check("GPL-3.0", false);
        check("MIT OR GPL-3.0", true);
        check("MIT AND GPL-3.0", false);
        check("MIT/GPL-3.0", true);
        check("(MIT OR GPL-3.0) AND Apache-2.0", true);
        check("(GPL-2.0 OR GPL-3.0) AND Apache-2.0", false);
        check("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true);
        check("", false);
    }
}
