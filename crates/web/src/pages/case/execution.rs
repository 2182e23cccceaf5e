//! A case after acceptance: money, delivery, quality, training, support, closure.

use case::sale::State;
use maud::{Markup, html};
use terms::StreamId;

use crate::parts::{bits, nation, table};

/// The sections; what is not on record is left out.
pub fn sections(case: &State, stream: &StreamId, supported: bool) -> Markup {
    html! {
        (money(case))
        (delivery(case))
        (quality(case))
        (training(case))
        (support(case, stream, supported))
        (closure(case))
    }
}

fn money(case: &State) -> Markup {
    let rows: Vec<Vec<Markup>> = case
        .entries
        .iter()
        .flat_map(|entry| entry.legs().iter().map(move |leg| (entry.on(), leg)))
        .map(|(on, leg)| {
            vec![
                bits::day(on),
                html! { (leg.account) " " (leg.account.name()) },
                bits::money(leg.amount),
            ]
        })
        .collect();
    let headings =
        [table::words("Day"), table::words("Account"), table::money("Debit (+) or credit (-)")];
    html! {
        @if !rows.is_empty() {
            section aria-labelledby="money" {
                h2 id="money" { "Money" }
                (table::table("Ledger entries of the case, oldest first", &headings, &rows))
            }
        }
    }
}

fn delivery(case: &State) -> Markup {
    let plan: Vec<Vec<Markup>> = case
        .plan
        .iter()
        .map(|m| {
            vec![bits::day(m.due), html! { (m.name) }, html! { (m.line) }, html! { (m.place) }]
        })
        .collect();
    let shipments: Vec<Vec<Markup>> = case
        .shipments
        .iter()
        .map(|shipment| {
            let ship = &shipment.shipped.ship;
            vec![
                html! { (ship.shipment) },
                html! { (ship.line) },
                html! { (ship.quantity) },
                html! { (bits::day(ship.shipped_on)) ", " (ship.mode.meaning()) ", " (ship.from) " to " (ship.to) },
                match &shipment.receipt {
                    Some(receipt) => html! {
                        (bits::day(receipt.received_on)) ", " (receipt.quantity) " at " (receipt.place) ", " (receipt.condition)
                    },
                    None => html! { "not yet" },
                },
            ]
        })
        .collect();
    let headings = [
        table::words("Shipment"),
        table::words("Line"),
        table::number("Quantity"),
        table::words("Left"),
        table::words("Received"),
    ];
    let body = html! {
        @if plan.is_empty() && shipments.is_empty() { (bits::quiet("No delivery is on record.")) }
        @if !plan.is_empty() {
            (table::table("Delivery plan", &["Due", "Milestone", "Line", "Place"].map(table::words), &plan))
        }
        @if !shipments.is_empty() { (table::table("Shipments", &headings, &shipments)) }
    };
    bits::section("delivery", "Delivery", &body)
}

fn quality(case: &State) -> Markup {
    html! {
        @if !case.inspections.is_empty() {
            section aria-labelledby="quality" {
                h2 id="quality" { "Quality" }
                ul class="usa-list" {
                    @for i in &case.inspections {
                        li {
                            (bits::day(i.on)) ", line " (i.line) ", " (i.point.meaning()) ": " strong { (i.result.meaning()) }
                            ", " (i.inspector) ". Evidence: " (bits::kept(&i.evidence))
                        }
                    }
                }
            }
        }
    }
}

fn training(case: &State) -> Markup {
    html! {
        @if !case.courses.is_empty() {
            section aria-labelledby="training" {
                h2 id="training" { "Training" }
                @for course in &case.courses {
                    p {
                        "Course " (course.number) ", " strong { (course.plan.title) } ", " (course.plan.place) ", "
                        (bits::day(course.plan.from)) " to " (bits::day(course.plan.until)) ": "
                        (course.students.len()) " of " (course.plan.seats) " seats taken. "
                        @match &course.completed {
                            Some(completed) => { (completed.passed.len()) " passed. " (bits::kept(&completed.remarks)) }
                            None => { "Not completed yet." }
                        }
                    }
                }
            }
        }
    }
}

fn support(case: &State, stream: &StreamId, supported: bool) -> Markup {
    html! {
        @if !case.provisions.is_empty() || supported || case.implemented.is_some() {
            section aria-labelledby="support" {
                h2 id="support" { "Support" }
                ul class="usa-list" {
                    @for p in &case.provisions {
                        li { (p.what.meaning()) ", " (bits::day(p.from)) " to " (bits::day(p.until)) ": " (bits::kept(&p.description)) }
                    }
                    @if supported {
                        li { a class="usa-link" href={ "/support/" (stream.file) } { "Visits, tickets, upgrades and feedback" } }
                    } @else {
                        li { a class="usa-link" href={ "/support/" (stream.file) "/opening" } { "Open support" } }
                    }
                }
            }
        }
    }
}

fn closure(case: &State) -> Markup {
    let mut pairs = Vec::new();
    if let Some(day) = case.supply_completed_on {
        pairs.push(("Supply and services complete", bits::day(day)));
    }
    if let Some(day) = case.held_on {
        pairs.push(("Closure hold", bits::day(day)));
    }
    if let Some(closed) = &case.closed {
        pairs.push((
            "Closed",
            html! {
                "certificate " (closed.close.certificate) "; received in all " (nation::amount(closed.received))
            },
        ));
    }
    html! {
        @if !pairs.is_empty() {
            section aria-labelledby="closure" {
                h2 id="closure" { "Closure" }
                (bits::facts(&pairs))
            }
        }
    }
}
