//! A rule: its row, its check in a gate, and a story.

use anyhow::{Context as _, Result, bail};

use super::Draft;
use crate::{shell, tidy::Tree};

/// Drafts it: `CN-022` in the list `notification::NOTIFY` of a gate.
pub fn draft<'a>(tree: &'a Tree, id: &str, gate: &str) -> Result<(Draft<'a>, String)> {
    let (group, number) = id.split_once('-').unwrap_or_default();
    let good = group.len() > 1
        && group.bytes().all(|b| b.is_ascii_uppercase())
        && number.len() == 3
        && number.bytes().all(|b| b.is_ascii_digit());
    if !good {
        bail!("\"{id}\" is no rule; write a group and three digits, such as CN-022");
    }
    let (file, list) =
        gate.split_once("::").context("name a gate and its list, such as notification::NOTIFY")?;
    if let Some((path, _)) = tree.below("rules/", ".toml").find(|(_, text)| holds(text, id)) {
        bail!("{id} stands in {path} already; a changed number is a new row there");
    }
    let mut draft = Draft::new(tree);
    let rows = rows(tree, group);
    let today = shell::ask(&mut shell::command("date", &["+%F"]))?;
    draft.change(&rows, |text| Ok(format!("{}\n{}", text.trim_end(), row(id, today.trim()))))?;
    let path = format!("crates/case/src/gates/{file}.rs");
    let check = format!("{}_{number}", group.to_lowercase());
    draft.change(&path, |text| {
        listed(text, list, &format!("Check {{ rule: \"{id}\", run: {check} }}"))
    })?;
    let state = state(tree.text(&path)?, list);
    draft.change(&path, |text| Ok(with_check(text, &state, id, &check)))?;
    let story = format!("scenarios/{}/new-{}.case", group.to_lowercase(), id.to_lowercase());
    draft.create(&story, STORY.replace("{id}", id))?;
    let next = format!(
        "Say the rule in {rows}, hold it in {path}, and tell it in {story}, on each side of its \
         date. It fails until then: cargo x check"
    );
    Ok((draft, next))
}

fn holds(text: &str, id: &str) -> bool {
    text.lines().any(|line| line.trim() == format!("id = \"{id}\""))
}

/// The file of the usual pack in which most rules of a group stand, or the office's own.
fn rows(tree: &Tree, group: &str) -> String {
    let first = format!("id = \"{group}-");
    let usual = tree.below("rules/", ".toml").filter(|(path, _)| !path.contains("/sandbox/"));
    let counted = usual.map(|(path, text)| (text.matches(&first).count(), path));
    let most = counted.filter(|(count, _)| *count > 0).max();
    most.map_or("rules/office/practice.toml".to_owned(), |(_, path)| path.to_owned())
}

fn row(id: &str, today: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\ntitle = \"A few words\"\n\
         rule = \"What must hold, as one plain sentence.\"\nkind = \"policy\"\n\
         governed_by = \"act\"\nfrom = \"{today}\"\n\
         citation = \"Where it is written\"\nread_on = \"{today}\"\nconfidence = \"memory_low\"\n"
    )
}

/// Puts an item at the end of a list of checks.
fn listed(text: &str, list: &str, item: &str) -> Result<String> {
    let head = format!("pub const {list}: &[Check<");
    let begin = text.find(&head).with_context(|| format!("the gate has no list {list}"))?;
    let length = text[begin..].find("];").context("the list has no end")?;
    let (before, after) = text.split_at(begin + length);
    let comma = if before.trim_end().ends_with([',', '[']) { "" } else { "," };
    Ok(format!("{}{comma} {item}{after}", before.trim_end()))
}

/// The state that a list's checks hold a rule against.
fn state(text: &str, list: &str) -> String {
    let head = format!("pub const {list}: &[Check<");
    let rest = text.split(&head).nth(1).unwrap_or_default();
    rest.split('>').next().unwrap_or_default().to_owned()
}

/// Puts the check's function before the tests of the gate, or at its end.
fn with_check(text: &str, state: &str, id: &str, name: &str) -> String {
    // A gate that imports the word does not qualify it.
    let imported =
        text.lines().any(|line| line.starts_with("use rules::") && line.contains("Outcome"));
    let outcome = if imported { "Outcome" } else { "rules::Outcome" };
    let check = CHECK
        .replace("{Outcome}", outcome)
        .replace("{state}", state)
        .replace("{id}", id)
        .replace("{name}", name);
    match text.find("\n#[cfg(test)]") {
        Some(at) => format!("{}\n{check}{}", &text[..at], &text[at..]),
        None => format!("{text}\n{check}"),
    }
}

const CHECK: &str = "\
/// Say what {id} asks of the file.
fn {name}(_: &{state}, _: &Situation<'_>, row: &Row) -> Finding {
    Finding::under(row, {Outcome}::Refused, \"Say what was seen and what was needed.\")
        .remedy(\"Say what to do.\", &[])
}
";

const STORY: &str = "\
# Say in one sentence what {id} does
given bases/patrol-boats until case/BN-P-LCB state-listed
when 2026-03-01 case/BN-P-LCB countersign
then satisfied {id}
";
