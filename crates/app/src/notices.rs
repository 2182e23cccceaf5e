//! Judges public notices by the law of their day: the purchaser's tier, the thresholds that it
//! reaches, the review period and the first day of an offer. Nothing is written and nothing is
//! guessed: what a notice does not say makes an answer that is not known.

use std::collections::HashMap;

use case::{
    cn::{
        Published,
        tier::{self, Limits, Threshold, Values},
    },
    office::RefusedLine,
};
use interchange::{Anomaly, Notice, anomaly, nations, notice::Paragraph, notices_jsonl};
use rules::{Days, Governing, Tier};
use serde::Serialize;
use terms::{Day, Usd};

use crate::pack::Law;

const CENTS: i64 = 100;

/// A notice, judged.
#[derive(Debug)]
pub struct Judged<'a> {
    /// The purchaser's tier; `None` where purchaser or day are not known.
    pub tier: Option<&'a Tier>,
    /// Its thresholds and period; `None` without a tier, or where the law has none for the day.
    pub limits: Option<Limits<'a>>,
    /// Values against thresholds; empty without them.
    pub thresholds: Vec<Threshold>,
    /// Whether the values as printed make a notification necessary.
    pub required: Option<bool>,
    /// The day by which it is judged: the one that the rules of the tiers name, where the notice
    /// tells it, else that of the source.
    pub day: Option<Day>,
    /// The last day of the review period; `None` where none runs, or where it is not known.
    pub period_ends: Option<Day>,
    /// The first day on which an offer may leave.
    pub earliest_offer: Option<Day>,
    /// What is odd about the judgement; what is odd about the notice itself is not repeated here.
    pub odd: Vec<Anomaly>,
}

/// What is said of a notice, for programs. Amounts are whole dollars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Identifier of the notice.
    pub id: String,
    /// The purchaser's tier on the day of the notice.
    pub tier: Option<String>,
    /// Threshold of major defense equipment.
    pub mde_limit_usd: Option<i64>,
    /// Threshold of everything together.
    pub total_limit_usd: Option<i64>,
    /// Threshold of design and construction services.
    pub design_construction_limit_usd: Option<i64>,
    /// Length of the review period in calendar days.
    pub formal_days: Option<i32>,
    /// Whether a notification is required.
    pub required: Option<bool>,
    /// The first day on which an offer may leave.
    pub earliest_offer: Option<Day>,
    /// Names of the thresholds that the printed values reach.
    pub tripped: Vec<String>,
    /// The row that decided, with its first day.
    pub rule: Option<String>,
    /// How far the source of the row was seen.
    pub confidence: Option<&'static str>,
    /// Codes of what is odd.
    pub anomalies: Vec<String>,
}

/// A file, checked.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Checked {
    /// What is said of each notice, in the order of the file.
    pub items: Vec<Said>,
    /// Lines that could not be read, with their causes.
    pub refused: Vec<RefusedLine>,
}

/// Judges one notice.
pub fn judge<'a>(notice: &Notice, law: &'a Law) -> Judged<'a> {
    let mut odd = Vec::new();
    let mut put = |code: &str, sentence: String| {
        odd.push(Anomaly { code: code.to_owned(), sentence, printed: false });
    };
    // The period runs from here; which law holds is the row's to say.
    let counted = notice.delivered_on.or(notice.date);
    let days = days(notice);
    let day = counted.map(|source| tier::day_of(&law.pack, &days, source));
    let purchaser = law.countries.of_notice(notice);
    let tiers = law.pack.jurisdiction();
    let member = |of: &str, day| purchaser.is_some_and(|row| row.is_member(of, day));
    let known = purchaser.is_some() || is_other_nation(notice, law);
    let tier = day.filter(|_| known).and_then(|day| tiers.tier(|of| member(of, day)));
    let limits = tier.zip(day).and_then(|(tier, day)| Limits::of(tier, &law.pack, (&days, day)));
    if let (Some(tier), Some(day), None) = (tier, day, limits) {
        put("no_rule_on_the_day", format!("{} has no row for {day}.", tier.rule));
    }
    let values = Values { mde: notice.mde, total: notice.total, construction: None };
    let thresholds = limits.map(|limits| limits.thresholds(values)).unwrap_or_default();
    let required = limits.and_then(|_| tier::required(&thresholds));
    if required == Some(false) && notice.kind() == Paragraph::Offer {
        let sentence = "Every value that is printed is below its threshold.".to_owned();
        put("below_every_threshold", sentence);
    }
    let period_ends = match notice.kind() {
        Paragraph::Offer => limits
            .and_then(|limits| limits.days())
            .zip(counted)
            .map(|(n, d)| tier::period_ends(d, n)),
        Paragraph::Growth | Paragraph::Enhancement | Paragraph::Correction => {
            let what = &notice.paragraph;
            put("no_period_of_its_own", format!("\"{what}\" starts no review period of an offer."));
            None
        }
        Paragraph::Other => None,
    };
    if period_ends.is_some() && notice.delivered_on.is_none() {
        let sentence = "The day of delivery is not printed; the period is counted from the day of \
                        the source."
            .to_owned();
        put("period_from_day_of_source", sentence);
    }
    let earliest_offer = period_ends.map(tier::earliest_offer);
    Judged { tier, limits, thresholds, required, day, period_ends, earliest_offer, odd }
}

/// The days that a notice tells. The day of its source is none of them: it stands in for the day
/// of the act.
fn days(notice: &Notice) -> Days {
    Days::default().with(Governing::Notified, notice.delivered_on)
}

/// Whether a notice names a nation that the country table has no row for: its code is one, and
/// its name is no other's. Such a nation is a member of nothing.
fn is_other_nation(notice: &Notice, law: &Law) -> bool {
    let code = notice.purchaser_iso3.as_deref().filter(|code| nations::is_nation(code));
    let listed = |code: &str| law.countries.by_iso3(code).is_some();
    let name = notice.purchaser.as_deref();
    code.is_some_and(|code| !listed(code))
        && name.is_none_or(|name| law.countries.by_name(name).is_none())
}

/// Judges a notice that is on record, from the record as it was read.
pub fn judge_record<'a>(published: &Published, law: &'a Law) -> Option<Judged<'a>> {
    let notice: Notice = serde_json::from_value(published.record.clone()).ok()?;
    Some(judge(&notice, law))
}

/// Checks a file of notices, one JSON object a line. A line that cannot be read is refused with
/// its number and cause, and the rest is answered: one answer for each line that is a notice, also
/// where two have one identifier.
pub fn check(bytes: &[u8], law: &Law) -> Checked {
    let mut checked = Checked::default();
    let mut notices = Vec::new();
    for line in notices_jsonl::lines(bytes) {
        match line.read {
            Ok(notice) => notices.push(notice),
            Err(cause) => checked.refused.push(RefusedLine { line: line.number, cause }),
        }
    }
    let across = anomaly::across(&notices);
    let mut seen: HashMap<&str, &Notice> = HashMap::new();
    for (notice, across) in notices.iter().zip(across) {
        let mut odd = anomaly::of(notice, &law.countries);
        odd.extend(across);
        let before = seen.insert(&notice.id, notice);
        odd.extend(before.map(|before| repeated(notice, before)));
        checked.items.push(said(notice, judge(notice, law), odd));
    }
    checked
}

/// A line whose identifier stood on an earlier line.
fn repeated(notice: &Notice, before: &Notice) -> Anomaly {
    let id = &notice.id;
    let (code, sentence) = if notice == before {
        ("line_repeated", format!("The notice {id} stands here again, word for word."))
    } else {
        (
            "id_used_twice",
            format!("The identifier {id} stands on an earlier line of other content."),
        )
    };
    Anomaly { code: code.to_owned(), sentence, printed: false }
}

fn said(notice: &Notice, judged: Judged<'_>, odd: Vec<Anomaly>) -> Said {
    let limits = judged.limits;
    let dollars = |limit: Option<Usd>| limit.map(|limit| limit.cents() / CENTS);
    let reached = judged.thresholds.iter().filter(|held| held.reached() == Some(true));
    let mut anomalies: Vec<String> = Vec::new();
    for odd in odd.into_iter().chain(judged.odd) {
        if !anomalies.contains(&odd.code) {
            anomalies.push(odd.code);
        }
    }
    Said {
        id: notice.id.clone(),
        tier: judged.tier.map(|tier| tier.code.clone()),
        mde_limit_usd: dollars(limits.and_then(|limits| limits.mde())),
        total_limit_usd: dollars(limits.and_then(|limits| limits.total())),
        design_construction_limit_usd: dollars(
            limits.and_then(|limits| limits.design_construction()),
        ),
        formal_days: limits.and_then(|limits| limits.days()),
        required: judged.required,
        earliest_offer: judged.earliest_offer,
        tripped: reached.map(|held| held.name.to_lowercase()).collect(),
        rule: limits.map(|limits| limits.row.key()),
        confidence: limits.map(|limits| limits.row.confidence.word()),
        anomalies,
    }
}
