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

/// Outside crates of every manifest: with a version of its own, or of the workspace's list.
fn cargo(tree: &Tree) -> Result<BTreeSet<String>> {
    let manifests: Vec<&str> = tree.paths().filter(|path| path.ends_with("Cargo.toml")).collect();
    let mut names = BTreeSet::new();
    let mut inside = BTreeSet::new();
    for path in manifests {
        let manifest = tree.toml(path)?;
        let get = |table: &toml::Table, key: &str| {
            table.get(key).and_then(toml::Value::as_table).cloned()
        };
        let workspace = get(&manifest, "workspace").unwrap_or_default();
        let shared = get(&workspace, "dependencies").unwrap_or_default();
        let own = ["dependencies", "dev-dependencies", "build-dependencies"];
        let own = own.into_iter().filter_map(|section| get(&manifest, section));
        for (name, value) in own.flatten().chain(shared) {
            if value.get("path").is_some() {
                inside.insert(name);
            } else {
                names.insert(name);
            }
        }
    }
    Ok(&names - &inside)
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

/// Packages that lists of Python's requirements name themselves; what those need is pinned there too,
/// behind a remark.
fn pypi(tree: &Tree) -> BTreeSet<String> {
    let lines = tree.below("", "requirements.txt").flat_map(|(_, text)| text.lines());
    let own = lines.filter(|line| !line.starts_with([' ', '#']) && !line.contains("# via"));
    let names = own.filter_map(|line| line.split(['=', '<', '>', '[', ';', ' ']).next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
