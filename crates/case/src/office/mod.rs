//! The office itself, and the audit files beside other files: imports, refusals, a log that
//! succeeds another. Nobody does these by a form; they follow from something else that was done.

use rules::Finding;
use serde::{Deserialize, Serialize};
use serde_json::{Error, Value, from_value};
use terms::{coded, codes::Holder};

use crate::{
    act::Act,
    decider::{Decider, Head, Outcome, Told},
    file::no_such_act,
    refusal::Refusal,
    situation::Situation,
};

/// The office's file, or an audit file.
#[derive(Debug, Clone, Default)]
pub struct State {
    head: Head,
    /// Imports, oldest first.
    pub imports: Vec<ImportFinished>,
    /// Refusals, oldest first.
    pub refusals: Vec<RefusalRecorded>,
    /// Successions of the log, oldest first.
    pub successions: Vec<LogSucceeded>,
}

coded! {
    /// Where such a file stands.
    pub enum Stage "office stage" {
        /// The only one.
        Open = "open" "open",
    }
}

/// What can be done.
#[derive(Debug, Clone)]
pub enum Command {
    /// An import ended.
    FinishImport(ImportFinished),
    /// An act was refused.
    RecordRefusal(RefusalRecorded),
    /// A restored record goes on under a new log.
    SucceedLog(LogSucceeded),
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
}

/// The report of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFinished {
    /// Name of the file, without folders.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Lines with something on them.
    pub lines: u64,
    /// Notices that were new.
    pub new: u64,
    /// Notices that had changed.
    pub changed: u64,
    /// Notices that were known as they are.
    pub unchanged: u64,
    /// Things that are odd, over all notices.
    pub anomalies: u64,
    /// Lines that could not be read; at most the first thousand are kept by text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedLine>,
    /// How many lines could not be read.
    pub refused_count: u64,
}

/// A line that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    /// Number of the line in the file, from 1.
    pub line: u64,
    /// Why.
    pub cause: String,
}

/// A refused act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalRecorded {
    /// The act.
    pub act: String,
    /// Every finding that refused.
    pub findings: Vec<Finding>,
}

/// The record was restored to an earlier size than it had been published with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogSucceeded {
    /// Origin of the log before.
    pub before: String,
    /// Origin from here on.
    pub after: String,
    /// Size to which the record was restored.
    pub size: u64,
    /// Root at that size, in base64.
    pub root: String,
    /// Why.
    pub reason: String,
}

impl Decider for State {
    type Command = Command;
    type Event = Event;
    type Stage = Stage;

    const ACTS: &'static [Act<Self>] = &[];

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
            other => return Err(no_such_act(other)),
        })
    }

    fn decide(&self, command: &Command, _: &Situation<'_>) -> Result<Outcome, Refusal> {
        Ok(match command {
            Command::FinishImport(act) => Event::ImportFinished(act.clone()),
            Command::RecordRefusal(act) => Event::RefusalRecorded(act.clone()),
            Command::SucceedLog(act) => Event::LogSucceeded(act.clone()),
        }
        .into())
    }

    fn evolve(&mut self, event: &Event, _: &Told<'_>) {
        match event {
            Event::ImportFinished(e) => self.imports.push(e.clone()),
            Event::RefusalRecorded(e) => self.refusals.push(e.clone()),
            Event::LogSucceeded(e) => self.successions.push(e.clone()),
        }
    }

    fn holder(&self, _: &Event) -> Option<(Holder, &'static str)> {
        None
    }
}
