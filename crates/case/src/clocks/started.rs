//! Which clocks have started on a file, as its events have it; how long each one runs is said by
//! the tables.

use rules::{Governing, Pack};
use terms::Day;

use crate::{
    Facts, File, cn,
    decider::Decider,
    governing, lor,
    lor::{country::CountryAssessed, letter::Known},
    sale,
};

/// Every clock of a file that has started.
pub(super) fn of(file: &File, facts: &Facts, pack: &Pack) -> Vec<Started> {
    match file {
        File::Request(request) => of_request(request),
        File::Case(case) => of_case(case, facts, pack),
        File::Notification(notification) => of_notification(notification, pack),
        File::Purchaser(_) | File::Support(_) | File::Office(_) => Vec::new(),
    }
}

/// A clock as the file has it, before the tables are asked.
pub(super) struct Started {
    pub(super) id: &'static str,
    pub(super) about: Option<String>,
    pub(super) from: Day,
    /// The rule where the table names several.
    pub(super) rule: Option<String>,
    /// The parameter where the rule has several.
    pub(super) param: Option<&'static str>,
    /// The last day, where an event fixed it.
    pub(super) fixed: Option<Day>,
    /// Under which name the day of its start governs, where a file has several such days.
    pub(super) own: Option<Governing>,
    /// Whether people agreed on the last day.
    pub(super) agreed: bool,
    pub(super) pauses: Vec<schedule::Pause>,
    pub(super) stopped: Option<Day>,
}

impl Started {
    pub(super) fn new(id: &'static str, from: Day) -> Self {
        let (about, rule, fixed, stopped) = (None, None, None, None);
        let (own, param, pauses, agreed) = (None, None, Vec::new(), false);
        Self { id, about, from, rule, param, fixed, own, agreed, pauses, stopped }
    }
}

fn of_request(request: &lor::State) -> Vec<Started> {
    let assessment = request.country.as_ref().map(assessment);
    let Some(letter) = &request.letter else { return assessment.into_iter().collect() };
    let mut acknowledge = Started::new("lor-acknowledge", letter.received_on);
    acknowledge.fixed = request.acknowledge_by;
    let ended = request.ended.is_some();
    let last = request.head().touched_on.filter(|_| ended);
    acknowledge.stopped = request.acknowledged.as_ref().map(|done| done.on).or(last);
    let copy = letter.signed_on.filter(|_| letter.mde == Known::Yes).map(|signed| {
        let mut copy = Started::new("lor-copy", signed);
        copy.fixed = request.copy_by;
        copy.stopped = request.copies.iter().map(|copy| copy.sent_on).min().or(last);
        copy
    });
    std::iter::once(acknowledge).chain(copy).chain(assessment).collect()
}

/// The days in which an assessment can be used; its review ends them.
fn assessment(country: &CountryAssessed) -> Started {
    let mut clock = Started::new("assessment-age", country.given.dated_on);
    clock.about = Some(country.given.reference.clone());
    clock.fixed = country.use_by;
    clock.stopped = country.given.reviewed_on;
    clock
}

fn of_case(case: &sale::State, facts: &Facts, pack: &Pack) -> Vec<Started> {
    let mut all = Vec::new();
    all.extend(processing(case, facts));
    all.extend(offer(case, pack));
    for shipment in &case.shipments {
        let ship = &shipment.shipped.ship;
        let mut report = Started::new("delivery-report", ship.shipped_on);
        report.about = Some(format!("shipment {}", ship.shipment));
        report.own = Some(Governing::Shipped);
        report.fixed = shipment.shipped.report_by;
        report.stopped = shipment.receipt.as_ref().map(|receipt| receipt.received_on);
        all.extend(report.fixed.is_some().then_some(report));
    }
    all.extend(vetting(case));
    if let Some(completed) = case.supply_completed_on {
        let mut close = Started::new("closure", completed);
        close.stopped = case.closed.as_ref().and_then(|_| case.head().touched_on);
        all.push(close);
    }
    all
}

/// The newest vetting that was passed; its use is the first shipment on or after its day.
fn vetting(case: &sale::State) -> Option<Started> {
    let stated = case.head().statements.newest("LEAHY-001").filter(|said| said.what.met)?;
    let mut clock = Started::new("vetting-validity", stated.what.on);
    clock.own = Some(Governing::Stated);
    let shipped = case.shipments.iter().map(|shipment| shipment.shipped.ship.shipped_on);
    clock.stopped = shipped.filter(|day| stated.what.on <= *day).min();
    Some(clock)
}

fn processing(case: &sale::State, facts: &Facts) -> Option<Started> {
    let opened = case.opened.as_ref()?;
    let (due, group) = opened.offer_due?;
    let asked = facts.request.as_ref().and_then(|(_, request)| request.complete_on);
    let mut clock = Started::new("processing", opened.counted_from.or(asked)?);
    clock.rule = Some(group.rule().to_owned());
    clock.own = Some(Governing::LorComplete);
    clock.fixed = Some(due);
    clock.pauses.clone_from(&case.pauses);
    let ended = (!case.stage().is_open()).then(|| case.head().touched_on).flatten();
    clock.stopped = case.first_offered_on.or(ended);
    Some(clock)
}

fn offer(case: &sale::State, pack: &Pack) -> Option<Started> {
    let approved = case.offer.signatures.first()?.on;
    let expires = case.offer.expires_on?;
    let mut clock = Started::new("offer", approved);
    clock.fixed = Some(expires);
    let governed = pack.by("OED-001", &governing::of_case(case), approved);
    let days = governed.and_then(|governed| governed.row.whole("days_from_milap"));
    clock.agreed = days.is_some_and(|days| approved.plus_days(days) != expires);
    let accepted = case.accepted.as_ref().map(|accepted| accepted.signature.signed_on);
    let ended = matches!(case.stage(), sale::Stage::Expired | sale::Stage::Declined);
    clock.stopped = accepted.or_else(|| case.head().touched_on.filter(|_| ended));
    Some(clock)
}

fn of_notification(notification: &cn::State, pack: &Pack) -> Vec<Started> {
    if let Some(report) = &notification.report {
        return enhancement(report).into_iter().collect();
    }
    let Some(notified) = &notification.notified else { return Vec::new() };
    let from = notified.period_ends.plus_days(-notified.period_days);
    let mut clock = Started::new("congress", from);
    clock.fixed = Some(notified.period_ends);
    clock.rule = pack.jurisdiction().tier_of(&notified.tier).map(|tier| tier.rule.clone());
    let running = notification.stage() == cn::Stage::Notified;
    clock.stopped = (!running).then(|| notification.head().touched_on).flatten();
    vec![clock]
}

/// The wait between a report on a higher capability and the delivery of what it is about.
fn enhancement(report: &cn::report::Report) -> Option<Started> {
    let delivered = report.delivered.as_ref()?;
    let mut clock = Started::new("enhancement-report", delivered.given.day_nought());
    clock.fixed = Some(delivered.earliest_delivery?);
    Some(clock)
}
