//! What a decision may know besides the file: the day, the actor, the law, and facts of other
//! files, all looked up before deciding.

use rules::{Days, Finding, Governed, Governing, Outcome, Pack, Row};
use schedule::Calendars;
use terms::{Actor, Day, FileId, Moment, PurchaserCode};

use crate::{cn, facts::Seen, lor, office, purchaser, sale};

/// What a decision may know besides the file.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The number of the file itself.
    pub file: &'a FileId,
    /// The office's day.
    pub today: Day,
    /// The moment, for the record; no rule depends on it.
    pub at: Moment,
    /// Who acts.
    pub who: &'a Actor,
    /// Days that rows may name as governing, of the file and of what is done to it.
    pub days: Days,
    /// The law.
    pub pack: &'a Pack,
    /// Facts of other files.
    pub facts: &'a Facts,
}

/// Facts of other files. A fact that was not looked up or is not on record is `None` or empty.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The purchaser's row in the country table.
    pub country: Option<Country>,
    /// The purchaser's file, when one is open.
    pub purchaser: Option<Seen<purchaser::State>>,
    /// The request on which a case is based.
    pub request: Option<(FileId, Seen<lor::State>)>,
    /// The case that a notification, request or support file belongs to.
    pub case: Option<(FileId, Seen<sale::State>)>,
    /// The notifications of a case and of the cases related to it, its own last; of a
    /// notification, those that it would take the place of.
    pub notifications: Vec<(FileId, Seen<cn::State>)>,
    /// The notification that a report is on.
    pub parent: Option<(FileId, Seen<cn::State>)>,
    /// Other cases that count with the case: of its programme, and of its request.
    pub related: Vec<(FileId, Seen<sale::State>)>,
    /// Who takes part in the case besides its purchaser.
    pub parties: Vec<Party>,
    /// The open cases of a purchaser.
    pub open_cases: Vec<FileId>,
    /// The register of persons and delegations.
    pub register: Option<Seen<office::State>>,
    /// Working days by country, as the program carries them.
    pub calendars: Calendars,
    /// Whether the data directory is a sandbox, in which invented nations may be registered.
    pub sandbox: bool,
}

impl Facts {
    /// Whether every act is a person's of the register: always in a record that is no sandbox,
    /// and in a sandbox where its office wants it.
    pub fn named(&self) -> bool {
        !self.sandbox || self.register.as_ref().is_some_and(|office| office.practice.named)
    }
}

/// Somebody who takes part in a case besides its purchaser.
#[derive(Debug, Clone)]
pub struct Party {
    /// Customer code.
    pub code: PurchaserCode,
    /// The row in the country table.
    pub country: Option<Country>,
    /// The file, when one is open.
    pub file: Option<Seen<purchaser::State>>,
}

/// A row of the country table, as the office knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Customer code of the manual.
    pub code: PurchaserCode,
    /// Name.
    pub name: String,
    /// An invented nation, for training.
    pub fictional: bool,
    /// Memberships: of what, and from which day where one is known.
    pub members: Vec<(String, Option<Day>)>,
}

impl Country {
    /// Whether it is a member of something on a day.
    pub fn is_member(&self, of: &str, on: Day) -> bool {
        self.members.iter().any(|(known, from)| known == of && from.is_none_or(|from| from <= on))
    }
}

impl<'a> Situation<'a> {
    /// The same, with a day that the act itself tells.
    #[must_use]
    pub fn with(self, name: Governing, day: impl Into<Option<Day>>) -> Self {
        Self { days: self.days.with(name, day), ..self }
    }

    /// The row of a rule by the day that governs it, with that day.
    pub fn by(&self, rule: &str) -> Option<Governed<'a>> {
        self.pack.by(rule, &self.days, self.today)
    }

    /// The row of a rule by the day that governs it.
    pub fn row(&self, rule: &str) -> Option<&'a Row> {
        Some(self.by(rule)?.row)
    }

    /// Holds a rule against something; `None` when no row is in force on the day that governs it.
    pub fn under(&self, rule: &str, check: impl FnOnce(&Row) -> Finding) -> Option<Finding> {
        self.by(rule).map(|governed| governed.told(check(governed.row)))
    }

    /// Working days by country, with the lists of holidays that this office adopted.
    pub fn calendars(&self) -> Calendars {
        let register = self.facts.register.iter();
        self.facts.calendars.with(register.flat_map(|office| &office.holidays))
    }

    /// A refusal of the record's own consistency ("line 001 is already there"), under the row
    /// that says that a record must not contradict itself.
    pub fn contradiction(&self, sentence: String, remedy: &str) -> Finding {
        let found = self.under("FILE-001", |row| {
            Finding::under(row, Outcome::Refused, sentence.clone()).remedy(remedy, &[])
        });
        found.unwrap_or_else(|| bare("FILE-001", sentence, remedy))
    }

    /// The moment of a fact must not lie in the future.
    pub fn not_in_future(&self, what: &str, on: Day) -> Option<Finding> {
        (self.today < on).then(|| {
            self.contradiction(
                format!("The {what} is {on}, which lies after today, {}.", self.today),
                "Enter the day on which it happened, or record it once it has happened.",
            )
        })
    }
}

/// A finding for a pack that lacks the row: the record still refuses, and says that the row is
/// missing.
fn bare(rule: &str, sentence: String, remedy: &str) -> Finding {
    Finding {
        rule: rule.into(),
        outcome: Outcome::Refused,
        sentence,
        citation: "this rule has no row in the pack in force".into(),
        confidence: "memory_low".into(),
        as_of: None,
        facts: Vec::new(),
        remedy: remedy.to_owned(),
        who: Vec::new(),
    }
}
