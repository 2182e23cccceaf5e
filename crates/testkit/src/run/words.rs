//! What happened, in the words of a story.

use rules::Finding;
use serde_json::Value;

use crate::world::Done;

/// What happened, in the words of a story.
pub(super) fn found(done: &Done) -> String {
    match done {
        Done::Events(happened) => {
            let names: Vec<&str> = happened.own.iter().map(|event| event.name.as_str()).collect();
            format!("then {}", names.join(" "))
        }
        Done::Refused(findings) => findings.iter().map(refused_line).collect::<Vec<_>>().join("; "),
        Done::Invalid(wrong) => {
            let wrong = wrong.iter().map(|w| format!("invalid {}: {}", w.field, w.sentence));
            wrong.collect::<Vec<_>>().join("; ")
        }
        Done::Unknown(act) => format!("\"{act}\" is no act of this file"),
    }
}

/// What is said under a rule.
pub(super) fn found_of(findings: &[Finding], rule: &str) -> String {
    let of_rule = findings.iter().filter(|finding| finding.rule_id() == rule);
    let said: Vec<String> = of_rule.map(|f| format!("{:?}: {}", f.outcome, f.sentence)).collect();
    if said.is_empty() { format!("nothing under {rule}") } else { said.join("; ") }
}

pub(super) fn refused_line(finding: &Finding) -> String {
    format!("then refused {} \"{}\"", finding.rule_id(), in_short(&finding.sentence))
}

/// The longest that a blessed line quotes of a sentence.
const QUOTED: usize = 76;

/// The beginning of a sentence, up to a word: enough to know it by.
pub(super) fn in_short(sentence: &str) -> &str {
    let line = sentence.lines().next().unwrap_or_default();
    if line.chars().count() <= QUOTED {
        return line.trim_end_matches('.');
    }
    let end = line.char_indices().nth(QUOTED).map_or(line.len(), |(at, _)| at);
    let end = line[..end].rfind(' ').unwrap_or(end);
    line[..end].trim_end_matches([',', ';', ':', '.'])
}

pub(super) fn at_path<'a>(body: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(body, |value, part| match part.parse::<usize>() {
        Ok(index) if value.is_array() => value.get(index),
        _ => value.get(part),
    })
}

pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
