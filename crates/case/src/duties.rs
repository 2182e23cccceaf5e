//! Which desk may do which act stands with each act; here stands which two acts need two people.

use std::collections::{BTreeMap, BTreeSet};

use rules::{Finding, Outcome};
use terms::Kind;

use crate::{act::About, decider::Told, situation::Situation};

/// A duty that somebody has had a hand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Drafted the offer: opened the case, wrote lines or terms.
    Draft,
    /// Approved for the agency (MILAP).
    Approve,
    /// Wrote the final document.
    Write,
    /// Countersigned.
    Countersign,
    /// Recorded the purchaser's acceptance.
    RecordAcceptance,
    /// Recorded a deposit.
    RecordDeposit,
    /// Raised a finding of the compliance review.
    RaiseFinding,
    /// Resolved a finding of the compliance review.
    ResolveFinding,
    /// Wrote the assessment of interest.
    Assess,
    /// Read the assessment as the second person.
    SecondRead,
    /// Reviewed as counsel.
    LegalReview,
}

/// One row: an act, the duty that it is, and the duties whose people may not do it.
struct Apart(Kind, &'static str, Duty, &'static [Duty]);

/// The whole table. Separation of duties as the manual's role table is read by this office.
const TABLE: &[Apart] = &[
    Apart(Kind::Case, "open", Duty::Draft, &[]),
    Apart(Kind::Case, "add-line", Duty::Draft, &[]),
    Apart(Kind::Case, "change-line", Duty::Draft, &[]),
    Apart(Kind::Case, "remove-line", Duty::Draft, &[]),
    Apart(Kind::Case, "set-terms", Duty::Draft, &[]),
    Apart(Kind::Case, "review-legally", Duty::LegalReview, &[Duty::Draft]),
    Apart(Kind::Case, "raise-finding", Duty::RaiseFinding, &[]),
    Apart(Kind::Case, "resolve-finding", Duty::ResolveFinding, &[Duty::RaiseFinding]),
    Apart(Kind::Case, "approve", Duty::Approve, &[Duty::Draft]),
    Apart(Kind::Case, "write", Duty::Write, &[Duty::Approve]),
    Apart(Kind::Case, "decide-authorisation", Duty::Countersign, &[Duty::Draft]),
    Apart(Kind::Case, "countersign", Duty::Countersign, &[Duty::Draft, Duty::Approve]),
    Apart(Kind::Case, "accept", Duty::RecordAcceptance, &[]),
    Apart(Kind::Case, "record-deposit", Duty::RecordDeposit, &[Duty::RecordAcceptance]),
    Apart(Kind::Purchaser, "assess-interest", Duty::Assess, &[]),
    Apart(Kind::Purchaser, "second-read", Duty::SecondRead, &[Duty::Assess]),
];

/// Which persons had a hand in which duty of a file.
#[derive(Debug, Clone, Default)]
pub struct Hands(BTreeMap<Duty, BTreeSet<String>>);

impl Hands {
    /// Remembers who acted, where the act is a duty of the table.
    pub fn note(&mut self, told: &Told<'_>) {
        let duties = TABLE.iter().filter(|row| row.1 == told.act).map(|row| row.2);
        for duty in duties {
            self.0.entry(duty).or_default().insert(told.by.person());
        }
    }

    /// Forgets a duty: its work was thrown away and begins anew.
    pub fn forget(&mut self, duty: Duty) {
        self.0.remove(&duty);
    }

    fn holds(&self, duty: Duty, person: &str) -> bool {
        self.0.get(&duty).is_some_and(|people| people.contains(person))
    }
}

/// Holds the actor's desk and, where the act needs another person, the actor against the file.
pub fn findings(about: &About, hands: &Hands, now: &Situation<'_>) -> Vec<Finding> {
    desk(about, now).into_iter().chain(two_people(about, hands, now)).collect()
}

fn desk(about: &About, now: &Situation<'_>) -> Option<Finding> {
    let desk = now.who.desk();
    let may = about.desks.contains(&desk);
    let outcome = if may { Outcome::Satisfied } else { Outcome::Refused };
    let verb = if may { "may" } else { "may not" };
    now.under("DUTY-001", |row| {
        let sentence = format!("The {} {verb} {}.", desk.meaning(), about.name);
        let finding = Finding::under(row, outcome, sentence).fact("desk", desk);
        if may { finding } else { finding.remedy("Ask one of these desks to do it.", about.desks) }
    })
}

fn two_people(about: &About, hands: &Hands, now: &Situation<'_>) -> Option<Finding> {
    let row = TABLE.iter().find(|row| row.0 == about.kind && row.1 == about.name)?;
    let person = now.who.person();
    let held: Vec<Duty> =
        row.3.iter().copied().filter(|duty| hands.holds(*duty, &person)).collect();
    if row.3.is_empty() {
        return None;
    }
    now.under("DUTY-002", |rule| match held.first() {
        None => Finding::under(
            rule,
            Outcome::Satisfied,
            format!("{person} had no hand in what {} must be kept apart from.", about.name),
        ),
        Some(duty) => Finding::under(
            rule,
            Outcome::Refused,
            format!("{person} also {}; one person may not do both.", duty.done()),
        )
        .fact("person", &person)
        .remedy("Another person at one of these desks must do it.", about.desks),
    })
}

impl Duty {
    /// What somebody did, as the middle of a sentence.
    const fn done(self) -> &'static str {
        match self {
            Self::Draft => "drafted this offer",
            Self::Approve => "approved it for the agency",
            Self::Write => "wrote the final document",
            Self::Countersign => "reviewed or countersigned it",
            Self::RecordAcceptance => "recorded the acceptance",
            Self::RecordDeposit => "recorded a deposit",
            Self::RaiseFinding => "raised a finding",
            Self::ResolveFinding => "resolved a finding",
            Self::Assess => "wrote the assessment",
            Self::SecondRead => "read the assessment as the second person",
            Self::LegalReview => "reviewed it as counsel",
        }
    }
}
