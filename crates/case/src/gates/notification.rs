//! Checks on notifications: who needs one, its tier, its period, and what an offer or a shipment
//! asks of it (AECA section 36(b), (i)).

mod change;
mod contents;

use rules::{Finding, Outcome, Row, Tier, jurisdiction::capital};
use terms::{Desk, FileId, Usd};

use super::{either, idle};
use crate::{
    act::Check,
    cn::{
        self,
        tier::{self, Limits, Threshold},
        values::{self, Worth},
    },
    sale,
    situation::Situation,
};

pub use change::{SHIP, growth_is_small, preshipment};
pub use contents::published_after_delivery;

const SENDER: &[Desk] = &[Desk::Legislative];

/// A notification that can be prepared.
pub const PREPARE: &[Check<cn::State>] = &[];

/// A review that can end in a clearance.
pub const CLEAR: &[Check<cn::State>] = &[Check { rule: "CN-005", run: cn_005_review }];

/// A notification that can be delivered.
pub const NOTIFY: &[Check<cn::State>] = &[
    Check { rule: "CN-005", run: cn_005 },
    Check { rule: "CN-013", run: contents::cn_013 },
    Check { rule: "CN-014", run: contents::cn_014 },
    Check { rule: "CN-016", run: contents::cn_016 },
];

/// A period that is over.
pub const REVIEW: &[Check<cn::State>] =
    &[Check { rule: "CN-001", run: period }, Check { rule: "CN-002", run: period }];

/// What an offer asks of the notifications of its sale.
pub const OFFER: &[Check<sale::State>] = &[
    Check { rule: "OFFER-002", run: offer_may_leave },
    Check { rule: "CN-004", run: cn_004 },
    Check { rule: "CN-008", run: cn_008 },
    Check { rule: "CN-009", run: change::cn_009 },
    Check { rule: "CN-011", run: change::cn_011 },
    Check { rule: "CN-017", run: change::cn_017 },
    Check { rule: "CN-019", run: change::cn_019 },
];

/// No law stops the sale: asked as long as something is still to be delivered.
pub const LAW: &[Check<sale::State>] = &[Check { rule: "CN-008", run: cn_008 }];

/// The thresholds and the period on the day that governs them: of the purchaser, and where several
/// nations take part, of the one in the strictest tier.
pub fn limits<'a>(now: &Situation<'a>) -> Option<Limits<'a>> {
    let own = now.facts.country.as_ref()?;
    let tiers = &now.pack.jurisdiction().tiers;
    let on = tier::day_of(now.pack, &now.days, now.today);
    let parties = now.facts.parties.iter();
    // A party that is not in the table is in the strictest tier.
    let of = |country: Option<&crate::Country>| match country {
        Some(country) => now.pack.jurisdiction().tier(|of| country.is_member(of, on)),
        None => tiers.last(),
    };
    let all = std::iter::once(of(Some(own))).chain(parties.map(|party| of(party.country.as_ref())));
    let place = |tier: &&Tier| tiers.iter().position(|known| known.code == tier.code);
    Limits::of(all.flatten().max_by_key(place)?, now.pack, (&now.days, now.today))
}

/// Those whom the pack names cleared it informally, or an emergency leaves no time for it.
fn cn_005(file: &cn::State, now: &Situation<'_>, row: &Row) -> Finding {
    let leaders = capital(&now.pack.jurisdiction().legislature.cleared_by);
    if file.emergency.is_some() {
        return idle(row, "An emergency is certified; no clearance is waited for.");
    }
    either(
        row,
        file.cleared.is_some(),
        format!("{leaders} cleared it informally."),
        format!("{leaders} have not cleared it informally."),
    )
    .remedy("Record the informal clearance; it has no length in law.", SENDER)
}

/// Nothing is open in the review by the leaders: no hold, no question, and each has cleared.
fn cn_005_review(file: &cn::State, _: &Situation<'_>, row: &Row) -> Finding {
    let Some(review) = &file.informal else {
        return idle(row, "The steps of the informal review are not kept in this record.");
    };
    let mut open: Vec<String> = review
        .open_holds()
        .map(|(number, hold)| {
            format!("{} holds it since {} (hold {number})", hold.placed.leader, hold.placed.on)
        })
        .collect();
    open.extend(review.open_questions().map(|(number, question)| {
        format!("question {number} of {} is not answered", question.asked.leader)
    }));
    let leaders = row.words("leaders");
    let silent = leaders.iter().filter(|leader| !review.has_cleared(leader));
    open.extend(silent.map(|leader| format!("{leader} has not cleared it")));
    let days = "No day ends the review.";
    either(
        row,
        open.is_empty(),
        "Nothing is open in the informal review.",
        format!("Open in the informal review: {}. {days}", open.join("; ")),
    )
    .fact("sent on", review.sent_on)
    .remedy("Answer the questions, and record what the leaders lift and clear.", SENDER)
}

/// The period has passed: the last day counts in full. The row of the sale's own tier is asked.
fn period(file: &cn::State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(notified) = &file.notified else {
        let legislature = capital(&now.pack.jurisdiction().legislature.name);
        return idle(row, format!("{legislature} was not notified through this record."));
    };
    let tier = now.pack.jurisdiction().tier_of(&notified.tier);
    if tier.is_none_or(|tier| tier.rule != row.id) {
        return idle(row, "The sale is in another tier.");
    }
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
    .fact("delivered on", notified.day_nought())
    .remedy("Wait until the day after the period.", SENDER)
}

/// An offer at or above a threshold waits for a notification that supports it.
pub fn offer_may_leave(case: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(limits) = limits(now) else {
        return Finding::under(row, Outcome::Refused, "The purchaser's tier is not known.")
            .remedy("Add the purchaser to the country table.", &[Desk::Administrator]);
    };
    let worth = match values::of((now.file, case), now) {
        Ok(worth) => worth,
        Err(refusal) => {
            return Finding::under(row, Outcome::Refused, refusal.to_string())
                .remedy("Check quantities and unit costs.", &[Desk::CaseManager]);
        }
    };
    let currency = &now.pack.jurisdiction().currency.code;
    let thresholds = limits.thresholds(worth.values());
    let reached = told_reached(&thresholds, currency);
    let finding = judge(case, now, row, &reached);
    let finding = finding.fact("tier", &limits.tier.code).fact("currency", currency);
    thresholds.into_iter().fold(finding, |finding, threshold| {
        let Threshold { name, value, limit } = threshold;
        finding
            .fact(&format!("{name} value"), amount(value))
            .fact(&format!("{name} threshold"), amount(limit))
    })
}

fn amount(amount: Option<Usd>) -> String {
    amount.map_or_else(|| "none".to_owned(), |amount| amount.to_string())
}

/// The thresholds that are reached, one after another; empty where none is.
fn told_reached(thresholds: &[Threshold], currency: &str) -> String {
    let reached: Vec<String> = thresholds
        .iter()
        .filter(|threshold| threshold.reached() == Some(true))
        .map(|t| format!("{} {} of {} {currency}", t.name, amount(t.value), amount(t.limit)))
        .collect();
    reached.join("; ")
}

/// Where a notification stands, in the words of the pack.
fn stands<'a>(now: &Situation<'a>, stage: cn::Stage) -> &'a str {
    now.pack.jurisdiction().stage("notification", stage.code(), stage.meaning())
}

/// The newest notification of the sale that an offer may rest on.
fn supporting<'a>(now: &Situation<'a>) -> Option<(&'a FileId, &'a cn::State)> {
    let all = now.facts.notifications.iter().rev();
    let mut supporting = all.filter(|(_, notification)| notification.supports_an_offer());
    supporting.next().map(|(file, notification)| (file, &**notification))
}

fn judge(case: &sale::State, now: &Situation<'_>, row: &Row, reached: &str) -> Finding {
    if reached.is_empty() {
        return Finding::under(row, Outcome::Satisfied, "No threshold is reached.");
    }
    if let Some((file, notification)) = supporting(now) {
        let waived = notification.emergency.is_some();
        let how = if waived { "sent under a certified emergency" } else { "complete" };
        let sentence = format!("{reached}: notification {file} is {how}.");
        return Finding::under(row, Outcome::Satisfied, sentence);
    }
    if change::goes_ahead_as_long_lead(case) && !alone_reaches(case, now) {
        return idle(row, format!("{reached}: these are long-lead items, which may go ahead."));
    }
    let known = now.facts.notifications.iter();
    let seen: Vec<String> = known
        .map(|(file, notification)| {
            format!("{file} is {}", stands(now, crate::Decider::stage(&**notification)))
        })
        .collect();
    let legislature = &now.pack.jurisdiction().legislature.name;
    let seen = if seen.is_empty() { "none is prepared".to_owned() } else { seen.join("; ") };
    let sentence = format!("{reached}: a notification must be complete before the offer; {seen}.");
    Finding::under(row, Outcome::Refused, sentence)
        .remedy(format!("Notify {legislature}, and wait for the end of the period."), SENDER)
}

/// Whether a case reaches a threshold without what is related to it.
fn alone_reaches(case: &sale::State, now: &Situation<'_>) -> bool {
    let worth = values::of((now.file, case), now).ok();
    let alone = worth.and_then(|worth| worth.parts.into_iter().next());
    let values = alone.map(|part| Worth { parts: vec![part] }.values());
    let limits = limits(now);
    let thresholds = limits.zip(values).map(|(limits, values)| limits.thresholds(values));
    thresholds.is_none_or(|all| all.iter().any(|held| held.reached() != Some(false)))
}

/// Everything that counts is counted: each related case has a price, and the notification was made
/// for all of them.
fn cn_004(case: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    let Ok(worth) = values::of((now.file, case), now) else {
        return idle(row, "The case cannot be priced.");
    };
    let open: Vec<&str> = worth.open().map(|part| part.case.as_str()).collect();
    let uncovered = supporting(now).and_then(|(file, notification)| {
        let prepared = notification.prepared.as_ref()?;
        let missing = worth.parts.iter().find(|part| !prepared.covers(&part.case))?;
        Some((file, missing))
    });
    let finding = match (open.is_empty(), uncovered) {
        (false, _) => {
            let sentence =
                format!("The worth of {} is not known, and counts with this.", open.join(", "));
            Finding::under(row, Outcome::Refused, sentence)
                .remedy("Price every line of the related cases.", &[Desk::CaseManager])
        }
        (true, Some((file, part))) => {
            let sentence = format!("Notification {file} was not made for {} too.", part.case);
            Finding::under(row, Outcome::Refused, sentence)
                .remedy("Notify the sale as a whole, in place of the earlier one.", SENDER)
        }
        (true, None) if worth.parts.len() > 1 => {
            let all: Vec<&str> = worth.parts.iter().map(|part| part.case.as_str()).collect();
            let sentence = format!("{} count together: {}.", all.join(", "), worth.total());
            Finding::under(row, Outcome::Satisfied, sentence)
        }
        (true, None) => Finding::under(row, Outcome::Satisfied, "The case is related to no other."),
    };
    worth
        .parts
        .iter()
        .fold(finding, |finding, part| finding.fact(&format!("total of {}", part.case), part.total))
}

/// No law stops the sale.
fn cn_008(_: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    let mut all = now.facts.notifications.iter();
    let stopped = all.find(|(_, notification)| notification.disapproved.is_some());
    let no = stopped.map(|(file, _)| format!("Notification {file} was disapproved by law."));
    either(row, no.is_none(), "No law stops the sale.", no.unwrap_or_default())
        .remedy("The sale goes no further; what is not delivered is not delivered.", &[])
}

/// The worth of a programme is below every threshold; else the findings that it is not.
pub fn small_enough(worth: &Worth, limits: Limits<'_>) -> Option<Finding> {
    let thresholds = limits.thresholds(worth.values());
    let reached = told_reached(&thresholds, "");
    (!reached.is_empty()).then(|| {
        let sentence =
            format!("A notification is required: {}.", reached.replace(" ;", ";").trim());
        Finding::under(limits.row, Outcome::Refused, sentence)
            .remedy("Go on with the notification.", SENDER)
    })
}
