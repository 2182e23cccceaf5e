//! The office itself: its people, who acts for whom, whether there are people enough for the
//! two-person duties, and who may do what.

use app::duties;
use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use case::{duties::lack::Lack, office};
use maud::{Markup, html};
use terms::{Day, Desk, Kind};

use super::{
    Answer,
    act::{self, Done},
    record,
};
use crate::{
    Site,
    parts::{Frame, Page, acts::Acts, bits, table},
    who::Who,
};

/// `GET /office/register`.
pub async fn show(State(site): State<Site>, who: Who, Query(done): Query<Done>) -> Answer {
    let stream = office::register_stream();
    let file = site.office.file(&stream).await?;
    let register = site.office.register().await?;
    let ready = site.office.readiness(&stream, who.0.as_ref()).await?;
    let lacks = site.office.lacks().await?;
    let record = if file.head().exists() {
        Some(record::sections(&site, &stream, &file).await?)
    } else {
        None
    };
    let acts =
        Acts { ready: &ready, stream: &stream, road: &["register-person"], elsewhere: Vec::new() };
    let today = site.office.today();
    let body = html! {
        (act::done(Kind::Office, &done))
        (acts.open())
        (bits::section("people-enough", "Two-person duties", &healthy(&lacks)))
        (bits::section("people", "People", &people(&register)))
        (bits::section("delegations", "Who acts for whom", &delegations(&register, today)))
        (bits::section("practice", "Practice of this office", &practice((&register, site.office.sandbox()))))
        (bits::section("standard-terms", "Standard terms", &standard_terms(&register, today)))
        (bits::section("bodies", "Bodies of the field", &bodies()))
        (bits::section("duties", "Who may do which act", &duties_table(&duties::acts(&site.office))))
        (acts.closed())
        @if let Some(record) = record { (record) }
    };
    let page = Page::new(Frame::of(&site.office, who), "The office", body);
    Ok(page.at("/office/register").under("/", "Home").into_response())
}

/// What the register lacks, or that it lacks nothing.
pub fn healthy(lacks: &[Lack]) -> Markup {
    html! {
        @if lacks.is_empty() {
            p { "There are people enough for every pair of acts and for a whole sale." }
        }
        @else {
            ul class="usa-list" {
                @for lack in lacks {
                    li {
                        (lack.sentence)
                        @if !lack.desks.is_empty() { " Desks: " (desks(&lack.desks)) "." }
                    }
                }
            }
        }
    }
}

fn desks(desks: &[Desk]) -> String {
    desks.iter().map(|desk| desk.code()).collect::<Vec<_>>().join(", ")
}

fn people(register: &office::State) -> Markup {
    let rows: Vec<Vec<Markup>> = register
        .entries
        .iter()
        .map(|entry| {
            let given = &entry.given.entry;
            let retired =
                register.persons.iter().any(|p| p.person == given.person && p.retired);
            vec![
                html! { (entry.given.number) },
                html! { a class="usa-link" href={ "/calendar/" (given.person) ".ics" } { (given.person) } },
                html! { (given.accounts.join(", ")) },
                html! { (desks(&given.desks)) },
                match (entry.confirmed, retired) {
                    (_, true) => html! { "retired" },
                    (Some(on), false) => html! { "confirmed " (bits::day(on)) },
                    (None, false) => html! { "entered by " (entry.by) "; to be confirmed" },
                },
            ]
        })
        .collect();
    let headings = ["Entry", "Person", "Other names", "Desks", "State"].map(table::words);
    html! {
        @if rows.is_empty() { (bits::quiet("Nobody is registered.")) }
        @else { (table::table("Entries of the register", &headings, &rows)) }
    }
}

/// The authorised text that offers print, or that this program's plain words stand in its place.
fn standard_terms(register: &office::State, today: Day) -> Markup {
    let in_force = register.terms_on(today);
    html! {
        @if in_force.is_none() {
            p {
                "No authorised text is in force. Offers explain in plain words what such terms are "
                "about, and say that these words are not the agreed text."
            }
        }
        @for terms in register.standard_terms.iter().rev() {
            details open[in_force == Some(terms)] {
                summary {
                    "Authorised text of " (terms.office) ", " (terms.reference) ", from "
                    (bits::day(terms.starts))
                    @if in_force == Some(terms) { ": in force" }
                }
                @for section in &terms.sections {
                    h3 { (section.title) }
                    (bits::kept(&section.text))
                }
            }
        }
    }
}

fn delegations(register: &office::State, today: Day) -> Markup {
    let rows: Vec<Vec<Markup>> = register
        .delegations
        .iter()
        .rev()
        .map(|d| {
            let acts = if d.given.acts.is_empty() {
                "every act".to_owned()
            } else {
                d.given.acts.join(", ")
            };
            vec![
                html! { (d.number) },
                html! { (d.given.to) " for " (d.given.from) },
                html! { (desks(&d.given.desks)) ": " (acts) },
                html! { (bits::day(d.given.starts)) " to " (bits::day(d.given.ends)) },
                match d.revoked {
                    Some(on) => html! { "revoked " (bits::day(on)) },
                    None if d.in_force(today) => html! { "in force" },
                    None => html! { "not in force today" },
                },
            ]
        })
        .collect();
    let headings = ["Number", "Who", "Scope", "Time", "State"].map(table::words);
    html! {
        @if rows.is_empty() { (bits::quiet("Nobody acts for another.")) }
        @else { (table::table("Delegations, the newest first", &headings, &rows)) }
    }
}

fn practice((register, sandbox): (&office::State, bool)) -> Markup {
    let practice = &register.practice;
    html! {
        p {
            @if practice.named || !sandbox { "Every act needs a person of the register." }
            @else { "An act may be done at a desk whose holder is not named." }
        }
        @if practice.steps.is_empty() { p { "Nobody is told around a due day: the office has set no steps." } }
        @else {
            ul class="usa-list" {
                @for step in &practice.steps {
                    li {
                        @if step.days < 0 { (step.days.unsigned_abs()) " days before" }
                        @else { (step.days) " days after" }
                        " a due day: " (step.tell)
                    }
                }
            }
        }
    }
}

fn bodies() -> Markup {
    let roles = duties::roles();
    let rows: Vec<Vec<Markup>> = roles
        .role
        .iter()
        .map(|role| {
            vec![
                html! { (role.name) },
                html! { (role.organisation) },
                html! { (role.may) },
                html! { (role.may_not.as_deref().unwrap_or("")) },
                html! { (desks(&role.desks)) },
            ]
        })
        .collect();
    let headings = ["Body", "Of", "May", "May not", "Desks"].map(table::words);
    table::table("Bodies, what they may and may not do", &headings, &rows)
}

fn duties_table(acts: &[duties::ActDuty]) -> Markup {
    let rows: Vec<Vec<Markup>> = acts
        .iter()
        .map(|duty| {
            vec![
                html! { (duty.act) },
                html! { (desks(&duty.desks)) },
                html! { (duty.apart_from.join(", ")) },
            ]
        })
        .collect();
    let headings = ["Act", "Desks", "Not by who did"].map(table::words);
    table::table("Acts, their desks, and what they are kept apart from", &headings, &rows)
}
