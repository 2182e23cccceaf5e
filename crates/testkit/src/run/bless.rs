//! Keeps what happened as what a story expects.

use super::Failure;
use crate::story::Story;

/// The text of a story with the lines that differed rewritten: an empty first line stands for the
/// line itself, which stays.
pub fn blessed(story: &Story, failures: &[Failure]) -> String {
    let lines: Vec<&str> = story.text.lines().collect();
    let mut out: Vec<Vec<String>> = lines.iter().map(|line| vec![(*line).to_owned()]).collect();
    for failure in failures {
        let Some(instead) = &failure.instead else { continue };
        let at = failure.line - 1;
        match instead.split_first() {
            Some((first, more)) if first.is_empty() => {
                // New lines go behind the values of the act, and behind what is told of it.
                let of_act = |line: &str| line.starts_with([' ', '\t']) || line.starts_with("then");
                let last = (at + 1..lines.len()).find(|i| !of_act(lines[*i]));
                let last = last.unwrap_or(lines.len()) - 1;
                out[last].extend(more.iter().cloned());
            }
            _ => out[at].clone_from(instead),
        }
    }
    let mut text: String = out.into_iter().flatten().collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}
