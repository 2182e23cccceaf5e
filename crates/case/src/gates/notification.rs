//! Checks on notifications: who needs one, its tier, its period (AECA section 36(b)).

use rules::{Finding, Outcome, Row};
use terms::{Day, Desk, Usd};

use super::{either, idle};
use crate::{
    act::Check,
    cn::{
        self,
        notify::Tier,
        tier::{Limits, Threshold, Values},
    },
    sale::{self, value},
    situation::Situation,
};

const SENDER: &[Desk] = &[Desk::Legislative];

/// A notification that can be prepared.
pub const PREPARE: &[Check<cn::State>] = &[];

/// A notification that can be delivered.
pub const NOTIFY: &[Check<cn::State>] = &[Check { rule: "CN-005", run: cn_005 }];

/// A period that is over.
pub const REVIEW: &[Check<cn::State>] = &[Check { rule: "CN-004", run: cn_004 }];

/// The thresholds and the period of the purchaser on a day.
pub fn limits<'a>(now: &Situation<'a>, on: Day) -> Option<Limits<'a>> {
    let country = now.facts.country.as_ref()?;
    Limits::on(Tier::of(country.nato_plus(on)), now.pack, on)
}

/// The leaders of the committees cleared it informally.
fn cn_005(file: &cn::State, _: &Situation<'_>, row: &Row) -> Finding {
    either(
        row,
        file.cleared.is_some(),
        "The committees' leaders cleared it informally.",
        "The committees' leaders have not cleared it informally.",
    )
    .remedy("Record the informal clearance; it has no length in law.", SENDER)
}

/// The period has passed: the last day counts in full.
fn cn_004(file: &cn::State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(notified) = &file.notified else {
        return idle(row, "Congress was not notified through this record.");
    };
    let ends = notified.period_ends;
    either(
        row,
        ends < now.today,
        format!("The period of {} calendar days ended on {ends}.", notified.period_days),
        format!(
            "The period of {} calendar days runs to the end of {ends}; today is {}.",
            notified.period_days, now.today
        ),
    )
    .fact("delivered on", notified.given.delivered_on)
    .remedy("Wait until the day after the period.", SENDER)
}

/// An offer at or above a threshold waits for a notification whose review is complete and whose
/// value covers it.
pub fn offer_may_leave(case: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(limits) = limits(now, now.today) else {
        return Finding::under(row, Outcome::Refused, "The purchaser's tier is not known.")
            .remedy("Add the purchaser to the country table.", &[Desk::Administrator]);
    };
    let priced = match value::priced(case, now) {
        Ok(priced) => priced,
        Err(refusal) => {
            return Finding::under(row, Outcome::Refused, refusal.to_string())
                .remedy("Check quantities and unit costs.", &[Desk::CaseManager]);
        }
    };
    let values = Values { mde: Some(priced.mde), total: Some(priced.summary.total) };
    let thresholds = limits.thresholds(values);
    let told =
        |amount: Option<Usd>| amount.map_or_else(|| "none".to_owned(), |amount| amount.to_string());
    let tripped: Vec<String> = thresholds
        .iter()
        .filter(|threshold| threshold.reached() == Some(true))
        .map(|t| format!("{} {} of {}", t.name, told(t.value), told(t.limit)))
        .collect();
    let finding = judge(case, now, row, (&tripped, priced.summary.total));
    thresholds.into_iter().fold(finding.fact("tier", limits.tier), |finding, threshold| {
        let Threshold { name, value, limit } = threshold;
        finding
            .fact(&format!("{name} value"), told(value))
            .fact(&format!("{name} threshold"), told(limit))
    })
}

fn judge(
    case: &sale::State,
    now: &Situation<'_>,
    row: &Row,
    (tripped, total): (&[String], Usd),
) -> Finding {
    if tripped.is_empty() {
        return Finding::under(row, Outcome::Satisfied, "No threshold is reached.");
    }
    let complete = now.facts.notifications.iter().find(|(file, notification)| {
        case.notifications.iter().any(|linked| linked.file == *file)
            && crate::Decider::stage(&**notification) == cn::Stage::ReviewComplete
    });
    let reached = tripped.join("; ");
    let Some((file, notification)) = complete else {
        let seen: Vec<String> = case
            .notifications
            .iter()
            .map(|n| format!("{} is {}", n.file, n.stage.meaning()))
            .collect();
        let seen = if seen.is_empty() { "none is prepared".to_owned() } else { seen.join("; ") };
        let sentence =
            format!("{reached}: a notification must be complete before the offer; {seen}.");
        return Finding::under(row, Outcome::Refused, sentence)
            .remedy("Notify Congress, and wait for the end of the period.", SENDER);
    };
    let notified = notification.prepared.as_ref().map(|p| p.total).unwrap_or_default();
    either(
        row,
        total <= notified,
        format!("{reached}: notification {file} is complete for {notified}."),
        format!("{reached}: notification {file} covers {notified}, less than {total}."),
    )
    .remedy("Notify the higher value.", SENDER)
}
