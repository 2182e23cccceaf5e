//! Who held a file on which day. Every day belongs to exactly one holder: a span runs to the day
//! on which the next one begins.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use terms::{Day, codes::Holder};

/// From this day on, this holder had the file, for this reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub from: Day,
    /// Who had the file.
    pub holder: Holder,
    /// Why, as a few words: "clarification asked".
    pub reason: String,
}

/// Days by holder up to a day. Spans must be in order of time; their days add up to the age of
/// the file.
pub fn days_by(spans: &[Span], until: Day) -> BTreeMap<Holder, i32> {
    let mut days = BTreeMap::new();
    for (i, span) in spans.iter().enumerate() {
        let end = spans.get(i + 1).map_or(until, |next| next.from);
        *days.entry(span.holder).or_default() += span.from.days_until(end.max(span.from));
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_all_holders_are_the_age_of_the_file() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let span = |from: &str, holder| Span { from: day(from), holder, reason: String::new() };
        let spans = [
            span("2026-01-01", Holder::Agency),
            span("2026-01-11", Holder::Purchaser),
            span("2026-01-31", Holder::Agency),
        ];
        let days = days_by(&spans, day("2026-03-02"));
        assert_eq!(days[&Holder::Agency], 10 + 30);
        assert_eq!(days[&Holder::Purchaser], 20);
        assert_eq!(days.values().sum::<i32>(), day("2026-01-01").days_until(day("2026-03-02")));
    }
}
