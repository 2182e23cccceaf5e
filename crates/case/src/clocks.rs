//! The clocks that run on a file: since when, how long, where they stood still, and when they are
//! due. What an event fixed stays as it was fixed; the rules say the rest, by the day on which a
//! clock started.

use rules::{Days, Governing, Pack, Row};
use schedule::{Calendars, Clock, Length, Standard, Standards, Step, Sum, standard::reached};
use terms::Day;

use crate::{Facts, File, cn, decider::Decider, governing, lor, sale};

/// What clocks are counted by.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// The law.
    pub pack: &'a Pack,
    /// The clocks of the field.
    pub standards: &'a Standards,
    /// Working days by country.
    pub calendars: &'a Calendars,
}

/// A clock of a file.
#[derive(Debug, Clone)]
pub struct Running<'a> {
    /// Which clock of the field it is.
    pub standard: &'a Standard,
    /// What it is about, where a file has several: a shipment.
    pub about: Option<String>,
    /// The row that says how long it runs; `None` where people agreed on another day.
    pub row: Option<&'a Row>,
    /// The clock.
    pub clock: Clock,
    /// Its due day with the sum that makes it.
    pub sum: Sum,
}

impl Running<'_> {
    /// Days over the due day; nought while in time.
    pub fn late(&self, today: Day) -> i32 {
        self.sum.due.days_until(self.clock.stopped.unwrap_or(today)).max(0)
    }

    /// Who has been told of it by now, by the office's steps; nobody once it has stopped.
    pub fn told<'s>(&self, steps: &'s [Step], today: Day) -> Vec<&'s Step> {
        if self.clock.stopped.is_some() { Vec::new() } else { reached(steps, self.sum.due, today) }
    }
}

/// Every clock of a file that has started, in the order of the table of clocks.
pub fn of<'a>(file: &File, facts: &Facts, tables: Tables<'a>, today: Day) -> Vec<Running<'a>> {
    let days = governing::of(file);
    let started = match file {
        File::Request(request) => of_request(request),
        File::Case(case) => of_case(case, facts, tables.pack),
        File::Notification(notification) => of_notification(notification, tables.pack),
        File::Purchaser(_) | File::Support(_) | File::Office(_) => Vec::new(),
    };
    let mut clocks: Vec<Running<'a>> =
        started.into_iter().filter_map(|started| started.running(tables, days, today)).collect();
    let place = |id: &str| tables.standards.all().iter().position(|known| known.id == id);
    clocks.sort_by_key(|running| place(&running.standard.id));
    clocks
}

/// A clock as the file has it, before the tables are asked.
struct Started {
    id: &'static str,
    about: Option<String>,
    from: Day,
    /// The rule where the table names several.
    rule: Option<String>,
    /// The last day, where an event fixed it.
    fixed: Option<Day>,
    /// Under which name the day of its start governs, where a file has several such days.
    own: Option<Governing>,
    /// Whether people agreed on the last day.
    agreed: bool,
    pauses: Vec<schedule::Pause>,
    stopped: Option<Day>,
}

impl Started {
    const fn new(id: &'static str, from: Day) -> Self {
        let (about, rule, fixed, stopped) = (None, None, None, None);
        let own = None;
        Self { id, about, from, rule, fixed, own, agreed: false, pauses: Vec::new(), stopped }
    }

    fn running(self, tables: Tables<'_>, days: Days, today: Day) -> Option<Running<'_>> {
        let standard = tables.standards.of(self.id)?;
        let rule = self.rule.as_ref().or_else(|| standard.rules.first())?;
        let days = self.own.map_or(days, |name| days.with(name, self.from));
        // A clock that started stays under the law of its start, and not of the day it is read.
        let row = tables.pack.by(rule, &days, self.from).map(|governed| governed.row);
        let ruled = row.and_then(|row| row.whole(&standard.param));
        let fixed = self.fixed.map(|due| self.from.days_until(due));
        let length = match (fixed, ruled.map(|number| standard.length(number))) {
            // The event counted by the same rule: its length is told in the rule's own unit.
            (Some(days), Some(length)) if same_day(self.from, length, days) => length,
            (Some(days), _) => Length::Days(days, standard.counts),
            (None, length) => length?,
        };
        let mut clock = Clock::start(self.from, length);
        clock.pauses = self.pauses;
        clock.stopped = self.stopped;
        let calendar = standard.country.as_deref().and_then(|code| tables.calendars.of(code));
        let sum = clock.sum(calendar, today);
        let row = row.filter(|_| !self.agreed);
        Some(Running { standard, about: self.about, row, clock, sum })
    }
}

fn same_day(from: Day, length: Length, days: i32) -> bool {
    Clock::start(from, length).sum(None, from).due == from.plus_days(days)
}

fn of_request(request: &lor::State) -> Vec<Started> {
    let Some(letter) = &request.letter else { return Vec::new() };
    let mut acknowledge = Started::new("lor-acknowledge", letter.received_on);
    acknowledge.fixed = request.acknowledge_by;
    let ended = request.ended.is_some();
    let last = request.head().touched_on.filter(|_| ended);
    acknowledge.stopped = request.acknowledged.as_ref().map(|done| done.on).or(last);
    vec![acknowledge]
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
    if let Some(completed) = case.supply_completed_on {
        let mut close = Started::new("closure", completed);
        close.stopped = case.closed.as_ref().and_then(|_| case.head().touched_on);
        all.push(close);
    }
    all
}

fn processing(case: &sale::State, facts: &Facts) -> Option<Started> {
    let opened = case.opened.as_ref()?;
    let (due, group) = opened.offer_due?;
    let asked = facts.request.as_ref().and_then(|(_, request)| request.complete_on);
    let mut clock = Started::new("processing", opened.counted_from.or(asked)?);
    clock.rule = Some(group.rule().to_owned());
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
    let Some(notified) = &notification.notified else { return Vec::new() };
    let from = notified.period_ends.plus_days(-notified.period_days);
    let mut clock = Started::new("congress", from);
    clock.fixed = Some(notified.period_ends);
    clock.rule = pack.jurisdiction().tier_of(&notified.tier).map(|tier| tier.rule.clone());
    let running = notification.stage() == cn::Stage::Notified;
    clock.stopped = (!running).then(|| notification.head().touched_on).flatten();
    vec![clock]
}
