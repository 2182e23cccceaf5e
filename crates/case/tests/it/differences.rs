//! A difference between two versions says everything: applied to the previous one it gives the
//! revised one, and what it adds is what the totals differ by.

use case::{
    change::diff::{Content, Diff, Status},
    loa::{Line, Terms, line::FIELDS, set_terms},
    read,
};
use pricing::{Estimates, Payment, Summary};
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{Map, Value};
use terms::{LineNumber, Usd};
use testkit::random::{self, Draws};

/// A version as it is drawn: lines under some of a few numbers, and terms or none.
#[derive(Debug, Clone)]
struct Version {
    lines: Vec<Line>,
    terms: Option<Terms>,
    summary: Summary,
    payments: Vec<Payment>,
}

const NUMBERS: &[&str] = &["001", "001a", "002", "003", "004"];

fn line(number: &str, draws: &mut Draws) -> Option<Line> {
    let mut arguments = random::arguments(FIELDS, draws);
    let fields: &mut Map<String, Value> = arguments.as_object_mut()?;
    fields.insert("number".to_owned(), number.into());
    let unit_costs = ["0.00", "0.01", "2,500.50", "1,000,000.00"];
    fields.insert("unit_cost".to_owned(), draws.one(&unit_costs).into());
    fields.insert("quantity".to_owned(), [1, 2, 700][draws.below(3)].into());
    let clean = read::clean(FIELDS, &arguments).ok()?;
    serde_json::from_value(clean).ok()
}

fn terms(draws: &mut Draws) -> Option<Terms> {
    let fields = set_terms::ABOUT.fields;
    let clean = read::clean(fields, &random::arguments(fields, draws)).ok()?;
    let mut terms: Terms = serde_json::from_value(clean).ok()?;
    terms.quarters %= 9;
    Some(terms)
}

fn version(seed: u64, kept: Option<&Version>) -> Version {
    let mut draws = Draws(seed);
    let mut lines = Vec::new();
    for number in NUMBERS {
        let held = kept.and_then(|kept| kept.lines.iter().find(|l| l.number.as_str() == *number));
        match draws.below(3) {
            0 => lines.extend(held.cloned()),
            1 => lines.extend(line(number, &mut draws)),
            _ => {}
        }
    }
    let terms = match kept {
        Some(kept) if draws.in_ten(4) => kept.terms.clone(),
        _ => terms(&mut draws),
    };
    let rate = "0.032".parse().expect("a rate");
    let priced: Vec<pricing::Line> = lines
        .iter()
        .map(|line| pricing::Line { total: line.total().unwrap_or_default(), administrative: rate })
        .collect();
    let estimates = Estimates { packing: "12.50".parse().expect("money"), ..Estimates::default() };
    let summary = pricing::summarise(&priced, estimates).expect("within the range");
    let payments = terms.as_ref().map(|terms| {
        let deposit = Usd::from_cents(i64::try_from(draws.below(90_000)).expect("a small number"));
        pricing::schedule(summary.total, deposit, terms.first_payment, terms.quarters)
    });
    Version { lines, terms, summary, payments: payments.unwrap_or_default() }
}

fn content(version: &Version) -> Content<'_> {
    let Version { lines, terms, summary, payments } = version;
    Content { lines, terms: terms.as_ref(), summary: *summary, payments }
}

fn sum(amounts: impl Iterator<Item = Usd>) -> Usd {
    Usd::total(amounts).expect("within the range")
}

fn holds(previous: &Version, revised: &Version) -> Result<(), TestCaseError> {
    let diff = Diff::between(content(previous), content(revised));
    prop_assert_eq!(&diff.apply(&previous.lines).expect("lines"), &revised.lines);
    let terms = diff.apply_terms(previous.terms.as_ref());
    if revised.terms.is_some() {
        let terms = terms.expect("terms");
        prop_assert_eq!(format!("{terms:?}"), format!("{:?}", revised.terms));
    }
    let net = revised.summary.net.minus(previous.summary.net).expect("within the range");
    prop_assert_eq!(sum(diff.lines.iter().map(|line| line.total.change)), net);
    let total = revised.summary.total.minus(previous.summary.total).expect("within the range");
    let (last, parts) = diff.blocks.split_last().expect("six blocks");
    prop_assert_eq!(sum(parts.iter().map(|block| block.amounts.change)), total);
    prop_assert_eq!((last.amounts.change, diff.total().change), (total, total));
    let paid = |payments: &[Payment]| sum(payments.iter().map(|payment| payment.amount));
    let moved = paid(&revised.payments).minus(paid(&previous.payments)).expect("in range");
    prop_assert_eq!(sum(diff.payments.iter().map(|payment| payment.amounts.change)), moved);
    for number in NUMBERS {
        let number: LineNumber = number.parse().expect("a number");
        let in_version = |version: &Version| version.lines.iter().any(|l| l.number == number);
        let told = diff.lines.iter().find(|line| line.number == number).map(|line| line.status);
        let right = match (in_version(previous), in_version(revised), told) {
            (false, false, None) => true,
            (false, true, Some(status)) => status == Status::Added,
            (true, false, Some(status)) => status == Status::Deleted,
            (true, true, Some(status)) => {
                matches!(status, Status::Changed | Status::Unchanged)
            }
            _ => false,
        };
        prop_assert!(right, "line {} is told as {:?}", number, told);
    }
    Ok(())
}

#[test]
fn a_difference_gives_the_revised_version_and_back() {
    let seeds = (any::<u64>(), any::<u64>());
    let mut both = 0_u32;
    TestRunner::default()
        .run(&seeds, |(first, second)| {
            let previous = version(first, None);
            let revised = version(second, Some(&previous));
            holds(&previous, &revised)?;
            holds(&revised, &previous)
        })
        .unwrap_or_else(|failed| panic!("{failed}"));
    // The draws are of any use only if they share lines.
    for seed in 0..200 {
        let previous = version(seed, None);
        let revised = version(seed + 1_000, Some(&previous));
        let diff = Diff::between(content(&previous), content(&revised));
        both += u32::from(diff.count(Status::Changed) + diff.count(Status::Unchanged) > 0);
    }
    assert!(both > 50, "only {both} of 200 draws share a line");
}

#[test]
fn a_version_does_not_differ_from_itself() {
    for seed in 0..50 {
        let version = version(seed, None);
        let diff = Diff::between(content(&version), content(&version));
        assert!(diff.is_empty());
        assert_eq!(diff.count(Status::Unchanged), version.lines.len());
    }
}
