//! A file of any kind, and the one road through every act: read the arguments, hold the act
//! against desk, people, stage and gates, and let the stream decide.

mod acts;
mod ready;
mod status;

pub use acts::{acts, always_there, opens, request_number, usual_actor};
pub use status::{GateStatus, gate_status};

use rules::Finding;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use terms::Kind;

use crate::{
    About, cn,
    decider::{self, Decider, Head, Outcome, Told},
    duties, lor, office, purchaser,
    read::{self, Wrong},
    refusal::Refusal,
    sale,
    situation::Situation,
    statements::{Owed, owed::owed},
    support,
};
use crate::{Event, act::Act};
use ready::{gates_of, is_shown, ready, used};

/// A file of any kind, folded from its events.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant is the state that its room documents")]
pub enum File {
    Purchaser(purchaser::State),
    Request(lor::State),
    Case(sale::State),
    Notification(cn::State),
    Support(support::State),
    Office(office::State),
}

/// What an act leads to, with the law that was used.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Events of the file and of others.
    pub outcome: Outcome,
    /// Keys of the rows that were held against the file.
    pub rows: Vec<String>,
    /// On whose behalf the actor acted, under delegations.
    pub behalf: Vec<String>,
}

/// Why an act could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum No {
    /// The act is not one of this kind of file.
    Unknown {
        /// What was asked for.
        act: String,
        /// The acts of this kind of file.
        known: Vec<&'static str>,
    },
    /// The arguments cannot be read as the act.
    Invalid(Vec<Wrong>),
    /// The law or the stage forbids it.
    Refused(Refusal),
}

/// What stands in the way of an act, before its arguments are known.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The act.
    pub about: &'static About,
    /// Every finding, satisfied ones too.
    pub findings: Vec<Finding>,
    /// Of an act at the wrong stage, asked alone: what its gates would say of the file as it
    /// stands, satisfied ones too.
    pub ahead: Vec<Finding>,
    /// Of a statement, asked alone: the rules that it can be made under.
    pub owed: Vec<Owed>,
}

impl Readiness {
    /// Whether nothing stands in the way.
    pub fn open(&self) -> bool {
        !self.findings.iter().any(Finding::refuses)
    }
}

/// Runs an expression on the state inside a file.
macro_rules! each {
    ($file:expr, $state:ident => $do:expr) => {
        match $file {
            File::Purchaser($state) => $do,
            File::Request($state) => $do,
            File::Case($state) => $do,
            File::Notification($state) => $do,
            File::Support($state) => $do,
            File::Office($state) => $do,
        }
    };
}

impl File {
    /// A file without events.
    pub fn new(kind: Kind) -> Self {
        match kind {
            Kind::Purchaser => Self::Purchaser(purchaser::State::default()),
            Kind::Request => Self::Request(lor::State::default()),
            Kind::Case => Self::Case(sale::State::default()),
            Kind::Notification => Self::Notification(cn::State::default()),
            Kind::Support => Self::Support(support::State::default()),
            Kind::Audit | Kind::Office => Self::Office(office::State::default()),
        }
    }

    /// The part that every file has.
    pub fn head(&self) -> &Head {
        each!(self, state => state.head())
    }

    /// Where it stands: code and meaning.
    pub fn stage(&self) -> (&'static str, &'static str) {
        match self {
            Self::Purchaser(s) => (s.stage().code(), s.stage().meaning()),
            Self::Request(s) => (s.stage().code(), s.stage().meaning()),
            Self::Case(s) => (s.stage().code(), s.stage().meaning()),
            Self::Notification(s) => (s.stage().code(), s.stage().meaning()),
            Self::Support(s) => (s.stage().code(), s.stage().meaning()),
            Self::Office(s) => (s.stage().code(), s.stage().meaning()),
        }
    }

    /// Where it stands as people see it: code and general meaning. A pack may add states to a
    /// stage; it says itself what they mean.
    pub fn standing(&self) -> (&str, &'static str) {
        let (code, meaning) = self.stage();
        match self {
            Self::Case(case) => (case.standing(), meaning),
            _ => (code, meaning),
        }
    }

    /// Takes in what happened. An event of another kind of file is a bug of the caller.
    pub fn evolve(&mut self, event: &Event, told: &Told<'_>) {
        match (self, event) {
            (Self::Purchaser(s), Event::Purchaser(e)) => decider::evolve(s, e, told),
            (Self::Request(s), Event::Request(e)) => decider::evolve(s, e, told),
            (Self::Case(s), Event::Case(e)) => decider::evolve(s, e, told),
            (Self::Notification(s), Event::Notification(e)) => decider::evolve(s, e, told),
            (Self::Support(s), Event::Support(e)) => decider::evolve(s, e, told),
            (Self::Office(s), Event::Office(e)) => decider::evolve(s, e, told),
            (file, event) => unreachable!("{event:?} is no event of a file at {:?}", file.stage()),
        }
    }

    /// What stands in the way of every act of this file, in the order in which a sale meets them.
    pub fn readiness(&self, now: &Situation<'_>) -> Vec<Readiness> {
        fn of<S: Decider>(state: &S, now: &Situation<'_>) -> Vec<Readiness> {
            let one = |act: &'static Act<S>| Readiness {
                about: &act.about,
                findings: ready(state, act, now).0,
                ahead: Vec::new(),
                owed: Vec::new(),
            };
            S::ACTS.iter().filter(|act| is_shown(state, act)).map(one).collect()
        }
        let now = &now.of(self);
        each!(self, state => of(state, now))
    }

    /// Whether an act has a place among the acts of this file as it stands: one that opens a file
    /// has none once the file is open, unless it also carries it on.
    pub fn shows(&self, act: &str) -> bool {
        fn of<S: Decider>(state: &S, name: &str) -> bool {
            S::ACTS.iter().any(|act| act.about.name == name && is_shown(state, act))
        }
        each!(self, state => of(state, act))
    }

    /// What stands in the way of one act; `None` when the file has no such act.
    pub fn why(&self, act: &str, now: &Situation<'_>) -> Option<Readiness> {
        fn of<S: Decider>(state: &S, name: &str, now: &Situation<'_>) -> Option<Readiness> {
            let act = S::ACTS.iter().find(|act| act.about.name == name)?;
            let findings = ready(state, act, now).0;
            let (ahead, owed) = (Vec::new(), Vec::new());
            Some(Readiness { about: &act.about, findings, ahead, owed })
        }
        let now = &now.of(self);
        each!(self, state => of(state, act, now))
    }

    /// The same for somebody who asks about this act alone: at the wrong stage also what its gates
    /// would say of the file as it stands, and of a statement the rules that it can be made under.
    pub fn why_in_full(&self, act: &str, now: &Situation<'_>) -> Option<Readiness> {
        fn of<S: Decider>(state: &S, name: &str, now: &Situation<'_>) -> Option<Readiness> {
            let act = S::ACTS.iter().find(|act| act.about.name == name)?;
            let (findings, can_decide) = ready(state, act, now);
            let (about, there) = (&act.about, state.head().exists() && !act.opens);
            let ahead = if there && !can_decide { gates_of(state, act, now) } else { Vec::new() };
            let owed =
                if about.name == "attest" { owed(state, about.kind, now) } else { Vec::new() };
            Some(Readiness { about, findings, ahead, owed })
        }
        let now = &now.of(self);
        each!(self, state => of(state, act, now))
    }
}

/// Decides on an act: everything that stands in its way is told at once.
pub fn decide(
    file: &File,
    act: &str,
    arguments: &Value,
    now: &Situation<'_>,
) -> Result<Decision, No> {
    let now = &now.of(file);
    each!(file, state => decide_one(state, act, arguments, now))
}

fn decide_one<S: Decider>(
    state: &S,
    name: &str,
    arguments: &Value,
    now: &Situation<'_>,
) -> Result<Decision, No> {
    let Some(act) = S::ACTS.iter().find(|act| act.about.name == name) else {
        return decide_internal(state, name, arguments, now);
    };
    let clean = if act.made_whole {
        arguments.clone()
    } else {
        read::clean(act.about.fields, arguments).map_err(No::Invalid)?
    };
    let command = S::command(name, clean).map_err(|error| No::Invalid(vec![unread(&error)]))?;
    let (findings, can_decide) = ready(state, act, now);
    let rows = used(&findings);
    let mut refused: Vec<Finding> = findings.into_iter().filter(Finding::refuses).collect();
    if !can_decide {
        return Err(No::Refused(Refusal { findings: refused }));
    }
    match state.decide(&command, now) {
        Ok(outcome) if refused.is_empty() => {
            Ok(Decision { outcome, rows, behalf: duties::behalf(&act.about, now) })
        }
        Ok(_) => Err(No::Refused(Refusal { findings: refused })),
        Err(more) => {
            refused.extend(more.findings);
            Err(No::Refused(Refusal { findings: refused }))
        }
    }
}

/// Acts that follow from another one and have no row in the table: office and audit files.
fn decide_internal<S: Decider>(
    state: &S,
    name: &str,
    arguments: &Value,
    now: &Situation<'_>,
) -> Result<Decision, No> {
    let known = || S::ACTS.iter().map(|act| act.about.name).collect();
    if !S::INTERNAL.contains(&name) {
        return Err(No::Unknown { act: name.to_owned(), known: known() });
    }
    let command = S::command(name, arguments.clone())
        .map_err(|_| No::Unknown { act: name.to_owned(), known: known() })?;
    let outcome = state.decide(&command, now).map_err(No::Refused)?;
    Ok(Decision { outcome, rows: Vec::new(), behalf: Vec::new() })
}

fn unread(error: &serde_json::Error) -> Wrong {
    Wrong { field: String::new(), sentence: format!("The arguments cannot be read: {error}.") }
}

/// The error of a stream that does not know an act; the table of acts is asked first.
pub(crate) fn no_such_act(act: &str) -> serde_json::Error {
    serde::de::Error::custom(format!("\"{act}\" is no act of this kind of file"))
}
