//! Nothing of one machine stands in the repository: no path, no host, no folder of downloads.

use super::{Tree, tree};

/// Where lock files may say that packages come from.
const INDEX: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// Folders of downloads and builds.
const MADE: &[&str] = &["node_modules/", "target/", ".venv/"];

/// Paths of machines, written in two halves so that this file does not find itself.
fn machine() -> Vec<String> {
    let halves =
        [("/ro", "ot/"), ("/wo", "rk/"), ("/Us", "ers/"), ("/tmp/ba", "sh_jobs"), ("C:", "\\\\")];
    halves.iter().map(|(a, b)| format!("{a}{b}")).collect()
}

/// Holds it.
pub fn check(tree: &Tree) -> Vec<String> {
    let machine = machine();
    let mut found = Vec::new();
    for path in tree.paths() {
        let made =
            |folder: &&&str| path.starts_with(**folder) || path.contains(&format!("/{folder}"));
        if let Some(folder) = MADE.iter().find(made) {
            found.push(format!("{path} is in {folder}, which is made and not kept"));
        }
    }
    for (path, text) in tree.texts().filter(|(path, _)| !tree::ends(path, ".lock")) {
        for (number, line) in (1..).zip(text.lines()) {
            let named = machine.iter().find(|place| says(line, place));
            if let Some(place) = named.map(String::as_str).or_else(|| home(line)) {
                found.push(format!("{path}:{number} names {place}, a place of one machine"));
            }
            if let Some(host) = host(line) {
                found.push(format!("{path}:{number} names {host}, a host of one network"));
            }
        }
    }
    found.extend(locks(tree));
    found
}

/// The place stands as a path of its own, not in the middle of an address.
fn says(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        !line[..at]
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '}'))
    })
}

/// A person's folder.
fn home(line: &str) -> Option<&str> {
    let at = line.find("/home/")?;
    let rest = &line[at..];
    let person = rest[6..].chars().next().is_some_and(|c| c.is_ascii_lowercase());
    person.then(|| rest.split_whitespace().next().unwrap_or(rest))
}

/// An address of an inner network, or a name that only one network knows.
fn host(line: &str) -> Option<&str> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_'));
    words.into_iter().find(|word| {
        let word = word.trim_end_matches('.');
        let named = [".internal", ".local", ".lan", ".corp", ".svc"];
        let parts: Vec<Option<u8>> = word.split('.').map(|part| part.parse().ok()).collect();
        let number = match parts.as_slice() {
            [Some(172), Some(second), Some(_), Some(_)] => (16..32).contains(second),
            [Some(10), Some(_), Some(_), Some(_)] | [Some(192), Some(168), Some(_), Some(_)] => {
                true
            }
            _ => false,
        };
        number || named.iter().any(|end| word.len() > end.len() && word.ends_with(end))
    })
}

/// Lock files name the public index, or nothing.
fn locks(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in tree.below("", "Cargo.lock") {
        let sources = (1..).zip(text.lines()).filter_map(|(n, line)| {
            Some((n, line.strip_prefix("source = \"")?.trim_end_matches('"')))
        });
        let strange = sources.filter(|(_, source)| *source != INDEX);
        found.extend(strange.map(|(n, source)| format!("{path}:{n} takes from {source}")));
    }
    for (path, text) in tree.below("", "package-lock.json") {
        let resolved = (1..).zip(text.lines()).filter(|(_, line)| line.contains("\"resolved\""));
        found.extend(resolved.map(|(n, _)| format!("{path}:{n} names where a package came from")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str) -> usize {
        super::check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn places_of_one_machine_are_found() {
        assert_eq!(check("a.md", &format!("see {}b", machine()[0])), 1);
        assert_eq!(check("a.md", &format!("cp /{}/ada/b", "home")), 1);
        assert_eq!(check("a.md", "https://example.org/work/a /home/{name}"), 0);
        assert_eq!(check("node_modules/a.js", ""), 1);
    }

    #[test]
    fn hosts_of_one_network_are_found() {
        assert_eq!(check("a.md", &format!("http://{}.internal:80/", "mirror")), 1);
        assert_eq!(check("a.md", &format!("{}.1.2.3", 10)), 1);
        assert_eq!(check("a.md", "127.0.0.1:8080, C5.2.5.2.2, caseway.example"), 0);
    }

    #[test]
    fn lock_files_take_from_the_public_index() {
        assert_eq!(check("Cargo.lock", &format!("source = \"{INDEX}\"\n")), 0);
        assert_eq!(check("Cargo.lock", "source = \"registry+https://other.example/\"\n"), 1);
        assert_eq!(check("web/package-lock.json", "\"resolved\": \"https://a.example/\"\n"), 1);
    }
}
