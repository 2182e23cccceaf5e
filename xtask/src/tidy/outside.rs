//! What the workspace takes from outside, held against the paper that says why.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};

use super::Tree;
use crate::setup;

/// The paper, with a heading for each source and a row for each package.
const PAPER: &str = "docs/dependencies.md";

/// Holds it.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let paper = tree.text(PAPER)?;
    let sources: [(&str, BTreeSet<String>); 4] = [
        ("Cargo", cargo(tree)?),
        ("npm", npm(tree)?),
        ("PyPI", pypi(tree)),
        ("Debian", setup::packages().map(str::to_owned).collect()),
    ];
    let mut found = Vec::new();
    for (source, used) in &sources {
        let told = told(paper, source).with_context(|| format!("{PAPER} has no part {source}"))?;
        for name in used.difference(&told) {
            found.push(format!("{PAPER} does not say why {name} is taken ({source})"));
        }
        for name in told.difference(used) {
            found.push(format!("{PAPER} tells of {name}, which nothing takes ({source})"));
        }
    }
    Ok(found)
}

/// Names of the rows below a heading.
fn told(paper: &str, source: &str) -> Option<BTreeSet<String>> {
    let part = paper.split("\n## ").find(|part| part.starts_with(source))?;
    let rows = part.lines().filter_map(|line| line.strip_prefix("| `"));
    Some(rows.filter_map(|row| Some(row.split('`').next()?.to_owned())).collect())
}

/// Outside crates of every manifest. One of the workspace's list that no crate takes is a line
/// too many there, and shows as one that the paper does not tell of.
fn cargo(tree: &Tree) -> Result<BTreeSet<String>> {
    let table = |value: &toml::Table, key: &str| {
        value.get(key).and_then(toml::Value::as_table).cloned().unwrap_or_default()
    };
    let shared = table(&table(&tree.toml("Cargo.toml")?, "workspace"), "dependencies");
    let inside = |name: &str, value: &toml::Value| {
        value.get("path").is_some()
            || shared.get(name).is_some_and(|value| value.get("path").is_some())
    };
    let mut used = BTreeSet::new();
    for (path, _) in tree.below("", "Cargo.toml") {
        let manifest = tree.toml(path)?;
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let own = table(&manifest, section);
            let outside = own.iter().filter(|(name, value)| !inside(name, value));
            used.extend(outside.map(|(name, _)| name.clone()));
        }
    }
    let unused =
        shared.iter().filter(|(name, value)| !inside(name, value) && !used.contains(*name));
    let unused: Vec<String> =
        unused.map(|(name, _)| format!("{name} (taken by no crate)")).collect();
    used.extend(unused);
    Ok(used)
}

fn npm(tree: &Tree) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for (path, text) in tree.below("", "package.json") {
        let package: serde_json::Value =
            serde_json::from_str(text).with_context(|| format!("{path} is no JSON"))?;
        for section in ["dependencies", "devDependencies"] {
            let packages = package[section].as_object();
            names.extend(packages.into_iter().flat_map(|packages| packages.keys().cloned()));
        }
    }
    Ok(names)
}

/// Packages that lists of Python's requirements name themselves; what those need is pinned there
/// too, behind a remark.
fn pypi(tree: &Tree) -> BTreeSet<String> {
    let lines = tree.below("", "requirements.txt").flat_map(|(_, text)| text.lines());
    let own = lines.filter(|line| !line.starts_with([' ', '#']) && !line.contains("# via"));
    let names = own.filter_map(|line| line.split(['=', '<', '>', '[', ';', ' ']).next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
