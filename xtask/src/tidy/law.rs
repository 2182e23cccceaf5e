//! The law: no number of it in program text, and no check or row without the other.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{Tree, rust};

/// Rooms in which a number of the law would be at home, if it were not in `rules/`.
const ROOMS: &[&str] = &["case", "pricing", "rules"];
/// From here on a whole number is taken for one of the law.
const LARGE: u128 = 1_000;

/// Whole numbers of 1,000 and more are refused outside tests.
pub fn literals(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for room in ROOMS {
        let folder = format!("crates/{room}/src/");
        for (path, text) in tree.below(&folder, ".rs").filter(|(path, _)| !rust::is_test(path)) {
            let plain = rust::plain(rust::product(text));
            for (number, line) in (1..).zip(plain.lines()) {
                let large = numbers(line).into_iter().filter(|value| *value >= LARGE);
                found.extend(large.map(|value| format!("{path}:{number} holds {value}")));
            }
        }
    }
    found
}

/// Whole numbers of a line, in any base.
fn numbers(line: &str) -> Vec<u128> {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    let digits = words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    digits.filter_map(|word| number(&word.replace('_', ""))).collect()
}

fn number(word: &str) -> Option<u128> {
    let based = [("0x", 16), ("0o", 8), ("0b", 2)];
    let based =
        based.into_iter().find_map(|(prefix, base)| Some((word.strip_prefix(prefix)?, base)));
    let (digits, base) = based.unwrap_or((word, 10));
    let end = digits.find(|c: char| !c.is_digit(base)).unwrap_or(digits.len());
    u128::from_str_radix(&digits[..end], base).ok()
}

/// Each check in program text has a row; each row that is enforced has a check or asks a role for
/// a statement, and has a story. A proposal, a definition and a duty ask nothing of a file.
pub fn coverage(tree: &Tree) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let Rows { checked, stated, known } = rows(tree)?;
    let named = named(tree);
    for (rule, place) in &named {
        if !known.contains(rule) {
            found.push(format!("{place} checks {rule}, of which no row stands in rules/"));
        }
    }
    let named: BTreeSet<&str> = named.iter().map(|(rule, _)| rule.as_str()).collect();
    let stories: Vec<&str> = tree.below("scenarios/", ".case").map(|(_, text)| text).collect();
    for rule in checked.union(&stated) {
        if !stated.contains(rule) && !named.contains(rule.as_str()) {
            found.push(format!("rules/ holds {rule}, and nothing in crates/case checks it"));
        } else if !stories.iter().any(|story| mentions(story, rule)) {
            found.push(format!("no story in scenarios/ names {rule}"));
        }
    }
    Ok(found)
}

/// The rules of the packs, by how they are held.
#[derive(Default)]
struct Rows {
    /// A check of the program decides.
    checked: BTreeSet<String>,
    /// A role states what it found.
    stated: BTreeSet<String>,
    /// Every rule that has a row.
    known: BTreeSet<String>,
}

fn rows(tree: &Tree) -> Result<Rows> {
    let mut all = Rows::default();
    for (path, _) in tree.below("rules/", ".toml") {
        let pack = tree.toml(path)?;
        let rows = pack.get("rule").and_then(toml::Value::as_array);
        for row in rows.into_iter().flatten() {
            let word = |key| row.get(key).and_then(toml::Value::as_str).unwrap_or_default();
            let has = |key| row.get(key).is_some();
            all.known.insert(word("id").to_owned());
            let asks_nothing = word("kind") == "proposal" || has("definition") || has("duty");
            match (asks_nothing, has("attestation")) {
                (true, _) => false,
                (false, true) => all.stated.insert(word("id").to_owned()),
                (false, false) => all.checked.insert(word("id").to_owned()),
            };
        }
    }
    Ok(all)
}

/// Rules that the core's program text names in quotes, each with the place.
fn named(tree: &Tree) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let files = tree.below("crates/case/src/", ".rs").filter(|(path, _)| !rust::is_test(path));
    for (path, text) in files {
        for (number, line) in (1..).zip(rust::product(text).lines()) {
            if line.trim_start().starts_with("//") {
                continue;
            }
            let quoted = line.split('"').skip(1).step_by(2);
            let rules = quoted.filter(|word| is_rule(word));
            all.extend(rules.map(|rule| (rule.to_owned(), format!("{path}:{number}"))));
        }
    }
    all
}

/// `CN-001`: capitals, a hyphen, three digits.
fn is_rule(word: &str) -> bool {
    let Some((group, number)) = word.split_once('-') else { return false };
    let capitals = group.len() >= 2 && group.bytes().all(|b| b.is_ascii_uppercase());
    capitals && number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit())
}

fn mentions(story: &str, rule: &str) -> bool {
    let mut words = story.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.any(|word| word == rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals_of(text: &str) -> Vec<String> {
        literals(&Tree::of(&[("crates/case/src/a.rs", text)]))
    }

    #[test]
    fn a_number_of_the_law_is_found_and_a_small_one_is_not() {
        assert_eq!(literals_of("let a = 14_000_000;\n"), ["crates/case/src/a.rs:1 holds 14000000"]);
        assert_eq!(literals_of("let a = 0x3e8u64;\n"), ["crates/case/src/a.rs:1 holds 1000"]);
        assert!(literals_of("let a = 999; // 2026\nlet b = \"1000\";\n").is_empty());
        assert!(literals_of("a\n#[cfg(test)]\nmod tests { const A: u32 = 4_000; }\n").is_empty());
    }

    fn coverage_of(story: &str) -> Vec<String> {
        let rows = "[[rule]]\nid = \"CN-001\"\nkind = \"law\"\n\
                    [[rule]]\nid = \"CN-009\"\nkind = \"proposal\"\n\
                    [[rule]]\nid = \"REP-001\"\nkind = \"law\"\nduty = \"Reports\"\n\
                    [[rule]]\nid = \"SANC-001\"\nkind = \"law\"\n[rule.attestation]\n";
        let text = "const A: &str = \"CN-001\";\nconst B: &str = \"CN-002\";\n";
        let files =
            [("rules/a.toml", rows), ("crates/case/src/a.rs", text), ("scenarios/a.case", story)];
        coverage(&Tree::of(&files)).unwrap()
    }

    #[test]
    fn rows_checks_and_stories_need_each_other() {
        let no_row = "crates/case/src/a.rs:2 checks CN-002, of which no row stands in rules/";
        assert_eq!(coverage_of("then refused CN-001\nthen refused SANC-001"), [no_row]);
        assert_eq!(
            coverage_of("then refused CN-0011"),
            [
                no_row,
                "no story in scenarios/ names CN-001",
                "no story in scenarios/ names SANC-001"
            ]
        );
    }
}
