//! The arrows between the rooms, and what each room may know of the world outside.

use anyhow::Result;
use toml::Table;

use super::{Tree, rust};

/// Each room with the rooms that it uses, exactly: a new arrow is a change of the architecture and
/// is written here first. Arrows go down a row, never sideways (ARCHITECTURE.md).
const ROOMS: &[(&str, &[&str])] = &[
    ("terms", &[]),
    ("rules", &["terms"]),
    ("ledger", &["terms"]),
    ("pricing", &["terms"]),
    ("schedule", &["terms"]),
    ("interchange", &["terms"]),
    ("screening", &[]),
    ("tlog", &[]),
    ("identity", &["terms"]),
    ("case", &["ledger", "pricing", "rules", "schedule", "terms"]),
    ("documents", &["terms"]),
    ("reports", &["terms"]),
    ("store", &["case", "ledger", "schedule", "terms", "tlog"]),
    (
        "app",
        &[
            "case",
            "identity",
            "interchange",
            "ledger",
            "reports",
            "rules",
            "schedule",
            "store",
            "terms",
            "tlog",
        ],
    ),
    ("web", &["app", "case", "reports", "rules", "schedule", "store", "terms"]),
    (
        "caseway",
        &[
            "app",
            "case",
            "documents",
            "ledger",
            "pricing",
            "reports",
            "rules",
            "screening",
            "store",
            "terms",
            "tlog",
            "web",
        ],
    ),
];

/// Rooms of tests and trials: no product room uses them.
const YARD: &[&str] = &["testkit", "trial", "bench", "model"];

/// Packages that only some rooms may know: the world outside has a door for each of its kinds.
const DOORS: &[(&str, &[&str])] = &[
    ("tokio", &["store", "app", "web", "caseway"]),
    ("tokio-postgres", &["store"]),
    ("deadpool-postgres", &["store"]),
    ("rusqlite", &["store"]),
    ("axum", &["web", "caseway"]),
    ("tower", &["web"]),
    ("tower-http", &["web"]),
    ("hyper", &["caseway"]),
    ("hyper-util", &["caseway"]),
    ("http-body-util", &["caseway"]),
    ("maud", &["web"]),
    ("typst", &["documents"]),
    ("typst-pdf", &["documents"]),
    ("typst-layout", &["documents"]),
    ("typst-assets", &["documents"]),
    ("jiff", &["terms", "app"]),
    ("getrandom", &["app"]),
    ("uuid", &["app"]),
    ("clap", &["caseway"]),
    ("indicatif", &["caseway"]),
];

/// Rooms that know nothing of files, nets, processes and the clock of the machine.
const CORE: &[&str] = &[
    "terms",
    "rules",
    "ledger",
    "pricing",
    "schedule",
    "interchange",
    "screening",
    "tlog",
    "identity",
    "case",
    "documents",
    "reports",
];
/// What these rooms do not say.
const WORLD: &[&str] =
    &["std::fs", "std::net", "std::process", "std::env", "std::thread", "tokio::"];

/// Rooms in which money is counted.
const MONEY: &[&str] =
    &["terms", "rules", "ledger", "pricing", "case", "documents", "reports", "interchange"];
/// How the head of such a room refuses floats.
const NO_FLOAT: &str = "#![deny(clippy::float_arithmetic, clippy::float_cmp)]";

/// Rooms use the rooms of the table and no others.
pub fn rooms(tree: &Tree) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (path, _) in tree.below("crates/", "/Cargo.toml") {
        let Some(room) = rust::room(path) else { continue };
        if YARD.contains(&room) {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            found.push(format!("{path}: the room {room} stands in no row of the house"));
            continue;
        };
        let manifest = tree.toml(path)?;
        let used = names(&manifest, "dependencies");
        let inside =
            |name: &&str| ROOMS.iter().any(|(room, _)| room == name) || YARD.contains(name);
        for name in used.iter().copied().filter(inside) {
            if !allowed.contains(&name) {
                found.push(format!("{path}: {room} may not use {name}"));
            }
        }
        for name in allowed.iter().filter(|name| !used.contains(name)) {
            found.push(format!("{path}: {room} no longer uses {name}; strike the arrow"));
        }
    }
    Ok(found)
}

/// Packages of the world are named where their door is, and the core's text names none.
pub fn world(tree: &Tree) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (path, _) in tree.below("crates/", "/Cargo.toml") {
        let Some(room) = rust::room(path) else { continue };
        let manifest = tree.toml(path)?;
        let used = names(&manifest, "dependencies");
        for (package, rooms) in DOORS {
            if used.contains(package) && !rooms.contains(&room) && !YARD.contains(&room) {
                found.push(format!("{path}: {room} may not know {package}"));
            }
        }
    }
    for room in CORE {
        for (path, text) in tree.below(&format!("crates/{room}/src/"), ".rs") {
            let plain = rust::plain(rust::product(text));
            for (number, line) in (1..).zip(plain.lines()) {
                for word in WORLD.iter().filter(|word| line.contains(**word)) {
                    found.push(format!("{path}:{number} names {word}"));
                }
            }
        }
    }
    Ok(found)
}

/// The rooms of money refuse floats at their head.
pub fn floats(tree: &Tree) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for room in MONEY {
        let path = format!("crates/{room}/src/lib.rs");
        if !tree.text(&path)?.contains(NO_FLOAT) {
            found.push(format!("{path} does not say {NO_FLOAT}"));
        }
    }
    Ok(found)
}

fn names<'a>(manifest: &'a Table, section: &str) -> Vec<&'a str> {
    let table = manifest.get(section).and_then(toml::Value::as_table);
    table.into_iter().flat_map(|table| table.keys().map(String::as_str)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(room: &str, manifest: &str) -> Vec<String> {
        rooms(&Tree::of(&[(&format!("crates/{room}/Cargo.toml"), manifest)])).unwrap()
    }

    #[test]
    fn an_arrow_sideways_is_found() {
        let found = check("ledger", "[dependencies]\nterms = {}\npricing = {}\n");
        assert_eq!(found, ["crates/ledger/Cargo.toml: ledger may not use pricing"]);
    }

    #[test]
    fn an_arrow_that_nobody_uses_is_struck() {
        let found = check("rules", "[dependencies]\n");
        assert_eq!(
            found,
            ["crates/rules/Cargo.toml: rules no longer uses terms; strike the arrow"]
        );
    }

    #[test]
    fn no_product_uses_the_yard() {
        let found = check("tlog", "[dependencies]\ntestkit = {}\n[dev-dependencies]\nterms = {}\n");
        assert_eq!(found, ["crates/tlog/Cargo.toml: tlog may not use testkit"]);
    }

    #[test]
    fn the_table_of_arrows_has_no_circle_and_goes_down() {
        for (at, (room, uses)) in (0..).zip(ROOMS) {
            for used in *uses {
                let below = ROOMS.iter().position(|(name, _)| name == used).unwrap();
                assert!(below < at, "{room} uses {used}, which stands above it");
            }
        }
    }

    #[test]
    fn a_driver_in_the_core_is_found() {
        let manifest = "[dependencies]\nrusqlite = {}\n";
        let text = "fn a() { std::fs::read(b) }\n#[cfg(test)]\nmod tests { use std::fs; }\n";
        let tree =
            Tree::of(&[("crates/case/Cargo.toml", manifest), ("crates/case/src/a.rs", text)]);
        let expected = [
            "crates/case/Cargo.toml: case may not know rusqlite",
            "crates/case/src/a.rs:1 names std::fs",
        ];
        assert_eq!(world(&tree).unwrap(), expected);
    }
}
