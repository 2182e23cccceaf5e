//! The handbook: chapters made from the tables that the program itself works by, so that none of
//! them can say what the program does not do. `cargo x docs` writes them to `docs/generated`.

mod acts;
mod api;
mod commands;
mod law;
mod settings;

use std::fmt::Write as _;

/// A chapter: its name, its title, and its writing.
pub struct Chapter {
    /// The name: `caseway handbook rules`.
    pub name: &'static str,
    /// The title.
    pub title: &'static str,
    write: fn() -> anyhow::Result<String>,
}

/// Every chapter.
pub const CHAPTERS: &[Chapter] = &[
    Chapter { name: "cli", title: "The command line", write: || Ok(commands::chapter()) },
    Chapter { name: "acts", title: "Acts", write: || Ok(acts::chapter()) },
    Chapter { name: "stages", title: "Stages", write: || Ok(acts::stages()) },
    Chapter { name: "rules", title: "Rules", write: law::chapter },
    Chapter { name: "api", title: "The API", write: || Ok(api::chapter()) },
    Chapter { name: "settings", title: "Settings", write: || Ok(settings::chapter()) },
];

impl Chapter {
    /// The chapter of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        CHAPTERS.iter().find(|chapter| chapter.name == name)
    }

    /// The chapter's text, in Markdown.
    pub fn text(&self) -> anyhow::Result<String> {
        let body = (self.write)()?;
        let made = "Made by `cargo x docs`; not edited by hand.";
        Ok(format!("# {}\n\n{made}\n\n{}\n", self.title, body.trim_end()))
    }
}

/// A table of Markdown.
fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = format!("| {} |\n|{}\n", headings.join(" | "), "---|".repeat(headings.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
    out
}

/// A word as the program reads it.
fn code(word: impl std::fmt::Display) -> String {
    format!("`{word}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test reads the papers of the repository")]
    fn the_papers_of_the_repository_say_the_same() {
        for chapter in CHAPTERS {
            let name = format!("docs/generated/{}.md", chapter.name);
            let path = format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"));
            let kept = std::fs::read_to_string(path).unwrap_or_default();
            let same = kept == chapter.text().unwrap();
            assert!(same, "{name} is not what the program says; run cargo x docs");
        }
    }
}
