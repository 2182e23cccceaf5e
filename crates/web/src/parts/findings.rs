//! Findings: what a rule saw, what it needed, its source, and what would open it.

use maud::{Markup, html};
use rules::{Finding, Outcome};

/// Only what stops it.
pub fn stopping(findings: &[Finding]) -> Markup {
    let stopping: Vec<Finding> = findings.iter().filter(|f| f.refuses()).cloned().collect();
    list(&stopping)
}

/// Findings as a list, refusals first.
pub fn list(findings: &[Finding]) -> Markup {
    let order = |finding: &&Finding| match finding.outcome {
        Outcome::Refused => 0,
        Outcome::Noted => 1,
        Outcome::Satisfied => 2,
        Outcome::NotApplicable => 3,
    };
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(order);
    html! {
        ul class="cw-findings" {
            @for finding in sorted { (one(finding)) }
        }
    }
}

fn one(finding: &Finding) -> Markup {
    let (class, word) = match finding.outcome {
        Outcome::Refused => ("cw-stops", "Stops it"),
        Outcome::Noted => ("cw-note", "To note"),
        Outcome::Satisfied => ("cw-met", "Met"),
        Outcome::NotApplicable => ("cw-idle", "Not asked"),
    };
    html! {
        li class={ "cw-finding " (class) } {
            p { strong { (word) ": " } (finding.sentence) }
            @if !finding.remedy.is_empty() && finding.refuses() {
                p {
                    strong { "What would open it: " }
                    (finding.remedy)
                    @if !finding.who.is_empty() { " Who can: " (desks(finding)) "." }
                }
            }
            p class="font-body-2xs" {
                (super::bits::rule(&finding.rule)) ", " (finding.citation)
                @if finding.confidence != "confirmed" {
                    " (" (finding.confidence.replace('_', " ")) ")"
                }
                "."
                @if !finding.facts.is_empty() { " Facts: " (facts(finding)) "." }
            }
        }
    }
}

fn desks(finding: &Finding) -> String {
    finding.who.iter().map(|desk| desk.meaning()).collect::<Vec<_>>().join("; ")
}

fn facts(finding: &Finding) -> String {
    let facts = finding.facts.iter().map(|fact| format!("{} {}", fact.name, fact.value));
    facts.collect::<Vec<_>>().join("; ")
}

/// How many findings stop an act, in words.
pub fn summary(findings: &[Finding]) -> String {
    match findings.iter().filter(|finding| finding.refuses()).count() {
        0 => "open".to_owned(),
        1 => "1 reason stops it".to_owned(),
        count => format!("{count} reasons stop it"),
    }
}
