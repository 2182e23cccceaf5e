//! What a letter must say before work can start, and before an offer can be priced. The score is
//! the share of the points that apply and are met; what is missing is told by name.

use serde::{Deserialize, Serialize};
use terms::coded;

use super::letter::{Known, Letter, Official};

/// One point of the checklist.
struct Point {
    /// The name for people.
    label: &'static str,
    /// For which milestone it is needed.
    wanted_for: Milestone,
    /// Who brings it.
    owner: Owner,
    /// Whether the letter meets it; `None` when it does not apply.
    met: fn(&Letter) -> Option<bool>,
}

coded! {
    /// The two milestones of a request (SAMM C5.2.5.2.2 and C5.2.5.2.3).
    pub enum Milestone "milestone" {
        /// Work can start.
        Actionable = "actionable" "work can start",
        /// The offer can be priced; the processing clock starts.
        Complete = "complete" "an offer can be priced; the processing clock starts",
    }
}

/// Who brings what a point asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The purchaser says it.
    Purchaser,
    /// The embassy, whose team assesses the request.
    Embassy,
    /// The body that decides on release, where the letter does not say its position.
    Release,
}

/// Who brings what a point of the checklist asks for, by the point's name.
pub fn owner(point: &str) -> Owner {
    let known = POINTS.iter().find(|known| known.label == point);
    known.map_or(Owner::Purchaser, |known| known.owner)
}

/// How complete a letter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// Points that apply and are met.
    pub met: u32,
    /// Points that apply.
    pub of: u32,
    /// Points that apply and are not met.
    pub missing: Vec<Missing>,
}

/// A point of the checklist that a letter does not meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The point's name.
    pub point: String,
    /// For which milestone it is needed.
    pub wanted_for: Milestone,
}

impl Completeness {
    /// Whole per cent, rounded down: only a complete letter has 100.
    pub fn percent(&self) -> u32 {
        (self.met * 100).checked_div(self.of).unwrap_or(100)
    }

    /// Names of the points that a milestone still wants.
    pub fn missing_for(&self, milestone: Milestone) -> Vec<&str> {
        let wanted = self.missing.iter().filter(|m| m.wanted_for == milestone);
        wanted.map(|m| m.point.as_str()).collect()
    }
}

/// Holds a letter against the whole checklist.
pub fn completeness(letter: &Letter) -> Completeness {
    let mut out = Completeness { met: 0, of: 0, missing: Vec::new() };
    for point in POINTS {
        match (point.met)(letter) {
            None => {}
            Some(true) => {
                out.of += 1;
                out.met += 1;
            }
            Some(false) => {
                out.of += 1;
                let missing =
                    Missing { point: point.label.to_owned(), wanted_for: point.wanted_for };
                out.missing.push(missing);
            }
        }
    }
    out
}

const fn actionable(label: &'static str, met: fn(&Letter) -> Option<bool>) -> Point {
    Point { label, wanted_for: Milestone::Actionable, owner: Owner::Purchaser, met }
}

const fn complete(label: &'static str, met: fn(&Letter) -> Option<bool>) -> Point {
    Point { label, wanted_for: Milestone::Complete, owner: Owner::Purchaser, met }
}

const fn of(owner: Owner, point: Point) -> Point {
    Point { owner, ..point }
}

/// Points that only a request for an offer must meet.
fn for_offer(letter: &Letter, met: bool) -> Option<bool> {
    use terms::codes::ResponseType::{Amendment, Modification, Offer, Rough};
    match letter.response {
        Offer | Amendment => Some(met),
        Modification | Rough => None,
    }
}

const POINTS: &[Point] = &[
    actionable("It is in writing", |l| Some(l.in_writing)),
    actionable("Signed by a recognised official", |l| Some(l.official == Official::Recognised)),
    actionable("Date of signature", |l| Some(l.signed_on.is_some())),
    actionable("Articles or services", |l| Some(!l.items.is_empty() || l.blanket_value.is_some())),
    actionable("Financing", |l| Some(l.financing.is_some())),
    actionable("Significant military equipment: yes or no", |l| Some(l.sme != Known::Unknown)),
    actionable("Major defense equipment: yes or no", |l| Some(l.mde != Known::Unknown)),
    actionable("First introduction: yes or no", |l| Some(l.first_introduction != Known::Unknown)),
    of(
        Owner::Embassy,
        actionable("Country team assessment", |l| Some(l.country_team_assessment.is_some())),
    ),
    of(
        Owner::Release,
        actionable("Release decision present or requested", |l| Some(l.release.is_some())),
    ),
    actionable("Addressed for action to the seller's agencies", |l| {
        Some(l.addressees.iter().filter(|a| a.action).count() >= 2)
    }),
    complete("Quantity of every article", |l| {
        let counted = l.items.iter().all(|item| item.quantity.is_some());
        for_offer(l, counted && !l.items.is_empty() || l.blanket_value.is_some())
    }),
    complete("Mission and need", |l| Some(l.mission.is_some())),
    complete("Configuration", |l| for_offer(l, l.configuration.is_some())),
    complete("Interoperability", |l| for_offer(l, l.interoperability.is_some())),
    complete("Needed by", |l| for_offer(l, l.needed_by.is_some())),
    complete("Place of delivery", |l| for_offer(l, l.delivery_place.is_some())),
    complete("Support period", |l| for_offer(l, l.support_period.is_some())),
    complete("Spares", |l| for_offer(l, l.spares.is_some())),
    complete("Training", |l| for_offer(l, l.training.is_some())),
    complete("Publications and technical data", |l| for_offer(l, l.publications.is_some())),
    complete("Test and support equipment", |l| for_offer(l, l.test_equipment.is_some())),
    complete("Facilities", |l| for_offer(l, l.facilities.is_some())),
    complete("Services", |l| for_offer(l, l.services.is_some())),
    complete("Software and cyber", |l| for_offer(l, l.software.is_some())),
    complete("Communications security", |l| for_offer(l, l.communications_security.is_some())),
    complete("Munitions and storage", |l| for_offer(l, l.munitions.is_some())),
    complete("Delivery term", |l| for_offer(l, l.delivery_term.is_some())),
    complete("Freight forwarder", |l| for_offer(l, l.forwarder.is_some())),
    complete("Quality assurance", |l| for_offer(l, l.quality_assurance.is_some())),
    complete("Warranty", |l| for_offer(l, l.warranty.is_some())),
    complete("Offset: yes or no", |l| for_offer(l, l.offset != Known::Unknown)),
    complete("Terms of sale wanted", |l| for_offer(l, l.terms_of_sale.is_some())),
    complete("Budget ceiling", |l| for_offer(l, l.ceiling.is_some())),
    complete("Site of end use", |l| for_offer(l, l.end_use_site.is_some())),
    complete("Security at the site", |l| for_offer(l, l.site_security.is_some())),
    complete("Points of contact", |l| Some(l.contact_points.is_some())),
];
