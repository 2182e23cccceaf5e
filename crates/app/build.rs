//! Makes tables of what the program carries: the rule packs of `rules/`, the stories of
//! `scenarios/`, and where in the core each rule is named.
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Done {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let root = here.join("../..");
    fs::write(out.join("stories.in"), stories(&root.join("scenarios"))?)?;
    fs::write(out.join("packs.in"), packs(&root.join("rules"))?)?;
    fs::write(out.join("places.in"), places(&root, &root.join("crates/case/src"))?)?;
    Ok(())
}

fn stories(folder: &Path) -> Done<String> {
    let mut table = String::from("&[\n");
    for file in files(folder, "case", |_| true)? {
        let name = named(folder, &file.with_extension(""));
        writeln!(table, "    ({name:?}, include_str!({:?})),", file.display().to_string())?;
    }
    Ok(table + "]")
}

/// A folder with a `pack.toml` is a pack; so is each such folder inside it, by itself.
fn packs(root: &Path) -> Done<String> {
    let mut table = String::from("&[\n");
    for own in files(root, "toml", |_| true)?.iter().filter(|path| path.ends_with("pack.toml")) {
        let folder = own.parent().ok_or("a file stands in a folder")?;
        let outside = |inner: &Path| inner == folder || !inner.join("pack.toml").exists();
        writeln!(table, "    Carried {{\n        files: &[")?;
        let mut tables = BTreeMap::new();
        for file in files(folder, "toml", outside)? {
            let (name, path) = (named(folder, &file), file.display().to_string());
            if name.starts_with("codes/") {
                tables.insert(name, path);
            } else {
                writeln!(table, "            ({name:?}, include_str!({path:?})),")?;
            }
        }
        writeln!(table, "        ],")?;
        for code in ["countries", "agencies"] {
            let path = &tables[&format!("codes/{code}.toml")];
            writeln!(table, "        {code}: include_str!({path:?}),")?;
        }
        writeln!(table, "    }},")?;
    }
    Ok(table + "]")
}

/// The first line of the core that names a rule as a check does, or else at all.
fn places(root: &Path, folder: &Path) -> Done<String> {
    let (mut checks, mut uses) = (BTreeMap::new(), BTreeMap::new());
    for file in files(folder, "rs", |_| true)? {
        let place = named(root, &file);
        let text = fs::read_to_string(&file)?;
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        let listed = place.ends_with("gates/mod.rs") || place.ends_with("coverage.rs");
        for (number, line) in (1..).zip(product.lines()) {
            let quoted = line.split('"').skip(1).step_by(2);
            for rule in quoted.filter(|word| is_rule(word)) {
                let at = format!("{place}:{number}");
                if line.contains("rule: \"") {
                    checks.entry(rule.to_owned()).or_insert(at);
                } else if !listed {
                    uses.entry(rule.to_owned()).or_insert(at);
                }
            }
        }
    }
    uses.extend(checks);
    let mut table = String::from("&[\n");
    for (rule, at) in uses {
        writeln!(table, "    ({rule:?}, {at:?}),")?;
    }
    Ok(table + "]")
}

/// `CN-001`: capitals, a hyphen, three digits.
fn is_rule(word: &str) -> bool {
    word.split_once('-').is_some_and(|(group, number)| {
        2 <= group.len()
            && group.bytes().all(|b| b.is_ascii_uppercase())
            && number.len() == 3
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

fn named(folder: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(folder).unwrap_or(file);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Every file of an ending below a folder, in the order of their paths.
fn files(folder: &Path, ending: &str, enter: impl Fn(&Path) -> bool) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        // Cargo looks at a folder's own entries; each folder is named to it.
        println!("cargo::rerun-if-changed={}", folder.display());
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                if enter(&path) {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
