//! Reports on a notified sale that grew: a higher technology or capability before delivery
//! (section 36(b)(5)(A)), or growth of cost or capability that is no new notification
//! (36(b)(5)(C)). Each is a file of its own with a number of its own, beside its notification.

use rules::Governing;
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, FileId, Kind, PurchaserCode, StreamId, Transmittal, Usd, coded, limits};

use super::{Event, Stage, State, moved, notify};
use crate::{
    act::{About, Field, Input, reads},
    decider::{Decider, Outcome},
    gates::notification,
    refusal::Refusal,
    situation::Situation,
};

/// How drafting a report describes itself.
pub const DRAFT: About = About {
    name: "draft-report",
    thing: "report",
    kind: Kind::Notification,
    title: "Draft a report on a notified sale",
    help: "Drafts the report that a notified sale grew. The file's number has the form \
           YY-digit-letter. Growth that itself reaches a threshold is no report: it is notified \
           like a new offer.",
    desks: &[Desk::CountryDesk, Desk::CaseManager, Desk::Legislative],
    fields: &[
        Field::must("parent", "Transmittal that it changes", Input::Id("26-99", reads::<FileId>)),
        Field::must("paragraph", "Kind of report", Input::Choice(Growth::OPTIONS)),
        Field::must("changes", "What changes", Input::Long(limits::LETTER)),
        Field::must("significance", "Significance", Input::Long(limits::PARAGRAPH)),
        Field::must("justification", "Justification", Input::Long(limits::LETTER)),
        Field::may("sensitivity", "Sensitivity of technology", Input::Long(limits::PARAGRAPH)),
        Field::may("added_mde", "Added major defense equipment", Input::Money),
        Field::may("added_total", "Added value", Input::Money),
    ],
};

/// How the delivery of a report describes itself.
pub const DELIVER: About = About {
    name: "deliver-report",
    thing: "report-delivery",
    kind: Kind::Notification,
    title: "Record the delivery of a report",
    help: "Keeps the day on which the report was delivered. What a report on a higher capability \
           is about may be delivered so many days later.",
    desks: &[Desk::Legislative],
    fields: &[
        Field::must("delivered_on", "Day delivered", Input::Day),
        Field::may("second_on", "Day delivered to the other chamber", Input::Day)
            .hint("Where it is another day; the later one counts"),
        Field::may("letter", "Number of the letter", Input::Text(limits::LINE)),
        Field::must("addressees", "Delivered to", Input::Text(limits::LINE)),
    ],
};

coded! {
    /// Which report it is.
    pub enum Growth "kind of report" {
        /// Technology or capability.
        Capability = "36(b)(5)(A)" "a higher technology or capability than was notified",
        /// Cost or smaller growth.
        Cost = "36(b)(5)(C)" "growth of cost or capability that is no new notification",
    }
}

/// Drafts a report.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Draft {
    pub parent: FileId,
    pub paragraph: Growth,
    pub changes: String,
    pub significance: String,
    pub justification: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_mde: Option<Usd>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_total: Option<Usd>,
}

/// A report was drafted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Drafted {
    /// What was entered.
    pub given: Draft,
    /// The case of the notified sale.
    pub case: FileId,
    /// The purchaser.
    pub purchaser: PurchaserCode,
    /// When the notification that it changes was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_on: Option<Day>,
    /// The last day on which the law asks for such a report before a delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_until: Option<Day>,
}

/// A report was delivered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Delivered {
    /// What was entered.
    pub given: notify::Notify,
    /// Who sends on that day.
    pub sender: String,
    /// The first day on which what it is about may be delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest_delivery: Option<Day>,
}

/// A report as its file shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// The draft.
    pub drafted: Drafted,
    /// Its delivery.
    pub delivered: Option<Delivered>,
}

/// What a notification is told of a report on it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChildMoved {
    /// The report.
    pub report: FileId,
    /// Which report it is.
    pub paragraph: Growth,
    /// Where it stands.
    pub stage: Stage,
}

/// The rule of reports on a higher capability.
const RULE: &str = "CN-010";
const MONTHS_OF_YEAR: i32 = 12;

pub(crate) fn draft(act: &Draft, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    let number: Option<Transmittal> = now.file.as_str().parse().ok();
    let misnumbered = (!number.is_some_and(|number| number.is_change())).then(|| {
        now.contradiction(
            format!("{} is not the number of a report.", now.file),
            "Number a report by year, digit and letter, such as 26-1C.",
        )
    });
    let parent = now.facts.parent.as_ref().filter(|(file, _)| *file == act.parent);
    let told = parent.map(|(_, parent)| parent).filter(|parent| parent.is_notified());
    let untold = told.is_none().then(|| {
        now.contradiction(
            format!("No notification {} was delivered.", act.parent),
            "Name the number of a sale that the legislature was notified of.",
        )
    });
    let known = told.and_then(|parent| Some((parent.case.as_ref()?, parent)));
    let case = now.facts.case.as_ref().map(|(_, case)| case);
    let purchaser = case.and_then(|case| case.purchaser());
    let caseless = (told.is_some() && purchaser.is_none()).then(|| {
        now.contradiction(
            format!("The sale of {} has no purchaser on record.", act.parent),
            "Name a notification of a case that is on record.",
        )
    });
    let large = notification::growth_is_small((act.added_mde, act.added_total), now);
    let findings = [misnumbered, untold, caseless, large];
    Refusal::unless_clear(findings.into_iter().flatten())?;
    let (Some((case, parent)), Some(purchaser)) = (known, purchaser) else {
        unreachable!("refused above")
    };
    let certified_on = parent.day_nought();
    let years = now.row(RULE).and_then(|row| row.whole("within_years"));
    let asked_until = certified_on.zip(years).map(|(on, n)| on.plus_months(n * MONTHS_OF_YEAR));
    let drafted = Drafted {
        given: act.clone(),
        case: case.clone(),
        purchaser: purchaser.clone(),
        certified_on,
        asked_until,
    };
    Ok(told_to((act, case), Stage::ReportDraft, Event::ReportDrafted(drafted), now))
}

pub(crate) fn deliver(
    file: &State,
    act: &notify::Given,
    now: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    let Some(report) = &file.report else { unreachable!("the stage says that it is a report") };
    let given = act.letter_of(now);
    let on = given.day_nought();
    let early = report.drafted.certified_on.filter(|certified| on < *certified).map(|certified| {
        now.contradiction(
            format!("The notification that it changes was delivered on {certified}, after {on}."),
            "Correct the day.",
        )
    });
    Refusal::unless_clear(act.in_future(now).into_iter().chain(early))?;
    let row = now.with(Governing::Notified, on).row(RULE).filter(|_| {
        report.drafted.given.paragraph == Growth::Capability
            && report.drafted.asked_until.is_none_or(|until| on <= until)
    });
    let days = row.and_then(|row| row.whole("days_before_delivery"));
    let delivered = Delivered {
        sender: notify::sender(on, now),
        earliest_delivery: days.map(|days| on.plus_days(days)),
        given,
    };
    let told = (&report.drafted.given, &report.drafted.case);
    Ok(told_to(told, Stage::Reported, Event::ReportDelivered(delivered), now))
}

/// An event of a report, with what its notification and its case are told.
fn told_to(
    (given, case): (&Draft, &FileId),
    stage: Stage,
    event: Event,
    now: &Situation<'_>,
) -> Outcome {
    let told = ChildMoved { report: now.file.clone(), paragraph: given.paragraph, stage };
    let parent = StreamId::new(Kind::Notification, given.parent.clone());
    moved::to(Some(case), stage, event, now).and(parent, Event::ChildMoved(told))
}

pub(crate) fn evolve_child(file: &mut State, event: &ChildMoved) {
    match file.children.iter_mut().find(|child| child.report == event.report) {
        Some(child) => *child = event.clone(),
        None => file.children.push(event.clone()),
    }
}

impl State {
    /// What a report that was delivered adds to its notification.
    pub fn reported_growth(&self) -> Option<(Usd, Usd)> {
        let report = self.report.as_ref().filter(|_| self.stage() == Stage::Reported)?;
        let given = &report.drafted.given;
        Some((given.added_mde.unwrap_or_default(), given.added_total.unwrap_or_default()))
    }
}
