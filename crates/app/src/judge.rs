//! What a law says of the open files on a day: every act at the stage of every file, held against
//! every rule. Nothing is done and nothing is written.

use std::{collections::BTreeMap, sync::Arc};

use case::{File, Situation, cn, file::Readiness, lor, sale};
use rules::{Finding, Outcome};
use serde::Serialize;
use serde_json::Value;
use store::views::{cases, notifications, page::LIMIT_MAX, requests};
use terms::{Day, Kind, StreamId};

use crate::{office::Office, pack::Law};

/// A rule that stops an act of an open file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// The file.
    pub stream: StreamId,
    /// Where it stands.
    pub stage: &'static str,
    /// The act.
    pub act: &'static str,
    /// The act in the words of its button.
    pub title: &'static str,
    /// The act in its address.
    pub thing: &'static str,
    /// What was seen and what was needed.
    pub sentence: String,
    /// What would open it.
    pub remedy: String,
}

/// What a rule holds, and how far was looked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Holds {
    /// The acts that it stops, file by file.
    pub items: Vec<Hold>,
    /// How many open files were looked at.
    pub looked_at: usize,
    /// Whether these are all open files.
    pub all: bool,
}

/// An act of an open case that another law would decide otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Otherwise {
    /// The case.
    pub stream: StreamId,
    /// The act.
    pub act: &'static str,
    /// The rule whose verdict differs.
    pub rule: String,
    /// What the first law says; `None` where it has no row for the day.
    pub before: Option<Verdict>,
    /// What the second law says.
    pub after: Option<Verdict>,
}

/// What a rule says of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The row that decided.
    pub row: String,
    /// The outcome.
    pub outcome: Outcome,
    /// What was seen and what was needed.
    pub sentence: String,
}

/// What two laws say of the open cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The day on which both were asked.
    pub on: Day,
    /// How many open cases were looked at.
    pub cases: usize,
    /// Every act that is decided otherwise.
    pub otherwise: Vec<Otherwise>,
}

impl Office {
    /// The acts of open files that a rule stops today. It looks at so many files at most, and says
    /// whether these were all.
    pub async fn held_by(&self, rule: &str, most: usize) -> anyhow::Result<Holds> {
        let today = self.today();
        let mut files = Vec::new();
        for kind in [Kind::Case, Kind::Request, Kind::Notification] {
            let left = most.saturating_add(1).saturating_sub(files.len());
            files.extend(self.open_files(kind, left).await?);
        }
        let all = files.len() <= most;
        files.truncate(most);
        let mut items = Vec::new();
        for stream in &files {
            let file = self.file(stream).await?;
            for ready in self.at_stage(stream, &file, (&self.law, today)).await? {
                let stops = |finding: &&Finding| finding.refuses() && finding.rule_id() == rule;
                items.extend(ready.findings.iter().find(stops).map(|finding| Hold {
                    stream: stream.clone(),
                    stage: file.stage().0,
                    act: ready.about.name,
                    title: ready.about.title,
                    thing: ready.about.thing,
                    sentence: finding.sentence.clone(),
                    remedy: finding.remedy.clone(),
                }));
            }
        }
        Ok(Holds { items, looked_at: files.len(), all })
    }

    /// Every act of an open case that passes a rule under one law and not under another, on one
    /// day.
    pub async fn compare(&self, old: &Law, new: &Law, on: Day) -> anyhow::Result<Compared> {
        let files = self.open_files(Kind::Case, usize::MAX).await?;
        let mut otherwise = Vec::new();
        for stream in &files {
            let file = self.file(stream).await?;
            let before = self.at_stage(stream, &file, (old, on)).await?;
            let after = self.at_stage(stream, &file, (new, on)).await?;
            otherwise.extend(differing(stream, before, after));
        }
        Ok(Compared { on, cases: files.len(), otherwise })
    }

    /// What stands in the way of every act that the file's stage allows, under a law on a day.
    async fn at_stage(
        &self,
        stream: &StreamId,
        file: &Arc<File>,
        (law, on): (&Law, Day),
    ) -> anyhow::Result<Vec<Readiness>> {
        let mut facts = self.look_up(stream, file, &Value::Null).await?.facts;
        facts.country = facts.country.and_then(|country| law.country(&country.code));
        for party in &mut facts.parties {
            party.country = law.country(&party.code);
        }
        let mut all = Vec::new();
        for about in case::file::acts(stream.kind) {
            if case::file::opens(stream.kind, about.name) {
                continue;
            }
            let who = case::file::usual_actor(file, stream.kind, about.name);
            let now =
                Situation { today: on, ..law.situation(&stream.file, (&who, self.now()), &facts) };
            let at_stage = |ready: &Readiness| {
                !ready.findings.iter().any(|f| f.refuses() && f.rule_id() == "STAGE-001")
            };
            all.extend(file.why(about.name, &now).filter(at_stage));
        }
        Ok(all)
    }

    /// Files of a kind that can still move, at most so many.
    async fn open_files(&self, kind: Kind, most: usize) -> anyhow::Result<Vec<StreamId>> {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let (rows, next) = self.listed(kind, after).await?;
            for (file, stage) in rows {
                if most <= found.len() {
                    return Ok(found);
                }
                if can_move(kind, &stage) {
                    found.push(StreamId::new(kind, file.parse()?));
                }
            }
            after = next;
            if after.is_none() {
                return Ok(found);
            }
        }
    }

    /// A page of a list: files with their stages, and where the next page begins.
    async fn listed(
        &self,
        kind: Kind,
        after: Option<String>,
    ) -> anyhow::Result<(Vec<(String, String)>, Option<String>)> {
        let limit = LIMIT_MAX;
        Ok(match kind {
            Kind::Request => {
                let query = requests::RequestQuery { after, limit, ..Default::default() };
                let page = requests::list(&self.store, &query).await?;
                (page.items.into_iter().map(|row| (row.file, row.stage)).collect(), page.next)
            }
            Kind::Notification => {
                let query = notifications::NotificationQuery { after, limit, ..Default::default() };
                let page = notifications::list(&self.store, &query).await?;
                (page.items.into_iter().map(|row| (row.file, row.stage)).collect(), page.next)
            }
            _ => {
                let query = cases::CaseQuery { after, limit, ..Default::default() };
                let page = cases::list(&self.store, &query).await?;
                (page.items.into_iter().map(|row| (row.file, row.stage)).collect(), page.next)
            }
        })
    }
}

/// Whether a file of a kind can still move from a stage.
fn can_move(kind: Kind, stage: &str) -> bool {
    match kind {
        // A state that is no stage is one that the pack adds, while bodies decide.
        Kind::Case => stage.parse().map_or(true, sale::Stage::is_open),
        Kind::Request => stage
            .parse()
            .is_ok_and(|at| !matches!(at, lor::Stage::Returned | lor::Stage::Withdrawn)),
        Kind::Notification => stage.parse().is_ok_and(|at| !matches!(at, cn::Stage::Disapproved)),
        _ => false,
    }
}

fn differing(stream: &StreamId, before: Vec<Readiness>, after: Vec<Readiness>) -> Vec<Otherwise> {
    type Acts = BTreeMap<&'static str, BTreeMap<String, Verdict>>;
    let by_act = |all: Vec<Readiness>| -> Acts {
        all.iter().map(|ready| (ready.about.name, verdicts(&ready.findings))).collect()
    };
    let (before, after) = (by_act(before), by_act(after));
    let mut found = Vec::new();
    for (act, old) in &before {
        let Some(new) = after.get(act) else { continue };
        let mut rules: Vec<&String> = old.keys().chain(new.keys()).collect();
        rules.sort_unstable();
        rules.dedup();
        for rule in rules {
            let (old, new) = (old.get(rule), new.get(rule));
            let refuses = |said: Option<&Verdict>| said.is_some_and(Verdict::refuses);
            if refuses(old) != refuses(new) {
                found.push(Otherwise {
                    stream: stream.clone(),
                    act,
                    rule: rule.clone(),
                    before: old.cloned(),
                    after: new.cloned(),
                });
            }
        }
    }
    found
}

impl Verdict {
    fn refuses(&self) -> bool {
        self.outcome == Outcome::Refused
    }
}

/// The verdict of each rule; of a rule that is held twice, the one that refuses.
fn verdicts(findings: &[Finding]) -> BTreeMap<String, Verdict> {
    let mut all: BTreeMap<String, Verdict> = BTreeMap::new();
    for finding in findings {
        let (row, outcome) = (finding.rule.to_string(), finding.outcome);
        let verdict = Verdict { row, outcome, sentence: finding.sentence.clone() };
        let known = all.get(finding.rule_id());
        if known.is_none_or(|known| verdict.refuses() && !known.refuses()) {
            all.insert(finding.rule_id().to_owned(), verdict);
        }
    }
    all
}
