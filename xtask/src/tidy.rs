//! Tidy: what a reviewer said twice and a machine can see. Each check reads the repository's own
//! files and names the spot; nothing is mended by itself.

mod arrows;
mod dead;
mod frozen;
mod law;
mod licences;
mod links;
mod outside;
mod papers;
mod places;
mod rust;
mod sizes;
mod tree;
mod words;

use anyhow::{Result, bail};

pub use tree::Tree;

use crate::daily::no_words;

/// A check: its name, what it holds, and the spots that break it.
struct Check {
    name: &'static str,
    holds: &'static str,
    run: fn(&Tree) -> Result<Vec<String>>,
}

const CHECKS: &[Check] = &[
    Check { name: "sizes", holds: "files and lines are short", run: sizes::check },
    Check { name: "arrows", holds: "rooms use only the rooms below them", run: arrows::rooms },
    Check {
        name: "world",
        holds: "the core knows no file, net, time or chance",
        run: arrows::world,
    },
    Check { name: "floats", holds: "no binary float near money", run: arrows::floats },
    Check {
        name: "literals",
        holds: "numbers of the law stand in rules/",
        run: |tree| Ok(law::literals(tree)),
    },
    Check {
        name: "rules",
        holds: "each check has a row, each row a check and a story",
        run: law::coverage,
    },
    Check {
        name: "glossary",
        holds: "program text and glossary say the same words",
        run: words::check,
    },
    Check {
        name: "tests",
        holds: "no test is switched off",
        run: |tree| Ok(words::tests_run(tree)),
    },
    Check { name: "links", holds: "links of the papers lead somewhere", run: links::check },
    Check { name: "papers", holds: "made papers are as the program says", run: papers::check },
    Check { name: "outside", holds: "every outside package has its line", run: outside::check },
    Check {
        name: "licences",
        holds: "one licence inside, known ones outside",
        run: licences::check,
    },
    Check { name: "dead", holds: "every file is used", run: |tree| Ok(dead::check(tree)) },
    Check {
        name: "places",
        holds: "no machine's paths and hosts",
        run: |tree| Ok(places::check(tree)),
    },
    Check {
        name: "frozen",
        holds: "released steps of the schema never change",
        run: frozen::check,
    },
];

/// `cargo x tidy`.
pub fn word(words: &[String]) -> Result<()> {
    no_words("tidy", words)?;
    let found = all()?;
    if found.is_empty() {
        println!("  tidy: {} checks, nothing found", CHECKS.len());
        return Ok(());
    }
    for line in &found {
        println!("  {line}");
    }
    bail!("tidy found {} spots", found.len())
}

/// What all checks found, each line with the name of its check.
fn all() -> Result<Vec<String>> {
    let tree = Tree::read()?;
    let mut found = Vec::new();
    for check in CHECKS {
        let spots = (check.run)(&tree)?;
        found.extend(
            spots.into_iter().map(|spot| format!("{}: {spot} ({})", check.name, check.holds)),
        );
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let found = all().unwrap();
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    }
}
