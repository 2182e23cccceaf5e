//! Made papers: those that program text holds are as it says, and every setting is told.
//! Chapters that the program's tables hold are held by a test of the program itself.

use std::collections::BTreeSet;

use anyhow::Result;

use super::Tree;
use crate::told::{self, FOLDER};

/// How every variable of ours begins.
const VARIABLE: &str = "CASEWAY_";
/// Where program text of any language stands.
const TEXTS: &[&str] = &[".rs", ".js", ".mjs", ".py", "/run", "Makefile"];

/// Holds it.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (path, text) in told::papers(tree)? {
        if tree.text(&path).ok() != Some(text.as_str()) {
            found.push(format!("{path} is not what program text says; run cargo x docs"));
        }
    }
    let settings = format!("{FOLDER}/settings.md");
    let told = tree.text(&settings)?;
    for ending in TEXTS {
        for (path, text) in tree.below("", ending) {
            let untold = variables(text).into_iter().filter(|name| !says(told, name));
            found.extend(
                untold.map(|name| format!("{path} reads {name}, of which {settings} says nothing")),
            );
        }
    }
    Ok(found)
}

fn says(paper: &str, name: &str) -> bool {
    paper.contains(&format!("`{name}`"))
}

fn variables(text: &str) -> BTreeSet<String> {
    let rest = text.split(VARIABLE).skip(1);
    let names = rest.map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    });
    let whole = names.filter(|name| !name.is_empty() && !name.ends_with('_'));
    whole.map(|name| format!("{VARIABLE}{name}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_by_their_name() {
        let found =
            variables("env = \"CASEWAY_DATA\", `CASEWAY_LOG`; const A: &str = \"CASEWAY_\";");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["CASEWAY_DATA", "CASEWAY_LOG"]);
    }
}
