//! Who held a file on which day. Every day belongs to exactly one holder: a span runs to the day
//! on which the next one begins, and nobody holds a file that has ended.

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

/// Days charged to a holder: from the first up to the day on which the next holder has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Charge {
    /// First day.
    pub from: Day,
    /// The day on which it went on, or the day of the count.
    pub until: Day,
    /// Who is charged.
    pub holder: Holder,
    /// Why.
    pub reason: String,
    /// How many days.
    pub days: i32,
}

/// The age of a file on a day: from its first day to that day, without the days on which it had
/// ended.
pub fn age(spans: &[Span], until: Day) -> i32 {
    let Some(first) = spans.first() else { return 0 };
    let whole = first.from.days_until(until.max(first.from));
    let ended = |(i, span): (usize, &Span)| {
        let again = spans.get(i + 1).map_or(until, |next| next.from);
        if span.holder == Holder::Nobody { span.from.days_until(again.max(span.from)) } else { 0 }
    };
    whole - spans.iter().enumerate().map(ended).sum::<i32>()
}

/// Every day of a file up to a day, charged to exactly one holder. Spans must be in order of time;
/// the days add up to the age.
pub fn charges(spans: &[Span], until: Day) -> Vec<Charge> {
    let held = spans.iter().enumerate().filter(|(_, span)| span.holder != Holder::Nobody);
    held.map(|(i, span)| {
        let until = spans.get(i + 1).map_or(until, |next| next.from).max(span.from);
        let days = span.from.days_until(until);
        Charge { from: span.from, until, holder: span.holder, reason: span.reason.clone(), days }
    })
    .collect()
}

/// Days by holder up to a day; they add up to the age of the file. A file that nobody holds is as
/// old as it was when it ended.
pub fn days_by(spans: &[Span], until: Day) -> BTreeMap<Holder, i32> {
    let mut days = BTreeMap::new();
    for charge in charges(spans, until) {
        *days.entry(charge.holder).or_default() += charge.days;
    }
    days
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn span(from: Day, holder: Holder) -> Span {
        Span { from, holder, reason: "a reason".to_owned() }
    }

    #[test]
    fn the_days_of_all_holders_are_the_age_of_the_file() {
        let spans = [
            span(day("2026-01-01"), Holder::Agency),
            span(day("2026-01-11"), Holder::Purchaser),
            span(day("2026-01-31"), Holder::Agency),
        ];
        let days = days_by(&spans, day("2026-03-02"));
        assert_eq!(days[&Holder::Agency], 10 + 30);
        assert_eq!(days[&Holder::Purchaser], 20);
        assert_eq!(days.values().sum::<i32>(), age(&spans, day("2026-03-02")));
    }

    #[test]
    fn a_file_that_ended_ages_no_more() {
        let spans =
            [span(day("2026-01-01"), Holder::Agency), span(day("2026-01-11"), Holder::Nobody)];
        assert_eq!(age(&spans, day("2030-01-01")), 10);
        assert_eq!(days_by(&spans, day("2030-01-01")), BTreeMap::from([(Holder::Agency, 10)]));
    }

    proptest! {
        #[test]
        fn no_day_is_charged_twice_or_to_nobody(
            steps in prop::collection::vec((0_i32..400, 0_usize..Holder::ALL.len()), 1..30),
            after in 0_i32..400,
        ) {
            let mut on = day("2020-02-28");
            let mut spans = Vec::new();
            for (days, holder) in steps {
                on = on.plus_days(days);
                spans.push(span(on, Holder::ALL[holder]));
            }
            let until = on.plus_days(after);
            let charged: i32 = days_by(&spans, until).values().sum();
            prop_assert_eq!(charged, age(&spans, until));
            for pair in charges(&spans, until).windows(2) {
                prop_assert!(pair[0].until <= pair[1].from);
            }
        }
    }
}
