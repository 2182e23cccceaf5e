//! A case before its offer: requirements, talks, compliance, authorisation, notifications.

use case::sale::State;
use maud::{Markup, html};

use crate::parts::{bits, nation, table};

/// The sections, in the order of a sale; what is not on record is left out.
pub fn sections(case: &State) -> Markup {
    html! {
        (requirements(case))
        (talks(case))
        (compliance(case))
        (authorisation(case))
        (parties(case))
        (notifications(case))
        (reviews(case))
    }
}

fn requirements(case: &State) -> Markup {
    let rows: Vec<Vec<Markup>> = case
        .requirements
        .iter()
        .map(|numbered| {
            let number = numbered.number.to_string();
            let r = &numbered.requirement;
            let lines: Vec<&str> = case
                .lines
                .iter()
                .filter(|line| line.requirements.contains(&number))
                .map(|line| line.number.as_str())
                .collect();
            vec![
                html! { (number) },
                bits::kept(&r.what),
                bits::kept(&r.standard),
                bits::kept(&r.environment),
                html! { (r.priority) },
                bits::kept(&r.acceptance),
                html! { @if lines.is_empty() { "no line yet" } @else { (lines.join(", ")) } },
            ]
        })
        .collect();
    let headings = [
        table::number("Number"),
        table::words("What is needed"),
        table::words("Performance standard"),
        table::words("Operating environment"),
        table::words("Priority"),
        table::words("Acceptance criterion"),
        table::words("Met by line"),
    ];
    let body = html! {
        @if rows.is_empty() { (bits::quiet("No requirement is defined.")) }
        @else { (table::table("Requirements and the lines that meet them", &headings, &rows)) }
    };
    bits::section("scope", "Scope and requirements", &body)
}

fn talks(case: &State) -> Markup {
    html! {
        @if !case.topics.is_empty() || case.legal.is_some() {
            section aria-labelledby="talks" {
                h2 id="talks" { "Negotiation" }
                @for topic in &case.topics {
                    h3 { (topic.subject.meaning()) }
                    ol class="usa-list" {
                        @for (on, position) in &topic.positions {
                            li {
                                (bits::day(*on)) ", round " (position.round) ", " strong { (position.side.meaning()) } ": "
                                (bits::kept(&position.text))
                                @if let Some(amount) = position.amount { " (" (nation::amount(amount)) ")" }
                            }
                        }
                    }
                    @match &topic.agreed {
                        Some((on, agreed)) => { p { "Agreed on " (bits::day(*on)) ": " (bits::kept(&agreed.outcome)) } }
                        None => { p { "Not agreed yet." } }
                    }
                }
                @if let Some(legal) = &case.legal {
                    p { "Counsel: " (legal.view.meaning()) ". " (bits::kept(&legal.remarks)) }
                }
            }
        }
    }
}

fn compliance(case: &State) -> Markup {
    html! {
        @if !case.areas.is_empty() || !case.findings.is_empty() {
            section aria-labelledby="compliance" {
                h2 id="compliance" { "Compliance review" }
                ul class="usa-list" {
                    @for review in &case.areas {
                        li { strong { (review.area.meaning()) } ": " (bits::kept(&review.remarks)) }
                    }
                }
                @for raised in &case.findings {
                    h3 { "Finding " (raised.number) ", " (raised.finding.area.meaning()) ", " (raised.finding.severity.code()) }
                    p { (bits::kept(&raised.finding.text)) " Evidence: " (bits::kept(&raised.finding.evidence)) }
                    @match &raised.resolved {
                        Some(resolved) => { p { "Resolved: " (bits::kept(&resolved.resolution)) " Evidence: " (bits::kept(&resolved.evidence)) } }
                        None => { p { strong { "Open: it stops the next gate." } } }
                    }
                }
            }
        }
    }
}

fn authorisation(case: &State) -> Markup {
    let rows: Vec<Vec<Markup>> = case
        .board
        .iter()
        .flat_map(|board| &board.seats)
        .map(|(seat, decided)| {
            vec![
                html! { (seat.step) },
                html! { (nation::desk(seat.body)) },
                match decided {
                    Some((on, decided)) => {
                        html! { (decided.decision.meaning()) " on " (bits::day(*on)) }
                    }
                    None => html! { "awaited" },
                },
                match decided {
                    Some((_, decided)) => bits::kept(&decided.justification),
                    None => html! {},
                },
            ]
        })
        .collect();
    let headings = [
        table::number("Step"),
        table::words("Body"),
        table::words("Decision"),
        table::words("Justification"),
    ];
    html! {
        @if !rows.is_empty() || !case.conditions.is_empty() {
            section aria-labelledby="authorisation" {
                h2 id="authorisation" { "Authorisation" }
                @if !rows.is_empty() {
                    (table::table("Bodies: those of one step decide side by side", &headings, &rows))
                }
                @for condition in &case.conditions {
                    p {
                        "Condition " (condition.number) " of " (nation::desk(condition.body)) ", before "
                        (condition.before.meaning()) ": " (bits::kept(&condition.text)) " "
                        @match &condition.honoured {
                            Some(honoured) => { "Honoured: " (bits::kept(&honoured.evidence)) }
                            None => { strong { "Not honoured yet." } }
                        }
                    }
                }
            }
        }
    }
}

/// Who takes part besides the purchaser, and the programme to which the case belongs.
fn parties(case: &State) -> Markup {
    let rows: Vec<Vec<Markup>> = case
        .participants
        .iter()
        .map(|known| {
            let code = &known.participant;
            vec![
                html! { a class="usa-link" href={ "/purchasers/" (code) } { (code) } },
                html! { (known.role.meaning()) },
                html! { (known.monitoring.meaning()) },
                html! { (known.retransfer.meaning()) @if let Some(consent) = &known.consent { " (" (consent) ")" } },
                known.joined_on.map_or_else(bits::unknown, bits::day),
            ]
        })
        .collect();
    let headings =
        ["Participant", "Role", "End-use monitoring", "Retransfer", "Since"].map(table::words);
    html! {
        @if case.parties.is_some() || !rows.is_empty() || case.programme.is_some() {
            section aria-labelledby="parties" {
                h2 id="parties" { "Parties and programme" }
                @if let Some(parties) = &case.parties {
                    (bits::facts(&[
                        ("Model", html! { (parties.model.meaning()) }),
                        ("Arrangement", html! { (parties.basis) }),
                        ("Requester", html! { (parties.requester.as_deref().unwrap_or("the purchaser")) }),
                        ("Payer", html! { (parties.payer.as_deref().unwrap_or("the purchaser")) }),
                        ("Beneficiary", match &parties.beneficiary {
                            Some(code) => html! { a class="usa-link" href={ "/purchasers/" (code) } { (code) } },
                            None => html! { "the purchaser" },
                        }),
                    ]))
                }
                @if !rows.is_empty() {
                    p { "Each participant is eligible by itself; the strictest tier among all sets thresholds and period." }
                    (table::table("Participants", &headings, &rows))
                }
                @if let Some(programme) = &case.programme {
                    p {
                        "Programme: " strong { (programme.programme) } ", " (programme.part.meaning()) ". "
                        "The cases of a programme count together when its value is held against the thresholds. "
                        @if let Some(note) = &programme.risk_note { "Note on the risk: " (bits::kept(note)) }
                    }
                }
            }
        }
    }
}

fn notifications(case: &State) -> Markup {
    let body = html! {
        @if case.notifications.is_empty() { (bits::quiet("No notification is on record.")) }
        ul class="usa-list" {
            @for linked in &case.notifications {
                li {
                    a class="usa-link" href={ "/notifications/" (linked.file) } { (linked.file) }
                    ": " (linked.stage.meaning())
                }
            }
        }
    };
    bits::section("notification", &nation::notification(), &body)
}

fn reviews(case: &State) -> Markup {
    html! {
        @if !case.reviews.is_empty() {
            section aria-labelledby="watch" {
                h2 id="watch" { "Changes abroad" }
                @for review in &case.reviews {
                    p {
                        "Review " (review.number) ": " (review.raised.what.meaning()) ", " (bits::day(review.raised.on))
                        ". " (bits::kept(&review.raised.summary)) " Source: " (review.raised.source) ". "
                        @match &review.closed {
                            Some(closed) => { "Closed: " (closed.outcome.meaning()) ". " (bits::kept(&closed.justification)) }
                            None => { strong { "Open: it stops offer, implementation and shipment." } }
                        }
                    }
                }
            }
        }
    }
}
