//! What was stated under rules, and what was waived: on the page of the file that keeps it.

use case::statements::{Attestation, Said, Statements, Waiver};
use maud::{Markup, html};

use super::{bits, table};

/// Both, newest first; nothing where nothing was said.
pub fn sections(kept: &Statements) -> Markup {
    html! {
        @if !kept.attested.is_empty() {
            (bits::section("statements", "Statements under rules", &stated(&kept.attested)))
        }
        @if !kept.waived.is_empty() {
            (bits::section("waivers", "Waivers", &waived(&kept.waived)))
        }
    }
}

fn stated(all: &[Said<Attestation>]) -> Markup {
    let headings = ["Rules", "Met", "What was found", "Evidence", "Day", "By"].map(table::words);
    let rows: Vec<Vec<Markup>> = all.iter().rev().map(statement).collect();
    table::table("Statements, newest first", &headings, &rows)
}

fn statement(said: &Said<Attestation>) -> Vec<Markup> {
    let Attestation { rules, met, found, evidence, file, on } = &said.what;
    vec![
        html! { @for rule in rules { (rule_link(rule)) " " } },
        html! { @if *met { "yes" } @else { strong { "no" } } },
        bits::kept(found),
        html! { (evidence) @if let Some(file) = file { ", " (bits::link(&format!("/files/{file}"), "file")) } },
        bits::day(*on),
        html! { (said.by) },
    ]
}

fn waived(all: &[Said<Waiver>]) -> Markup {
    let headings =
        ["Rule", "Acts", "Authority", "Reason", "Reference", "From", "Until", "Recorded by"]
            .map(table::words);
    let rows: Vec<Vec<Markup>> = all.iter().rev().map(waiver).collect();
    table::table("Waivers, newest first", &headings, &rows)
}

fn waiver(said: &Said<Waiver>) -> Vec<Markup> {
    let waiver = &said.what;
    vec![
        rule_link(&waiver.rule),
        html! { (waiver.acts.join(", ")) },
        html! { (waiver.authority) },
        bits::kept(&waiver.reason),
        html! { (waiver.reference) },
        bits::day(waiver.from),
        bits::day(waiver.until),
        html! { (said.by) },
    ]
}

fn rule_link(rule: &str) -> Markup {
    bits::link(&format!("/rules/{rule}"), rule)
}
