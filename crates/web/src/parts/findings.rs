//! Findings: what a rule saw, what it needed, its source, and what would open it.

use maud::{Markup, html};
use rules::{Finding, Outcome};

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
        ul class="usa-icon-list" {
            @for finding in sorted { (one(finding)) }
        }
    }
}

fn one(finding: &Finding) -> Markup {
    let (color, word) = match finding.outcome {
        Outcome::Refused => ("text-secondary-dark", "Stops it"),
        Outcome::Noted => ("text-gold", "To note"),
        Outcome::Satisfied => ("text-green", "Met"),
        Outcome::NotApplicable => ("text-base", "Not asked"),
    };
    html! {
        li class="usa-icon-list__item" {
            div class="usa-icon-list__content padding-left-0" {
                p class="margin-y-0" {
                    strong class=(color) { (word) ": " }
                    (finding.sentence)
                }
                p class="margin-y-0 font-body-2xs" {
                    a href={ "/rules/" (finding.rule_id()) } { (finding.rule) }
                    ", " (finding.citation)
                    @if finding.confidence != "confirmed" {
                        " (" (finding.confidence.replace('_', " ")) ")"
                    }
                    @for fact in &finding.facts { "; " (fact.name) ": " (fact.value) }
                }
                @if !finding.remedy.is_empty() && finding.refuses() {
                    p class="margin-y-0" {
                        strong { "What would open it: " }
                        (finding.remedy)
                        @if !finding.who.is_empty() {
                            " Who can: "
                            @for (i, desk) in finding.who.iter().enumerate() {
                                @if i > 0 { "; " }
                                (desk.meaning())
                            }
                            "."
                        }
                    }
                }
            }
        }
    }
}

/// How many findings stop an act, in words.
pub fn summary(findings: &[Finding]) -> String {
    match findings.iter().filter(|finding| finding.refuses()).count() {
        0 => "open".to_owned(),
        1 => "1 reason stops it".to_owned(),
        count => format!("{count} reasons stop it"),
    }
}
