//! What happened to a case beside its straight road: what is stopped, what its draft waits for,
//! what case writing sent back, corrections by pen and ink, an emergency, cancellations, reviews,
//! lines and closures that are not the last word.

use case::sale::State;
use maud::{Markup, html};

use crate::parts::{bits, nation, table};

/// The sections; what is not on record is left out.
pub fn sections(case: &State) -> Markup {
    html! {
        (stopped(case))
        (draft(case))
        (corrections(case))
        (emergency(case))
        (cancellations(case))
        (reviews(case))
        (closures(case))
    }
}

/// The list of lines and shipments that must not leave.
fn stopped(case: &State) -> Markup {
    if case.stops.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<Markup>> = case
        .stops
        .iter()
        .map(|stop| {
            vec![
                html! { (stop.scope()) },
                html! { (stop.directive) },
                html! { (stop.cause.map_or("not stated", case::execution::suspend::Cause::meaning)) },
                html! { (stop.reason) },
                stop.effective_on.map_or_else(bits::unknown, bits::day),
            ]
        })
        .collect();
    let headings = ["What is stopped", "Directive", "Cause", "Reason", "From"].map(table::words);
    let body = table::table("Lines and shipments that must not leave", &headings, &rows);
    bits::section("stopped", "What is stopped", &body)
}

fn draft(case: &State) -> Markup {
    let waits = case.draft_hold.as_ref().map(|held| {
        let hold = &held.hold;
        html! {
            p {
                "The draft waits for " strong { (hold.blocker.meaning()) } ": " (hold.statement)
                " The end is expected on " (bits::day(hold.expected_end)) "; the processing clock "
                (if held.clock_stands { "stands still" } else { "runs on" }) "."
            }
        }
    });
    let rows: Vec<Vec<Markup>> = case
        .returns
        .iter()
        .map(|back| {
            let reason = back.reason.map_or("no code", |reason| reason.meaning());
            vec![html! { (reason) }, html! { (back.statement.as_deref().unwrap_or_default()) }]
        })
        .collect();
    if waits.is_none() && rows.is_empty() {
        return html! {};
    }
    let body = html! {
        @if let Some(waits) = waits { (waits) }
        @if !rows.is_empty() {
            (table::table("Sent back by case writing", &["Reason", "Statement"].map(table::words), &rows))
        }
    };
    bits::section("draft", "The draft on its way", &body)
}

fn corrections(case: &State) -> Markup {
    if case.corrections.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<Markup>> = case
        .corrections
        .iter()
        .map(|one| {
            let line = one.line.as_ref().map(|line| format!(" {line}")).unwrap_or_default();
            vec![
                html! { (one.what.meaning()) (line) },
                html! { (one.before) },
                html! { (one.after) },
                html! { (one.why) },
                html! { (one.concurrence) },
            ]
        })
        .collect();
    let headings = ["What", "Before", "After", "Why", "Concurrence"].map(table::words);
    let body = table::table("Changes by pen and ink, oldest first", &headings, &rows);
    bits::section("corrections", "Pen and ink", &body)
}

fn emergency(case: &State) -> Markup {
    let Some(proposed) = &case.emergency else { return html! {} };
    let mut pairs = vec![
        ("Asked for by", html! { (proposed.asked_by.meaning()) ", " (proposed.reference) }),
        ("What is urgent", bits::kept(&proposed.urgency)),
        ("Deposit due", bits::day(proposed.deposit_due)),
    ];
    if case.runs_without_deposit() {
        pairs.push(("Missing", html! { (nation::amount(case.missing_deposit())) }));
    }
    bits::section("emergency", "Emergency implementation", &bits::facts(&pairs))
}

fn cancellations(case: &State) -> Markup {
    if case.cancellations.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<Markup>> = case
        .cancellations
        .iter()
        .map(|one| {
            let what = &one.cancelled;
            let scope = what.line.as_ref().map(|line| format!("line {line}"));
            vec![
                html! { (scope.as_deref().unwrap_or("the case")) },
                html! { (what.by.meaning()) },
                html! { (what.notice) ", " (bits::day(what.notice_on)) },
                html! { (nation::amount(what.estimate)) },
                match &one.settled {
                    Some(settled) => html! { (nation::amount(settled.cost)) " on " (bits::day(settled.settled_on)) ", " (settled.reference) ": " (settled.disposal) },
                    None => html! { strong { "not settled" } },
                },
            ]
        })
        .collect();
    let headings = ["What", "By", "Notice", "Estimate", "Settlement"].map(table::words);
    let body = table::table("Cancellations, oldest first", &headings, &rows);
    bits::section("cancellations", "Cancellations", &body)
}

fn reviews(case: &State) -> Markup {
    if case.reviews_held.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<Markup>> = case
        .action_items
        .iter()
        .map(|one| {
            vec![
                html! { (one.number) },
                html! { (one.item.what) },
                html! { (one.item.owner) },
                bits::day(one.item.due),
                match &one.done {
                    Some((on, how)) => html! { (bits::day(*on)) ": " (how) },
                    None => html! { strong { "open" } },
                },
            ]
        })
        .collect();
    let headings = ["Number", "What", "By whom", "By when", "Done"].map(table::words);
    let body = html! {
        @for held in &case.reviews_held {
            @let review = &held.review;
            h3 { (review.kind.meaning()) ", " (bits::day(review.held_on)) ", " (review.place) }
            p { "Attended: " (bits::kept(&review.attended)) }
            p { (bits::kept(&review.minutes)) }
        }
        @if !rows.is_empty() { (table::table("Action items", &headings, &rows)) }
    };
    bits::section("held-reviews", "Reviews of the case", &body)
}

fn closures(case: &State) -> Markup {
    let nothing =
        case.closed_lines.is_empty() && case.interim.is_none() && case.reopenings.is_empty();
    if nothing {
        return html! {};
    }
    let rows: Vec<Vec<Markup>> = case
        .closed_lines
        .iter()
        .map(|one| vec![html! { (one.line) }, html! { (one.contract) }, html! { (one.evidence) }])
        .collect();
    let headings = ["Line", "Contract that is open", "How it meets the criteria"].map(table::words);
    let body = html! {
        @if !rows.is_empty() { (table::table("Lines closed with open contracts", &headings, &rows)) }
        @if let Some(interim) = &case.interim {
            p {
                (interim.code) ", " (interim.code.meaning()) ": " (interim.close.certificate) ". Still open: "
                (interim.close.residue)
                @if let Some(target) = interim.target { " Target: " (bits::day(target)) "." }
            }
        }
        @for one in &case.reopenings {
            p { "Reopened, because " (one.cause.meaning()) ": " (one.reason) " Approved by " (one.authority) ", " (one.reference) "." }
        }
    };
    bits::section("not-the-last", "Closures that were not the last word", &body)
}
