//! The office itself, and the audit files beside other files. Imports, refusals and a log that
//! succeeds another follow from something else that was done; persons, delegations and the office's
//! practice are entered in one file, its register.

pub mod account;
mod commands;
pub mod delegate;
mod follows;
pub mod holidays;
pub mod practice;
pub mod rate;
pub mod register;
pub mod standard_terms;

use schedule::HolidayList;
use serde::{Deserialize, Serialize};
use serde_json::{Error, Value, from_value};
use terms::{Desk, FileId, Kind, StreamId, coded, codes::Holder};

pub use account::Account;
pub use commands::Command;
pub use delegate::Delegation;
pub use follows::{ImportFinished, LogSucceeded, RefusalRecorded, RefusedLine};
pub use practice::Practice;
pub use register::Person;
pub use standard_terms::StandardTerms;

use crate::{
    act::{About, Act},
    decider::{Decider, Head, Outcome, Told},
    file::no_such_act,
    refusal::Refusal,
    situation::Situation,
};

/// The office's file, or an audit file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    head: Head,
    /// Imports, oldest first.
    pub imports: Vec<ImportFinished>,
    /// Refusals, oldest first.
    pub refusals: Vec<RefusalRecorded>,
    /// Successions of the log, oldest first.
    pub successions: Vec<LogSucceeded>,
    /// Entries of the register, by number.
    pub entries: Vec<register::Entry>,
    /// Persons, as the confirmed entries have them.
    pub persons: Vec<Person>,
    /// Delegations, by number.
    pub delegations: Vec<Delegation>,
    /// How the office works where the law leaves it open.
    pub practice: Practice,
    /// Standard terms that were adopted, oldest first.
    pub standard_terms: Vec<StandardTerms>,
    /// Confirmations of rates, oldest first.
    pub rates: Vec<rate::Confirmation>,
    /// Lists of holidays that were adopted, oldest first.
    pub holidays: Vec<HolidayList>,
    /// The account whose file it is.
    #[serde(default)]
    pub account: Option<Account>,
}

/// The number of the file that holds the register.
const REGISTER: &str = "register";

/// The register of persons and delegations.
pub fn register_stream() -> StreamId {
    let file: FileId = REGISTER.parse().expect("a file number of the program's own");
    StreamId::new(Kind::Office, file)
}

coded! {
    /// Where such a file stands.
    pub enum Stage "office stage" {
        /// The only one.
        Open = "open" "open",
    }
}

/// What can have happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Event {
    /// An import of notices ended.
    #[serde(rename = "office.import_finished")]
    ImportFinished(ImportFinished),
    /// An act was refused; the file itself is unchanged.
    #[serde(rename = "refusal.recorded")]
    RefusalRecorded(RefusalRecorded),
    /// A restored record goes on under a new log.
    #[serde(rename = "office.log_succeeded")]
    LogSucceeded(LogSucceeded),
    /// A person was entered in the register.
    #[serde(rename = "office.person_registered")]
    PersonRegistered(register::PersonRegistered),
    /// An entry of the register was confirmed by a second person.
    #[serde(rename = "office.person_confirmed")]
    PersonConfirmed(register::PersonConfirmed),
    /// A person was retired.
    #[serde(rename = "office.person_retired")]
    PersonRetired(register::PersonRetired),
    /// A person let another act in their place.
    #[serde(rename = "office.delegated")]
    Delegated(delegate::Delegated),
    /// A delegation was revoked.
    #[serde(rename = "office.delegation_revoked")]
    DelegationRevoked(delegate::Revoked),
    /// How the office works was set.
    #[serde(rename = "office.practice_set")]
    PracticeSet(Practice),
    /// Standard terms were adopted.
    #[serde(rename = "office.terms_adopted")]
    TermsAdopted(StandardTerms),
    /// A doubtful rate was confirmed.
    #[serde(rename = "office.rate_confirmed")]
    RateConfirmed(rate::RateConfirmed),
    /// A list of holidays was adopted.
    #[serde(rename = "office.holidays_adopted")]
    HolidaysAdopted(HolidayList),
    /// An account was opened.
    #[serde(rename = "account.opened")]
    AccountOpened(account::Opened),
    /// A link was made by which a person sets up an account.
    #[serde(rename = "account.invited")]
    AccountInvited(account::Invited),
    /// An account was closed.
    #[serde(rename = "account.closed")]
    AccountClosed(account::Closed),
    /// Something to sign in with was added.
    #[serde(rename = "account.credential_added")]
    CredentialAdded(account::Credential),
    /// Something to sign in with was removed.
    #[serde(rename = "account.credential_removed")]
    CredentialRemoved(account::CredentialRemoved),
    /// Somebody signed in.
    #[serde(rename = "account.signed_in")]
    SignedIn(account::SignedIn),
    /// An attempt to sign in failed.
    #[serde(rename = "account.sign_in_failed")]
    SignInFailed(account::SignInFailed),
    /// Somebody signed out, or a session was ended for them.
    #[serde(rename = "account.session_ended")]
    SessionEnded(account::SessionEnded),
    /// A token was made.
    #[serde(rename = "account.token_made")]
    TokenMade(account::Token),
    /// A token was revoked.
    #[serde(rename = "account.token_revoked")]
    TokenRevoked(account::TokenRevoked),
    /// A request was denied.
    #[serde(rename = "access.denied")]
    Denied(account::Denied),
}

const fn act(about: About) -> Act<State> {
    Act { about, opens: false, made_whole: false, stages: &[], gate: &[] }
}

impl Decider for State {
    type Command = Command;
    type Event = Event;
    type Stage = Stage;

    const ACTS: &'static [Act<Self>] = &[
        act(register::REGISTER),
        act(register::CONFIRM),
        act(register::RETIRE),
        act(delegate::DELEGATE),
        act(delegate::REVOKE),
        act(practice::ABOUT),
        act(standard_terms::ABOUT),
        act(rate::ABOUT),
        act(holidays::ABOUT),
    ];
    const ALWAYS_THERE: bool = true;
    const INTERNAL: &'static [&'static str] = &["finish-import", "record-refusal", "succeed-log"];

    fn head(&self) -> &Head {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }

    fn command(act: &str, arguments: Value) -> Result<Command, Error> {
        Ok(match act {
            "finish-import" => Command::FinishImport(from_value(arguments)?),
            "record-refusal" => Command::RecordRefusal(from_value(arguments)?),
            "succeed-log" => Command::SucceedLog(from_value(arguments)?),
            "register-person" => Command::RegisterPerson(from_value(arguments)?),
            "confirm-person" => Command::ConfirmPerson(from_value(arguments)?),
            "retire-person" => Command::RetirePerson(from_value(arguments)?),
            "delegate" => Command::Delegate(from_value(arguments)?),
            "revoke-delegation" => Command::Revoke(from_value(arguments)?),
            "set-practice" => Command::SetPractice(from_value(arguments)?),
            "adopt-standard-terms" => Command::AdoptTerms(from_value(arguments)?),
            "confirm-rate" => Command::ConfirmRate(from_value(arguments)?),
            "adopt-holidays" => Command::AdoptHolidays(from_value(arguments)?),
            other => return Err(no_such_act(other)),
        })
    }

    fn decide(&self, command: &Command, now: &Situation<'_>) -> Result<Outcome, Refusal> {
        let event = match command {
            Command::FinishImport(act) => return Ok(Event::ImportFinished(act.clone()).into()),
            Command::RecordRefusal(act) => return Ok(Event::RefusalRecorded(act.clone()).into()),
            Command::SucceedLog(act) => return Ok(Event::LogSucceeded(act.clone()).into()),
            Command::RegisterPerson(act) => {
                register::register(self, act, now).map(Event::PersonRegistered)
            }
            Command::ConfirmPerson(act) => {
                register::confirm(self, act, now).map(Event::PersonConfirmed)
            }
            Command::RetirePerson(act) => {
                register::retire(self, act, now).map(Event::PersonRetired)
            }
            Command::Delegate(act) => delegate::delegate(self, act, now).map(Event::Delegated),
            Command::Revoke(act) => delegate::revoke(self, act, now).map(Event::DelegationRevoked),
            Command::ConfirmRate(act) => rate::decide(self, act, now).map(Event::RateConfirmed),
            Command::SetPractice(act) => practice::decide(self, act, now).map(Event::PracticeSet),
            Command::AdoptHolidays(act) => holidays::decide(act, now).map(Event::HolidaysAdopted),
            Command::AdoptTerms(act) => standard_terms::decide(act, now).map(Event::TermsAdopted),
        }?;
        here(now)?;
        Ok(event.into())
    }

    fn evolve(&mut self, event: &Event, told: &Told<'_>) {
        match event {
            Event::ImportFinished(e) => self.imports.push(e.clone()),
            Event::RefusalRecorded(e) => self.refusals.push(e.clone()),
            Event::LogSucceeded(e) => self.successions.push(e.clone()),
            Event::PersonRegistered(e) => register::evolve_registered(self, e, told.by),
            Event::PersonConfirmed(e) => register::evolve_confirmed(self, e, told.on),
            Event::PersonRetired(e) => register::evolve_retired(self, e),
            Event::Delegated(e) => delegate::evolve_delegated(self, e),
            Event::DelegationRevoked(e) => delegate::evolve_revoked(self, e, told.on),
            Event::RateConfirmed(e) => rate::evolve(self, e, told),
            Event::HolidaysAdopted(e) => holidays::evolve(self, e),
            Event::PracticeSet(e) => self.practice = e.clone(),
            Event::TermsAdopted(e) => self.standard_terms.push(e.clone()),
            Event::AccountOpened(e) => account::evolve_opened(self, e),
            Event::AccountClosed(_) => account::evolve_closed(self),
            Event::CredentialAdded(e) => account::evolve_added(self, e),
            Event::CredentialRemoved(e) => account::evolve_removed(self, e),
            Event::SignedIn(_) => account::evolve_signed_in(self, told),
            Event::TokenMade(e) => account::evolve_token(self, e),
            Event::TokenRevoked(e) => account::evolve_token_revoked(self, e),
            // What these tell is history; nothing is decided by them.
            Event::AccountInvited(_)
            | Event::SignInFailed(_)
            | Event::SessionEnded(_)
            | Event::Denied(_) => {}
        }
    }

    fn holder(&self, _: &Event) -> Option<(Holder, &'static str)> {
        None
    }
}

impl State {
    /// The person to whom a name belongs by the confirmed entries.
    pub fn person_of(&self, name: &str) -> Option<&str> {
        let owns = |p: &&Person| p.person == name || p.accounts.iter().any(|known| known == name);
        self.persons.iter().find(owns).map(|person| person.person.as_str())
    }

    /// Persons who sit at desks.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.persons.iter().filter(|person| !person.retired)
    }

    /// How many administrators there are.
    pub fn administrators(&self) -> usize {
        self.people().filter(|person| person.desks.contains(&Desk::Administrator)).count()
    }

    /// Whether a person sits at a desk.
    pub fn sits_at(&self, person: &str, desk: Desk) -> bool {
        self.people().any(|known| known.person == person && known.desks.contains(&desk))
    }
}

/// Persons and delegations stand in one file only.
fn here(now: &Situation<'_>) -> Result<(), Refusal> {
    let elsewhere = (now.file.as_str() != REGISTER).then(|| {
        let sentence = format!("The file {} is not the office's register.", now.file);
        now.contradiction(sentence, "Do it in the file office/register.")
    });
    Refusal::unless_clear(elsewhere)
}
