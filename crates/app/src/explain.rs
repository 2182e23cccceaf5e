//! A rule in full: its rows by date, how it is held and where, the stories that prove it.

use case::coverage::State;
use rules::{Row, RowKind};
use terms::Day;

use crate::{office::Office, pack::Law, stories};

/// The first line of the core that names a rule.
const PLACES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/places.in"));

/// A rule in full.
#[derive(Debug)]
pub struct Explained<'a> {
    /// The rule.
    pub id: &'a str,
    /// Its rows, oldest first; proposals too.
    pub rows: Vec<&'a Row>,
    /// How it is held.
    pub state: State,
    /// The file and line of the core that names it, where one does.
    pub place: Option<&'static str>,
    /// Stories in which it lets an act pass, or its number is used.
    pub passing: Vec<Story>,
    /// Stories in which it refuses an act, or is noted.
    pub refusing: Vec<Story>,
}

/// A story that proves a rule.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Story {
    /// Its file in the repository.
    pub path: String,
    /// Its first line.
    pub title: String,
}

/// What is asked of the list of rules. Every part narrows it; an empty one asks nothing.
#[derive(Debug, Clone, Default)]
pub struct RuleQuery {
    /// Words that stand in the row.
    pub words: Option<String>,
    /// The letters before the number: `CN`.
    pub group: Option<String>,
    /// The kind of row.
    pub kind: Option<String>,
    /// How far the source was seen.
    pub confidence: Option<String>,
    /// In force on this day.
    pub on: Option<Day>,
}

impl Story {
    /// Its name: `cn/thirty-days`.
    pub fn name(&self) -> &str {
        self.path.trim_start_matches("scenarios/").trim_end_matches(".case")
    }
}

impl Law {
    /// A rule in full; `None` where the pack has no row of it.
    pub fn explain<'a>(&'a self, id: &str) -> anyhow::Result<Option<Explained<'a>>> {
        let rows: Vec<&Row> = self.pack.history(id).collect();
        let Some(first) = rows.first() else { return Ok(None) };
        let id = first.id.as_str();
        let covered = stories::coverage(&self.pack)?;
        let told = covered.into_iter().find(|covered| covered.rule == id);
        let of = |names: Vec<String>| names.iter().filter_map(|name| story(name)).collect();
        let (state, passing, refusing) = told
            .map_or((State::NotChecked, Vec::new(), Vec::new()), |told| {
                (told.state, of(told.passing), of(told.refusing))
            });
        let place = PLACES.iter().find(|(rule, _)| *rule == id).map(|(_, place)| *place);
        Ok(Some(Explained { id, rows, state, place, passing, refusing }))
    }

    /// The rows that a query asks for, by rule and first day.
    pub fn rows<'a>(&'a self, query: &RuleQuery) -> Vec<&'a Row> {
        self.pack.rows().iter().filter(|row| query.takes(row)).collect()
    }
}

impl RuleQuery {
    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        let Self { words, group, kind, confidence, on } = self;
        on.is_some() || [words, group, kind, confidence].into_iter().any(Option::is_some)
    }

    fn takes(&self, row: &Row) -> bool {
        let is = |asked: &Option<String>, word: &str| asked.as_deref().is_none_or(|a| a == word);
        is(&self.group, group(&row.id))
            && is(&self.kind, row.kind.word())
            && is(&self.confidence, row.confidence.word())
            && self.on.is_none_or(|on| within(row, on))
            && self.words.as_deref().is_none_or(|words| says(row, words))
    }
}

/// Whether a row's dates hold a day; a proposal is shown for every day of its dates too.
fn within(row: &Row, on: Day) -> bool {
    row.from.is_none_or(|from| from <= on) && row.until.is_none_or(|until| on <= until)
}

/// Whether every word stands somewhere in the row.
fn says(row: &Row, words: &str) -> bool {
    let Row { id, title, rule, citation, params, .. } = row;
    let params: Vec<String> =
        params.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let text = [id, title, rule, citation, params.join(" ").as_str()].join(" ").to_lowercase();
    words.split_whitespace().all(|word| text.contains(&word.to_lowercase()))
}

/// The letters before the number of a rule.
pub fn group(id: &str) -> &str {
    id.split('-').next().unwrap_or(id)
}

/// What is said of the place of a row in time, for a day.
pub fn standing(row: &Row, today: Day) -> &'static str {
    match row {
        Row { kind: RowKind::Proposal, .. } => "proposal, never enforced",
        Row { from: Some(from), .. } if today < *from => "later",
        Row { until: Some(until), .. } if *until < today => "earlier",
        _ => "in force",
    }
}

fn story(name: &str) -> Option<Story> {
    let (_, text) = stories::STORIES.iter().find(|(known, _)| *known == name)?;
    let title = text.lines().next().unwrap_or_default().trim_start_matches('#').trim();
    Some(Story { path: format!("scenarios/{name}.case"), title: title.to_owned() })
}

impl Office {
    /// A rule of the record's law in full.
    pub fn explain<'a>(&'a self, id: &str) -> anyhow::Result<Option<Explained<'a>>> {
        self.law().explain(id)
    }
}
