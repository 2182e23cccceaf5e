//! A purchaser's file: who they are, what they asked for before any letter, whether they may buy,
//! what the sale would mean, and what changed in their country.

mod acts;
pub mod assess_interest;
pub mod close_accelerated;
pub mod determine_eligibility;
pub mod note_change;
pub mod record_contact;
pub mod register;
pub mod second_read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Error, Value, from_value};
use terms::{Day, FileId, Kind, coded, codes::Holder};

use crate::{
    act::Act,
    decider::{Decider, Head, Outcome, Told},
    refusal::Refusal,
    situation::Situation,
    statements::{Attestation, Waiver, attest, waive},
};

pub use assess_interest::{Assessment, Conclusion};
pub use determine_eligibility::Determination;
pub use note_change::{Change, ChangeKind, ChangeNoted};
pub use record_contact::Contact;
pub use register::Registered;
pub use second_read::SecondReading;

/// A purchaser as its file shows it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    head: Head,
    /// Who it is; `None` before it is registered.
    pub registered: Option<Registered>,
    /// Contacts, oldest first.
    pub contacts: Vec<Contact>,
    /// Eligibility determinations, oldest first. The newest that covers a day decides.
    pub determinations: Vec<Determination>,
    /// Assessments of strategic interest with their second readings, oldest first.
    pub assessments: Vec<Assessed>,
    /// Changes abroad, oldest first.
    pub changes: Vec<ChangeNoted>,
    /// Choices of closure, oldest first.
    pub closure_choices: Vec<close_accelerated::ClosureChosen>,
    /// Every case that was opened for it, oldest first.
    pub cases: Vec<FileId>,
    /// Its programmes, with the cases that belong to each.
    pub programmes: BTreeMap<String, Vec<FileId>>,
}

/// An assessment, by whom, and its second reading.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Assessed {
    /// What it says.
    pub assessment: Assessment,
    /// The person who wrote it.
    pub author: String,
    /// The day it was written.
    pub on: Day,
    /// What the second person said, and who that was.
    pub second: Option<(SecondReading, String)>,
}

coded! {
    /// Where a purchaser's file stands.
    pub enum Stage "purchaser stage" {
        /// Not registered.
        Unknown = "unknown" "not registered",
        /// Registered.
        Registered = "registered" "registered; no determination is on record",
        /// Determined eligible at least once.
        Determined = "determined" "an eligibility determination is on record",
    }
}

/// What can be done to a purchaser's file.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each command is documented with its act")]
pub enum Command {
    Register(register::Register),
    RecordContact(Contact),
    DetermineEligibility(Determination),
    AssessInterest(Assessment),
    SecondRead(SecondReading),
    NoteChange(Change),
    ChooseClosure(close_accelerated::ClosureChosen),
    Attest(Attestation),
    Waive(Waiver),
}

/// What can have happened to a purchaser's file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// A prospective purchaser was registered.
    #[serde(rename = "purchaser.registered")]
    Registered(Registered),
    /// A contact took place.
    #[serde(rename = "purchaser.contacted")]
    Contacted(Contact),
    /// Eligibility was determined for a period.
    #[serde(rename = "purchaser.eligibility_determined")]
    EligibilityDetermined(Determination),
    /// Strategic interest was assessed.
    #[serde(rename = "purchaser.interest_assessed")]
    InterestAssessed(Assessment),
    /// A second person read the assessment.
    #[serde(rename = "purchaser.interest_second_read")]
    InterestSecondRead(SecondReading),
    /// A change abroad was noted; it raises a review on every open case that it touches.
    #[serde(rename = "purchaser.change_noted")]
    ChangeNoted(ChangeNoted),
    /// The purchaser chose how its cases are closed.
    #[serde(rename = "purchaser.closure_chosen")]
    ClosureChosen(close_accelerated::ClosureChosen),
    /// A case was opened for the purchaser. It stands here too, so that a change abroad and a new
    /// case can never miss each other.
    #[serde(rename = "purchaser.case_opened")]
    CaseOpened(CaseOpened),
    /// A case of the purchaser was related to a programme.
    #[serde(rename = "purchaser.programme_joined")]
    ProgrammeJoined(ProgrammeMember),
    /// A case of the purchaser was taken out of a programme.
    #[serde(rename = "purchaser.programme_left")]
    ProgrammeLeft(ProgrammeMember),
    /// Somebody stated what was found under a rule that data cannot decide.
    #[serde(rename = "purchaser.attested")]
    Attested(Attestation),
    /// The authority that a rule names waived it for named acts.
    #[serde(rename = "purchaser.waived")]
    Waived(Waiver),
}

/// A case was opened for the purchaser.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CaseOpened {
    /// The case.
    pub case: FileId,
}

/// A case of a programme. It stands here, so that each of its cases finds the others.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProgrammeMember {
    /// The programme.
    pub programme: String,
    /// The case.
    pub case: FileId,
}

impl Decider for State {
    type Command = Command;
    type Event = Event;
    type Stage = Stage;

    const ACTS: &'static [Act<Self>] = acts::ACTS;

    fn head(&self) -> &Head {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }

    fn stage(&self) -> Stage {
        match (&self.registered, self.determinations.is_empty()) {
            (None, _) => Stage::Unknown,
            (Some(_), true) => Stage::Registered,
            (Some(_), false) => Stage::Determined,
        }
    }

    fn command(act: &str, arguments: Value) -> Result<Command, Error> {
        Ok(match act {
            "register" => Command::Register(from_value(arguments)?),
            "record-contact" => Command::RecordContact(from_value(arguments)?),
            "determine-eligibility" => Command::DetermineEligibility(from_value(arguments)?),
            "assess-interest" => Command::AssessInterest(from_value(arguments)?),
            "second-read" => Command::SecondRead(from_value(arguments)?),
            "note-change" => Command::NoteChange(from_value(arguments)?),
            "choose-closure" => Command::ChooseClosure(from_value(arguments)?),
            "attest" => Command::Attest(from_value(arguments)?),
            "waive" => Command::Waive(from_value(arguments)?),
            other => return Err(crate::file::no_such_act(other)),
        })
    }

    fn decide(&self, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
        Ok(match command {
            Command::Register(act) => Event::Registered(register::decide(act, now)?).into(),
            Command::RecordContact(act) => {
                Event::Contacted(record_contact::decide(act, now)?).into()
            }
            Command::DetermineEligibility(act) => {
                Event::EligibilityDetermined(determine_eligibility::decide(act, now)?).into()
            }
            Command::AssessInterest(act) => Event::InterestAssessed(act.clone()).into(),
            Command::SecondRead(act) => {
                Event::InterestSecondRead(second_read::decide(self, act, now)?).into()
            }
            Command::NoteChange(act) => note_change::decide(self, act, now)?,
            Command::ChooseClosure(act) => Event::ClosureChosen(act.clone()).into(),
            Command::Attest(act) => {
                Event::Attested(attest::decide(Kind::Purchaser, act, now)?).into()
            }
            Command::Waive(act) => Event::Waived(waive::decide(act, now)?).into(),
        })
    }

    fn evolve(&mut self, event: &Event, told: &Told<'_>) {
        match event {
            Event::Registered(e) => self.registered = Some(e.clone()),
            Event::Contacted(e) => self.contacts.push(e.clone()),
            Event::EligibilityDetermined(e) => self.determinations.push(e.clone()),
            Event::InterestAssessed(e) => assess_interest::evolve(self, e, told),
            Event::InterestSecondRead(e) => second_read::evolve(self, e, told),
            Event::ChangeNoted(e) => self.changes.push(e.clone()),
            Event::ClosureChosen(e) => self.closure_choices.push(e.clone()),
            Event::CaseOpened(e) => self.cases.push(e.case.clone()),
            Event::ProgrammeJoined(e) => {
                let cases = self.programmes.entry(e.programme.clone()).or_default();
                if !cases.contains(&e.case) {
                    cases.push(e.case.clone());
                }
            }
            Event::ProgrammeLeft(e) => {
                if let Some(cases) = self.programmes.get_mut(&e.programme) {
                    cases.retain(|case| *case != e.case);
                }
            }
            Event::Attested(e) => self.head.statements.attest(e, told),
            Event::Waived(e) => self.head.statements.waive(e, told),
        }
    }

    fn holder(&self, _: &Event) -> Option<(Holder, &'static str)> {
        None
    }
}

impl State {
    /// The determination that covers a day: the newest whose period holds it.
    pub fn determination(&self, on: Day) -> Option<&Determination> {
        self.determinations
            .iter()
            .rev()
            .find(|d| d.valid_from <= on && d.valid_until.is_none_or(|until| on <= until))
    }

    /// The newest assessment.
    pub fn assessment(&self) -> Option<&Assessed> {
        self.assessments.last()
    }

    /// The name, or "not registered".
    pub fn name(&self) -> &str {
        self.registered.as_ref().map_or("not registered", |r| &r.name)
    }
}
