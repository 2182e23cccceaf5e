//! What changes after a notification: an emergency, growth, reports before a delivery, notice
//! before shipment, long-lead items, and the age of a certification.

use rules::{Finding, Governing, Outcome, Row};
use terms::{Day, Desk, FileId, Usd};

use super::{SENDER, either, idle, limits, supporting, told_reached};
use crate::{
    Decider,
    act::Check,
    cn::{self, report::Growth, values},
    sale,
    scope::join_programme::Part,
    situation::Situation,
};

/// What a shipment asks of the notifications of its sale.
pub const SHIP: &[Check<sale::State>] = &[
    Check { rule: "CN-008", run: super::cn_008 },
    Check { rule: "CN-010", run: cn_010 },
    Check { rule: "CN-018", run: cn_018 },
];

/// A certified emergency waives the wait; the certification is still sent.
pub fn cn_009(_: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    let mut all = now.facts.notifications.iter();
    let Some((file, notification)) = all.find(|(_, n)| n.stage() == cn::Stage::Emergency) else {
        return idle(row, "No emergency is certified.");
    };
    either(
        row,
        notification.notified.is_some(),
        format!("An emergency is certified for {file}, and the certification was sent."),
        format!("An emergency is certified for {file}; the certification was not sent yet."),
    )
    .remedy("Send the certification with its detailed justification.", SENDER)
}

/// The offer is not above what was notified and what reports added to it.
pub fn cn_011(case: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some((file, notification)) = supporting(now) else {
        return idle(row, "No notification supports the offer.");
    };
    let (Some(prepared), Ok(worth)) = (&notification.prepared, values::of((now.file, case), now))
    else {
        return idle(row, "The notified value is not on record.");
    };
    let (mut mde, mut total) = (prepared.mde, prepared.total);
    for (added_mde, added) in reports_on(file, now).filter_map(|(_, r)| r.reported_growth()) {
        (mde, total) = (sum(mde, added_mde), sum(total, added));
    }
    let more = |is: Usd, was: Usd| is.minus(was).filter(|more| Usd::ZERO < *more);
    let (more_mde, more_total) = (more(worth.mde(), mde), more(worth.total(), total));
    let finding = match (more_mde, more_total) {
        (None, None) => {
            let sentence = format!("Notification {file} and its reports cover {total}.");
            Finding::under(row, Outcome::Satisfied, sentence)
        }
        growth => {
            let sentence = format!(
                "Notification {file} and its reports cover {total} with {mde} of major equipment; \
                 the sale is {} with {}.",
                worth.total(),
                worth.mde()
            );
            let remedy = match growth_is_small(growth, now) {
                None => "Report the growth under section 36(b)(5)(C).",
                Some(_) => "The growth reaches a threshold by itself: notify it anew.",
            };
            Finding::under(row, Outcome::Refused, sentence).remedy(remedy, SENDER)
        }
    };
    finding.fact("notified value", total).fact("value now", worth.total())
}

fn sum(one: Usd, other: Usd) -> Usd {
    one.plus(other).unwrap_or(one)
}

/// Growth that reaches no threshold by itself is reported; else the finding that it is notified
/// like an offer of its own.
pub fn growth_is_small(
    (mde, total): (Option<Usd>, Option<Usd>),
    now: &Situation<'_>,
) -> Option<Finding> {
    let row = now.row("CN-011")?;
    let limits = limits(now)?;
    let held = limits.thresholds(cn::tier::Values { mde, total, construction: None });
    let reached = told_reached(&held, &now.pack.jurisdiction().currency.code);
    (!reached.is_empty()).then(|| {
        let sentence = format!("The growth reaches a threshold by itself: {reached}.");
        Finding::under(row, Outcome::Refused, sentence)
            .fact("tier", &limits.tier.code)
            .remedy("Prepare a notification that takes the place of the earlier one.", SENDER)
    })
}

/// The reports on a notification.
fn reports_on<'a>(
    parent: &FileId,
    now: &Situation<'a>,
) -> impl Iterator<Item = (&'a FileId, &'a cn::State)> {
    let all = now.facts.notifications.iter();
    let of = |report: &cn::report::Report| report.drafted.given.parent == *parent;
    all.filter(move |(_, notification)| notification.report.as_ref().is_some_and(of))
        .map(|(file, notification)| (file, &**notification))
}

/// A higher capability was reported so many days before the delivery.
fn cn_010(_: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    let reports = now.facts.notifications.iter().filter_map(|(file, notification)| {
        let report = notification.report.as_ref()?;
        let asked = report.drafted.asked_until.is_none_or(|until| now.today <= until);
        let capability = report.drafted.given.paragraph == Growth::Capability;
        (capability && asked).then_some((file, report))
    });
    let (mut early, mut earliest): (Vec<String>, Option<Day>) = (Vec::new(), None);
    let mut any = false;
    for (file, report) in reports {
        any = true;
        match report.delivered.as_ref().map(|delivered| delivered.earliest_delivery) {
            None => early.push(format!("report {file} was not delivered")),
            Some(Some(day)) if now.today < day => {
                early.push(format!("report {file} allows a delivery from {day} on"));
            }
            Some(day) => earliest = earliest.max(day),
        }
    }
    if !any {
        return idle(row, "No higher capability than was notified is on record.");
    }
    let yes = earliest.map_or_else(
        || "The higher capability was reported.".to_owned(),
        |day| format!("The higher capability was reported; a delivery is allowed from {day} on."),
    );
    let no = format!("A higher capability than was notified: {}.", early.join("; "));
    either(row, early.is_empty(), yes, no)
        .remedy("Deliver the report, and wait for its days to pass.", SENDER)
}

/// Where the committees asked together, they were told of a shipment in time.
fn cn_018(_: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    told_in_time(None, now.today, now, row)
}

/// The same for one shipment, once its number is known.
pub fn preshipment(shipment: &str, on: Day, now: &Situation<'_>) -> Option<Finding> {
    let shipped = now.with(Governing::Shipped, on);
    shipped.under("CN-018", |row| told_in_time(Some(shipment), on, now, row))
}

fn told_in_time(shipment: Option<&str>, on: Day, now: &Situation<'_>, row: &Row) -> Finding {
    let mut all = now.facts.notifications.iter();
    let asked = all.find(|(_, n)| n.preshipment.as_ref().is_some_and(|asked| asked.jointly));
    let Some((file, notification)) = asked else {
        return idle(row, "The committees did not ask together for notice before shipment.");
    };
    let days = row.whole("days_before_shipment").unwrap_or_default();
    let sent = notification.preshipment_notices.iter().filter(|notice| {
        shipment.is_none_or(|number| notice.shipment.trim().eq_ignore_ascii_case(number.trim()))
    });
    let first = sent.map(|notice| notice.sent_on.plus_days(days)).min();
    let what = shipment.map_or("a shipment".to_owned(), |number| format!("shipment {number}"));
    let no = match first {
        None => format!("The committees asked on {file} for notice; none was sent of {what}."),
        Some(day) => format!("The committees were told of {what}; it may leave from {day} on."),
    };
    let passes = first.is_some_and(|day| day <= on);
    either(row, passes, format!("The committees were told of {what} in time."), no)
        .fact("calendar days before shipment", days)
        .remedy("Send the committees a notice, and wait for its days to pass.", SENDER)
}

/// Whether a case is one of long-lead items with the note on its risk.
pub fn goes_ahead_as_long_lead(case: &sale::State) -> bool {
    is_long_lead(case) && case.programme.as_ref().is_some_and(|known| known.risk_note.is_some())
}

fn is_long_lead(case: &sale::State) -> bool {
    case.programme.as_ref().is_some_and(|known| known.part == Part::LongLead)
}

/// Long-lead items go ahead of the notification only with the note on the risk.
pub fn cn_017(case: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    if !is_long_lead(case) {
        return idle(row, "The case is not one of long-lead items.");
    }
    if supporting(now).is_some() {
        return idle(row, "The whole is notified.");
    }
    either(
        row,
        goes_ahead_as_long_lead(case),
        "The note on the risk is on record: the purchaser bears it if the sale is not cleared.",
        "The case is one of long-lead items before the whole is notified, without the note.",
    )
    .remedy("Enter the note on the risk with the programme.", &[Desk::CaseManager])
}

/// The certification is not too old for an offer, as far as an age was set for it.
pub fn cn_019(_: &sale::State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some((file, notification)) = supporting(now) else {
        return idle(row, "No notification supports the offer.");
    };
    let set = notification.revalidated.last().map(|set| set.until);
    let by_policy = || {
        let months = row.whole("revalidate_months")?;
        Some(notification.day_nought()?.plus_months(months))
    };
    let Some(until) = set.or_else(by_policy) else {
        return idle(row, format!("No last day is set for {file}."));
    };
    either(
        row,
        now.today <= until,
        format!("{file} supports an offer until {until}."),
        format!("{file} supported an offer until {until}."),
    )
    .remedy("Revalidate the certification, or notify anew.", &[Desk::State, Desk::CountryDesk])
}
