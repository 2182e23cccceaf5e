//! Dead files: every file of program text is a module of its crate, and every other file is named
//! by somebody who reads it.

use std::collections::BTreeSet;

use super::{Tree, rust, tree};

/// Folders that are read as a whole.
const WHOLE: &[&str] = &[
    "rules/",
    "seeds/",
    "scenarios/",
    "crates/case/events/",
    "crates/store/migrations/",
    "docs/generated/",
    "docs/decisions/",
    "crates/web/static/",
];
/// Files that tools look for by their own names.
const KNOWN: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "LICENSE",
    "Makefile",
    ".gitignore",
    "clippy.toml",
    "rustfmt.toml",
    "deny.toml",
    "build.rs",
    "main.rs",
    "lib.rs",
    "package.json",
    "package-lock.json",
    ".npmrc",
    ".cargo/config.toml",
    ".ci/run",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "nextest.toml",
];

/// Holds it.
pub fn check(tree: &Tree) -> Vec<String> {
    let mut found = modules(tree);
    let texts: Vec<(&str, &str)> = tree.texts().collect();
    for path in tree.paths().filter(|path| !tree::ends(path, ".rs")) {
        let name = path.rsplit('/').next().unwrap_or(path);
        // `node --test` runs whatever ends so.
        let known = tree::ends(path, ".test.js")
            || KNOWN.iter().any(|known| *known == name || path == *known);
        let whole = WHOLE.iter().any(|folder| path.starts_with(folder));
        if known || whole || texts.iter().any(|(at, text)| *at != path && names(text, name)) {
            continue;
        }
        found.push(format!("{path} is named nowhere"));
    }
    found
}

/// A file's name stands in a text, whole or without its ending.
fn names(text: &str, name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let quoted = |mark: char| text.contains(&format!("{mark}{stem}{mark}"));
    text.contains(name) || (stem.len() > 2 && (quoted('"') || quoted('\'') || quoted('`')))
}

/// Files of program text that no `mod` reaches.
fn modules(tree: &Tree) -> Vec<String> {
    let all: BTreeSet<&str> = tree.below("", ".rs").map(|(path, _)| path).collect();
    let roots = all.iter().copied().filter(|path| is_root(path));
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = roots.collect();
    while let Some(path) = next.pop() {
        if !reached.insert(path) {
            continue;
        }
        let text = tree.text(path).unwrap_or_default();
        for (module, given) in declared(text) {
            let places = places(path, &module, given.as_deref());
            next.extend(places.iter().filter_map(|place| all.get(place.as_str())));
        }
    }
    let dead = all.iter().filter(|path| !reached.contains(*path));
    dead.map(|path| format!("{path} is a module of nothing")).collect()
}

/// Where a crate, a test program, an example or a build script begins.
fn is_root(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(
        parts.as_slice(),
        [.., "src", "main.rs" | "lib.rs"]
            | [.., "tests", _, "main.rs"]
            | [.., "build.rs"]
            | [.., "src", "bin", _]
            | [.., "examples" | "benches" | "tests", _]
    )
}

/// Modules that a file declares, with the path that an attribute gives.
fn declared(text: &str) -> Vec<(String, Option<String>)> {
    let plain = rust::plain(text);
    let mut all = Vec::new();
    let mut given = None;
    for (plain, text) in plain.lines().zip(text.lines()) {
        if plain.trim_start().starts_with("#[path") {
            given = text.split('"').nth(1).map(str::to_owned);
            continue;
        }
        let words = plain.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        let words = words.trim_start_matches("pub(super) ");
        if let Some(name) = words.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            all.push((name.trim_start_matches("r#").to_owned(), given.take()));
        }
    }
    all
}

/// Where a module's text may be.
fn places(path: &str, module: &str, given: Option<&str>) -> Vec<String> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    if let Some(given) = given {
        return vec![format!("{folder}/{given}")];
    }
    let stem = file.trim_end_matches(".rs");
    let inner = match stem {
        "main" | "lib" | "mod" => folder.to_owned(),
        _ if is_root(path) => folder.to_owned(),
        stem => format!("{folder}/{stem}"),
    };
    vec![format!("{inner}/{module}.rs"), format!("{inner}/{module}/mod.rs")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_that_nobody_declares_is_dead() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "pub mod b;\n// mod c;\n"),
            ("crates/a/src/b.rs", "mod d;\n"),
            ("crates/a/src/b/d.rs", ""),
            ("crates/a/src/c.rs", ""),
        ]);
        assert_eq!(check(&tree), ["crates/a/src/c.rs is a module of nothing"]);
    }

    #[test]
    fn a_file_that_nobody_names_is_dead() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "include_str!(\"a.typ\")\n"),
            ("crates/a/src/a.typ", ""),
            ("crates/a/src/b.typ", ""),
        ]);
        assert_eq!(check(&tree), ["crates/a/src/b.typ is named nowhere"]);
    }
}
