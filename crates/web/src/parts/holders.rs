//! Who held a file when: a bar, and the same as a table.

use maud::{Markup, html};
use schedule::Span;
use terms::{Day, codes::Holder};

use super::{bits, table};

/// The bar with its key, and the table.
pub fn show(spans: &[Span], today: Day) -> Markup {
    let end = match spans.last() {
        Some(last) if last.holder == Holder::Nobody => last.from,
        _ => today,
    };
    let days = |i: usize| {
        let until = spans.get(i + 1).map_or(end, |next| next.from);
        spans[i].from.days_until(until).max(0)
    };
    let rows: Vec<Vec<Markup>> = spans
        .iter()
        .enumerate()
        .map(|(i, span)| {
            vec![
                bits::day(span.from),
                html! { (days(i)) },
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
    html! {
        (bar(spans, end))
        (table::table("Who held it since when", &headings, &rows))
    }
}

/// The bar: one piece a span, as wide as its days. Everything it says stands in the table too.
fn bar(spans: &[Span], end: Day) -> Markup {
    let Some(first) = spans.first() else { return html! {} };
    let total = f64::from(first.from.days_until(end).max(1));
    let mut pieces = Vec::new();
    for (i, span) in spans.iter().enumerate() {
        let until = spans.get(i + 1).map_or(end, |next| next.from);
        let start = f64::from(first.from.days_until(span.from)) / total * WIDTH;
        let width = f64::from(span.from.days_until(until).max(0)) / total * WIDTH;
        pieces.push((format!("{start:.1}"), format!("{width:.1}"), span.holder));
    }
    html! {
        svg class="width-full" viewBox="0 0 1000 28" preserveAspectRatio="none" height="28"
            role="img" aria-label="Days by holder, from the first day to the last; the table below says the same" {
            @for (start, width, holder) in pieces {
                rect x=(start) y="0" width=(width) height="28" fill=(color(holder)) {}
            }
        }
        p class="margin-top-05" {
            @for holder in Holder::ALL {
                span class="margin-right-2 display-inline-block" { (swatch(*holder)) (holder.meaning()) }
            }
        }
    }
}

const WIDTH: f64 = 1_000.0;

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
