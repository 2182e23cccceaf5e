//! What falls due on a case, and who holds it. Days come from events; nothing is computed anew.

use schedule::DayKind;
use terms::{Day, codes::Holder};

use super::{Stage, State};

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

impl State {
    /// Everything that falls due, soonest first.
    pub fn dues(&self) -> Vec<Due> {
        let mut dues = Vec::new();
        let drafting = self.first_offered_on.is_none() && self.stage.is_open();
        let sending = self.opened.as_ref().and_then(|o| o.offer_due).filter(|_| drafting);
        dues.extend(
            sending.map(|(on, rule)| due("Send the offer", on, Some(rule), Holder::Agency)),
        );
        if matches!(self.stage, Stage::Offered | Stage::CounterOffer) {
            let expires = self.offer.expires_on;
            dues.extend(
                expires.map(|on| due("Accept the offer", on, Some("OED-001"), Holder::Purchaser)),
            );
        }
        for shipment in self.shipments.iter().filter(|s| s.receipt.is_none()) {
            let what =
                format!("Report the delivery of shipment {}", shipment.shipped.ship.shipment);
            let on = shipment.shipped.report_by;
            dues.extend(on.map(|on| due(what, on, Some("DLV-001"), Holder::Agency)));
        }
        if self.stage == Stage::Implemented {
            let open = self.plan.iter().filter(|m| self.received(&m.line) == 0);
            dues.extend(open.map(|m| {
                let what = format!("{} (line {}, {})", m.name, m.line, m.place);
                due(what, m.due, None, Holder::Vendor)
            }));
        }
        dues.sort_by(|a, b| (a.on, &a.what).cmp(&(b.on, &b.what)));
        dues
    }
}
