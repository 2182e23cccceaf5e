//! What a version changes of another one: lines, costs, payments and terms, each as it was, what
//! changes, and as it is, in words and not by colour alone.

use case::{
    change::diff::{Diff, FieldDiff, LineDiff, Status},
    sale,
};
use maud::{Markup, html};
use terms::{StreamId, Usd, Version};

use crate::parts::{bits, table};

/// The section of the changes, only of lines of one status where one is asked for.
pub(super) fn changes(
    case: &sale::State,
    stream: &StreamId,
    (version, against): (Version, Version),
    (diff, only): (&Diff, Option<Status>),
) -> Markup {
    let made_from = case.shown(version).and_then(|shown| shown.track.against);
    let base = format!("/cases/{}/versions/{version}", stream.file);
    let kept =
        if made_from == Some(against) { String::new() } else { format!("against={against}") };
    let address = |status: Option<Status>| {
        let status = status.map(|status| format!("show={status}"));
        let parts: Vec<String> =
            [status, Some(kept.clone())].into_iter().flatten().filter(|p| !p.is_empty()).collect();
        if parts.is_empty() { base.clone() } else { format!("{base}?{}", parts.join("&")) }
    };
    let body = html! {
        nav class="cw-kinds" aria-label="Lines by what became of them" {
            ul {
                (kind(&address(None), &format!("All {}", diff.lines.len()), only.is_none()))
                @for status in Status::ALL {
                    (kind(
                        &address(Some(*status)),
                        &format!("{} {}", capital(status.code()), diff.count(*status)),
                        only == Some(*status),
                    ))
                }
            }
        }
        (line_table(diff, only))
        (blocks(diff))
        (payments(diff))
        (terms_table(diff))
    };
    bits::section("changes", &format!("What it changes of {against}"), &body)
}

/// A way to one kind of what is shown.
pub(super) fn kind(href: &str, text: &str, here: bool) -> Markup {
    html! {
        li aria-current=[here.then_some("true")] { (bits::link(href, text)) }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn line_table(diff: &Diff, only: Option<Status>) -> Markup {
    let wanted = |line: &&LineDiff| only.is_none_or(|status| line.status == status);
    let rows: Vec<Vec<Markup>> = diff.lines.iter().filter(wanted).map(line_row).collect();
    let headings = [
        table::words("Line"),
        table::words("Status"),
        table::words("Description"),
        table::number("Quantity before"),
        table::number("Change"),
        table::number("Quantity after"),
        table::money("Total before"),
        table::money("Change"),
        table::money("Total after"),
        table::words("What differs"),
    ];
    html! {
        @if rows.is_empty() { (bits::quiet("No line is of this kind.")) }
        @else { (table::table("Lines: previous, change, revised", &headings, &rows)) }
    }
}

fn line_row(line: &LineDiff) -> Vec<Markup> {
    let same = line.status == Status::Unchanged;
    vec![
        html! { (line.number) },
        html! {
            span class={ "cw-status cw-status--" (line.status) } {
                (capital(line.status.code()))
            }
        },
        bits::kept(&line.description),
        count(line.quantity.previous),
        html! { (signed_count(line.quantity.change)) },
        count(line.quantity.revised),
        amount(line.total.previous),
        signed(line.total.change),
        amount(line.total.revised),
        html! {
            @if same { "nothing" } @else { (fields(line)) }
        },
    ]
}

/// The fields that differ; those of a line that is added or deleted are the whole line.
fn fields(line: &LineDiff) -> Markup {
    let shown: Vec<&FieldDiff> = match line.status {
        Status::Changed => line.fields.iter().collect(),
        _ => Vec::new(),
    };
    html! {
        @if shown.is_empty() { "the whole line" } @else {
            ul class="cw-fields" {
                @for field in shown {
                    li { (field.label) ": " (field.was()) " → " (field.is()) }
                }
            }
        }
    }
}

/// A number, or that there is none.
pub(super) fn count(count: Option<i64>) -> Markup {
    count.map_or_else(|| html! { "–" }, |count| html! { (count) })
}

fn signed_count(change: i64) -> String {
    if change == 0 { "0".to_owned() } else { format!("{change:+}") }
}

/// An amount, or that there is none.
pub(super) fn amount(amount: Option<Usd>) -> Markup {
    amount.map_or_else(|| html! { "–" }, bits::money)
}

/// A change with its sign: nobody should have to guess from a colour which way it goes.
fn signed(change: Usd) -> Markup {
    let sign = if change.is_negative() || change == Usd::ZERO { "" } else { "+" };
    html! { span class="cw-number" { (sign) (change) } }
}

fn blocks(diff: &Diff) -> Markup {
    let rows: Vec<Vec<Markup>> = diff
        .blocks
        .iter()
        .map(|block| {
            vec![
                html! { (block.block) " " (block.label) },
                amount(block.amounts.previous),
                signed(block.amounts.change),
                amount(block.amounts.revised),
            ]
        })
        .collect();
    let headings = [
        table::words("Block"),
        table::money("Previous"),
        table::money("Change"),
        table::money("Revised"),
    ];
    table::table("Estimated cost summary: previous, change, revised", &headings, &rows)
}

fn payments(diff: &Diff) -> Markup {
    let rows: Vec<Vec<Markup>> = diff
        .payments
        .iter()
        .map(|payment| {
            vec![
                payment.due.map_or_else(|| html! { "with acceptance" }, bits::day),
                amount(payment.amounts.previous),
                signed(payment.amounts.change),
                amount(payment.amounts.revised),
            ]
        })
        .collect();
    let headings = [
        table::words("Due"),
        table::money("Previous"),
        table::money("Change"),
        table::money("Revised"),
    ];
    html! {
        @if !rows.is_empty() {
            (table::table("Payment schedule: previous, change, revised", &headings, &rows))
        }
    }
}

fn terms_table(diff: &Diff) -> Markup {
    let rows: Vec<Vec<Markup>> = diff
        .terms
        .iter()
        .map(|field| {
            vec![html! { (field.label) }, bits::kept(&field.was()), bits::kept(&field.is())]
        })
        .collect();
    let headings = ["Term", "Previous", "Revised"].map(table::words);
    html! {
        @if rows.is_empty() { (bits::quiet("The terms stay as they are.")) }
        @else { (table::table("Terms that differ", &headings, &rows)) }
    }
}
