//! `cargo x new`: writes the files of a rule, a stage, a report or a page with the lines in place,
//! and a story or a test that fails until the thing does what it should.

mod draft;
mod page;
mod report;
mod rule;
mod stage;

use anyhow::{Result, bail};

use crate::tidy::Tree;
use draft::Draft;

/// `cargo x new WHAT NAME ...`.
pub fn word(words: &[String]) -> Result<()> {
    let tree = Tree::read()?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (draft, next) = draft_of(&tree, &words)?;
    draft.write()?;
    println!("\n{next}");
    Ok(())
}

/// The files of a new thing, and what its maker does next.
fn draft_of<'a>(tree: &'a Tree, words: &[&str]) -> Result<(Draft<'a>, String)> {
    match words {
        ["rule", id, gate] => rule::draft(tree, id, gate),
        ["stage", act, stage] => stage::draft(tree, act, stage),
        ["report", name] => report::draft(tree, name),
        ["page", name] => page::draft(tree, name),
        _ => bail!(
            "new makes one of these:\n  \
             cargo x new rule CN-022 notification::NOTIFY\n  \
             cargo x new stage closure/audit audited\n  \
             cargo x new report deliveries\n  \
             cargo x new page calendar"
        ),
    }
}

/// A name of small letters, in the ways in which program text writes it.
struct Name {
    /// `end-use`, for addresses and the command line.
    kebab: String,
    /// `end_use`, for files and functions.
    snake: String,
    /// `EndUse`, for types.
    pascal: String,
    /// `End use`, for people.
    title: String,
}

impl Name {
    fn read(text: &str) -> Result<Self> {
        let good = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !good {
            bail!("\"{text}\" is no name; write small letters and hyphens, such as end-use");
        }
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        let words: Vec<&str> = text.split('-').filter(|word| !word.is_empty()).collect();
        Ok(Self {
            kebab: words.join("-"),
            snake: words.join("_"),
            pascal: words.iter().map(|word| capital(word)).collect(),
            title: capital(&words.join(" ")),
        })
    }

    /// Fills the name into a text.
    fn fill(&self, text: &str) -> String {
        text.replace("{kebab}", &self.kebab)
            .replace("{snake}", &self.snake)
            .replace("{Pascal}", &self.pascal)
            .replace("{Title}", &self.title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a thing in a copy of the repository's text: every file must be formatted Rust, every
    /// line in place, and the files as many as CONTRIBUTING.md says.
    fn check(words: &[&str], files: usize, lines: &[(&str, &str)]) {
        let tree = Tree::read().unwrap();
        let (draft, _) = draft_of(&tree, words).unwrap();
        let made = draft.finish().unwrap();
        assert_eq!(made.len(), files, "{:?}", made.keys().collect::<Vec<_>>());
        for (path, line) in lines {
            let text = made.get(*path).unwrap_or_else(|| panic!("{path} is not made"));
            assert!(text.contains(line), "{path} does not hold \"{line}\":\n{text}");
        }
    }

    #[test]
    fn a_rule_has_row_check_and_story() {
        let gate = "crates/case/src/gates/notification.rs";
        check(
            &["rule", "CN-099", "notification::NOTIFY"],
            3,
            &[
                ("rules/samm/notification.toml", "id = \"CN-099\""),
                (gate, "Check { rule: \"CN-099\", run: cn_099 }"),
                (gate, "fn cn_099("),
                ("scenarios/cn/new-cn-099.case", "then satisfied CN-099"),
            ],
        );
    }

    #[test]
    fn a_stage_has_act_event_and_story() {
        check(
            &["stage", "closure/audit-books", "books-audited"],
            11,
            &[
                ("crates/case/src/closure/mod.rs", "pub mod audit_books;"),
                ("crates/case/src/closure/audit_books.rs", "pub struct BooksAudited"),
                ("crates/case/src/sale/stage.rs", "BooksAudited = \"books-audited\""),
                ("crates/case/src/sale/acts.rs", "closure::audit_books::ABOUT"),
                ("crates/case/src/sale/commands.rs", "\"audit-books\" => Command::AuditBooks"),
                ("crates/case/src/sale/events.rs", "#[serde(rename = \"case.books_audited\")]"),
                ("crates/case/src/books.rs", "sale::Event::BooksAudited(_)"),
                ("crates/case/src/sale/road.rs", "Stage::BooksAudited => &[],"),
                ("scenarios/closure/new-audit-books.case", "then case.books_audited"),
            ],
        );
    }

    #[test]
    fn a_report_has_table_rows_and_test() {
        check(
            &["report", "late-lines"],
            3,
            &[
                ("crates/reports/src/lib.rs", "late_lines::ABOUT,"),
                ("crates/reports/src/late_lines.rs", "name: \"late-lines\""),
                ("crates/app/src/reporting.rs", "\"late-lines\" => self.late_lines().await?"),
            ],
        );
    }

    #[test]
    fn a_page_has_address_and_test() {
        check(
            &["page", "almanac"],
            3,
            &[
                ("crates/web/src/routes.rs", ".route(\"/almanac\", get(pages::almanac::show))"),
                ("crates/web/src/pages/mod.rs", "pub mod almanac;"),
                ("crates/web/src/pages/almanac.rs", "pub async fn show("),
            ],
        );
    }

    #[test]
    fn what_is_there_is_not_made_again() {
        let tree = Tree::read().unwrap();
        assert!(draft_of(&tree, &["rule", "CN-001", "notification::NOTIFY"]).is_err());
        assert!(draft_of(&tree, &["report", "due"]).is_err());
        assert!(draft_of(&tree, &["page", "Rules"]).is_err());
    }
}
