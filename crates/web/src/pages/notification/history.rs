//! The history of a notification: its road through the offices, the leaders' review, resolutions,
//! an emergency, corrections, reports on it, and what was told before shipments.

use case::cn;
use maud::{Markup, html};

use crate::parts::{bits, table};

/// Facts for the head of the page.
pub fn facts(file: &cn::State) -> Vec<(&'static str, Markup)> {
    let mut pairs = Vec::new();
    if let Some(emergency) = &file.emergency {
        pairs.push((
            "Emergency",
            html! { "certified on " (bits::day(emergency.on)) " by " (emergency.certified_by) ": " (bits::kept(&emergency.interest)) },
        ));
    }
    if let Some(exempted) = &file.exempted {
        pairs.push((
            "Not required",
            html! { "the value of the whole sale was " (exempted.total) ", of which major defense equipment " (exempted.mde) },
        ));
    }
    if let Some(superseded) = &file.superseded {
        pairs.push(("Taken over by", link(&superseded.by)));
    }
    if let Some(old) = file.prepared.as_ref().and_then(|p| p.given.supersedes.as_ref()) {
        pairs.push(("Takes the place of", link(old)));
    }
    if let Some(set) = file.revalidated.last() {
        pairs.push((
            "Supports an offer until",
            html! { (bits::day(set.until)) ": " (bits::kept(&set.basis)) },
        ));
    }
    pairs
}

fn link(file: &terms::FileId) -> Markup {
    html! { a class="usa-link" href={ "/notifications/" (file) } { (file) } }
}

/// The sections; what is not on record is left out.
pub fn sections(file: &cn::State) -> Markup {
    html! {
        (road(file))
        (leaders(file))
        (resolutions(file))
        (corrections(file))
        (reports(file))
        (shipping(file))
    }
}

fn section(id: &str, heading: &str, rows: usize, body: &Markup) -> Markup {
    html! { @if rows > 0 { (bits::section(id, heading, body)) } }
}

fn road(file: &cn::State) -> Markup {
    let body = html! {
        ol class="usa-list" {
            @for (on, step) in &file.steps {
                li {
                    (bits::day(*on)) ": " (step.to.meaning())
                    @if let Some(papers) = &step.given.papers { ", papers " (papers) }
                    @for text in [&step.given.remarks, &step.given.reason].into_iter().flatten() {
                        ". " (bits::kept(text))
                    }
                }
            }
        }
    };
    section("road", "Road of the draft", file.steps.len(), &body)
}

fn leaders(file: &cn::State) -> Markup {
    let Some(review) = &file.informal else { return html! {} };
    let cleared = review.cleared.iter().map(|cleared| {
        let what = html! { "cleared" };
        vec![
            bits::day(cleared.on),
            html! { (cleared.leader) },
            what,
            bits::or_unknown(cleared.remarks.as_ref()),
        ]
    });
    let holds = (1..).zip(&review.holds).map(|(number, hold): (u32, _)| {
        let lifted = match &hold.lifted {
            Some(lifted) => html! { "hold " (number) ", lifted on " (bits::day(lifted.on)) },
            None => html! { strong { "hold " (number) ", stands" } },
        };
        vec![
            bits::day(hold.placed.on),
            html! { (hold.placed.leader) },
            lifted,
            bits::kept(&hold.placed.reason),
        ]
    });
    let questions = (1..).zip(&review.questions).map(|(number, question): (u32, _)| {
        let state = match &question.answer {
            Some(answer) => html! { "question " (number) ", answered on " (bits::day(answer.on)) },
            None => html! { strong { "question " (number) ", open" } },
        };
        let text = html! {
            (bits::kept(&question.asked.question))
            @if let Some(answer) = &question.answer { " Answer: " (bits::kept(&answer.answer)) }
        };
        vec![bits::day(question.asked.on), html! { (question.asked.leader) }, state, text]
    });
    let rows: Vec<Vec<Markup>> = cleared.chain(holds).chain(questions).collect();
    let headings = ["Day", "Leader", "What", "Words"].map(table::words);
    let body = html! {
        p { "The papers were sent on " (bits::day(review.sent_on)) ". It is a clearance and not a timer: no day ends it." }
        @if !rows.is_empty() { (table::table("Clearances, holds and questions", &headings, &rows)) }
    };
    bits::section("leaders", "Informal review", &body)
}

fn resolutions(file: &cn::State) -> Markup {
    let rows: Vec<Vec<Markup>> = file
        .resolutions
        .iter()
        .map(|resolution| {
            let begun = &resolution.introduced;
            let steps = html! {
                @for step in &resolution.steps {
                    (bits::day(step.on)) ": " (step.step.meaning())
                    @if let Some(votes) = &step.votes { " (" (votes) ")" } ". "
                }
            };
            vec![
                html! { (begun.number) },
                html! { (begun.chamber) ", " (bits::day(begun.on)) },
                html! { (resolution.progress().meaning()) },
                steps,
            ]
        })
        .collect();
    let headings = ["Resolution", "Introduced", "Stands at", "Steps"].map(table::words);
    let body = html! {
        p { "A resolution stops the sale only once it is law." }
        (table::table("Joint resolutions against the sale", &headings, &rows))
    };
    section("resolutions", "Resolutions against the sale", rows.len(), &body)
}

fn corrections(file: &cn::State) -> Markup {
    let rows: Vec<Vec<Markup>> = file
        .corrections
        .iter()
        .map(|sent| {
            vec![
                bits::day(sent.on),
                html! { (sent.field) },
                bits::kept(&sent.printed),
                bits::kept(&sent.reads),
                bits::or_unknown(sent.letter.as_ref()),
            ]
        })
        .collect();
    let headings =
        ["Sent", "What", "As it was sent", "As it should read", "Letter"].map(table::words);
    let body = table::table("Corrections, oldest first", &headings, &rows);
    section("corrections", "Corrections", rows.len(), &body)
}

fn reports(file: &cn::State) -> Markup {
    let rows: Vec<Vec<Markup>> = file
        .children
        .iter()
        .map(|child| {
            vec![
                link(&child.report),
                html! { (child.paragraph.code()) },
                html! { (child.paragraph.meaning()) },
                bits::stage(child.stage.code(), child.stage.meaning()),
            ]
        })
        .collect();
    let headings = ["Report", "Section", "What it is", "State"].map(table::words);
    let body = table::table("Reports on this notification", &headings, &rows);
    section("reports", "Reports on its growth", rows.len(), &body)
}

fn shipping(file: &cn::State) -> Markup {
    let Some(asked) = &file.preshipment else { return html! {} };
    let rows: Vec<Vec<Markup>> = file
        .preshipment_notices
        .iter()
        .map(|sent| {
            vec![bits::day(sent.sent_on), html! { (sent.shipment) }, html! { (sent.letter) }]
        })
        .collect();
    let headings = ["Sent", "Shipment", "Letter"].map(table::words);
    let body = html! {
        p {
            "Asked on " (bits::day(asked.on)) " by letter " (asked.letter)
            @if asked.jointly { ", by both committees together." } @else { ", not by both committees together: it does not bind." }
        }
        @if !rows.is_empty() { (table::table("Notices before shipment", &headings, &rows)) }
    };
    bits::section("shipping", "Notice before shipment", &body)
}
