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
    let (class, word) = look(finding.outcome);
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
                @if let Some(as_of) = &finding.as_of { " Held " (as_of.sentence()) "." }
                @if !finding.facts.is_empty() { " Facts: " (facts(finding)) "." }
            }
        }
    }
}

/// Every finding in full, those that stop the act first: what was compared, what would open it,
/// who can, and the row of the day that decided.
pub fn full(findings: &[Finding]) -> Markup {
    html! {
        @for (id, heading, of) in groups(findings) {
            section aria-labelledby=(id) {
                h2 id=(id) { (heading) ": " (of.len()) }
                ul class="cw-findings" {
                    @for finding in of { (whole(finding)) }
                }
            }
        }
    }
}

/// What the act will meet once the file has come to its stage, apart from what stops it now: the
/// gates hold the file as it stands today, so what is still to be entered shows as lacking.
pub fn ahead(findings: &[Finding]) -> Markup {
    let stops = findings.iter().filter(|finding| finding.refuses()).count();
    html! {
        section class="cw-ahead" aria-labelledby="ahead" {
            h2 id="ahead" { "Further ahead" }
            p {
                "At its own stage this act meets " (findings.len()) " rules; as the file stands today "
                (stops) " of them would stop it."
            }
            @for (id, heading, of) in groups(findings) {
                @let id = format!("ahead-{id}");
                h3 id=(id) { (heading) ": " (of.len()) }
                ul class="cw-findings" aria-labelledby=(id) {
                    @for finding in of { (whole(finding)) }
                }
            }
        }
    }
}

/// The same below a form, folded; nothing where nothing lies ahead.
pub fn folded(ahead: &[Finding]) -> Markup {
    html! {
        @if !ahead.is_empty() {
            details {
                summary { "Further ahead: what it meets at its own stage" }
                (list(ahead))
            }
        }
    }
}

type Group<'a> = (&'static str, &'static str, Vec<&'a Finding>);

/// Findings by what they mean for the act, those that stop it first.
fn groups(findings: &[Finding]) -> Vec<Group<'_>> {
    const GROUPS: &[(Outcome, &str, &str)] = &[
        (Outcome::Refused, "stops", "What stops it"),
        (Outcome::Noted, "notes", "What is to be noted"),
        (Outcome::Satisfied, "met", "What is met"),
        (Outcome::NotApplicable, "idle", "What asks nothing of this file"),
    ];
    let of = |outcome: Outcome| findings.iter().filter(move |f| f.outcome == outcome).collect();
    let all = GROUPS.iter().map(|(outcome, id, heading)| (*id, *heading, of(*outcome)));
    all.filter(|(_, _, of): &Group<'_>| !of.is_empty()).collect()
}

fn whole(finding: &Finding) -> Markup {
    let (class, _) = look(finding.outcome);
    let mut pairs = Vec::new();
    if finding.refuses() {
        let remedy = Some(&finding.remedy).filter(|remedy| !remedy.is_empty());
        pairs.push(("What would open it", html! { (remedy.map_or("Nothing.", String::as_str)) }));
        if !finding.who.is_empty() {
            pairs.push(("Who can", html! { (desks(finding)) }));
        }
    }
    for fact in &finding.facts {
        pairs.push((fact.name.as_str(), html! { (fact.value) }));
    }
    pairs.push(("Row of that day", super::bits::rule(&finding.rule)));
    if let Some(as_of) = &finding.as_of {
        pairs.push(("Held", html! { (as_of.sentence()) }));
    }
    pairs.push(("Citation", html! { (finding.citation) }));
    pairs.push(("Source seen", html! { (finding.confidence.replace('_', " ")) }));
    html! {
        li class={ "cw-finding " (class) } {
            p { strong { (finding.rule_id()) ": " } (finding.sentence) }
            (super::bits::facts(&pairs))
        }
    }
}

/// The mark and the word of an outcome.
const fn look(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Refused => ("cw-stops", "Stops it"),
        Outcome::Noted => ("cw-note", "To note"),
        Outcome::Satisfied => ("cw-met", "Met"),
        Outcome::NotApplicable => ("cw-idle", "Not asked"),
    }
}

fn desks(finding: &Finding) -> String {
    super::nation::desks(&finding.who)
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
