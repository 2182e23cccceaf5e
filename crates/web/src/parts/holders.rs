//! Who held a file on which day: a bar from the first day to the last, the days of each holder, and
//! every span.

use maud::{Markup, html};
use schedule::Span;
use terms::{Day, codes::Holder};

use super::{bits, chart::piece, table};

/// The bar with its key, the sums, and the spans.
pub fn show(spans: &[Span], today: Day) -> Markup {
    let Some(first) = spans.first() else { return html! {} };
    let end = match spans.last() {
        Some(last) if last.holder == Holder::Nobody => last.from,
        _ => today,
    };
    html! {
        @if first.from < end { (bar(spans, first.from, end)) }
        (sums(spans, end))
        details class="margin-top-2" {
            summary { "Every change of holder" }
            (list(spans, end))
        }
    }
}

/// The day on which a span ends.
fn until(spans: &[Span], i: usize, end: Day) -> Day {
    spans.get(i + 1).map_or(end, |next| next.from)
}

fn sums(spans: &[Span], end: Day) -> Markup {
    let held = schedule::days_by(spans, end);
    let rows: Vec<Vec<Markup>> = held
        .iter()
        .filter(|(holder, days)| **days > 0 || **holder != Holder::Nobody)
        .map(|(holder, days)| {
            vec![html! { (swatch(*holder)) (holder.meaning()) }, html! { (days) }]
        })
        .collect();
    let all: i32 = held.values().sum();
    let total = vec![html! { strong { "All" } }, html! { strong { (all) } }];
    let rows: Vec<Vec<Markup>> = rows.into_iter().chain([total]).collect();
    table::table("Days by holder", &[table::words("Holder"), table::number("Calendar days")], &rows)
}

fn list(spans: &[Span], end: Day) -> Markup {
    let rows: Vec<Vec<Markup>> = spans
        .iter()
        .enumerate()
        .map(|(i, span)| {
            vec![
                bits::day(span.from),
                html! { (span.from.days_until(until(spans, i, end)).max(0)) },
                html! { (swatch(span.holder)) (span.holder.meaning()) },
                html! { (span.reason) },
            ]
        })
        .collect();
    let headings = [
        table::words("From"),
        table::number("Calendar days"),
        table::words("Holder"),
        table::words("Why"),
    ];
    table::table("Who held it since when", &headings, &rows)
}

/// The bar: one piece a span, as wide as its days. Everything it says stands in the tables too.
fn bar(spans: &[Span], first: Day, end: Day) -> Markup {
    let total = i64::from(first.days_until(end).max(1));
    let here: Vec<Holder> =
        Holder::ALL.iter().copied().filter(|h| spans.iter().any(|s| s.holder == *h)).collect();
    html! {
        svg class="cw-chart cw-timeline" width="100%" height="28" role="img"
            aria-label="Days by holder, from the first day to the last; the table below says the same" {
            @for (i, span) in spans.iter().enumerate() {
                @let ends = until(spans, i, end);
                @let (from, until) = (first.days_until(span.from), first.days_until(ends));
                @if from < until {
                    @let (start, width) = piece(from.into(), until.into(), total);
                    rect x=(start) y="0" height="28" width=(width) fill=(color(span.holder)) {
                        title { (span.from) " to " (ends) ": " (span.holder.meaning()) ", " (span.reason) }
                    }
                }
            }
        }
        div class="cw-ends" { (bits::day(first)) (bits::day(end)) }
        p class="margin-top-05" {
            @for holder in here {
                span class="margin-right-2 display-inline-block" { (swatch(holder)) (holder.meaning()) }
            }
        }
    }
}

fn swatch(holder: Holder) -> Markup {
    html! {
        svg class="cw-swatch" viewBox="0 0 1 1" aria-hidden="true" {
            rect width="1" height="1" fill=(color(holder)) {}
        }
    }
}

const fn color(holder: Holder) -> &'static str {
    match holder {
        Holder::Purchaser => "#2378c3",
        Holder::Agency => "#00a398",
        Holder::Reviewer => "#e5a000",
        Holder::Legislature => "#8168b3",
        Holder::Vendor => "#c05600",
        Holder::Unknown => "#dfe1e2",
        Holder::Nobody => "#a9aeb1",
    }
}
