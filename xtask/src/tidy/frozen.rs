//! Released steps of the schema: the digest of each stands beside it and never changes.

use std::{collections::BTreeMap, fmt::Write as _};

use anyhow::Result;
use sha2::{Digest as _, Sha256};

use super::Tree;

/// The steps.
const STEPS: &str = "crates/store/migrations/";
/// Their digests, as `sha256sum` prints them.
const DIGESTS: &str = "crates/store/migrations/released.sha256";

/// Holds it.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let rows = tree.text(DIGESTS)?.lines().filter_map(|line| line.split_once("  "));
    let mut released: BTreeMap<&str, &str> = rows.map(|(digest, name)| (name, digest)).collect();
    let mut found = Vec::new();
    for (path, text) in tree.below(STEPS, ".sql") {
        let name = path.trim_start_matches(STEPS);
        let digest = hex(&Sha256::digest(text));
        match released.remove(name) {
            None => found.push(format!("{path} has no digest; add to {DIGESTS}: {digest}  {name}")),
            Some(row) if row != digest => {
                found.push(format!("{path} was released and has changed; add a new step instead"));
            }
            Some(_) => {}
        }
    }
    found.extend(released.keys().map(|name| format!("{STEPS}{name} was released and is gone")));
    Ok(found)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_released_step_never_changes() {
        let empty =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  0001_a.sql\n";
        let found = |text: &str| {
            let step = ("crates/store/migrations/0001_a.sql", text);
            check(&Tree::of(&[(DIGESTS, empty), step])).unwrap().len()
        };
        assert_eq!(found(""), 0);
        assert_eq!(found("create table a"), 1);
    }
}
