//! Words: the glossary and the program text say the same ones, and each means one thing.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::{Tree, rust};
use crate::told::FOLDER;

/// The book of the field's words.
const BOOK: &str = "GLOSSARY.md";

/// Words that the field has a better one for, with what may stand around them.
const REFUSED: &[(&str, &str, &[&str])] = &[
    ("line item", "line", &[]),
    ("customer", "purchaser", &["customer code", "customer reference"]),
];

/// The reader of stories writes the parts of its sentences in capitals.
const GRAMMAR: &str = "crates/case/src/script";

/// Abbreviations of our trade, which the glossary leaves to others.
const TRADE: &[&str] = &[
    "AND", "API", "ASCII", "FIELDS", "II", "BOM", "C2SP", "CSS", "CSV", "DL", "DSA", "DST", "FED",
    "FTS", "ONLY", "FULL", "HTML", "HTTP", "ID", "IO", "ISO", "JSON", "JSONL", "MIB", "ML", "NFC",
    "NFKC", "NOT", "NUL", "OK", "OR", "PDF", "PNG", "RFC", "SHA", "SQL", "SSE", "SVG", "TOML",
    "TRUE", "UA", "URL", "US", "USD", "USWDS", "UTC", "UTF", "UUID", "WAL", "XML", "XMP",
];

/// A row of the book.
struct Entry<'a> {
    word: &'a str,
    places: Vec<&'a str>,
    line: usize,
}

/// Holds it.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let book = tree.text(BOOK)?;
    let entries = entries(book);
    let mut found = Vec::new();
    for pair in entries.windows(2) {
        if pair[0].word.to_lowercase() > pair[1].word.to_lowercase() {
            found.push(format!("{BOOK}:{} \"{}\" is out of order", pair[1].line, pair[1].word));
        }
    }
    for entry in &entries {
        found.extend(lives(tree, entry));
    }
    let known: BTreeSet<&str> =
        entries.iter().flat_map(|entry| abbreviations(entry.word)).collect();
    for (word, place) in used(tree) {
        if !known.contains(word) && !TRADE.contains(&word) {
            found.push(format!("{place} says {word}, and {BOOK} does not"));
        }
    }
    found.extend(refused(tree));
    Ok(found)
}

/// Rows of the book's tables: a word in bold, a sentence, and places in code quotes.
fn entries(book: &str) -> Vec<Entry<'_>> {
    (1..).zip(book.lines()).filter_map(|(line, text)| entry(line, text)).collect()
}

fn entry(line: usize, text: &str) -> Option<Entry<'_>> {
    let mut cells = text.strip_prefix("| **")?.split('|');
    let word = cells.next()?.split("**").next()?;
    let places = cells.nth(1)?.split('`').skip(1).step_by(2).collect();
    Some(Entry { word, places, line })
}

/// A word lives where its row says: the place is there, and says the word.
fn lives(tree: &Tree, entry: &Entry<'_>) -> Vec<String> {
    let spot = format!("{BOOK}:{} \"{}\"", entry.line, entry.word);
    if entry.places.is_empty() {
        return vec![format!("{spot} names no place")];
    }
    let says = |place: &&str| {
        let heads = entry.word.split([',', ';', '(', ')']).map(fold).filter(|head| head.len() > 1);
        let heads: Vec<String> = heads.collect();
        let texts = tree.texts().filter(|(path, _)| path.starts_with(*place));
        texts.into_iter().any(|(path, text)| {
            let text = fold(text);
            let path = fold(path);
            heads.iter().any(|head| text.contains(head) || path.contains(head))
        })
    };
    let mut found = Vec::new();
    for place in &entry.places {
        if !tree.has(place) {
            found.push(format!("{spot} lives in {place}, which is not there"));
        } else if !says(place) {
            found.push(format!("{spot} lives in {place}, which does not say it"));
        }
    }
    found
}

/// Letters and digits in lower case: `LetterOfRequest`, "letter of request" and `letter-of-request`
/// are one word.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Abbreviations that officers read: in quotes of the core and in the rows of the law.
fn used(tree: &Tree) -> BTreeMap<&str, String> {
    let mut all = BTreeMap::new();
    let core = tree.below("crates/case/src/", ".rs").chain(tree.below("crates/terms/src/", ".rs"));
    for (path, text) in core.filter(|(path, _)| !path.starts_with(GRAMMAR)) {
        for (number, line) in (1..).zip(rust::product(text).lines()) {
            if line.trim_start().starts_with("//") {
                continue;
            }
            let quoted = line.split('"').skip(1).step_by(2).filter(|quoted| quoted.contains(' '));
            for word in quoted.flat_map(abbreviations) {
                all.entry(word).or_insert_with(|| format!("{path}:{number}"));
            }
        }
    }
    for (path, text) in tree.below("rules/", ".toml") {
        let told = |line: &&str| line.starts_with("rule =") || line.starts_with("title =");
        for word in text.lines().filter(told).flat_map(abbreviations) {
            all.entry(word).or_insert_with(|| path.to_owned());
        }
    }
    all
}

/// Words of two to six capitals.
fn abbreviations(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_' && c != '/');
    words.filter(|word| {
        let capitals = word.bytes().all(|b| b.is_ascii_uppercase());
        (2..=6).contains(&word.len()) && capitals
    })
}

fn refused(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    let papers = tree.below("", ".md").chain(tree.below("crates/", ".rs"));
    let ours = papers.filter(|(path, _)| {
        *path != BOOK
            && *path != "STYLE.md"
            && !path.starts_with(FOLDER)
            && !path.starts_with("xtask/")
    });
    for (path, text) in ours {
        for (number, line) in (1..).zip(text.lines()) {
            let mut line = line.to_lowercase();
            for (word, better, around) in REFUSED {
                for fine in *around {
                    line = line.replace(fine, "");
                }
                if line.contains(word) {
                    found.push(format!(
                        "{path}:{number} says \"{word}\"; the field says \"{better}\""
                    ));
                }
            }
        }
    }
    found
}

/// Tests run: none is switched off, and no work is left for later.
pub fn tests_run(tree: &Tree) -> Vec<String> {
    let off = ["#[ig", ".sk", ".on"].map(|start| match start {
        "#[ig" => format!("{start}nore"),
        ".sk" => format!("{start}ip("),
        _ => format!("{start}ly("),
    });
    let mut found = Vec::new();
    for (path, text) in tree.below("", ".rs") {
        let plain = rust::plain(text);
        let lines = (1..).zip(plain.lines()).filter(|(_, line)| line.contains(&off[0]));
        found.extend(lines.map(|(number, _)| format!("{path}:{number} ignores a test")));
    }
    for (path, text) in tree.below("tests/", ".js") {
        let switched = |line: &str| {
            let test = line.contains("test") || line.contains("describe");
            test && off[1..].iter().any(|word| line.contains(word))
        };
        let lines = (1..).zip(text.lines()).filter(|(_, line)| switched(line));
        found.extend(lines.map(|(number, _)| format!("{path}:{number} switches tests off")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "| **LOR, Letter of Request** | A wish. | `crates/case/src/lor/` |\n";

    fn check(book: &str, path: &str, text: &str) -> Vec<String> {
        super::check(&Tree::of(&[(BOOK, book), (path, text)])).unwrap()
    }

    #[test]
    fn a_word_lives_where_its_row_says() {
        assert!(check(ROW, "crates/case/src/lor/mod.rs", "//! A letter of request.\n").is_empty());
        let found = check(ROW, "crates/case/src/lor/a.rs", "//! Nothing.\n");
        assert!(found.is_empty(), "the path says it: {found:?}");
        let found = check(ROW, "crates/case/src/cn.rs", "");
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn an_abbreviation_that_officers_read_is_in_the_book() {
        let text = "const A: &str = \"the XQZ of a case\";\n";
        let found = check(ROW, "crates/case/src/lor/a.rs", text);
        assert_eq!(found, ["crates/case/src/lor/a.rs:1 says XQZ, and GLOSSARY.md does not"]);
    }

    #[test]
    fn the_fields_word_is_used() {
        let found = check(ROW, "crates/case/src/lor/a.rs", "// A customer code, a line item.\n");
        assert_eq!(
            found,
            ["crates/case/src/lor/a.rs:1 says \"line item\"; the field says \"line\""]
        );
    }

    #[test]
    fn rows_stand_in_order() {
        let book = "| **b** | . | `crates/a` |\n| **a** | . | `crates/a` |\n";
        assert_eq!(check(book, "crates/ab.rs", "")[0], "GLOSSARY.md:2 \"a\" is out of order");
    }
}
