//! What falls due on a case, and who holds it. Days come from events; to them are
//! added the days on which a clock stood still.

use schedule::{Clock, DayKind};
use terms::{Day, Version, codes::Holder};

use super::{Stage, State};
use crate::change::Change;

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What must happen.
    pub what: String,
    /// The last day in time.
    pub on: Day,
    /// What kind of day was counted.
    pub counts: DayKind,
    /// The rule that sets it; `None` for a day that people agreed on.
    pub rule: Option<&'static str>,
    /// Who must do it.
    pub holder: Holder,
}

fn due(what: impl Into<String>, on: Day, rule: Option<&'static str>, holder: Holder) -> Due {
    Due { what: what.into(), on, counts: DayKind::Calendar, rule, holder }
}

/// The last day to send an amendment or to implement a modification: its processing clock stops
/// there (SAMM C5.4.2).
fn change_due(change: &Change) -> Option<Due> {
    let track = &change.track;
    let opened = track.opened.as_ref()?;
    let (on, rule) = (opened.due?, Some(opened.given.group.rule()));
    let sent = change_is_sent(track.stage);
    match track.version {
        Version::Modification(_) => {
            Some(due(format!("Implement {}", track.version), on, rule, Holder::Agency))
        }
        _ if sent => None,
        _ => Some(due(format!("Send {}", track.version), on, rule, Holder::Agency)),
    }
}

const fn change_is_sent(stage: Stage) -> bool {
    matches!(stage, Stage::Offered | Stage::CounterOffer | Stage::Accepted)
}

impl State {
    /// The last day to send the offer: the day that was fixed, and the days on which the clock
    /// stood still since. While it stands still this is the earliest day.
    fn offer_due(&self) -> Option<(Day, &'static str)> {
        let opened = self.opened.as_ref()?;
        let (due, rule) = opened.offer_due.map(|(due, group)| (due, group.rule()))?;
        let Some(from) = opened.counted_from else { return Some((due, rule)) };
        let mut clock = Clock::calendar(from, from.days_until(due));
        clock.pauses.clone_from(&self.pauses);
        let as_of = self.head.touched_on.unwrap_or(from);
        Some((clock.sum(None, as_of).due, rule))
    }

    /// Everything that falls due, soonest first.
    pub fn dues(&self) -> Vec<Due> {
        let mut dues = Vec::new();
        let drafting = self.first_offered_on.is_none() && self.stage.is_open();
        let sending = self.offer_due().filter(|_| drafting);
        dues.extend(
            sending.map(|(on, rule)| due("Send the offer", on, Some(rule), Holder::Agency)),
        );
        if matches!(self.document_stage(), Stage::Offered | Stage::CounterOffer) {
            let expires = self.offer.expires_on;
            let what = match self.change() {
                None => "Accept the offer".to_owned(),
                Some(change) => format!("Accept {}", change.track.version),
            };
            dues.extend(expires.map(|on| due(what, on, Some("OED-001"), Holder::Purchaser)));
        }
        dues.extend(self.change().and_then(change_due));
        for shipment in self.shipments.iter().filter(|s| s.receipt.is_none()) {
            let what =
                format!("Report the delivery of shipment {}", shipment.shipped.ship.shipment);
            let on = shipment.shipped.report_by;
            dues.extend(on.map(|on| due(what, on, Some("DLV-001"), Holder::Agency)));
        }
        dues.extend(self.late_deposit());
        dues.extend(self.of_reviews());
        if matches!(self.stage, Stage::Implemented | Stage::EmergencyImplemented) {
            let open = self.plan.iter().filter(|m| self.received(&m.line) == 0);
            dues.extend(open.map(|m| {
                let what = format!("{} (line {}, {})", m.name, m.line, m.place);
                due(what, m.due, None, Holder::Vendor)
            }));
        }
        dues.sort_by(|a, b| (a.on, &a.what).cmp(&(b.on, &b.what)));
        dues
    }

    /// The deposit of an emergency implementation.
    fn late_deposit(&self) -> Option<Due> {
        let proposed = self.emergency.as_ref().filter(|_| self.runs_without_deposit())?;
        let what = "Pay the deposit of the emergency implementation";
        Some(due(what, proposed.deposit_due, Some("IMPL-003"), Holder::Purchaser))
    }

    /// Action items, and the next annual review while something is still to be delivered.
    fn of_reviews(&self) -> Vec<Due> {
        let open = self.action_items.iter().filter(|item| item.done.is_none());
        let mut dues: Vec<Due> = open
            .map(|open| {
                let what = format!("{} ({})", open.item.what, open.item.owner);
                due(what, open.item.due, None, Holder::Agency)
            })
            .collect();
        let last = self.reviews_held.iter().rev().find_map(|held| held.next_by);
        let first = self.implemented.as_ref().and_then(|implemented| implemented.review_by);
        let running = matches!(self.stage, Stage::Implemented | Stage::EmergencyImplemented);
        let next = last.or(first).filter(|_| running);
        let what = "Hold the annual review";
        dues.extend(next.map(|on| due(what, on, Some("REV-001"), Holder::Agency)));
        dues
    }
}
