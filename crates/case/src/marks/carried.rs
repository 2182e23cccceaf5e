//! What a page or a paper carries: the join of the markings of its parts, and who controls it.

use rules::{Finding, Jurisdiction, Outcome, Pack, Row};
use serde::Serialize;
use terms::{Actor, Day, Desk, Marking, PurchaserCode};

use super::{Bears, Marks, Sort, Thing, by_kind, mark::DESKS};
use crate::{
    cn, duties, lor,
    papers::{DocumentKind, Subject},
    sale,
    situation::Situation,
};

/// What a whole carries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// The join of its parts.
    pub marking: Marking,
    /// The bodies that control it: those whose markings made it controlled.
    pub controlled_by: Vec<Controller>,
    /// Who can be asked: the person who marked last, where one is named.
    pub contact: Option<Actor>,
}

/// A body that controls a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Controller {
    /// Its desk.
    pub desk: Desk,
}

/// The rule that marks papers before a notification.
pub const BEFORE_NOTIFICATION: &str = "CN-012";

impl Carried {
    /// Adds the things of a file, as they are marked on a day.
    #[must_use]
    pub fn with(mut self, marks: &Marks, things: &[Thing], (pack, on): (&Pack, Day)) -> Self {
        for thing in things {
            self.marking = self.marking.join(&marks.borne(thing, pack, on));
        }
        let set = marks.set.iter().filter(|set| things.contains(&set.thing));
        let mut newest = None;
        for set in set.filter(|set| set.marking.is_controlled()) {
            self.control(set.by.desk());
            if newest.is_none_or(|day| day <= set.on) {
                newest = Some(set.on);
                self.contact = Some(set.by.clone()).filter(|by| by.name().is_some());
            }
        }
        self
    }

    /// Adds a marking that a kind of paper bears, controlled by the desk that drafts it.
    #[must_use]
    pub fn and(mut self, marking: &Marking, by: Option<Desk>) -> Self {
        self.marking = self.marking.join(marking);
        if let Some(desk) = by.filter(|_| marking.is_controlled()) {
            self.control(desk);
        }
        self
    }

    /// Whether it may go to a purchaser.
    pub fn may_go_to(&self, purchaser: Option<&PurchaserCode>) -> bool {
        self.marking.may_go_to(purchaser)
    }

    /// The bodies that control it, as the seller names them; those of the agency under its name.
    pub fn controllers(&self, agency: Option<&str>, named: &Jurisdiction) -> Vec<String> {
        let of_agency = [
            Desk::Intake,
            Desk::CaseManager,
            Desk::AgencyApprover,
            Desk::Logistics,
            Desk::Training,
        ];
        let name = |controller: &Controller| {
            let desk = named.desk(controller.desk);
            let agency = agency.filter(|_| of_agency.contains(&controller.desk));
            agency.map_or_else(|| desk.to_owned(), |agency| format!("{agency}, {desk}"))
        };
        self.controlled_by.iter().map(name).collect()
    }

    fn control(&mut self, desk: Desk) {
        if !self.controlled_by.iter().any(|known| known.desk == desk) {
            self.controlled_by.push(Controller { desk });
        }
    }
}

/// What the page of a file carries: everything in it.
pub fn of_file(file: &impl Bears, law: (&Pack, Day)) -> Carried {
    Carried::default().with(file.marks(), &file.things(), law)
}

/// What a paper carries: the parts of the record that it prints. `early` says that it prepares a
/// notification.
pub fn of_paper(
    what: DocumentKind,
    (case, request): (&sale::State, Option<&lor::State>),
    early: bool,
    (pack, on): (&Pack, Day),
) -> Carried {
    let law = (pack, on);
    let printed = |things: Vec<Thing>| -> Vec<Thing> {
        things.into_iter().filter(|thing| thing.what != Sort::Attachment).collect()
    };
    let of_request = |carried: Carried| match request {
        Some(request) => carried.with(&request.marks, &printed(request.things()), law),
        None => carried,
    };
    let of_case = |carried: Carried| carried.with(&case.marks, &printed(case.things()), law);
    let carried = match what.subject() {
        Subject::Request => of_request(Carried::default()),
        Subject::Offer | Subject::Amendment | Subject::Modification => {
            of_request(of_case(Carried::default()))
        }
        Subject::Expired | Subject::Notification | Subject::Report | Subject::Closure => {
            of_case(Carried::default())
        }
    };
    let carried = carried.and(&by_kind(what.code(), pack, on), None);
    let row = pack.of_act(BEFORE_NOTIFICATION, on).filter(|_| early);
    let Some(row) = row else { return carried };
    let text = row.words("marking").join("//");
    let marking = text.parse().unwrap_or_else(|_| Marking::controlled().pre_decisional());
    let drafts = duties::desks(&cn::prepare::ABOUT, pack.of_act("DUTY-001", on));
    carried.and(&marking, drafts.first().copied())
}

/// The marking that keeps a paper from the purchaser whom it is for.
pub(crate) fn kept_from(
    what: DocumentKind,
    (case, request): (&sale::State, Option<&lor::State>),
    now: &Situation<'_>,
) -> Option<Finding> {
    if matches!(what.subject(), Subject::Notification | Subject::Report) {
        return None;
    }
    now.under("MARK-003", |row| allowed(what, (case, request), (row, now)))
}

/// Holds a paper for the purchaser against the row that says what may leave.
pub(crate) fn allowed(
    what: DocumentKind,
    (case, request): (&sale::State, Option<&lor::State>),
    (row, now): (&Row, &Situation<'_>),
) -> Finding {
    let carried = of_paper(what, (case, request), false, (now.pack, now.today));
    let purchaser = case.purchaser().or_else(|| request?.purchaser());
    let marking = &carried.marking;
    if carried.may_go_to(purchaser) {
        let yes = format!("Everything in it may go to the purchaser: {marking}.");
        return Finding::under(row, Outcome::Satisfied, yes);
    }
    let no = format!("It carries {marking}, which the purchaser may not have.");
    Finding::under(row, Outcome::Refused, no)
        .fact("marking", marking)
        .remedy("Take out what may not leave, or lower its marking by two persons.", DESKS)
}
