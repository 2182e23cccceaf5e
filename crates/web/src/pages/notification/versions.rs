//! What was published of a notification: each version as it was printed, with what differs from
//! the one before it. Pages of others are changed without a trace; ours are kept.

use case::cn::{
    self, Published,
    post::{self, Difference, Fact},
};
use maud::{Markup, html};

use crate::parts::{bits, table};

/// The sections; what was never published is left out.
pub fn sections(file: &cn::State) -> Markup {
    html! {
        (own(file))
        (read_in(file))
    }
}

/// What the record says was published of one of our own.
fn own(file: &cn::State) -> Markup {
    let shown = file.posted.iter().rev().map(|posted| {
        let given = &posted.given;
        let mut before = file.posted.iter().filter(|other| {
            other.given.place == given.place && other.version + 1 == posted.version
        });
        let before = before.next().map(|other| other.facts.as_slice());
        let head = html! {
            "Version " (posted.version) ", " (given.place.meaning()) ", " (bits::day(given.on))
        };
        let body = html! {
            p {
                @if let Some(publisher) = &posted.publisher { "Published by " (publisher) ". " }
                @if let Some(days) = posted.days_after_delivery { (days) " calendar days after the delivery. " }
                @if let Some(reference) = &given.reference { "Document " (reference) ". " }
                @if let Some(reason) = &given.reason { (bits::kept(reason)) " " }
                @if let Some(address) = &given.address { (bits::outside(address)) }
            }
            (facts(&posted.facts, before))
            @if let Some(text) = &given.text { p { (bits::kept(text)) } }
        };
        (head, body)
    });
    versions("published", "What was published", shown.collect())
}

/// Versions of a public notice that was read in.
fn read_in(file: &cn::State) -> Markup {
    let Some(newest) = &file.published else { return html! {} };
    if file.earlier.is_empty() {
        return html! {};
    }
    let all: Vec<&Published> = file.earlier.iter().chain([newest]).collect();
    let told: Vec<Vec<Fact>> = all.iter().map(|notice| printed(notice)).collect();
    let shown = (0..all.len()).rev().map(|at| {
        let digest = all[at].digest.get(..12).unwrap_or_default();
        let head = html! { "Version " (at + 1) ", digest " span class="cw-mono" { (digest) } };
        let before = at.checked_sub(1).map(|before| told[before].as_slice());
        (head, facts(&told[at], before))
    });
    versions("earlier", "Versions of the notice", shown.collect())
}

fn versions(id: &str, heading: &str, all: Vec<(Markup, Markup)>) -> Markup {
    html! {
        @if !all.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (heading) }
                @for (at, (head, body)) in all.iter().enumerate() {
                    details open[at == 0] { summary { (head) } (body) }
                }
            }
        }
    }
}

/// The facts of a version, and what differs from the one before.
fn facts(facts: &[Fact], before: Option<&[Fact]>) -> Markup {
    let rows: Vec<Vec<Markup>> =
        facts.iter().map(|fact| vec![html! { (fact.name) }, bits::kept(&fact.value)]).collect();
    let changed = before.map(|before| post::differences(before, facts)).unwrap_or_default();
    html! {
        @if before.is_some() { (differences(&changed)) }
        @if !rows.is_empty() {
            (table::table("As printed", &["Fact", "Value"].map(table::words), &rows))
        }
    }
}

fn differences(changed: &[Difference]) -> Markup {
    let side = |value: Option<&String>| match value {
        Some(value) => bits::kept(value),
        None => html! { "not there" },
    };
    let rows: Vec<Vec<Markup>> = changed
        .iter()
        .map(|d| vec![html! { (d.name) }, side(d.before.as_ref()), side(d.after.as_ref())])
        .collect();
    html! {
        @if rows.is_empty() { (bits::quiet("No fact differs from the version before.")) }
        @else {
            (table::table("What differs from the version before", &["Fact", "Before", "Now"].map(table::words), &rows))
        }
    }
}

/// The facts of a notice as it was read.
fn printed(notice: &Published) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut put = |name: &str, value: Option<String>| {
        facts.extend(value.map(|value| Fact { name: name.to_owned(), value }));
    };
    put("Transmittal", notice.transmittal.clone());
    put("Paragraph", Some(notice.paragraph.clone()));
    put("Purchaser", notice.purchaser_printed.clone());
    put("Major defense equipment", notice.mde.map(|amount| amount.to_string()));
    put("Other", notice.other.map(|amount| amount.to_string()));
    put("Total", notice.total.map(|amount| amount.to_string()));
    put("Description", Some(notice.description.clone()));
    let items = notice.items.iter().map(|item| match item.quantity {
        Some(quantity) => format!("{quantity} {}", item.name),
        None => item.name.clone(),
    });
    put("Items", Some(items.collect::<Vec<_>>().join("; ")));
    put("Implementing agency", notice.agency.clone());
    put("Case designators", Some(notice.designators.join(", ")));
    put("Prior cases", notice.prior_cases.clone());
    put("Sales commission", notice.commission.clone());
    put("Funding", notice.funding.clone());
    put("Contractor", notice.contractor.clone());
    put("Day of the source", notice.date.map(|day| day.to_string()));
    put("Delivered", notice.delivered_on.map(|day| day.to_string()));
    facts
}
