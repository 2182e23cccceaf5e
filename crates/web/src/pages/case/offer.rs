//! The offer of a case: lines, summary, payments, terms, dates, documents.

use app::papers::Listed;
use case::sale::{Stage, State};
use maud::{Markup, html};
use terms::{StreamId, Version};

use crate::parts::{bits, nation, papers, table};

/// The sections.
pub fn sections(case: &State, stream: &StreamId, listed: &[Listed]) -> Markup {
    html! {
        (lines(case, stream))
        (price(case))
        (dates(case))
        (documents(case, stream, listed))
    }
}

fn lines(case: &State, stream: &StreamId) -> Markup {
    let draft = case.document_stage() == Stage::Development;
    let rows: Vec<Vec<Markup>> = case
        .lines
        .iter()
        .map(|line| {
            let codes = [
                line.source.map(|code| code.to_string()),
                line.months.clone(),
                line.assistance.map(|code| code.to_string()),
            ];
            let codes = codes.map(|code| code.unwrap_or_else(|| "?".to_owned())).join(" / ");
            vec![
                html! {
                    @if draft {
                        (bits::link(&format!("/cases/{}/line-changes?number={}", stream.file, line.number), line.number.as_str()))
                    } @else { (line.number) }
                },
                html! { (bits::kept(&line.description)) @if let Some(notes) = &line.notes { " (" (notes) ")" } },
                html! { (line.mde) },
                html! { (bits::or_unknown(line.quantity)) " " (line.unit.as_deref().unwrap_or_default()) },
                html! {
                    (line.unit_cost.map_or_else(bits::unknown, bits::money))
                    @if draft {
                        br;
                        (bits::link(&format!("/cases/{}/line-prices?number={}", stream.file, line.number), "Build up"))
                    }
                },
                line.total().map_or_else(bits::unknown, bits::money),
                html! { (codes) },
                bits::or_unknown(line.release),
                bits::or_unknown(line.term),
            ]
        })
        .collect();
    let headings = [
        table::words("(1) Line"),
        table::words("(2) Description"),
        table::words("MDE"),
        table::number("(3) Quantity"),
        table::money("(4) Unit"),
        table::money("Total"),
        table::words("(5) SC/MOS/TA"),
        table::words("(6) Release"),
        table::words("(7) Term"),
    ];
    let body = html! {
        (version(case, stream))
        @if rows.is_empty() {
            (bits::quiet("No line is on record."))
        } @else {
            (table::table("Lines; what is not known is said", &headings, &rows))
        }
        @if draft {
            p { (bits::link(&format!("/cases/{}/lines", stream.file), "Add a line")) }
        }
    };
    bits::section("lines", "Lines", &body)
}

/// Which version the lines are of, where there is more than the basic offer.
fn version(case: &State, stream: &StreamId) -> Markup {
    let all = format!("/cases/{}/versions", stream.file);
    let in_force = case.version_in_force();
    html! {
        p {
            @match case.change() {
                Some(change) => {
                    "These are the lines of " (change.track.version) ", which is open; in force is "
                    (in_force) ". "
                }
                None if in_force != Version::Basic => { "These are the lines of " (in_force) ". " }
                None => {}
            }
            (bits::link(&all, "Versions of this case"))
            ". "
            (bits::link(&format!("/cases/{}/prices", stream.file), "Prices, and how each was made"))
        }
    }
}

fn price(case: &State) -> Markup {
    let Some(approved) = &case.offer.approved else { return html! {} };
    let s = &approved.summary;
    let blocks = [
        ("(8) Net estimated cost", s.net),
        ("(9) Packing, crating and handling", s.packing),
        ("(10) Administrative charge", s.administrative),
        ("(11) Transportation", s.transportation),
        ("(12) Other", s.other),
        ("(13) Total estimated cost", s.total),
    ];
    let rows: Vec<Vec<Markup>> =
        blocks.iter().map(|(name, amount)| vec![html! { (name) }, bits::money(*amount)]).collect();
    let payments: Vec<Vec<Markup>> = approved
        .payments
        .iter()
        .map(|payment| {
            vec![
                match payment.due {
                    Some(day) => bits::day(day),
                    None => html! { "with acceptance" },
                },
                bits::money(payment.amount),
                bits::money(payment.cumulative),
            ]
        })
        .collect();
    html! {
        section aria-labelledby="price" {
            h2 id="price" { "Price" }
            (table::table("Estimated cost summary, as approved", &[table::words("Block"), table::money("")], &rows))
            details {
                summary { "Payment schedule" }
                (table::table(
                    "Estimated payments",
                    &[table::words("Due"), table::money(""), table::money("Cumulative")],
                    &payments,
                ))
            }
        }
    }
}

fn dates(case: &State) -> Markup {
    let offer = &case.offer;
    let mut pairs = Vec::new();
    if let Some(day) = offer.countersigned_on {
        pairs.push(("Countersigned", bits::day(day)));
    }
    if let Some(day) = offer.offered_on {
        pairs.push(("Sent", bits::day(day)));
    }
    if let Some(day) = offer.expires_on {
        pairs.push((
            "Can be accepted until",
            html! { (bits::day(day)) " (calendar days from the agency's approval)" },
        ));
    }
    if let Some(counter) = &offer.counter {
        pairs.push(("Counter-offer", html! { (bits::day(counter.received_on)) ", " (counter.reference) ": " (bits::kept(&counter.changes)) }));
    }
    if let Some(accepted) = &case.accepted {
        let signature = &accepted.signature;
        pairs.push(("Accepted", html! {
            (bits::day(signature.signed_on)) " by " (signature.name) ", " (signature.title) ", " (signature.agency)
            ", for " (nation::amount(accepted.value))
        }));
    }
    html! {
        @if !pairs.is_empty() {
            section aria-labelledby="offer" {
                h2 id="offer" { "Offer " (offer.number) }
                (bits::facts(&pairs))
            }
        }
    }
}

fn documents(case: &State, stream: &StreamId, listed: &[Listed]) -> Markup {
    let body = html! {
        (papers::show(stream, listed, &case.documents))
        @if !case.attachments.is_empty() {
            ul class="usa-list" {
                @for attachment in &case.attachments {
                    li {
                        "Attached: "
                        a class="usa-link" href={ "/files/" (attachment.sha256) } { (attachment.name) }
                        @if let Some(about) = &attachment.about { ", " (about) }
                    }
                }
            }
        }
    };
    bits::section("documents", "Documents", &body)
}
