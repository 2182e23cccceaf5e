//! What a case would cost if something were otherwise, beside what it costs. The question stands in
//! the address, so that it can be kept and sent.

use app::ActError;
use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::{
    price::{
        sheet::{LineSheet, Sheet},
        what_if::{self, Compared, WhatIf},
    },
    read::{Wrong, from_pairs},
};
use maud::{Markup, html};
use rules::Finding;
use terms::{Kind, StreamId, Usd};

use super::Answer;
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, findings, nation, table},
    who::Who,
};

/// What came of a question.
enum Came {
    /// Nothing was asked.
    Unasked,
    /// The comparison.
    Compared(Box<Compared>),
    /// Fields that cannot be taken.
    Wrong(Vec<Wrong>),
    /// Why it does not fit the case.
    Refused(Vec<Finding>),
}

/// `GET /cases/{id}/what-if`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path(id): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Answer {
    let stream = StreamId::new(Kind::Case, id.parse()?);
    let missing = || Error::NotFound(stream.to_string());
    let sheet = site.office.prices(&stream.file).await?.ok_or_else(missing)?;
    let came = came(&site, &stream, &pairs).await?;
    let body = html! {
        p class="cw-lead" {
            "Compares the case with itself under other quantities, base prices, waivers or days. "
            "Nothing is kept."
        }
        @match &came {
            Came::Unasked => {}
            Came::Compared(compared) => { (comparison(compared)) }
            Came::Wrong(wrong) => { (faults(wrong)) }
            Came::Refused(found) => { (findings::list(found)) }
        }
        (form(&stream, &sheet, &pairs))
    };
    let title = format!("{}: what if", stream.file);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    let own = format!("/cases/{}", stream.file);
    let prices = format!("{own}/prices");
    let page = page.under("/", "Home").under("/cases", "Cases").under(&own, stream.file.as_str());
    Ok(page.under(&prices, "Prices").into_response())
}

async fn came(site: &Site, stream: &StreamId, pairs: &[(String, String)]) -> Result<Came, Error> {
    let said = || pairs.iter().filter(|(_, text)| !text.trim().is_empty());
    if said().next().is_none() {
        return Ok(Came::Unasked);
    }
    // A line of the form of which only the number stands is a line as it is.
    let only_number = |name: &str| {
        let line = name.strip_suffix(".number");
        line.is_some_and(|line| {
            said().all(|(other, _)| other == name || !other.starts_with(&format!("{line}.")))
        })
    };
    let asked = said().filter(|(name, _)| !only_number(name));
    let asked = asked.map(|(name, text)| (name.as_str(), text.as_str()));
    let mut asked = from_pairs(what_if::FIELDS, asked);
    if let Some(lines) = asked["lines"].as_array_mut() {
        lines.retain(|line| line.as_object().is_some_and(|line| !line.is_empty()));
    }
    let asked: WhatIf = match what_if::read(&asked) {
        Ok(asked) => asked,
        Err(wrong) => return Ok(Came::Wrong(wrong)),
    };
    match site.office.what_if(&stream.file, &asked).await {
        Ok(Some(compared)) => Ok(Came::Compared(Box::new(compared))),
        Ok(None) => Err(Error::NotFound(stream.to_string())),
        Err(ActError::Refused(refusal)) => Ok(Came::Refused(refusal.findings)),
        Err(other) => Err(other.into()),
    }
}

fn faults(wrong: &[Wrong]) -> Markup {
    html! {
        div class="usa-alert usa-alert--error" role="alert" {
            div class="usa-alert__body" {
                h2 class="usa-alert__heading" { "This cannot be compared" }
                ul class="usa-list" {
                    @for fault in wrong { li { (fault.sentence) } }
                }
            }
        }
    }
}

/// The case as it is and as it would be, line by line and block by block.
fn comparison(compared: &Compared) -> Markup {
    let (now, then) = (&compared.now, &compared.otherwise);
    let lines = now.lines.iter().zip(&then.lines).map(|(now, then)| {
        let name = format!("Line {} {}", now.number, now.description);
        row(&name, whole(now), whole(then))
    });
    let (a, b) = (&now.summary, &then.summary);
    let blocks = [
        ("(8) Net estimated cost", a.net, b.net),
        ("(9) Packing, crating and handling", a.packing, b.packing),
        ("(10) Administrative charge", a.administrative, b.administrative),
        ("(11) Transportation", a.transportation, b.transportation),
        ("(12) Other", a.other, b.other),
        ("(13) Total estimated cost", a.total, b.total),
    ];
    let rows: Vec<Vec<Markup>> =
        lines.chain(blocks.map(|(name, now, then)| row(name, now, then))).collect();
    let headings = [
        table::words("Part"),
        table::money("As it is"),
        table::money("As it would be"),
        table::money("Difference"),
    ];
    let body = html! {
        p { "The total would change by " strong { (nation::amount(compared.difference)) } "." }
        (table::table("As it is and as it would be; a line with all its charges", &headings, &rows))
    };
    bits::section("comparison", "Compared", &body)
}

fn whole(line: &LineSheet) -> Usd {
    let parts = [line.line.unwrap_or_default(), line.packing, line.transport, line.surcharge];
    Usd::total(parts).unwrap_or_default()
}

fn row(name: &str, now: Usd, then: Usd) -> Vec<Markup> {
    let difference = then.minus(now).unwrap_or_default();
    vec![html! { (name) }, bits::money(now), bits::money(then), bits::money(difference)]
}

/// The question: a day, and of each line what can be otherwise.
fn form(stream: &StreamId, sheet: &Sheet, pairs: &[(String, String)]) -> Markup {
    let entered = |name: &str| {
        let found = pairs.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    html! {
        form class="usa-form usa-form--large cw-form" method="get"
            action={ "/cases/" (stream.file) "/what-if" } {
            (field("on", "Priced on", "By the rates of another day, 2026-10-05", &entered("on")))
            @for (i, line) in sheet.lines.iter().enumerate() {
                @let named = |name: &str| format!("lines.{i}.{name}");
                fieldset class="usa-fieldset" {
                    legend class="usa-legend text-bold margin-top-4" { "Line " (line.number) ": " (line.description) }
                    input type="hidden" name=(named("number")) value=(line.number);
                    (field(&named("quantity"), "Quantity", "", &entered(&named("quantity"))))
                    (field(
                        &named("base_unit"),
                        "Base price of one",
                        "Of a line that was not built up, its unit cost",
                        &entered(&named("base_unit")),
                    ))
                    @if line.build_up.is_some() {
                        (field(
                            &named("waived"),
                            "Contract administration that is waived",
                            "cas-quality, cas-management, cas-audit, cas-overseas",
                            &entered(&named("waived")),
                        ))
                        (check(&named("nonrecurring_waived"), &entered(&named("nonrecurring_waived"))))
                    }
                }
            }
            button class="usa-button" type="submit" { "Compare" }
        }
    }
}

fn field(name: &str, label: &str, hint: &str, value: &str) -> Markup {
    let (id, help) = (format!("f-{name}"), format!("h-{name}"));
    html! {
        label class="usa-label" for=(id) { (label) }
        @if !hint.is_empty() { span class="usa-hint" id=(help) { (hint) } }
        input class="usa-input" id=(id) name=(name) value=(value)
            aria-describedby=[(!hint.is_empty()).then_some(help)];
    }
}

fn check(name: &str, value: &str) -> Markup {
    let id = format!("f-{name}");
    html! {
        div class="usa-checkbox" {
            input class="usa-checkbox__input" type="checkbox" id=(id) name=(name) value="true"
                checked[value == "true"];
            label class="usa-checkbox__label" for=(id) { "Nonrecurring cost waived" }
        }
    }
}
