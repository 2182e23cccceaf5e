//! Files of 300 lines of product text, 500 at the very most with tests; lines of 100 columns.
//! A file above 300 stands in a list with its length, and the list only becomes shorter.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

use super::{Tree, rust};

/// Lines of product text that a file has room for.
const FILE: usize = 300;
/// Lines that no file passes, tests and all.
const FILE_MAX: usize = 500;
/// Columns of a line; a sentence in quotes may be longer, as no program can break it.
const LINE: usize = 100;
/// The list of files above `FILE`: the ratchet.
const LONG: &str = "xtask/src/tidy/long-files.txt";
/// How much shorter than its row a file may be before the row is lowered.
const SLACK: usize = 20;

/// Holds it.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let mut listed = listed(tree.text(LONG)?)?;
    let mut found = Vec::new();
    for (path, text) in tree.below("", ".rs") {
        found.extend(lines(path, text));
        let all = text.lines().count();
        if all > FILE_MAX {
            found.push(format!("{path} has {all} lines; a file has {FILE_MAX} at the most"));
        }
        let product = rust::product(text).lines().count();
        let test = rust::is_test(path);
        match listed.remove(path) {
            None if product > FILE && !test => {
                found.push(format!("{path} has {product} lines of product text; split it"));
            }
            Some(row) if product > row => {
                found.push(format!("{path} has {product} lines; it had {row}: split it"));
            }
            Some(row) if product <= FILE || product + SLACK < row => {
                found.push(format!("{path} has {product} lines now: lower its row in {LONG}"));
            }
            _ => {}
        }
    }
    found.extend(listed.keys().map(|path| format!("{path} is gone: strike it from {LONG}")));
    Ok(found)
}

fn listed(text: &str) -> Result<BTreeMap<&str, usize>> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    let row = |line| {
        let (length, path) =
            str::split_once(line, ' ').with_context(|| format!("{LONG}: {line}"))?;
        Ok((path, length.parse().with_context(|| format!("{LONG}: {line}"))?))
    };
    rows.map(row).collect()
}

fn lines(path: &str, text: &str) -> Vec<String> {
    let plain = rust::plain(text);
    let width = |line: &str| line.trim_end().chars().count();
    let pairs = (1..).zip(plain.lines().zip(text.lines()));
    let long = pairs.filter(|(_, (plain, text))| {
        let comment = text.trim_start().starts_with("//");
        let counted = if comment { *text } else { *plain };
        width(counted) > LINE && (comment || !text.contains('"'))
    });
    let told = long.map(|(n, (_, text))| format!("{path}:{n} has {} columns", width(text)));
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(listed: &str, lines: usize, expected: &[&str]) {
        let text = "a();\n".repeat(lines);
        let tree = Tree::of(&[(LONG, listed), ("crates/a/src/b.rs", &text)]);
        assert_eq!(super::check(&tree).unwrap(), expected);
    }

    #[test]
    fn a_file_above_the_mark_must_be_listed_and_must_not_grow() {
        check("", 300, &[]);
        check("", 301, &["crates/a/src/b.rs has 301 lines of product text; split it"]);
        check("310 crates/a/src/b.rs", 310, &[]);
        check(
            "310 crates/a/src/b.rs",
            311,
            &["crates/a/src/b.rs has 311 lines; it had 310: split it"],
        );
    }

    #[test]
    fn the_list_only_becomes_shorter() {
        let lower = "lines now: lower its row in xtask/src/tidy/long-files.txt";
        check("310 crates/a/src/b.rs", 300, &[&format!("crates/a/src/b.rs has 300 {lower}")]);
        check("340 crates/a/src/b.rs", 310, &[&format!("crates/a/src/b.rs has 310 {lower}")]);
    }

    #[test]
    fn long_lines_are_found_but_for_sentences() {
        let long = "a".repeat(101);
        assert_eq!(lines("b.rs", &long), ["b.rs:1 has 101 columns"]);
        assert!(lines("b.rs", &format!("f(\"{long}\");")).is_empty());
        assert_eq!(lines("b.rs", &format!("// \"{long}\"")).len(), 1);
    }
}
