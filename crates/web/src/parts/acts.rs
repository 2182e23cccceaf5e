//! What can be done to a file: the next step of the road with its button, everything else that is
//! open, and what is closed with what would open it.

use case::file::Readiness;
use maud::{Markup, html};
use terms::StreamId;

use super::{bits, findings};

/// Every act of a file, and which of them is the next step of its road.
pub struct Acts<'a> {
    /// The acts.
    pub ready: &'a [Readiness],
    /// The file.
    pub stream: &'a StreamId,
    /// Names of acts that carry the file on, the likeliest first.
    pub road: &'a [&'a str],
    /// Steps that are acts of another file: address and words.
    pub elsewhere: Vec<(String, String)>,
}

impl Acts<'_> {
    fn href(&self, act: &Readiness) -> String {
        format!("/{}/{}/{}", self.stream.kind.plural(), self.stream.file, act.about.thing)
    }

    /// The first act of the road that is open, or else the first that is closed.
    fn next(&self) -> Option<&Readiness> {
        let named = |name: &&str| self.ready.iter().find(|act| act.about.name == *name);
        let open = self.road.iter().filter_map(named).find(|act| act.open());
        open.or_else(|| self.road.iter().find_map(named))
    }

    /// The next step, with the one button of the page; then everything else that is open.
    pub fn open(&self) -> Markup {
        let next = self.next();
        let others = self.ready.iter().filter(|act| act.open());
        let others: Vec<&Readiness> =
            others.filter(|act| next.is_none_or(|n| n.about.name != act.about.name)).collect();
        // Where no act of this file is the next step, one of another file is.
        let (first, rest) = match (next, self.elsewhere.split_first()) {
            (None, Some((first, rest))) => (Some(first), rest),
            _ => (None, self.elsewhere.as_slice()),
        };
        html! {
            section class="cw-acts-section" aria-labelledby="next" {
                h2 id="next" { "What can be done now" }
                @if let Some(next) = next {
                    (self.step(next))
                } @else if let Some((href, words)) = first {
                    p { a class="usa-button" href=(href) { (words) } }
                }
                @if next.is_none() && others.is_empty() && self.elsewhere.is_empty() {
                    p { "Nothing. What would open each act is told further down." }
                }
                ul class="cw-acts" {
                    @for (href, words) in rest {
                        li { a class="usa-link" href=(href) { (words) } }
                    }
                    @for act in others {
                        li { a class="usa-link" href=(self.href(act)) { (act.about.title) } }
                    }
                }
            }
        }
    }

    fn step(&self, next: &Readiness) -> Markup {
        html! {
            @if next.open() {
                p { "Next step: " (next.about.help) }
                p { a class="usa-button" href=(self.href(next)) { (next.about.title) } }
            } @else {
                p {
                    "Next step: " strong { (next.about.title) } ". " (findings::summary(&next.findings)) ":"
                }
                (findings::stopping(&next.findings))
                p { a class="usa-button usa-button--outline" href=(self.href(next)) { (next.about.title) } }
            }
        }
    }

    /// What is closed, and what would open it. Acts that only wait for another stage stand
    /// together.
    pub fn closed(&self) -> Markup {
        let closed = self.ready.iter().filter(|act| !act.open());
        let (elsewhere, here): (Vec<_>, Vec<_>) = closed.partition(|act| only_the_stage(act));
        html! {
            section class="cw-acts-section" aria-labelledby="gates" {
                h2 id="gates" { "What is closed, and what would open it" }
                @if here.is_empty() && elsewhere.is_empty() { (bits::quiet("Nothing is closed.")) }
                @for act in here { (self.one(act)) }
                @if !elsewhere.is_empty() {
                    details class="margin-top-2" {
                        summary { "Done at another stage: " (elsewhere.len()) }
                        div class="margin-left-2" {
                            @for act in elsewhere { (self.one(act)) }
                        }
                    }
                }
            }
        }
    }

    fn one(&self, act: &Readiness) -> Markup {
        html! {
            details class="margin-bottom-1" {
                summary { (act.about.title) ": " (findings::summary(&act.findings)) }
                (findings::list(&act.findings))
                p {
                    a class="usa-link" href={ (self.href(act)) "/reasons" } {
                        "Facts and numbers: " (act.about.title)
                    }
                }
                p { a class="usa-link" href=(self.href(act)) { "Form: " (act.about.title) } }
            }
        }
    }
}

/// Whether nothing but the stage stops an act.
fn only_the_stage(act: &Readiness) -> bool {
    act.findings.iter().filter(|f| f.refuses()).all(|f| f.rule_id() == "STAGE-001")
}
