//! The marking of a page: its banner, and the table of what is marked how.

use app::Borne;
use maud::{Markup, html};

use super::{bits, nation, table};

/// The banner of a page that holds something controlled, with who controls it; nothing else where
/// nothing is.
pub fn banner(borne: &Borne) -> Markup {
    let carried = &borne.carried;
    let marking = &carried.marking;
    let Some(banner) = marking.banner() else { return html! {} };
    let list = |items: &[String]| match items {
        [] => bits::unknown(),
        items => html! { (items.join(", ")) },
    };
    let categories: Vec<String> = marking.categories().into_iter().map(str::to_owned).collect();
    html! {
        section class="cw-marking" aria-label="Marking" {
            p { strong { (banner) } @if marking.is_pre_decisional() { " PRE-DECISIONAL" } }
            p {
                "Controlled by: " (list(&borne.controllers))
                ". CUI category: " (list(&categories))
                ". Dissemination: "
                (marking.dissemination().unwrap_or_else(|| "no further limit".to_owned()))
                ". Point of contact: "
                @match &carried.contact {
                    Some(who) => { (who.name().unwrap_or_default()) ", " (nation::desk(who.desk())) },
                    None => (bits::unknown()),
                }
                "."
            }
        }
    }
}

/// What is marked how, and what waits for another person.
pub fn section(borne: &Borne) -> Markup {
    let rows: Vec<Vec<Markup>> = borne
        .things
        .iter()
        .map(|(thing, marking, set)| {
            vec![
                html! { (thing) },
                html! { (marking) },
                html! { (marking.words()) },
                match set {
                    Some(set) => html! { (set.by) ", " (bits::day(set.on)) ": " (set.reason) },
                    None => html! { "nobody; the marking of its kind" },
                },
            ]
        })
        .collect();
    let headings = ["What", "Marking", "Meaning", "Set by"].map(table::words);
    let marking = &borne.carried.marking;
    let body = html! {
        p { "The whole bears " strong { (marking) } ": " (marking.words()) "." }
        (table::table("Markings; the whole bears the join of its parts", &headings, &rows))
        @for open in &borne.proposals {
            p {
                "Proposal " (open.number) ", by " (open.by) ", " (bits::day(open.on)) ": "
                (open.proposed.thing) " from " (open.proposed.from) " to " (open.proposed.to)
                ". " (open.proposed.reason) " It waits for another person."
            }
        }
    };
    bits::section("markings", "Markings", &body)
}

/// The notes of the present document, with why each stands.
pub fn notes(borne: &Borne) -> Markup {
    let Some(notes) = &borne.notes else { return html! {} };
    let rows: Vec<Vec<Markup>> = notes
        .iter()
        .map(|note| {
            vec![
                html! { (note.code) ", version " (note.version) },
                html! { (note.title) ": " (note.text) },
                html! {
                    @if note.lines.is_empty() { "the case" }
                    @for (i, line) in note.lines.iter().enumerate() {
                        @if i > 0 { ", " } (line)
                    }
                },
                html! { (note.usage.meaning()) "; " (note.why) },
                html! { (bits::rule(&note.row)) ": " (note.citation) " (" (note.confidence) ")" },
            ]
        })
        .collect();
    let headings = ["Note", "Text", "Concerns", "Why it stands", "Source"].map(table::words);
    let body = html! {
        @if rows.is_empty() { (bits::quiet("The rules choose no note for this offer.")) }
        @else { (table::table("Notes chosen by rule", &headings, &rows)) }
        @for out in &borne.decisions.left_out {
            p {
                "Left out: " (out.code) ". " (out.reason)
                @if let Some(waiver) = &out.waiver { " By waiver " (waiver) "." }
            }
        }
    };
    bits::section("notes", "Notes of the offer", &body)
}
