//! What happened to a request besides its letter and its evaluation: the need and the assessment
//! before the letter, the price for planning, the recommendations to disapprove it.

use case::lor::{State, assessment::Assessment, disapproval::Disapproval, pricing::Pricing};
use maud::{Markup, html};

use crate::parts::{bits, table};

/// The need that was stated before the letter.
pub fn need(request: &State) -> Markup {
    let Some(need) = &request.need else { return html! {} };
    let stated = &need.stated;
    let mut pairs = vec![
        ("Stated", html! { (bits::day(stated.stated_on)) ", " (stated.channel.meaning()) }),
        ("By", html! { (stated.counterpart) }),
        ("Why", html! { (stated.why.meaning()) }),
        ("Need", bits::kept(&stated.need)),
        ("Phase under", html! { (need.formal_by) }),
    ];
    pairs.extend(stated.capability.as_ref().map(|text| ("Capability", bits::kept(text))));
    bits::section("need", "The need before the letter", &bits::facts(&pairs))
}

/// The assessment before the letter, with the positions of bodies.
pub fn assessment(request: &State) -> Markup {
    let Some(open) = &request.assessment else { return html! {} };
    let Assessment { on, asked, positions, concluded } = open;
    let rows: Vec<Vec<Markup>> = positions
        .iter()
        .map(|position| {
            vec![
                html! { (position.body.meaning()) },
                html! { (position.view.meaning()) },
                bits::kept(&position.text),
            ]
        })
        .collect();
    let body = html! {
        p { "Asked for on " (bits::day(*on)) ", " (asked.reference) ", because: " (bits::kept(&asked.demand)) }
        ul class="usa-list" {
            @for item in &asked.items { li { (item.name) ": " (item.sensitivity) } }
        }
        @if rows.is_empty() {
            p { "No body has taken a position yet." }
        } @else {
            (table::table("Positions on release", &["Body", "Position", "Reasons"].map(table::words), &rows))
        }
        @match concluded {
            Some(ended) => { p { "Concluded: " (ended.view.meaning()) "." } }
            None => { p { strong { "Not concluded yet." } } }
        }
    };
    bits::section("assessment", "The assessment before the letter", &body)
}

/// The price for planning.
pub fn pricing(request: &State) -> Markup {
    let Some(Pricing { started, sent }) = &request.pricing else { return html! {} };
    let mut pairs = vec![
        ("Answer", html! { (started.answer.meaning()) ", under " (started.by) }),
        ("Worksheet", bits::kept(&started.worksheet)),
    ];
    pairs.extend(
        started.answer_by.map(|day| ("Due", html! { (bits::day(day)) " (calendar days)" })),
    );
    if let Some(sent) = sent {
        let letter = &sent.letter;
        pairs.push(("Sent", html! { (bits::day(letter.sent_on)) ", " (letter.reference) }));
        pairs.push(("Estimate", bits::money(letter.estimate)));
        pairs.push(("Basis", bits::kept(&letter.basis)));
    }
    let body = html! {
        p { "It serves planning. It binds nobody and cannot be accepted." }
        (bits::facts(&pairs))
    };
    bits::section("pricing", "The price for planning", &body)
}

/// Recommendations to disapprove, and what the bodies decided.
pub fn disapprovals(request: &State) -> Markup {
    if request.disapprovals.is_empty() {
        return html! {};
    }
    let body = html! {
        @for open in &request.disapprovals { (disapproval(open)) }
    };
    bits::section("disapproval", "Disapproval", &body)
}

fn disapproval(open: &Disapproval) -> Markup {
    let rows: Vec<Vec<Markup>> = open
        .decisions
        .iter()
        .map(|decided| {
            vec![
                html! { (decided.body.meaning()) },
                html! { (decided.view.meaning()) },
                bits::kept(&decided.reasons),
                html! { (decided.response.as_deref().unwrap_or_default()) },
            ]
        })
        .collect();
    let headings = ["Body", "Decision", "Reasons", "Response to the purchaser"].map(table::words);
    html! {
        p {
            "Recommended on " (bits::day(open.on)) " for " (open.proposed.scope.meaning()) ", "
            (open.proposed.reference) ": " (bits::kept(&open.proposed.reasons))
        }
        p { "It stands so: " (open.result().meaning()) "." }
        @if !rows.is_empty() { (table::table("Decisions of bodies", &headings, &rows)) }
    }
}
