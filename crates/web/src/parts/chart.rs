//! Charts: our own drawings, each beside a table that says the same. Lengths are per cent of the
//! width, so that the words keep their size on a small screen.

use maud::{Markup, html};

/// A bar: its name and how long it is.
pub struct Bar {
    /// The name, as the table beside the chart has it.
    pub name: String,
    /// How many.
    pub count: i64,
}

/// Height of a bar with its name above, in pixels.
const STEP: usize = 40;
/// Height of the bar itself.
const THICK: usize = 14;

/// Horizontal bars on one scale, the longest as wide as the page allows.
pub fn bars(id: &str, title: &str, bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default().max(1);
    let said: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.name, bar.count)).collect();
    let height = bars.len() * STEP;
    html! {
        svg class="cw-chart" width="100%" height=(height) role="img"
            aria-labelledby={ (id) "-title " (id) "-text" } {
            title id={ (id) "-title" } { (title) }
            desc id={ (id) "-text" } { (said.join("; ")) "." }
            @for (i, bar) in bars.iter().enumerate() {
                @let top = i * STEP;
                text x="0" y=(top + THICK) aria-hidden="true" { (bar.name) ": " (bar.count) }
                rect x="0" y=(top + THICK + 6) height=(THICK) width=(share(bar.count, most)) fill="#005ea2" {}
            }
        }
    }
}

/// A share of a whole as a width, to a tenth of one per cent; what is there can always be seen.
pub fn share(part: i64, whole: i64) -> String {
    let tenths = part.max(0).saturating_mul(1_000) / whole.max(1);
    let tenths = if part > 0 { tenths.max(4) } else { 0 };
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Where a piece of a bar begins and how wide it is: it ends where the next one begins, so that no
/// gap is seen between them.
pub fn piece(from: i64, until: i64, whole: i64) -> (String, String) {
    let tenths = |part: i64| part.max(0).saturating_mul(1_000) / whole.max(1);
    let (start, end) = (tenths(from), tenths(until));
    let width = (end - start).max(4);
    let text = |tenths: i64| format!("{}.{}%", tenths / 10, tenths % 10);
    (text(start), text(width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_ends_where_the_next_one_begins() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(piece(0, 1, 3), pair("0.0%", "33.3%"));
        assert_eq!(piece(1, 2, 3), pair("33.3%", "33.3%"));
        assert_eq!(piece(2, 3, 3), pair("66.6%", "33.4%"));
        assert_eq!(piece(0, 1, 100_000), pair("0.0%", "0.4%"));
    }

    #[test]
    fn a_share_is_never_too_thin_to_be_seen() {
        assert_eq!(share(1, 3), "33.3%");
        assert_eq!(share(1, 100_000), "0.4%");
        assert_eq!(share(0, 3), "0.0%");
        assert_eq!(share(0, 0), "0.0%");
    }

    #[test]
    fn a_chart_says_its_numbers_in_words() {
        let bar = |name: &str, count| Bar { name: name.to_owned(), count };
        let drawn = bars("c", "Cases", &[bar("offered", 2), bar("closed", 1)]).into_string();
        assert!(drawn.contains("offered: 2; closed: 1."), "{drawn}");
        assert!(drawn.contains("width=\"100.0%\""), "{drawn}");
    }
}
