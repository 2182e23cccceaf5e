//! The page of a purchaser: contacts, eligibility, interest, changes abroad, cases.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::{File, purchaser};
use maud::{Markup, html};
use terms::{Day, Kind, StreamId};

use super::{
    Answer,
    act::{self, Done},
    record,
};
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, acts::Acts, bits, table},
    who::Who,
};

/// `GET /purchasers/{id}`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Answer {
    let stream = StreamId::new(Kind::Purchaser, id.parse()?);
    let file = site.office.file(&stream).await?;
    let not_there = || Error::NotFound(stream.to_string());
    let File::Purchaser(purchaser) = &*file else { return Err(not_there().into()) };
    let registered = purchaser.registered.as_ref().ok_or_else(not_there)?;
    let ready = site.office.readiness(&stream, who.0.as_ref()).await?;
    let today = site.office.today();
    let country = site.office.law().country(&registered.code);
    let record = record::sections(&site, &stream, &file).await?;
    let acts = Acts {
        ready: &ready,
        stream: &stream,
        road: road(purchaser, today),
        elsewhere: vec![(
            format!("/requests/new?purchaser={}", registered.code),
            "Receive a Letter of Request".to_owned(),
        )],
    };
    let body = html! {
        (act::done(Kind::Purchaser, &done))
        (head(purchaser, registered, country.as_ref(), today))
        (acts.open())
        (contacts(purchaser))
        (determinations(purchaser))
        (interest(purchaser))
        (changes(purchaser))
        (cases(purchaser))
        (acts.closed())
        (record)
    };
    let page = Page::new(Frame::of(&site.office, who), &registered.name, body);
    Ok(page.under("/", "Home").under("/purchasers", "Purchasers").into_response())
}

/// What a purchaser needs before a sale, in order.
fn road(purchaser: &purchaser::State, today: Day) -> &'static [&'static str] {
    let stated = !case::Decider::head(purchaser).statements.attested.is_empty();
    let read = purchaser.assessment().map(|assessed| assessed.second.is_some());
    match (purchaser.contacts.is_empty(), purchaser.determination(today), read) {
        (true, ..) => &["record-contact"],
        (false, None, _) => &["determine-eligibility"],
        (false, Some(_), _) if !stated => &["attest"],
        (false, Some(_), None) => &["assess-interest"],
        (false, Some(_), Some(false)) => &["second-read"],
        (false, Some(_), Some(true)) => &[],
    }
}

fn head(
    purchaser: &purchaser::State,
    registered: &purchaser::Registered,
    country: Option<&case::Country>,
    today: Day,
) -> Markup {
    let eligible = match purchaser.determination(today) {
        Some(d) if d.eligible => html! { "yes, by " (d.basis) },
        Some(d) => html! { strong { "no" } ": " (bits::kept(&d.reasons)) },
        None => html! { "no determination covers today" },
    };
    let members = country.map(|country| {
        let since =
            |from: &Option<Day>| from.map_or("day not known".to_owned(), |d| format!("since {d}"));
        country
            .members
            .iter()
            .map(|(of, from)| format!("{of} ({})", since(from)))
            .collect::<Vec<_>>()
            .join("; ")
    });
    let pairs = [
        (
            "Customer code",
            html! { (registered.code) @if registered.fictional { " (invented nation)" } },
        ),
        ("Eligible today", eligible),
        (
            "Member of",
            match members.filter(|text| !text.is_empty()) {
                Some(text) => html! { (text) },
                None => html! { "neither NATO nor the plus-five, as far as the table says" },
            },
        ),
        ("Remarks", bits::or_unknown(registered.remarks.as_ref())),
    ];
    bits::facts(&pairs)
}

fn contacts(purchaser: &purchaser::State) -> Markup {
    let rows: Vec<Vec<Markup>> = purchaser
        .contacts
        .iter()
        .rev()
        .map(|contact| {
            vec![
                bits::day(contact.on),
                html! { (contact.channel.meaning()) },
                html! { (contact.counterpart) },
                bits::kept(&contact.asked),
                html! { (contact.interest.meaning()) },
                bits::kept(&contact.capability),
            ]
        })
        .collect();
    let headings = ["Day", "Channel", "Who was met", "What was asked", "Interest", "Capability"]
        .map(table::words);
    html! {
        @if !rows.is_empty() {
            section aria-labelledby="contacts" {
                h2 id="contacts" { "Contacts" }
                (table::table("Contacts, newest first", &headings, &rows))
            }
        }
    }
}

fn determinations(purchaser: &purchaser::State) -> Markup {
    let rows: Vec<Vec<Markup>> = purchaser
        .determinations
        .iter()
        .rev()
        .map(|d| {
            vec![
                html! { (if d.eligible { "eligible" } else { "not eligible" }) },
                html! { (bits::day(d.valid_from)) " to " @match d.valid_until { Some(day) => (bits::day(day)), None => { "open" } } },
                html! { (d.basis) },
                bits::kept(&d.reasons),
                bits::kept(&d.evidence),
            ]
        })
        .collect();
    let headings = ["Result", "Valid", "Basis", "Reasons", "Evidence"].map(table::words);
    html! {
        @if !rows.is_empty() {
            section aria-labelledby="eligibility" {
                h2 id="eligibility" { "Eligibility" }
                (table::table("Determinations, newest first", &headings, &rows))
            }
        }
    }
}

fn interest(purchaser: &purchaser::State) -> Markup {
    html! {
        @if !purchaser.assessments.is_empty() {
            section aria-labelledby="interest" {
                h2 id="interest" { "Strategic interest" }
                @for assessed in purchaser.assessments.iter().rev() {
                    @let a = &assessed.assessment;
                    (bits::facts(&[
                        ("Conclusion", html! { (a.conclusion.meaning()) ", by " (assessed.author) " on " (bits::day(assessed.on)) }),
                        ("Regional security", bits::kept(&a.regional_security)),
                        ("Alliances", bits::kept(&a.alliances)),
                        ("Political stability", bits::kept(&a.political_stability)),
                        ("Risks", bits::kept(&a.risks)),
                        ("Second reader", match &assessed.second {
                            Some((reading, by)) => html! { (by) (if reading.agrees { " agrees: " } else { " does not agree: " }) (bits::kept(&reading.remarks)) },
                            None => html! { "not read yet" },
                        }),
                    ]))
                }
            }
        }
    }
}

fn changes(purchaser: &purchaser::State) -> Markup {
    html! {
        @if !purchaser.changes.is_empty() {
            section aria-labelledby="changes" {
                h2 id="changes" { "Changes abroad" }
                ul class="usa-list" {
                    @for noted in purchaser.changes.iter().rev() {
                        li {
                            (bits::day(noted.change.on)) ", " strong { (noted.change.what.meaning()) } ": " (bits::kept(&noted.change.summary))
                            " Source: " (noted.change.source) ". " (raised(noted.touched.len()))
                        }
                    }
                }
            }
        }
    }
}

fn raised(cases: usize) -> String {
    match cases {
        0 => "No open case was touched.".to_owned(),
        1 => "It raised a review on 1 open case.".to_owned(),
        _ => format!("It raised a review on {cases} open cases."),
    }
}

fn cases(purchaser: &purchaser::State) -> Markup {
    html! {
        @if !purchaser.cases.is_empty() {
            section aria-labelledby="cases" {
                h2 id="cases" { "Cases" }
                ul class="cw-acts" {
                    @for case in &purchaser.cases { li { a class="usa-link" href={ "/cases/" (case) } { (case) } } }
                }
            }
        }
    }
}
