//! What the law of the day says of a notification: tier, thresholds, period and first day of an
//! offer, each with its rule.

use app::{
    notices::{self, Judged},
    pack::Law,
};
use case::{
    cn::{
        self,
        tier::{self, Limits, Threshold, Values},
    },
    governing,
};
use maud::{Markup, html};
use terms::{CaseId, Day};

use crate::parts::{bits, nation, table};

/// The section.
pub fn section(notification: &cn::State, law: &Law, today: Day) -> Markup {
    let public = notification.published.as_ref().and_then(|p| notices::judge_record(p, law));
    match public.or_else(|| ours(notification, law, today)) {
        Some(judged) => told(&judged),
        None => html! {},
    }
}

/// Our own: by the day that the rules of the tiers name, or by today before it is on record.
fn ours<'a>(notification: &cn::State, law: &'a Law, today: Day) -> Option<Judged<'a>> {
    let prepared = notification.prepared.as_ref()?;
    let delivered = notification.notified.as_ref();
    let days = governing::of_notification(notification);
    let day = tier::day_of(&law.pack, &days, today);
    let case: Option<CaseId> = notification.case.as_ref().and_then(|c| c.as_str().parse().ok());
    let country = case.and_then(|case| law.country(&case.purchaser()));
    let tiers = law.pack.jurisdiction();
    let tier = match delivered {
        Some(notified) => tiers.tier_of(&notified.tier),
        None => country.and_then(|country| tiers.tier(|of| country.is_member(of, day))),
    };
    let limits = tier.and_then(|tier| Limits::of(tier, &law.pack, (&days, today)));
    let values = Values {
        mde: Some(prepared.mde),
        total: Some(prepared.total),
        construction: prepared.construction,
    };
    let thresholds = limits.map(|limits| limits.thresholds(values)).unwrap_or_default();
    let period_ends = delivered.map(|notified| notified.period_ends);
    Some(Judged {
        tier,
        limits,
        required: tier::required(&thresholds).filter(|_| limits.is_some()),
        thresholds,
        day: Some(day),
        period_ends,
        earliest_offer: period_ends.map(tier::earliest_offer),
        odd: Vec::new(),
    })
}

fn told(judged: &Judged<'_>) -> Markup {
    let day = |day: Option<Day>| day.map_or_else(bits::unknown, bits::day);
    let days = judged.limits.and_then(|limits| limits.days());
    let required = match judged.required {
        Some(true) => html! { "yes" },
        Some(false) => html! { "no: every value is below its threshold" },
        None => bits::unknown(),
    };
    let mut rows: Vec<Vec<Markup>> = judged.thresholds.iter().map(threshold).collect();
    let compared = judged.thresholds.iter().any(|held| held.name == "design and construction");
    if let Some(limits) = judged.limits.filter(|_| !compared) {
        rows.push(vec![
            html! { "design and construction" },
            amount(limits.design_construction()),
            bits::unknown(),
            html! { "not compared" },
        ]);
    }
    html! {
        section aria-labelledby="limits" {
            h2 id="limits" { "By the law of the day" }
            (bits::facts(&[
                ("Day", day(judged.day)),
                ("Tier", bits::or_unknown(judged.tier.map(|tier| &tier.name))),
                ("Notification required", required),
                ("Length of the period", match days { Some(days) => html! { (days) " calendar days" }, None => bits::unknown() }),
                ("Last day of the period", day(judged.period_ends)),
                ("Earliest offer", day(judged.earliest_offer)),
                ("Rule", rule(judged)),
            ]))
            @for odd in &judged.odd { p { (odd.sentence) } }
            @if !rows.is_empty() {
                (table::table("Thresholds", &["Threshold", "Limit", "Value", "Reached"].map(table::words), &rows))
            }
        }
    }
}

/// The rule that decided, its citation, and how far its source was seen.
fn rule(judged: &Judged<'_>) -> Markup {
    let Some(limits) = judged.limits else { return bits::unknown() };
    html! {
        a class="usa-link" href={ "/rules/" (limits.row.id) } { (limits.row.id) }
        " (" (limits.row.citation) ")"
        @if let Some(caution) = limits.row.confidence.caution() { "; " (caution) }
    }
}

fn threshold(held: &Threshold) -> Vec<Markup> {
    let reached = match held.reached() {
        Some(true) => html! { "reached" },
        Some(false) => html! { "below" },
        None => bits::unknown(),
    };
    vec![html! { (held.name) }, amount(held.limit), amount(held.value), reached]
}

fn amount(amount: Option<terms::Usd>) -> Markup {
    match amount {
        Some(amount) => html! { (nation::amount(amount)) },
        None => bits::unknown(),
    }
}
