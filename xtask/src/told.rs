//! Papers that program text itself holds: events with what each means, pages with what each shows.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};

use crate::tidy::Tree;

/// The folder of papers that are made and never edited.
pub const FOLDER: &str = "docs/generated";

/// Each paper by its path, as program text says it now.
pub fn papers(tree: &Tree) -> Result<Vec<(String, String)>> {
    let events = format!("# Events\n\n{MADE}{}", events(tree)?);
    let pages = format!("# Pages\n\n{MADE}{}", pages(tree)?);
    Ok(vec![(format!("{FOLDER}/events.md"), events), (format!("{FOLDER}/routes.md"), pages)])
}

const MADE: &str = "Made by `cargo x docs`; not edited by hand.\n\n";

/// Where the events of each kind of file are declared.
const EVENTS: &[(&str, &str)] = &[
    ("purchaser", "crates/case/src/purchaser/mod.rs"),
    ("request", "crates/case/src/lor/events.rs"),
    ("case", "crates/case/src/sale/events.rs"),
    ("notification", "crates/case/src/cn/events.rs"),
    ("support file", "crates/case/src/support/mod.rs"),
    ("file of the office", "crates/case/src/office/mod.rs"),
];

fn events(tree: &Tree) -> Result<String> {
    let mut out = String::from(
        "What can have happened, by kind of file. A name never changes; a frozen sample of each \
         stands in `crates/case/events`.\n\n",
    );
    for (kind, path) in EVENTS {
        let text = tree.text(path)?;
        let body = text.split("pub enum Event {").nth(1);
        let body = body.with_context(|| format!("{path} declares no events"))?;
        let _ = write!(out, "## Of a {kind}\n\n| Event | What happened |\n|---|---|\n");
        for (name, meaning) in variants(body.split("\n}").next().unwrap_or(body)) {
            let _ = writeln!(out, "| `{name}` | {meaning} |");
        }
        out.push('\n');
    }
    Ok(out)
}

/// Stored names with their doc comments.
fn variants(body: &str) -> Vec<(&str, String)> {
    let mut all = Vec::new();
    let mut meaning = Vec::new();
    for line in body.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            meaning.push(words.trim());
        } else if let Some(rest) = line.strip_prefix("#[serde(rename = \"") {
            let name = rest.split('"').next().unwrap_or_default();
            all.push((name, meaning.join(" ")));
            meaning.clear();
        }
    }
    all
}

fn pages(tree: &Tree) -> Result<String> {
    let map = tree.text("crates/web/src/routes.rs")?;
    let mut out = String::from(
        "Every address that people open, from the map in `crates/web/src/routes.rs`; those of \
         programs are in [api.md](api.md).\n\n| Address | Methods | What it shows |\n|---|---|---|\n",
    );
    let flat = map.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in flat.split(".route(").skip(1) {
        let Some((path, rest)) =
            part.trim_start().strip_prefix('"').and_then(|p| p.split_once('"'))
        else {
            continue;
        };
        let handler = rest.trim_start_matches([',', ' ']);
        let handler = if handler.starts_with("act") { ACT } else { handler };
        let methods = match (handler.contains("get("), handler.contains("post(")) {
            (true, true) => "GET, POST",
            (false, _) => "POST",
            (true, false) => "GET",
        };
        let shows = module(tree, handler).unwrap_or_default();
        let _ = writeln!(out, "| `{path}` | {methods} | {shows} |");
    }
    Ok(out)
}

/// The form of an act stands under one name in the map.
const ACT: &str = "get(pages::act::form).post(pages::act::send)";

/// The first sentence of the handler's module.
fn module(tree: &Tree, handler: &str) -> Option<String> {
    let path = handler.split('(').nth(1)?.split(')').next()?;
    let mut parts: Vec<&str> = path.split("::").collect();
    parts.pop();
    let mut file = format!("crates/web/src/{}", parts.join("/"));
    if !tree.has(&format!("{file}.rs")) {
        file.push_str("/mod");
    }
    let text = tree.text(&format!("{file}.rs")).ok()?;
    let head = text.lines().take_while(|line| line.starts_with("//!"));
    let head: Vec<&str> = head.map(|line| line.trim_start_matches("//!").trim()).collect();
    let head = head.join(" ");
    let end = head.find(". ").map_or(head.len(), |at| at + 1);
    Some(head[..end].replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_told_by_its_comment() {
        let body =
            "/// A letter\n/// came.\n#[serde(rename = \"lor.received\")]\nReceived(Received),";
        assert_eq!(variants(body), [("lor.received", "A letter came.".to_owned())]);
    }

    #[test]
    fn a_page_is_told_by_its_module() {
        let map = "Router::new()\n.route(\"/a\", get(pages::a::show))\n.route(\n\"/b\", act)";
        let tree = Tree::of(&[
            ("crates/web/src/routes.rs", map),
            ("crates/web/src/pages/a.rs", "//! The first page. More.\n\nfn show"),
            ("crates/web/src/pages/act.rs", "//! The form.\n"),
        ]);
        let said = pages(&tree).unwrap();
        assert!(
            said.ends_with("| `/a` | GET | The first page. |\n| `/b` | GET, POST | The form. |\n")
        );
    }
}
