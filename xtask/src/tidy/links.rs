//! Links of the papers: to files that are there, and to headings that they have.

use anyhow::Result;

use super::Tree;

/// Holds it. Addresses of the web are left to readers: a test meets no network.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (path, text) in tree.below("", ".md") {
        for (number, target) in targets(text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.to_owned() } else { beside(path, file) };
            if !tree.has(&file) {
                found.push(format!("{path}:{number} leads to {file}, which is not there"));
            } else if !heading.is_empty() && !headings(tree.text(&file)?).any(|has| has == heading)
            {
                found.push(format!(
                    "{path}:{number} leads to #{heading}, which {file} does not have"
                ));
            }
        }
    }
    Ok(found)
}

/// Targets of links and pictures, outside blocks of code.
fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let mut in_code = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            let links = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            all.extend(links.map(|target| (number, target)));
        }
    }
    all
}

/// A path beside a paper, without dots.
fn beside(paper: &str, target: &str) -> String {
    let mut parts: Vec<&str> = paper.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The names of headings, as readers of Markdown make them.
fn headings(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().filter(|line| line.starts_with('#'));
    lines.map(|line| {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<String> {
        super::check(&Tree::of(&[("docs/a.md", text), ("README.md", "# The two commands\n")]))
            .unwrap()
    }

    #[test]
    fn links_lead_somewhere() {
        assert!(check("[a](../README.md#the-two-commands) [b](https://example.org)\n").is_empty());
        assert_eq!(check("[a](b.md)\n"), ["docs/a.md:1 leads to docs/b.md, which is not there"]);
        let expected = "docs/a.md:1 leads to #three, which README.md does not have";
        assert_eq!(check("[a](../README.md#three)\n"), [expected]);
        assert!(check("```\n[a](b.md)\n```\n").is_empty());
    }
}
