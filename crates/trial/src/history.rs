//! What clients did and what they were told, over all lives of the server, and what must follow.

use std::{collections::HashMap, fmt::Write as _, path::Path};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};

use crate::{feed::Feed, world::Command};

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nobody answered.
    Unknown,
    /// It was done: numbers of its events.
    Done(u64, u64),
    /// It was refused.
    Refused,
}

/// A command with its story.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The command.
    pub command: Command,
    /// Who sent it: a client of one life of the server.
    pub client: u64,
    /// When it was sent, in nanoseconds of the trial.
    pub sent: u64,
    /// When it was answered.
    pub answered: Option<u64>,
    /// What became of it.
    pub outcome: Outcome,
    /// The bytes of the answer.
    pub answer: Vec<u8>,
}

/// A look at one file, or at the end of the feed.
#[derive(Debug, Clone)]
pub struct Look {
    /// Who looked.
    pub client: u64,
    /// When.
    pub sent: u64,
    /// When it was answered.
    pub answered: u64,
    /// The file; nothing for the feed.
    pub stream: Option<String>,
    /// Numbers of its events.
    pub numbers: Vec<u64>,
}

/// The whole history.
#[derive(Debug, Default)]
pub struct History {
    /// Commands by number.
    pub deeds: HashMap<u64, Deed>,
    /// Looks.
    pub looks: Vec<Look>,
    /// Events that were there before the first command.
    before: u64,
    /// The largest number of an event that a command was answered with.
    pub newest: u64,
    /// The command that each event belongs to; the event of number n is at n - 1.
    owners: Vec<Option<u64>>,
    refusals: u64,
}

impl History {
    /// A history that begins after so many events.
    pub fn after(before: u64) -> Self {
        Self { before, ..Self::default() }
    }

    /// Commands that nobody answered, in the order in which they were sent.
    pub fn unanswered(&self) -> Vec<u64> {
        let open = self.deeds.values().filter(|deed| deed.outcome == Outcome::Unknown);
        let mut open: Vec<u64> = open.map(|deed| deed.command.number).collect();
        open.sort_unstable();
        open
    }

    /// How many were done, and how many refused.
    pub fn counts(&self) -> (usize, usize) {
        let count =
            |is: fn(&Outcome) -> bool| self.deeds.values().filter(|deed| is(&deed.outcome)).count();
        (
            count(|outcome| matches!(outcome, Outcome::Done(..))),
            count(|outcome| *outcome == Outcome::Refused),
        )
    }

    /// Holds every answer against the feed, once no command is open: each event belongs to one
    /// command that was done, each such command has its events, and each refusal stands in an
    /// audit file and nowhere else.
    pub fn check(&mut self, feed: &Feed) -> anyhow::Result<()> {
        if let Some(open) = self.unanswered().first() {
            bail!("command {open} was never answered");
        }
        let before = usize::try_from(self.before)?;
        self.owners.resize(feed.events.len(), None);
        for deed in self.deeds.values() {
            let Outcome::Done(first, last) = deed.outcome else { continue };
            let number = deed.command.number;
            if first <= self.before || last < first {
                bail!("command {number} was answered with events {first} to {last}");
            }
            for n in first..=last {
                let owner = self.owners.get_mut(usize::try_from(n)? - 1);
                let owner =
                    owner.with_context(|| format!("lost: event {n} of command {number}"))?;
                match owner {
                    Some(other) if *other != number => {
                        bail!("event {n} was told to commands {other} and {number}");
                    }
                    _ => *owner = Some(number),
                }
            }
        }
        let new = feed.events.iter().zip(&self.owners).enumerate().skip(before);
        self.refusals = 0;
        for (at, (event, owner)) in new {
            match (event.stream.starts_with("audit/"), owner) {
                (true, None) => self.refusals += 1,
                (false, Some(_)) => {}
                (true, Some(owner)) => bail!("event {} of command {owner} is a refusal", at + 1),
                (false, None) => bail!(
                    "phantom or duplicate: event {} of {} belongs to no command that was answered",
                    at + 1,
                    event.stream
                ),
            }
        }
        let (_, refused) = self.counts();
        if self.refusals != refused as u64 {
            bail!("{refused} commands were refused, and {} refusals are on record", self.refusals);
        }
        self.check_looks()
    }

    /// A look at the feed that ends in the middle of a command's events saw a part of it.
    fn check_looks(&self) -> anyhow::Result<()> {
        for look in self.looks.iter().filter(|look| look.stream.is_none()) {
            let Some(last) = look.numbers.last() else { continue };
            let owner = |n: u64| self.owners.get(usize::try_from(n).ok()? - 1).copied().flatten();
            if let Some(number) = owner(*last)
                && owner(last + 1) == Some(number)
            {
                bail!("torn: a look at the feed ended at event {last}, inside command {number}");
            }
        }
        Ok(())
    }

    /// Writes it as the checker of histories reads it, with a last look at everything.
    pub fn write(&self, feed: &Feed, file: &Path) -> anyhow::Result<()> {
        let mut out = String::new();
        let mut deeds: Vec<&Deed> = self.deeds.values().collect();
        deeds.sort_by_key(|deed| deed.sent);
        for deed in deeds {
            let mut ops: Vec<Value> = Vec::new();
            if let Outcome::Done(first, last) = deed.outcome {
                for n in first..=last {
                    let event = &feed.events[usize::try_from(n)? - 1];
                    ops.push(json!(["a", event.stream, deed.command.number]));
                }
            }
            let ok = match deed.outcome {
                Outcome::Unknown => Value::Null,
                Outcome::Done(..) => true.into(),
                Outcome::Refused => false.into(),
            };
            let (t0, t1) = (deed.sent, deed.answered);
            let line = json!({ "p": deed.client, "t0": t0, "t1": t1, "ok": ok, "ops": ops });
            writeln!(out, "{line}")?;
        }
        let mut end = 0;
        for look in &self.looks {
            end = end.max(look.answered);
            let Some(stream) = &look.stream else { continue };
            let ops = json!([["r", stream, self.ids(&look.numbers)?]]);
            let (t0, t1) = (look.sent, look.answered);
            let line = json!({ "p": look.client, "t0": t0, "t1": t1, "ok": true, "ops": ops });
            writeln!(out, "{line}")?;
        }
        end = end.max(self.deeds.values().filter_map(|deed| deed.answered).max().unwrap_or(0));
        let mut lists: HashMap<&str, Vec<u64>> = HashMap::new();
        for (n, event) in (1..).zip(&feed.events) {
            if !event.stream.starts_with("audit/") {
                lists.entry(&event.stream).or_default().push(n);
            }
        }
        let mut ops = Vec::new();
        for (stream, numbers) in lists {
            ops.push(json!(["r", stream, self.ids(&numbers)?]));
        }
        let (t0, t1) = (end + 1, end + 2);
        let last = json!({
            "p": "last", "t0": t0, "t1": t1, "ok": true, "final": true, "ops": ops
        });
        writeln!(out, "{last}")?;
        Ok(std::fs::write(file, out)?)
    }

    /// The commands that events belong to; what was there before is left out.
    fn ids(&self, numbers: &[u64]) -> anyhow::Result<Vec<u64>> {
        let new = numbers.iter().filter(|n| self.before < **n);
        new.map(|n| {
            let owner = self.owners.get(usize::try_from(*n)? - 1).copied().flatten();
            owner.with_context(|| format!("phantom: event {n} was seen and belongs to nothing"))
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{chance::Chance, feed::Event};

    /// A feed of two events that were there before, and then these files.
    fn feed(streams: &[&str]) -> Feed {
        let all = ["case/cn-1", "case/cn-2"].iter().chain(streams);
        let event = |(n, stream): (u64, &&str)| Event {
            id: n.to_string(),
            stream: (*stream).to_owned(),
            version: n,
            kind: "compliance.finding_raised".to_owned(),
        };
        Feed { events: (1..).zip(all).map(event).collect() }
    }

    fn history(outcomes: &[Outcome]) -> History {
        let mut history = History::after(2);
        for (number, outcome) in (1..).zip(outcomes) {
            let deed = Deed {
                command: Command::draw(number, 2, &mut Chance(number)),
                client: 1,
                sent: number * 10,
                answered: Some(number * 10 + 5),
                outcome: outcome.clone(),
                answer: Vec::new(),
            };
            history.deeds.insert(number, deed);
        }
        history
    }

    fn said(mut history: History, feed: &Feed) -> String {
        history.check(feed).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_history_that_fits_its_events_holds() {
        let outcomes = [Outcome::Done(3, 4), Outcome::Refused, Outcome::Done(6, 6)];
        let feed = feed(&["purchaser/GR", "case/cn-1", "audit/case.cn-1", "case/cn-2"]);
        assert_eq!(said(history(&outcomes), &feed), "");
    }

    #[test]
    fn every_kind_of_fault_is_named() {
        let done = [Outcome::Done(3, 3), Outcome::Done(4, 4)];
        for (outcomes, streams, expected) in [
            (&done[..], &["case/cn-1"][..], "lost: event 4"),
            (&done, &["case/cn-1", "case/cn-1", "case/cn-1"], "phantom or duplicate: event 5"),
            (&done, &["case/cn-1", "audit/case.cn-1"], "is a refusal"),
            (
                &[Outcome::Done(3, 4), Outcome::Done(4, 4)],
                &["case/cn-1", "case/cn-2"],
                "was told to",
            ),
            (&[Outcome::Done(2, 3)], &["case/cn-1"], "was answered with events 2 to 3"),
            (&[Outcome::Refused], &[], "1 commands were refused, and 0"),
            (&[Outcome::Unknown], &[], "command 1 was never answered"),
        ] {
            let said = said(history(outcomes), &feed(streams));
            assert!(said.contains(expected), "{said}");
        }
    }

    #[test]
    fn a_look_that_ends_inside_a_command_is_torn() {
        let feed = feed(&["purchaser/GR", "case/cn-1", "case/cn-2"]);
        for (last, torn) in [(3, true), (4, true), (5, false)] {
            let mut history = history(&[Outcome::Done(3, 5)]);
            let numbers = (2..=last).collect();
            history.looks.push(Look { client: 2, sent: 1, answered: 2, stream: None, numbers });
            assert_eq!(said(history, &feed).contains("torn"), torn, "{last}");
        }
    }
}
